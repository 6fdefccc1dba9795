"""The dials room: a course under the hands of a clinician, answered as it is turned."""

import time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from rederm.clinic.accounts.access import Asked as Request
from rederm.clinic.accounts.access import page
from rederm.clinic.charts.models import Record
from rederm.clinic.plans import kinds
from rederm.clinic.plans.answer import answer_view, table_of
from rederm.clinic.plans.asked import AIDS, Asked, known_device, of_course, read_form, usual
from rederm.clinic.plans.cases import Case, case_of, followed
from rederm.clinic.plans.dials import knobs
from rederm.clinic.plans.ranked import texts_of
from rederm.clinic.plans.warm import WARMER
from rederm.course import parse_course
from rederm.devices import device_names, load_device
from rederm.planning.candidates import concern_sites
from rederm.skin import site_names
from rederm.sources import InputError

_FIRST = "opus-plasma"


@page("client.read", of=Record)
def room(request: Request, record: Record) -> HttpResponse:
    """The dials with a course on them: one named by `course`, else a device as it is usually set. Who may not turn dials may
    look at the courses that were found or chosen."""
    text = request.GET.get("course", "").strip()
    try:
        case = case_of(record)
        asked: Asked | None
        if text:
            parsed = parse_course(text).at_sites((case.client.concerns[0].site,))
            if not request.user.may("plan.make") and not known(record, {text, parsed.text}):
                raise PermissionDenied
            asked = of_course(parsed.text)
        else:
            asked = usual(known_device(request.GET.get("device", _FIRST)), concern_sites(case.client))
            parsed = asked.course
        told = answered(case, parsed.text)
    except InputError as error:
        return render(request, "clinic/plans/no_room.html", {"record": record, "wrong": str(error), "text": text}, status=422)
    return render(request, "clinic/plans/room.html", _board(record, case, asked) | told)


@page("plan.make", of=Record, methods=("POST",))
def turn(request: Request, record: Record) -> HttpResponse:
    """A dial was turned: the answer alone to htmx, the whole page to a plain form."""
    began = time.perf_counter()
    part = bool(request.headers.get("HX-Request"))
    asked = None
    try:
        case = case_of(record)
        asked = read_form(request.POST)
        told = answered(case, asked.course.text)
    except InputError as error:
        wrong = {"record": record, "wrong": str(error), "text": ""}
        return render(request, "clinic/plans/wrong.html" if part else "clinic/plans/no_room.html", wrong, status=422)
    if part:
        WARMER.wish(case, asked, _turned(request.POST))
        told["ms"] = round(1000 * (time.perf_counter() - began))
        return render(request, "clinic/plans/answer.html", {"record": record, **told})
    return render(request, "clinic/plans/room.html", _board(record, case, asked) | told)


def answered(case: Case, text: str) -> dict[str, Any]:
    """The answer to a course, for its templates."""
    view = answer_view(case, followed(case, text))
    return {"answer": view, "table": table_of(view["curves"])}


def known(record: Record, texts: set[str]) -> bool:
    """Whether a course of one of these texts was found for this client, or chosen."""
    if record.courses.filter(text__in=texts).exists():
        return True
    return any(texts & texts_of(job.answer) for job in record.jobs.filter(kind=kinds.PLAN) if job.answer)


def _board(record: Record, case: Case, asked: Asked | None) -> dict[str, Any]:
    """What stands on the side of the dials. asked: None where the dials cannot show the course."""
    told: dict[str, Any] = {
        "record": record,
        "asked": asked,
        "devices": [(name, load_device(name).title) for name in device_names()],
        "sites": list(dict.fromkeys([*(asked.sites if asked else ()), *concern_sites(case.client), *site_names()])),
        "wanted": concern_sites(case.client),
        "aids": AIDS,
    }
    return told | ({"knobs": knobs(asked, case.client), "device": asked.device} if asked else {})


def _turned(form: QueryDict) -> str:
    return str(form.get("turned", "")).removeprefix("dial-")
