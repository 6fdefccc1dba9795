"""The views of pictures: they take about a second each, so they come after the page and do not hold up other pages."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.shortcuts import render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import Record
from rederm.clinic.plans import seen
from rederm.clinic.plans.cases import case_of
from rederm.sources import InputError

_OWN = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"  # of a drawing that stands by itself
_LONGEST_DAYS = 3650.0


@page("client.read", of=Record)
async def lesion(request: Asked, record: Record) -> HttpResponse:
    """The lesion of a course, cut through, as an image of its own."""
    try:
        svg = await _drawn(seen.lesion_svg, await _case(record), request.GET.get("course", ""))
    except InputError as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    headers = {"Content-Security-Policy": _OWN, "Cache-Control": "private, max-age=600"}
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


@page("client.read", of=Record)
async def strip(request: Asked, record: Record) -> HttpResponse:
    """The skin from above and the story inside it, through a course."""
    try:
        found = await _drawn(seen.seen, await _case(record), request.GET.get("course", ""))
    except InputError as error:
        return await _page(request, "clinic/plans/wrong.html", {"wrong": str(error)}, 422)
    return await _page(request, "clinic/plans/seen.html", found, 200)


@page("client.read", of=Record)
async def day(request: Asked, record: Record) -> HttpResponse:
    """Two pictures of one day, one over the other, with a slider between them."""
    given = request.GET
    try:
        case, wanted = await _case(record), _day(given.get("day", ""))
        quantile, shown = given.get("case", "median"), []
        for side, usual in (("left", seen.ONE), ("right", seen.OTHER)):
            which = given.get(side, usual)
            if which not in seen.SIDES:
                raise InputError(f"{which[:20]!r} is no picture; choose one of {', '.join(seen.SIDES.values())}")
            text = given.get("b" if which == seen.OTHER else "a", "")
            made = await _drawn(seen.on_day, case, text, wanted, which, quantile)
            shown.append({**made, "which": seen.SIDES[which], "sure": seen.CASES[quantile] if which in "ab" else ""})
    except InputError as error:
        return await _page(request, "clinic/plans/wrong.html", {"wrong": str(error)}, 422)
    return await _page(request, "clinic/plans/day.html", {"left": shown[0], "right": shown[1]}, 200)


def _day(given: str) -> float:
    try:
        found = float(given)
    except ValueError:
        found = -1.0
    if not 0 <= found <= _LONGEST_DAYS:
        raise InputError(f"day {given[:20]!r} is not a day from 0 to {_LONGEST_DAYS:.0f}; day 0 is the first session")
    return found


async def _case(record: Record) -> Any:
    return await sync_to_async(case_of)(record)


async def _drawn(draw: Callable[..., Any], *given: Any) -> Any:
    """Beside the thread that answers pages."""
    return await sync_to_async(draw, thread_sensitive=False)(*given)


async def _page(request: Asked, template: str, told: dict[str, Any], status: int) -> HttpResponse:
    return await sync_to_async(render)(request, template, told, status=status)
