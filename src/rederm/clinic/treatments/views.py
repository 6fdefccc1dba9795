"""The day of treatment: opening a visit, its run sheet with clocks, what was done, and what went wrong."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import Record
from rederm.clinic.consult.day import SessionQuestions
from rederm.clinic.plans.models import ChosenCourse
from rederm.clinic.treatments.forms import AdverseEventForm, Ended, Happened, OpenVisit, recorded
from rederm.clinic.treatments.keep import finish, floor_of, happened, open_visit, report_event
from rederm.clinic.treatments.models import DONE, Visit
from rederm.clinic.treatments.sheet import cream_of, days_of, devices_of, lines_of
from rederm.clinic.treatments.timers import clocks_of
from rederm.sources import InputError

_WRONG = 422


@page("client.read", of=ChosenCourse)
def course(request: Asked, course: ChosenCourse) -> HttpResponse:
    """The visits of a course: done, open and to come."""
    return _course(request, course, OpenVisit(initial={"on": timezone.localdate()}), _day(course))


@page("session.treat", of=ChosenCourse, methods=("POST",))
def begin(request: Asked, course: ChosenCourse) -> HttpResponse:
    """Open the next visit."""
    form, day = OpenVisit(request.POST), _day(course, request.POST)
    if form.is_valid() and day.is_valid():
        try:
            return redirect("visit", key=open_visit(request.user, course, **form.cleaned_data, day=day.answers).pk)
        except InputError as error:
            form.add_error(None, str(error))
    return _course(request, course, form, day)


def _day(course: ChosenCourse, given: Any = None) -> SessionQuestions:
    return SessionQuestions(course.version.client(timezone.localdate()), course.course, given)


def _course(request: Asked, course: ChosenCourse, form: OpenVisit, day: SessionQuestions) -> HttpResponse:
    done = {visit.number: visit for visit in course.visits.order_by("number")}
    days = days_of(course)
    last = max(done, default=0)  # what is to come moves with the last visit, early or late
    day_0 = done[last].on - timedelta(days=days[last - 1]) if last else course.start
    rows = [
        {"number": number, "due": (course.start if number <= last else day_0) + timedelta(days=day), "visit": done.get(number)}
        for number, day in enumerate(days, 1)
    ]
    coming = len(done) + 1
    told: dict[str, Any] = {"course": course, "record": course.record, "rows": rows, "form": form, "day_form": day}
    told["coming"] = coming
    told["floor"] = floor_of(course, coming) if coming <= len(rows) else None
    told["may_open"] = coming <= len(rows) and all(visit.state == DONE for visit in done.values())
    return render(request, "clinic/treatments/course.html", told, status=_WRONG if form.errors or day.errors else 200)


@page("client.read", of=Visit)
def visit(request: Asked, visit: Visit) -> HttpResponse:
    """The run sheet of one visit."""
    return _sheet(request, visit, Ended())


@page("session.prepare", of=Visit, methods=("POST",))
def event(request: Asked, visit: Visit) -> HttpResponse:
    """A clock begins or ends."""
    form = Happened(request.POST)
    error = "" if form.is_valid() else "That is no clock of this visit."
    if not error:
        try:
            happened(request.user, visit, **form.cleaned_data)
        except InputError as refused:
            error = str(refused)
    if request.headers.get("HX-Request") and not error:
        return render(request, "clinic/treatments/clocks.html", _clocks(visit, lines_of(visit)) | {"visit": visit})
    return redirect("visit", key=visit.pk) if not error else _sheet(request, visit, Ended(), error)


@page("session.treat", of=Visit, methods=("POST",))
def end(request: Asked, visit: Visit) -> HttpResponse:
    """Record what was done, and end the visit."""
    form, error = Ended(request.POST), ""
    if form.is_valid():
        try:
            sessions, reasons = recorded(devices_of(visit, lines_of(visit)), request.POST)
            finish(request.user, visit, sessions, reasons, **form.cleaned_data)
            return redirect("visit", key=visit.pk)
        except InputError as refused:
            error = str(refused)
    return _sheet(request, visit, form, error)


def _sheet(request: Asked, visit: Visit, form: Ended, error: str = "") -> HttpResponse:
    lines = lines_of(visit)
    told: dict[str, Any] = {"visit": visit, "record": visit.course.record, "lines": lines, "form": form, "error": error}
    told |= _clocks(visit, lines)
    told |= {"sheets": devices_of(visit, lines), "cream": cream_of(visit, lines), "given": request.POST}
    told |= {"done": getattr(visit, "done", None), "events": visit.adverse_events.order_by("at")}
    return render(request, "clinic/treatments/visit.html", told, status=_WRONG if error or form.errors else 200)


def _clocks(visit: Visit, lines: Any) -> dict[str, Any]:
    """What runs, what ran, and what can be begun."""
    now, clocks = timezone.now(), clocks_of(visit.events.order_by("at", "pk"))
    areas = [area["site"] for session in lines["sessions"] for area in session["areas"]]
    running = {(clock.kind, clock.what) for clock in clocks if clock.until is None}
    offers = [("numbing", ""), ("cooling", ""), *(("area", area) for area in areas)]
    return {
        "clocks": [(clock, clock.minutes(now)) for clock in clocks],
        "offers": [] if visit.state == DONE else [offer for offer in offers if offer not in running],
    }


@page("event.report", of=Record, methods=("GET", "POST"))
def adverse(request: Asked, record: Record) -> HttpResponse:
    """Report something that went wrong; and the list of what did."""
    form = AdverseEventForm(record, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_event(request.user, record, **form.cleaned_data)
            return redirect("adverse", key=record.pk)
        except InputError as error:
            form.add_error(None, str(error))
    told = {"record": record, "form": form, "events": record.adverse_events.select_related("by", "visit").order_by("-at")}
    return render(request, "clinic/treatments/adverse.html", told, status=_WRONG if request.method == "POST" else 200)
