"""One planned course as the cells and sentences of its report: a row of the ranking, and its page for the clinician."""

from collections.abc import Mapping
from typing import Any

from rederm.outlook.apparent_age import BEYOND
from rederm.output.cells import cell, percent_cell, share_cell, span_cell
from rederm.output.language import tr, trn
from rederm.output.naming import colors, label
from rederm.output.plan_words import setting_line
from rederm.output.scales_view import instrument_rows, scale_rows
from rederm.output.site_words import site_words
from rederm.output.text import GAIN_DAYS, RISK_KEYS, SESSION_ROWS
from rederm.output.words import concern, number, percent, percent_span, priced, quantity, span
from rederm.sources import mark

STRENGTHS = {"block": mark("Not unless resolved:"), "ask": mark("A clinician decides:"), "note": mark("Note:")}


def course_view(entry: Mapping[str, Any], outlook: Mapping[str, Any]) -> dict[str, Any]:
    """Everything a report says of one course. outlook: the full one."""
    days = [day for day in GAIN_DAYS if day in next(iter(entry["gain"].values()))]
    return {
        "rank": str(entry["rank"]),
        "label": label(entry),
        "colors": colors(entry["device"]),
        "course": entry["course"],
        "setting": setting_line(entry),
        "why": tr(entry["why"]),
        "robust": cell(percent(entry["robust_gain"])),
        "gain": percent_cell(entry["weighted_gain"]),
        "downtime": span_cell(entry["outlook"]["social_downtime_days_per_session"]),
        "downtime_course": span_cell(entry["downtime_days_course"]),
        "pih": percent_cell(entry["risks"]["pih"]),
        "pain": span_cell(entry["pain"]),
        "price": span_cell(entry["price"]),
        "gain_days": [_after(day) for day in days],
        "gain_rows": [
            {"label": concern(key), "cells": [share_cell(by_day[day]) for day in days]} for key, by_day in entry["gain"].items()
        ],
        "scale_rows": scale_rows(outlook),
        "instruments": instrument_rows(outlook),
        "instrument_site": site_words(outlook["skin_site"]),
        "facts": _facts(entry, outlook),
        "told": _told(outlook),
        "limits": [tr(line) for line in entry["limits"].values()],
        "untreated": [
            tr("{site}: {reason}", site=site_words(left["site"]), reason=left["reason"]) for left in entry["untreated_sites"]
        ],
        "findings": [finding_view(finding) for finding in entry["findings"]],
        "gaps": [
            *(tr("{of}: {reason}", of=quantity(gap["quantity"]), reason=gap["reason"]) for gap in outlook["no_data"]),
            *(tr(warning) for warning in outlook["warnings"]),
        ],
    }


def _facts(entry: Mapping[str, Any], outlook: Mapping[str, Any]) -> list[dict[str, str]]:
    facts = [
        {"label": tr("{figure}, worst session", figure=words), "value": span(outlook[f"{key}_per_session"], tr(unit))}
        for key, words, unit in SESSION_ROWS
    ]
    facts += [{"label": tr(words), "value": percent_span(outlook[key])} for key, words in RISK_KEYS]
    age = outlook["apparent_age_years"]
    doubtful = any(tr(gap["reason"]) == tr(BEYOND) for gap in outlook["no_data"])
    if age is not None and not doubtful:  # a figure that means little is left to the JSON, its reason stands below
        told = tr("{treated} ({untreated}) years", treated=span(age["treated"]), untreated=span(age["untreated"]))
        facts.append({"label": tr("apparent age, treated (untreated), derived"), "value": told})
    source = outlook["price_source"]
    label = tr("price (example)") if source == "example" else tr("price ({source})", source=source)
    facts.append({"label": label, "value": priced(entry["price"], outlook["currency"])})
    return facts


def _told(outlook: Mapping[str, Any]) -> list[dict[str, str]]:
    """What takes a sentence."""
    told = [{"label": tr("feels like"), "value": tr(outlook["feel_per_session"])}]
    if outlook["price_notes"]:
        told.append({"label": tr("about the price"), "value": "; ".join(map(tr, outlook["price_notes"]))})
    return told


def finding_view(finding: Mapping[str, Any]) -> dict[str, str]:
    """What a safety rule says, with what to do and who sees it otherwise."""
    said = [tr("{title}. {reason}", title=finding["title"], reason=finding["reason"])]
    if finding["do"]:
        said.append(tr("Do: {what}.", what=finding["do"]))
    if finding["conflicts"]:
        said.append(tr("Other view: {view}", view=" ".join(map(tr, finding["conflicts"]))))
    return {
        "strength": finding["strength"],
        "word": tr(STRENGTHS[finding["strength"]]),
        "title": tr(finding["title"]),
        "text": " ".join(said),
        "source": sources_of(finding["source"]),
    }


def sources_of(given: Any) -> str:
    """Keys of sources in one line."""
    return ", ".join([given] if isinstance(given, str) else given) if given else ""


def _after(day: str) -> str:
    if int(day) < 365:
        return trn("{count} day", "{count} days", int(day))
    return tr("{years} y", years=number(int(day) / 365))
