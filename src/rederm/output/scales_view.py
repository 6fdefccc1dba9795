"""The clinician's table of an outlook: concerns on clinical scales, and instruments on the skin, as cells of a report."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.cells import cell, span_cell
from rederm.output.language import tr
from rederm.output.words import concern, number, percent
from rederm.sources import mark

SHOWN_DAYS = ("90", "180", "365")
CHANCE_DAY = "180"
RATERS = {"blinded": mark("blinded"), "open": mark("knows what was done"), "patient": mark("patient")}
INSTRUMENTS = {
    "melanin_index": mark("Melanin index"),
    "erythema_index": mark("Erythema index"),
    "cutometer_R2": mark("Elasticity (Cutometer R2)"),
    "tewl_g_m2_h": mark("Water loss (TEWL), g/m2/h"),
}
AFTER = (3, 30, 90)


def scale_rows(outlook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a concern and scale, by blinded raters, or by the patient where only patients rate; a concern is named once."""
    rows = []
    for key, given in outlook["scales"].items():
        blinded = {entry["scale"] for entry in given if entry["rater"] == "blinded"}
        shown = [entry for entry in given if entry["rater"] == "blinded" or entry["scale"] not in blinded]
        rows += [_row("" if place else concern(key), entry) for place, entry in enumerate(shown)]
    return rows


def _row(name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    chance, alone = entry["chance_of_one_grade"], entry["chance_of_one_grade_untreated"]
    return {
        "concern": name,
        "scale": _scale(entry),
        "cells": [
            span_cell(entry["baseline"]),
            *(span_cell(entry["days"]["treated"][day]) for day in SHOWN_DAYS),
            span_cell(entry["days"]["untreated"][SHOWN_DAYS[-1]]),
            cell(percent(chance[CHANCE_DAY]), tr("{chance} untreated", chance=percent(alone[CHANCE_DAY])))
            if chance
            else cell(tr("no grades")),
        ],
    }


def _scale(entry: Mapping[str, Any]) -> str:
    """What a scale is called, how far it goes, where it is better, and who rates on it."""
    low, high = (number(end) for end in entry["range"])
    extent = tr("{low} to {high}", low=low, high=high)
    values = {
        "scale": entry["title"],
        "extent": extent if entry["unit"] == "1" else f"{extent}, {entry['unit']}",
        "rater": RATERS[entry["rater"]],
    }
    if entry["better"] == "lower":
        return tr("{scale}, {extent}; lower is better, {rater}", **values)
    return tr("{scale}, {extent}; higher is better, {rater}", **values)


def instrument_rows(outlook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row an instrument: before, and on days after the first session."""
    days: Sequence[float] = outlook["days"]
    places = [min(range(len(days)), key=lambda i, day=day: abs(days[i] - day)) for day in (0, *AFTER)]  # type: ignore[misc]
    return [
        {"label": tr(label), "cells": [span_cell({end: of[end][place] for end in of}) for place in places]}
        for label, of in ((label, outlook["skin"][name]) for name, label in INSTRUMENTS.items())
    ]
