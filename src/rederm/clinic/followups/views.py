"""Follow-up: what was foretold beside what was seen, scores by name, aftercare by day, and the rest of the course."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.followups.chart import courses_of_scores, figures_of, foretold
from rederm.clinic.followups.forms import AnswerForm, FigureForm, ScoreForm
from rederm.clinic.followups.keep import ask_rest, see
from rederm.clinic.followups.observed import first_day
from rederm.clinic.jobs.models import DONE, ENDED
from rederm.clinic.plans.models import ChosenCourse
from rederm.clinic.treatments.sheet import printed
from rederm.output.aftercare import aftercare_view
from rederm.sources import InputError

_WRONG = 422


@page("client.read", of=ChosenCourse)
def followup(request: Asked, course: ChosenCourse) -> HttpResponse:
    """The page of a course under way."""
    return _page(request, course)


@page("score.write", of=ChosenCourse, methods=("POST",))
def score(request: Asked, course: ChosenCourse) -> HttpResponse:
    """A score by a named rater."""
    form = ScoreForm(_concerns(course), request.POST)
    return _kept(request, course, form, lambda: form.row, score=form)


@page("score.write", of=ChosenCourse, methods=("POST",))
def figure(request: Asked, course: ChosenCourse) -> HttpResponse:
    """A figure of the last visit."""
    form = FigureForm(request.POST)
    return _kept(request, course, form, lambda: form.cleaned_data, figure=form)


@page("session.treat", of=ChosenCourse, methods=("POST",))
def answer(request: Asked, course: ChosenCourse) -> HttpResponse:
    """A clinician lets a stopped course go on."""
    form = AnswerForm(request.POST)

    def row() -> dict[str, Any]:
        said = f"{request.user.name}: {form.cleaned_data['value']}"[:300]
        return {"on": timezone.localdate(), "quantity": "answered", "value": said}

    return _kept(request, course, form, row, answer=form)


@page("plan.make", of=ChosenCourse, methods=("POST",))
def rest(request: Asked, course: ChosenCourse) -> HttpResponse:
    """Plan the rest of the course on what was seen."""
    try:
        ask_rest(request.user, course)
    except InputError as error:
        return _page(request, course, error=str(error))
    return redirect("followup", key=course.pk)


def _kept(request: Asked, course: ChosenCourse, form: forms.Form, row: Any, **shown: Any) -> HttpResponse:
    if form.is_valid():
        try:
            see(request.user, course, **row())
            return redirect("followup", key=course.pk)
        except InputError as error:
            form.add_error(None, str(error))
    return _page(request, course, **shown)


def _concerns(course: ChosenCourse) -> list[str]:
    return list(foretold(course.pk).concerns)


@lru_cache(maxsize=64)
def _aftercare(key: UUID, on: date, born: date) -> Any:
    course = ChosenCourse.objects.defer(None).select_related("version__record").get(pk=key)
    return aftercare_view(printed(course, course.version.client(on), on))


def _page(request: Asked, course: ChosenCourse, error: str = "", **forms: Any) -> HttpResponse:
    start = first_day(course)
    jobs = [
        job for job in course.record.jobs.filter(kind="adapt").order_by("-made")[:5] if job.asked["course"] == str(course.pk)
    ]
    told: dict[str, Any] = {"course": course, "record": course.record, "start": start, "error": error}
    told |= {"score": ScoreForm(_concerns(course)), "figure": FigureForm(), "answer": AnswerForm()} | forms
    told |= {"charts": courses_of_scores(course, start or course.start), "figures": figures_of(course)}
    told |= {
        "seen": course.seen.select_related("by").order_by("-on", "-at"),
        "events": course.record.adverse_events.order_by("-at"),
    }
    told["job"] = next((job for job in jobs if job.state not in ENDED), None)
    told["adapted"] = next((job for job in jobs if job.state == DONE), None)
    told["aftercare"] = _aftercare(course.pk, start or course.start, course.record.born)
    wrong = bool(error) or any(form.errors for form in forms.values())
    return render(request, "clinic/followups/followup.html", told, status=_WRONG if wrong else 200)
