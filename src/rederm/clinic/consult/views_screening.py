"""The screening before a plan: what the rules say to the file as it stands, and what they said when it was kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from rederm.clinic.accounts.access import Asked, page
from rederm.clinic.charts.models import Record
from rederm.clinic.consult.keep import held, put_screening
from rederm.clinic.consult.links import links_in, questions_with_links
from rederm.clinic.consult.models import PLAN, Screening
from rederm.clinic.consult.screening import screen, standing
from rederm.clinic.consult.views import REFUSED, told
from rederm.devices import device_names, load_device
from rederm.safety.rules import cited
from rederm.skin.history import QUESTIONS
from rederm.sources import InputError

_STATES = ("out", "part", "ask", "open")
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
        more |= shown([finding.to_json() for finding in screened.findings], screened.questions, screened.sites)
    except InputError as error:
        more = {"refused": str(error)}
    more["kept"] = Screening.objects.filter(record=record).select_related("version", "by").order_by("-at")[:10]
    status = REFUSED if request.method == "POST" else 200
    return render(request, "clinic/consult/screening.html", told(record, now, "screening") | more, status=status)


@page("client.read", of=Screening)
def kept(request: Asked, screening: Screening) -> HttpResponse:
    """A screening as it was."""
    more = shown(screening.findings, screening.questions, screening.sites, every=not screening.course)
    day = [(QUESTIONS[key], said(value)) for key, value in screening.day.items()]
    more |= {"record": screening.record, "held": held(screening.record), "here": "", "screening": screening, "day": day}
    return render(request, "clinic/consult/screening_kept.html", more)


def shown(
    findings: Sequence[Mapping[str, Any]], questions: Iterable[str], sites: Sequence[str], every: bool = True
) -> dict[str, Any]:
    """Findings under their heads, those that say the same of several devices as one; and what is left of each device."""
    together: dict[tuple[Any, ...], dict[str, Any]] = {}
    for f in findings:
        key = (f["strength"], f["rule"], f["do"], f["question"], f["site"])
        one = together.setdefault(key, {**f, "devices": [], "reasons": [], "asks": links_in(f["question"] or "")})
        one["reasons"] += [] if f["reason"] in one["reasons"] else [f["reason"]]
        one["devices"].append(str(load_device(f["device"]).title))
        one["sources"] = [cited(source) for source in f["source"]]
    states = standing(findings, sites)
    devices = [
        {"title": str(load_device(name).title), "state": states.get(name, "open"), "why": _why(findings, name)}
        for name in (device_names() if every else states)
    ]
    return {
        "groups": [
            (name, head, [one for one in together.values() if one["strength"] == name]) for name, head in _HEADS.items()
        ],
        "devices": sorted(devices, key=lambda device: _STATES.index(str(device["state"]))),
        "counts": {state: sum(device["state"] == state for device in devices) for state in _STATES},
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


def _why(findings: Sequence[Mapping[str, Any]], device: str) -> list[str]:
    """What stands in the way of a device: its blocks, else what is to be arranged."""
    own = [f for f in findings if f["device"] == device]
    hard = [f for f in own if f["strength"] == "block"] or [f for f in own if f["strength"] == "ask"]
    return list(dict.fromkeys(f["title"] + (f" ({f['site']})" if f["site"] and f["strength"] == "block" else "") for f in hard))
