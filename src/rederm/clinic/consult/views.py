"""Pages of the consult: concerns on the map, skin type, and the intake."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import Record
from rederm.clinic.consult.body_map import views as map_views
from rederm.clinic.consult.client_form import LISTED, Intake, known_devices, rows_of
from rederm.clinic.consult.concern_form import SEVERITY, ConcernForm, kinds_shown
from rederm.clinic.consult.keep import Held, Meanwhile, held, put, put_skin_type
from rederm.clinic.consult.links import questions_with_links
from rederm.clinic.consult.skin_type import questionnaire
from rederm.clinic.consult.skin_type_form import SkinTypeForm
from rederm.clinic.consult.theirs import differences
from rederm.output.site_words import site_words
from rederm.output.words import CONCERNS
from rederm.skin import site_names
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
                    return redirect(_next(sent, record), key=record.pk)
                except Meanwhile as error:
                    form.add_error(None, str(error))
                    status, theirs = CONFLICT, differences(form)
                except InputError as error:
                    form.refuse(error)
    sections = [(anchor, title, words, form.section(table)) for anchor, table, title, words in _SECTIONS]
    more = {"form": form, "rows": rows, "sections": sections, "theirs": theirs, "devices": known_devices()}
    return render(request, "clinic/consult/intake.html", told(record, now, "intake") | more, status=status)


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


@page("client.write", of=Record, methods=("GET", "POST"))
def skin_type(request: Asked, record: Record) -> HttpResponse:
    """The questionnaire, the readings, and the type that is taken."""
    now = held(record)
    typings = record.typings.order_by("-at")
    sent = request.POST if request.method == "POST" else None
    form = SkinTypeForm(typings.first(), now.content.get("fitzpatrick"), sent)
    status = 200
    if sent is not None and "work_out" not in sent:
        status = REFUSED
        if form.is_valid():
            try:
                put_skin_type(request.user, record, sent.get("seen", ""), form.typing())
                return redirect(_next(sent, record, "skin-type"), key=record.pk)
            except Meanwhile as error:
                form.add_error(None, str(error))
                status = CONFLICT
            except InputError as error:
                form.refuse(error)
    more = {"form": form, "found": form.told(), "typings": typings[:10], "questionnaire": questionnaire()}
    if "work_out" in (sent or {}) and request.headers.get("HX-Request"):
        return render(request, "clinic/consult/found.html", more)
    return render(request, "clinic/consult/skin_type.html", told(record, now, "skin-type") | more, status=status)


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


def _next(sent: Any, record: Record, otherwise: str = "intake") -> str:
    return "screening" if "to_screening" in sent else otherwise
