"""One planned course as the cells and sentences of its report: a row of the ranking, and its page for the clinician."""

from collections.abc import Mapping
from typing import Any

from rederm.outlook.apparent_age import BEYOND
from rederm.output.cells import cell
from rederm.output.naming import colors, label
from rederm.output.plan_words import setting_line
from rederm.output.scales_view import instrument_rows, scale_rows
from rederm.output.text import GAIN_DAYS, RISK_KEYS, SESSION_ROWS
from rederm.output.words import concern, number, percent, percent_span, priced, quantity, share_span, span

STRENGTHS = {"block": "Not unless resolved:", "ask": "A clinician decides:", "note": "Note:"}


def course_view(entry: Mapping[str, Any], outlook: Mapping[str, Any]) -> dict[str, Any]:
    """Everything a report says of one course. outlook: the full one."""
    days = [day for day in GAIN_DAYS if day in next(iter(entry["gain"].values()))]
    return {
        "rank": str(entry["rank"]),
        "label": label(entry),
        "colors": colors(entry["device"]),
        "course": entry["course"],
        "setting": setting_line(entry),
        "why": entry["why"],
        "robust": {"value": percent(entry["robust_gain"]), "band": ""},
        "gain": cell(percent_span(entry["weighted_gain"])),
        "downtime": cell(span(entry["outlook"]["social_downtime_days_per_session"])),
        "downtime_course": cell(span(entry["downtime_days_course"])),
        "pih": cell(percent_span(entry["risks"]["pih"])),
        "pain": cell(span(entry["pain"])),
        "price": cell(span(entry["price"])),
        "gain_days": [_after(day) for day in days],
        "gain_rows": [
            {"label": concern(key), "cells": [cell(share_span(by_day[day])) for day in days]}
            for key, by_day in entry["gain"].items()
        ],
        "scale_rows": scale_rows(outlook),
        "instruments": instrument_rows(outlook),
        "instrument_site": outlook["skin_site"].replace("-", " "),
        "facts": _facts(entry, outlook),
        "told": _told(outlook),
        "limits": list(entry["limits"].values()),
        "untreated": [f"{left['site'].replace('-', ' ')}: {left['reason']}" for left in entry["untreated_sites"]],
        "findings": [finding_view(finding) for finding in entry["findings"]],
        "gaps": [f"{quantity(gap['quantity'])}: {gap['reason']}" for gap in outlook["no_data"]] + list(outlook["warnings"]),
    }


def _facts(entry: Mapping[str, Any], outlook: Mapping[str, Any]) -> list[dict[str, str]]:
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
    facts.append({"label": f"price ({outlook['price_source']})", "value": priced(entry["price"], outlook["currency"])})
    return facts


def _told(outlook: Mapping[str, Any]) -> list[dict[str, str]]:
    """What takes a sentence."""
    told = [{"label": "feels like", "value": outlook["feel_per_session"]}]
    if outlook["price_notes"]:
        told.append({"label": "about the price", "value": "; ".join(outlook["price_notes"])})
    return told


def finding_view(finding: Mapping[str, Any]) -> dict[str, str]:
    """What a safety rule says, with what to do and who sees it otherwise."""
    text = f"{finding['title']}. {finding['reason']}" + (f" Do: {finding['do']}." if finding["do"] else "")
    if finding["conflicts"]:
        text += f" Other view: {' '.join(finding['conflicts'])}"
    return {
        "strength": finding["strength"],
        "word": STRENGTHS[finding["strength"]],
        "title": finding["title"],
        "text": text,
        "source": sources_of(finding["source"]),
    }


def sources_of(given: Any) -> str:
    """Keys of sources in one line."""
    return ", ".join([given] if isinstance(given, str) else given) if given else ""


def _after(day: str) -> str:
    number_of_days = int(day)
    return f"{number_of_days} days" if number_of_days < 365 else f"{number(number_of_days / 365)} y"
