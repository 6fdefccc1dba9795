"""The clinician's table of an outlook: concerns on clinical scales, and instruments on the skin, as cells of a report."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.words import concern, number, percent, span

SHOWN_DAYS = ("90", "180", "365")
CHANCE_DAY = "180"
RATERS = {"blinded": "blinded", "open": "knows what was done", "patient": "patient"}
INSTRUMENTS = {
    "melanin_index": "Melanin index",
    "erythema_index": "Erythema index",
    "cutometer_R2": "Elasticity (Cutometer R2)",
    "tewl_g_m2_h": "Water loss (TEWL), g/m2/h",
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
    low, high = (number(end) for end in entry["range"])
    unit = "" if entry["unit"] == "1" else f", {entry['unit']}"
    chance, alone = entry["chance_of_one_grade"], entry["chance_of_one_grade_untreated"]
    return {
        "concern": name,
        "scale": f"{entry['title']}, {low} to {high}{unit}; {entry['better']} is better, {RATERS[entry['rater']]}",
        "cells": [
            _cell(entry["baseline"]),
            *(_cell(entry["days"]["treated"][day]) for day in SHOWN_DAYS),
            _cell(entry["days"]["untreated"][SHOWN_DAYS[-1]]),
            {"value": percent(chance[CHANCE_DAY]), "band": f"{percent(alone[CHANCE_DAY])} untreated"}
            if chance
            else {"value": "no grades", "band": ""},
        ],
    }


def instrument_rows(outlook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row an instrument: before, and on days after the first session."""
    days: Sequence[float] = outlook["days"]
    places = [min(range(len(days)), key=lambda i, day=day: abs(days[i] - day)) for day in (0, *AFTER)]  # type: ignore[misc]
    return [
        {"label": label, "cells": [_cell({end: of[end][place] for end in of}) for place in places]}
        for label, of in ((label, outlook["skin"][name]) for name, label in INSTRUMENTS.items())
    ]


def _cell(band: Mapping[str, float | None]) -> dict[str, str]:
    value, _, rest = span(band).partition(" (")
    return {"value": value, "band": rest.rstrip(")")}
