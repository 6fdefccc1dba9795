"""Concerns on the map of the face and the body: placed, edited, taken out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import Record
from rederm.clinic.consult.body_map import views as map_views
from rederm.clinic.consult.concern_form import SEVERITY, ConcernForm, kinds_shown
from rederm.clinic.consult.keep import Held, Meanwhile, held, put
from rederm.clinic.consult.views import CONFLICT, REFUSED, told
from rederm.output.site_words import site_words
from rederm.output.words import CONCERNS
from rederm.skin import site_names
from rederm.sources import InputError


@page("client.write", of=Record, methods=("GET", "POST"))
def concerns(request: Asked, record: Record) -> HttpResponse:
    """The map with the concerns on it; ?site= opens a new one there, ?edit= the one of that number."""
    now = held(record)
    listed: list[dict[str, Any]] = now.content.get("concerns", [])
    sent = request.POST if request.method == "POST" else None
    given = sent if sent is not None else request.GET
    site = given.get("site", "") if given.get("site", "") in site_names() else ""
    place = _place(given.get("edit", ""), listed)
    old = listed[place] if place is not None else None
    form = ConcernForm(old, site, sent) if sent is not None or site or old else None
    status = 200
    if sent is not None and form is not None:
        status = REFUSED
        if given.get("edit") and place is None:
            form.add_error(None, "this concern is not there any more")
        elif form.is_valid():
            changed = [*listed, form.concern()] if place is None else [*listed[:place], form.concern(), *listed[place + 1 :]]
            status = _put_concerns(request, record, now, changed, form)
            if status == 200:
                return redirect("concerns", key=record.pk)
    chosen = old["site"] if old and sent is None else site
    return _map(request, record, now, status, {"form": form, "edit": given.get("edit", ""), "chosen": chosen})


@page("client.write", of=Record, methods=("POST",))
def remove_concern(request: Asked, record: Record) -> HttpResponse:
    """Take a concern out."""
    now = held(record)
    listed = now.content.get("concerns", [])
    place = _place(request.POST.get("edit", ""), listed)
    form = ConcernForm(data={})
    form.errors.clear()
    if place is None:
        form.add_error(None, "this concern is not there any more")
        return _map(request, record, now, REFUSED, {"refused": form})
    status = _put_concerns(request, record, now, [*listed[:place], *listed[place + 1 :]], form)
    return redirect("concerns", key=record.pk) if status == 200 else _map(request, record, now, status, {"refused": form})


def _map(request: Asked, record: Record, now: Held, status: int, more: dict[str, Any]) -> HttpResponse:
    listed = now.content.get("concerns", [])
    names = [_named(concern) for concern in listed]
    shown = [
        {
            "number": n,
            "name": name,
            "site": site_words(c["site"]),
            "severity": _graded(c.get("severity")),
            "weight": c.get("weight"),
        }
        for n, (c, name) in enumerate(zip(listed, names, strict=True), 1)
    ]
    sites = [(name, "whole face" if name == "face" else site_words(name)) for name in site_names()]
    drawn = map_views(listed, names, more.get("chosen", ""))
    more = {"views": drawn, "listed": shown, "sites": sites, "kinds": kinds_shown()} | more
    return render(request, "clinic/consult/concerns.html", told(record, now, "concerns") | more, status=status)


def _put_concerns(request: Asked, record: Record, now: Held, changed: list[dict[str, Any]], form: ConcernForm) -> int:
    """200 where they were kept; else the status, with the refusal in the form."""
    if not changed and now.version:
        form.add_error(None, "a client file has one concern at least; write the new one before this one is taken out")
        return REFUSED
    try:
        put(request.user, record, now.content | {"concerns": changed}, request.POST.get("seen", ""))
    except Meanwhile as error:
        form.add_error(None, str(error))
        return CONFLICT
    except InputError as error:
        form.refuse(error)
        return REFUSED
    return 200


def _place(given: str, listed: list[Any]) -> int | None:
    """The place in the list of a number that counts from 1."""
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 5 else 0
    return number - 1 if 1 <= number <= len(listed) else None


def _named(concern: dict[str, Any]) -> str:
    kind = str(CONCERNS[concern["kind"]])
    return f"{kind}, {concern['subtype']}" if concern.get("subtype") else kind


def _graded(severity: float | None) -> str:
    if severity is None:
        return "severity not said: 2 (moderate) is assumed"
    return f"{severity:g} of 4, {SEVERITY[round(severity)]}"
