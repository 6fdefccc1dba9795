"""Pages of the consult: the intake and the skin type."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import Record
from rederm.clinic.consult.client_form import LISTED, Intake, known_devices, rows_of
from rederm.clinic.consult.keep import Held, Meanwhile, held, put, put_skin_type
from rederm.clinic.consult.links import questions_with_links
from rederm.clinic.consult.skin_type import questionnaire
from rederm.clinic.consult.skin_type_form import SkinTypeForm
from rederm.clinic.consult.theirs import differences
from rederm.sources import InputError

REFUSED, CONFLICT = 422, 409
_SECTIONS = (
    ("person", "", "Person", ""),
    ("history", "history", "History", "What is not asked stays open; it is never taken as no."),
    ("habits", "habits", "Habits", ""),
    ("limits", "limits", "Limits", "A limit that is not said does not bind. Risks are shares: 0.05 is 5 in 100."),
)


def told(record: Record, now: Held, here: str) -> dict[str, Any]:
    """What every page of the consult shows: where one is, what the file lacks, what is assumed and what is open."""
    assumed: list[str] = []
    open_: list[tuple[str, str]] = []
    if now.version:
        try:
            client = now.version.client(timezone.localdate())
        except InputError:  # a file of an older time; the forms say what is wrong with it when it is saved
            client = None
        if client is not None:
            assumed, open_ = client.assumed(), questions_with_links(client.questions())
    return {"record": record, "held": now, "here": here, "assumed": assumed, "open_questions": open_}


@page("client.write", of=Record, methods=("GET", "POST"))
def intake(request: Asked, record: Record) -> HttpResponse:
    """Person, history, treatments before, habits and limits."""
    now = held(record)
    sent = request.POST if request.method == "POST" else None
    form, rows = Intake(record, now.content, sent), rows_of(now.content, sent)
    status, theirs = 200, []
    if sent is not None:
        status = REFUSED
        if form.is_valid() & rows.is_valid():
            treatments = [row.said() for row in rows if row.said()]
            listed = form.cleaned_data[LISTED]
            if (listed == "none" and treatments) or (listed == "these" and not treatments):
                form.add_error(LISTED, f"{listed} is chosen, and {len(treatments)} are listed below; correct one of them")
            else:
                try:
                    put(request.user, record, form.written(treatments), sent.get("seen", ""))
                    return _kept(sent, record, "intake")
                except Meanwhile as error:
                    form.add_error(None, str(error))
                    status, theirs = CONFLICT, differences(form)
                except InputError as error:
                    form.refuse(error)
    sections = [(anchor, title, words, form.section(table)) for anchor, table, title, words in _SECTIONS]
    more = {"form": form, "rows": rows, "sections": sections, "theirs": theirs, "devices": known_devices()}
    return render(request, "clinic/consult/intake.html", told(record, now, "intake") | more, status=status)


@page("client.write", of=Record, methods=("GET", "POST"))
def skin_type(request: Asked, record: Record) -> HttpResponse:
    """The questionnaire, the readings, and the type that is taken."""
    now = held(record)
    typings = record.typings.select_related("by").order_by("-at")
    sent = request.POST if request.method == "POST" else None
    form = SkinTypeForm(typings.first(), now.content.get("fitzpatrick"), sent)
    status = 200
    if sent is not None and "work_out" not in sent:
        status = REFUSED
        if form.is_valid():
            try:
                put_skin_type(request.user, record, sent.get("seen", ""), form.typing())
                return _kept(sent, record, "skin-type")
            except Meanwhile as error:
                form.add_error(None, str(error))
                status = CONFLICT
            except InputError as error:
                form.refuse(error)
    more = {"form": form, "found": form.told(), "typings": typings[:10], "questionnaire": questionnaire()}
    if "work_out" in (sent or {}) and request.headers.get("HX-Request"):
        return render(request, "clinic/consult/found.html", more)
    return render(request, "clinic/consult/skin_type.html", told(record, now, "skin-type") | more, status=status)


def _kept(sent: Any, record: Record, here: str) -> HttpResponse:
    to = "screening" if "to_screening" in sent else here
    return redirect(f"{reverse(to, args=[record.pk])}?kept=1")
