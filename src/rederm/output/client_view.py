"""The plan as its client reads it: the first course in plain words, what else would fit, what is not known."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rederm.output.cells import Cell, percent_cell, share_cell, span_cell
from rederm.output.language import locale_now, tr, trn
from rederm.output.naming import colors, title
from rederm.output.runsheet_ready import before_rows
from rederm.output.runsheet_visit import visits
from rederm.output.view_answer import currency
from rederm.output.words import KINDS, concern, number, quantity
from rederm.skin.names import ROMAN

_OTHERS = 4  # courses shown beside the first; more than a person weighs
_HALF_YEAR = "180"
_WEEK = 7


def client_view(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What the client's report says beside the parts that both reports share. plan: the content of plan.json, said."""
    first = plan["plans"][0] if plan["plans"] else None
    return {
        "headline": _headline(first) if first else "",
        "who": _who(plan["client"]),
        "when": tr("First session on {date}", date=long_date(date.fromisoformat(plan["start"]))),
        "facts": _facts(plan, first) if first else [],
        "visit": _visit(plan["first_outlook"]) if first else [],
        "before": _before(plan) if first else [],
        "others": [_other(entry) for entry in _apart(plan["plans"])],
        "ruled_out": _ruled_out(plan["excluded"]),
        "gaps": _gaps(plan["first_outlook"]) if first else [],
    }


def long_date(day: date) -> str:
    """1 December 2026, in the language of now."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=locale_now()))


def _headline(entry: Mapping[str, Any]) -> str:
    """Fractional CO2 laser: 3 sessions, 8 weeks apart."""
    days = entry["interval_days"]
    if entry["sessions"] == 1 or not days:
        return tr("{what}: {sessions}", what=title(entry["device"]), sessions=_sessions(entry["sessions"]))
    apart = trn("{count} week apart", "{count} weeks apart", round(days / _WEEK))
    if days % _WEEK:
        apart = trn("{count} day apart", "{count} days apart", round(days))
    return tr("{what}: {sessions}, {apart}", what=title(entry["device"]), sessions=_sessions(entry["sessions"]), apart=apart)


def _sessions(count: int) -> str:
    return trn("{count} session", "{count} sessions", count)


def _who(client: Mapping[str, Any]) -> str:
    wishes = ", ".join(dict.fromkeys(concern(entry["kind"]) for entry in client["concerns"]))
    kind = ROMAN[client["fitzpatrick"] - 1]
    return tr("{age} years, skin type {kind}. What is to change: {wishes}", age=number(client["age"]), kind=kind, wishes=wishes)


def _facts(plan: Mapping[str, Any], entry: Mapping[str, Any]) -> list[dict[str, str]]:
    """The figures that a client asks for: the typical case, and what 9 in 10 people would see."""
    outlook = plan["first_outlook"]
    hours = {end: None if m is None else m / 60 for end, m in outlook["chair_minutes_per_session"].items()}
    gains = [
        _fact(tr("{concern}: gone half a year after the last session", concern=concern(key)), share_cell(by_day[_HALF_YEAR]))
        for key, by_day in entry["gain"].items()
        if by_day[_HALF_YEAR]["high"]
    ]
    price = span_cell(entry["price"])
    return [
        *gains,
        _fact(
            tr("Days after each session until make-up covers it"),
            span_cell(entry["outlook"]["social_downtime_days_per_session"]),
        ),
        _fact(tr("Pain while treated, 0 to 10"), span_cell(entry["pain"])),
        _fact(tr("Hours in the clinic for each session"), span_cell(hours)),
        {
            "label": tr("Price of all sessions, {currency}", currency=currency(plan)),
            "value": price["value"],
            "detail": tr("{bounds} from the low to the high price", bounds=price["band"]) if price["band"] else "",
        },
    ]


def _fact(label: str, figure: Cell) -> dict[str, str]:
    detail = tr("{bounds} in 9 of 10 people", bounds=figure["band"]) if figure["band"] else ""
    return {"label": label, "value": figure["value"], "detail": detail}


def _visit(outlook: Mapping[str, Any]) -> list[str]:
    """What a session feels like, each way of feeling once."""
    return list(dict.fromkeys(session["feel"] for session in outlook["sessions"]))


def _before(plan: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is done ahead of each session that is to come: {"title", "rows": [{"when", "text"}]}."""
    return [
        {"title": tr("Session {number} of {of}", number=visit.number, of=visit.of), "rows": rows}
        for visit in visits(plan)
        if (rows := before_rows(visit))
    ]


def _apart(entries: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The best course of each other device."""
    found: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        found.setdefault(entry["device"], entry)
    return list(found.values())[: _OTHERS + 1]


def _other(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": title(entry["device"]),
        "colors": colors(entry["device"]),
        "sessions": str(entry["sessions"]),
        "gain": percent_cell(entry["weighted_gain"]),
        "downtime": span_cell(entry["outlook"]["social_downtime_days_per_session"]),
        "pih": percent_cell(entry["risks"]["pih"]),
        "pain": span_cell(entry["pain"]),
        "price": span_cell(entry["price"]),
    }


def _ruled_out(excluded: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Devices by the first reason that keeps each out."""
    kinds: dict[str, str] = {}
    for entry in excluded:
        if entry["device"]:
            kinds.setdefault(entry["device"], entry["kind"])
    grouped = {kind: [title(name) for name in kinds if kinds[name] == kind] for kind in dict.fromkeys(kinds.values())}
    return [{"why": tr("{what!c}", what=tr(KINDS[kind])), "devices": ", ".join(names)} for kind, names in grouped.items()]


def _gaps(outlook: Mapping[str, Any]) -> list[str]:
    found: dict[str, list[str]] = {}
    for gap in outlook["no_data"]:
        found.setdefault(quantity(gap["quantity"]), []).append(gap["reason"])
    return [tr("{what}: {reasons}", what=what, reasons="; ".join(reasons)) for what, reasons in found.items()]
