"""The screening before a plan: what the rules say to the file as it stands, and what they said when it was kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import Record
from rederm.clinic.consult.keep import held, put_screening
from rederm.clinic.consult.links import links_in, questions_with_links
from rederm.clinic.consult.models import PLAN, Screening
from rederm.clinic.consult.screening import screen
from rederm.clinic.consult.views import REFUSED, told
from rederm.devices import device_names, load_device
from rederm.safety.rules import STRENGTHS, cited
from rederm.skin.history import QUESTIONS
from rederm.sources import InputError

_HEADS = {"block": "Not allowed", "ask": "Ask or arrange first", "note": "To know"}


@page("client.write", of=Record, methods=("GET", "POST"))
def screening(request: Asked, record: Record) -> HttpResponse:
    """What the rules say now, for every device; kept where the reader says so."""
    now = held(record)
    if now.version is None:
        status = REFUSED if request.method == "POST" else 200
        return render(request, "clinic/consult/screening.html", told(record, now, "screening"), status=status)
    more: dict[str, Any]
    try:
        screened = screen(record, None)
        if request.method == "POST":
            if request.POST.get("seen") == now.seen:
                return redirect("screening-kept", key=put_screening(request.user, record, screened, PLAN).pk)
            more = {"refused": "the client's file has another version by now; this is what the rules say to it"}
        else:
            more = {}
        more |= shown([finding.to_json() for finding in screened.findings], screened.questions)
    except InputError as error:
        more = {"refused": str(error)}
    more["kept"] = Screening.objects.filter(record=record).select_related("version", "by").order_by("-at")[:10]
    status = REFUSED if request.method == "POST" else 200
    return render(request, "clinic/consult/screening.html", told(record, now, "screening") | more, status=status)


@page("client.read", of=Screening)
def kept(request: Asked, screening: Screening) -> HttpResponse:
    """A screening as it was."""
    more = shown(screening.findings, screening.questions, every=not screening.course)
    day = [(QUESTIONS[key], said(value)) for key, value in screening.day.items()]
    more |= {"record": screening.record, "held": held(screening.record), "here": "", "screening": screening, "day": day}
    return render(request, "clinic/consult/screening_kept.html", more)


def shown(findings: Iterable[Mapping[str, Any]], questions: Iterable[str], every: bool = True) -> dict[str, Any]:
    """Findings under their heads, those that say the same of several devices as one; and what is left of each device."""
    together: dict[tuple[Any, ...], dict[str, Any]] = {}
    worst: dict[str, str] = {}
    findings = list(findings)
    for f in findings:
        key = (f["strength"], f["rule"], f["title"], f["reason"], f["site"])
        one = together.setdefault(key, {**f, "devices": [], "asks": links_in(f["question"]) if f["question"] else []})
        one["devices"].append(str(load_device(f["device"]).title))
        one["sources"] = [cited(source) for source in f["source"]]
        worst[f["device"]] = min(worst.get(f["device"], "note"), f["strength"], key=STRENGTHS.index)
    names = device_names() if every else list(worst)
    devices = [
        {"title": str(load_device(name).title), "state": worst.get(name, "note"), "out": _titles(findings, name)}
        for name in names
    ]
    groups = [(name, head, [one for one in together.values() if one["strength"] == name]) for name, head in _HEADS.items()]
    counts = {name: sum(device["state"] == name for device in devices) for name in STRENGTHS}
    return {
        "groups": groups,
        "devices": devices,
        "counts": counts,
        "questions": questions_with_links(questions),
        "every": every,
    }


def said(value: Any) -> str:
    """An answer of the day in words."""
    if value is None:
        return "not asked"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(value) or "none") if isinstance(value, list) else f"{value}"


def _titles(findings: list[Mapping[str, Any]], device: str) -> list[str]:
    """What stands in the way of a device: its blocks, else what is to be arranged."""
    own = [f for f in findings if f["device"] == device]
    hard = [f for f in own if f["strength"] == "block"] or [f for f in own if f["strength"] == "ask"]
    return list(dict.fromkeys(f["title"] for f in hard))
