"""The pages of ranked plans: the search, two courses side by side, and the choice."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import FileVersion, Record
from rederm.clinic.jobs.models import DONE, RUNNING, STOPPED, WAITING, Job
from rederm.clinic.plans import keep
from rederm.clinic.plans.cases import case_of, followed
from rederm.clinic.plans.forms import ChooseForm, StartForm
from rederm.clinic.plans.kinds import PLAN, REPORT, ask_plan
from rederm.clinic.plans.models import REPLACED
from rederm.clinic.plans.printed import FILES
from rederm.clinic.plans.ranked import plan_page, texts_of
from rederm.clinic.plans.room import answered
from rederm.clinic.plans.seen import CASES, SIDES
from rederm.clinic.plans.side import side_by_side
from rederm.sources import InputError

DAYS = (0, 1, 3, 7, 14, 30, 60, 90, 180, 365)


@page("client.read", of=Record)
def plans(request: Asked, record: Record) -> HttpResponse:
    """What was found for a client, the verdict first."""
    return render(request, "clinic/plans/plans.html", _found(record, StartForm()))


@page("plan.make", of=Record, methods=("POST",))
def search(request: Asked, record: Record) -> HttpResponse:
    """Ask for the ranked plans."""
    form = StartForm(request.POST)
    if form.is_valid():
        try:
            ask_plan(request.user, record, form.cleaned_data["start"], timezone.localdate())
            return redirect("plans", key=record.pk)
        except InputError as error:
            form.add_error(None, str(error))
    return render(request, "clinic/plans/plans.html", _found(record, form), status=422)


def _found(record: Record, form: StartForm) -> dict[str, Any]:
    version = record.file
    job = record.jobs.filter(kind=PLAN).order_by("-made").first()
    printed = record.jobs.filter(kind=REPORT, asked__plan=str(job.pk)).order_by("-made").first() if job else None
    found = job if job and job.answer else None
    return {
        "record": record,
        "file": version,
        "form": form,
        "job": job,
        "goes_on": job is not None and _goes_on(job),
        "plan": plan_page(found.answer) if found and found.answer else None,
        "older": bool(found and version and found.asked.get("version") != str(version.pk)),
        "chosen": record.courses.exclude(state=REPLACED).order_by("-at").first(),
        "printed": printed,
        "files": FILES.items() if printed and printed.state == DONE else (),
    }


def _goes_on(job: Job) -> bool:
    """Whether there is more to come of a search; one that was stopped still follows its best in full."""
    return job.state in (WAITING, RUNNING) or (job.state == STOPPED and job.ended is None and bool(job.said))


@page("client.read", of=Record)
def compare(request: Asked, record: Record) -> HttpResponse:
    """Two courses side by side; without two, the form that asks for them."""
    given = [text.strip() for text in request.GET.getlist("course") if text.strip()]
    a, b = request.GET.get("a", "").strip(), request.GET.get("b", "").strip()
    texts = [a, b] if a or b else given
    told: dict[str, Any] = {"record": record, "a_text": "", "b_text": "", "known": _known(record)}
    told |= dict(zip(("a_text", "b_text"), texts, strict=False))
    if len(texts) != 2 or not all(texts):
        wrong = "" if not texts else f"{len(texts)} courses are ticked; two are compared"
        return render(request, "clinic/plans/compare.html", told | {"wrong": wrong}, status=422 if wrong else 200)
    try:
        told |= {"both": side_by_side(case_of(record), *texts), "days": DAYS, "sides": SIDES.items(), "cases": CASES.items()}
    except InputError as error:
        return render(request, "clinic/plans/compare.html", told | {"wrong": str(error)}, status=422)
    return render(request, "clinic/plans/compare.html", told)


def _known(record: Record) -> list[str]:
    """Courses that can be picked without being typed."""
    job = record.jobs.filter(kind=PLAN, answer__isnull=False).order_by("-made").first()
    plan = job.answer if job else None
    found = [entry["course"] for entry in plan["plans"]] if plan else []
    rest = sorted(texts_of(plan) - set(found)) if plan else []
    return list(dict.fromkeys([*record.courses.values_list("text", flat=True), *found, *rest]))


@page("plan.choose", of=Record, methods=("GET", "POST"))
def choose(request: Asked, record: Record) -> HttpResponse:
    """Choose a course: what it does, what forbids it, and the day it starts."""
    form = ChooseForm(request.POST or None, initial={"course": request.GET.get("course", ""), "start": date.today()})
    text = (request.POST if request.method == "POST" else request.GET).get("course", "").strip()
    told: dict[str, Any] = {"record": record, "form": form, "wrong": ""}
    try:
        if not text:
            raise InputError("no course is named; open one from the plans or the dials")
        case = case_of(record)
        planned = followed(case, text)
        told |= answered(case, text) | {"barred": keep.obstacles(case.client, planned), "version": str(case.version)}
    except InputError as error:
        return render(request, "clinic/plans/choose.html", told | {"wrong": str(error)}, status=422)
    if request.method == "POST" and form.is_valid():
        try:
            version = FileVersion.objects.filter(pk=form.cleaned_data["version"], record=record).first()
            if version is None:
                raise InputError("the client file that was looked at is not this client's; open the course again")
            start, plan_id = form.cleaned_data["start"], _plan_of(record, planned.course.text)
            keep.choose(request.user, record, version, text, start=start, plan_id=plan_id)
            return redirect("client", key=record.pk)
        except InputError as error:
            form.add_error(None, str(error))
    return render(request, "clinic/plans/choose.html", told, status=422 if form.errors else 200)


def _plan_of(record: Record, text: str) -> str:
    """The newest plan that tells of this course; "" for one of the dials."""
    jobs = record.jobs.filter(kind=PLAN, answer__isnull=False).order_by("-made")
    return next((str(job.answer["id"]) for job in jobs if job.answer and text in texts_of(job.answer)), "")
