"""A plan as the sentences and cells that its report shows: one view for the HTML page and the PDF."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm import __version__
from rederm.devices import load_device
from rederm.outlook.apparent_age import BEYOND
from rederm.output.aftercare import aftercare_lines
from rederm.output.scales_view import instrument_rows, scale_rows
from rederm.output.text import GAIN_DAYS, RISK_KEYS, SESSION_ROWS
from rederm.output.words import (
    KINDS,
    LIMITS,
    concern,
    number,
    percent,
    percent_span,
    plural,
    priced,
    quantity,
    share_span,
    span,
)
from rederm.sources import reference

WORTH = 0.02  # a smaller gain is no headline
STRENGTHS = {"block": "Not unless resolved:", "ask": "A clinician decides:", "note": "Note:"}


def plan_view(plan: Mapping[str, Any], outlooks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Everything a report says, as text. `outlooks` are the full outlooks of plan["plans"], in that order."""
    plans = [_plan(entry, outlook) for entry, outlook in zip(plan["plans"], outlooks, strict=True)]
    keys = list(plan["plans"][0]["gain"]) if plans else []
    common_findings, common_gaps = _take_common(plans, "findings"), _take_common(plans, "gaps")
    return {
        "title": "rederm treatment plan",
        "version": __version__,
        "start": plan["start"],
        "client_line": plan["client"]["line"],
        "headline": _headline(plan),
        "why": plan["plans"][0]["why"] if plans else plan["verdict"],
        "provisional": _provisional(plan),
        "best": _best(plan) if plans else [],
        "statement": plan["statement"],
        "statement_short": plan["statement"].split(". ")[0] + ".",
        "rank_rule": plan["rank_rule"],
        "concerns": [concern(key) for key in keys],
        "currency": currency(plan),
        "plans": plans,
        "conditions": common_findings,
        "gaps": common_gaps,
        "excluded": [_excluded(entry) for entry in plan["excluded"]],
        "questions": list(plan["questions"]),
        "assumed": list(plan["assumed"]),
        "aftercare": aftercare_lines(plan["client"]) if plans else [],
        "price_note": plan["price_note"],
        "sources": sources_used(plan, outlooks),
        "seed": str(plan["seed"]),
        "draws": str(plan["draws"]),
    }


def _take_common(plans: Sequence[dict[str, Any]], name: str) -> list[Any]:
    """What stands in every plan is said once: taken out of each and returned."""
    if len(plans) < 2:
        return []
    common = [item for item in plans[0][name] if all(item in plan[name] for plan in plans)]
    for plan in plans:
        plan[name] = [item for item in plan[name] if item not in common]
    return common


def currency(plan: Mapping[str, Any]) -> str:
    """The currency that the prices are in, which need not be the client's."""
    return str(plan["plans"][0]["outlook"]["currency"] if plan["plans"] else plan["currency"])


def label(entry: Mapping[str, Any]) -> str:
    """Short name of a plan: what and how often."""
    return f"{load_device(entry['device']).title.split(' (')[0]} × {entry['sessions']}"


def _headline(plan: Mapping[str, Any]) -> str:
    best = plan["plans"][0] if plan["plans"] else None
    if best is not None and best["weighted_gain"]["median"] >= WORTH:
        return f"{label(best)} gives most within these limits"
    return str(plan["verdict"])


def _provisional(plan: Mapping[str, Any]) -> str:
    open_questions = plural(len(plan["questions"]), "question")
    return f"{open_questions} still open; an answer may rule a course out. See below." if plan["provisional"] else ""


def _best(plan: Mapping[str, Any]) -> list[dict[str, str]]:
    best = plan["plans"][0]
    outlook = best["outlook"]
    facts = [
        {"label": f"{concern(key)}, gone after 6 months", **_split(share_span(days["180"]))}
        for key, days in best["gain"].items()
    ]
    facts += [
        {
            "label": "social downtime, worst session",
            **_split(span(outlook["social_downtime_days_per_session"]), "days"),
        },
        {"label": "darker patches (PIH), whole course", **_split(percent_span(best["risks"]["pih"]))},
        {"label": "pain, 0 to 10, while treated", **_split(span(best["pain"]))},
        {
            "label": f"price of the course, {currency(plan)}",
            **_split(span(best["price"]), of="from the low to the high price"),
        },
    ]
    return facts


def _cell(text: str) -> dict[str, str]:
    """A table cell: the median, and its band on a line of its own."""
    value, _, rest = text.partition(" (")
    return {"value": value, "band": rest.rstrip(")")}


def _split(text: str, unit: str = "", of: str = "in 90 % of cases") -> dict[str, str]:
    """Median as the figure, band as its detail."""
    cell = _cell(text)
    return {"value": f"{cell['value']} {unit}".strip(), "detail": f"{cell['band']} {of}" if cell["band"] else ""}


def _plan(entry: Mapping[str, Any], outlook: Mapping[str, Any]) -> dict[str, Any]:
    days = [day for day in GAIN_DAYS if day in next(iter(entry["gain"].values()))]
    facts = [
        {"label": f"{words}, worst session", "value": span(outlook[f"{key}_per_session"], unit)}
        for key, words, unit in SESSION_ROWS
    ]
    facts += [{"label": words, "value": percent_span(outlook[key])} for key, words in RISK_KEYS]
    age = outlook["apparent_age_years"]
    doubtful = any(gap["reason"] == BEYOND for gap in outlook["no_data"])
    if age is not None and not doubtful:  # a figure that means little is left to the JSON, its reason stands below
        told = f"{span(age['treated'])} ({span(age['untreated'])}) years"
        facts.append({"label": "apparent age, treated (untreated), derived", "value": told})
    facts.append({"label": "feels like", "value": outlook["feel_per_session"]})
    facts.append({"label": f"price ({outlook['price_source']})", "value": priced(entry["price"], outlook["currency"])})
    return {
        "rank": str(entry["rank"]),
        "label": label(entry),
        "color": load_device(entry["device"]).color,
        "course": entry["course"],
        "why": entry["why"],
        "gains": [_cell(share_span(by_day["180"])) for by_day in entry["gain"].values()],
        "downtime": _cell(span(entry["outlook"]["social_downtime_days_per_session"])),
        "pih": _cell(percent_span(entry["risks"]["pih"])),
        "pain": _cell(span(entry["pain"])),
        "price": _cell(span(entry["price"])),
        "gain_days": [_after(day) for day in days],
        "gain_rows": [
            {"label": concern(key), "cells": [_cell(share_span(by_day[day])) for day in days]}
            for key, by_day in entry["gain"].items()
        ],
        "scale_rows": scale_rows(outlook),
        "instruments": instrument_rows(outlook),
        "instrument_site": outlook["skin_site"].replace("-", " "),
        "facts": facts,
        "chances": "; ".join(
            f"{LIMITS.get(limit, limit)} {percent(chance)}" for limit, chance in entry["chance_within"].items()
        ),
        "findings": [_finding(finding) for finding in entry["findings"]],
        "gaps": [f"{quantity(gap['quantity'])}: {gap['reason']}" for gap in outlook["no_data"]] + list(outlook["warnings"]),
    }


def _finding(finding: Mapping[str, Any]) -> dict[str, str]:
    text = f"{finding['title']}. {finding['reason']}" + (f" Do: {finding['do']}." if finding["do"] else "")
    if finding["conflicts"]:
        text += f" Other view: {' '.join(finding['conflicts'])}"
    return {
        "strength": finding["strength"],
        "word": STRENGTHS[finding["strength"]],
        "text": text,
        "source": _sources(finding["source"]),
    }


def _excluded(entry: Mapping[str, Any]) -> dict[str, str]:
    device = load_device(entry["device"])
    return {
        "title": device.title,
        "color": device.color,
        "kind": KINDS[entry["kind"]],
        "reason": entry["reason"],
        "nearest": entry["nearest"],
        "source": _sources(entry["source"]),
    }


def _sources(given: Any) -> str:
    return ", ".join([given] if isinstance(given, str) else given) if given else ""


def _after(day: str) -> str:
    number_of_days = int(day)
    return f"{number_of_days} days" if number_of_days < 365 else f"{number(number_of_days / 365)} y"


def sources_used(plan: Mapping[str, Any], outlooks: Sequence[Mapping[str, Any]]) -> list[str]:
    """The references behind these courses and rulings, each as one line to look up."""
    ids = {key for outlook in outlooks for key in outlook["sources"]}
    for entry in [*plan["excluded"], *(f for p in plan["plans"] for f in p["findings"])]:
        given = entry["source"]
        ids |= {given} if isinstance(given, str) and given else set(given or ())
    return sorted(f"[{key}] {reference(key).cite()}" for key in ids)
