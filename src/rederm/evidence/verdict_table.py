"""The tables of the verdict page: the five courses side by side, sessions further apart, what comes early, what is left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course import Price
from rederm.draws import Samples, band
from rederm.evidence.verdict_cases import COURSES, SPACED, TYPES, WEEKS, Cases, gain, share, spaced
from rederm.outlook import Outlook
from rederm.skin.names import ROMAN

YEARS = {1: 365, 2: 730, 5: 1825}
AFTER_TYPE = 2
CARED = "with moist care, sun protected"
NEGLECTED = "with dry care, no sunscreen"


@dataclass(frozen=True)
class Table:
    """Rows of samples (n,) under units: "share", "d", "h", "1" or "currency"; None where a figure does not apply."""

    title: str
    note: str
    columns: Mapping[str, str]
    rows: Mapping[str, Sequence[Samples | None]]
    devices: Sequence[str] = ()

    def to_json(self) -> dict[str, Any]:
        units = self.columns.values()
        rows: list[dict[str, Any]] = [
            {"name": name, "cells": [told(cell, unit) for cell, unit in zip(cells, units, strict=True)]}
            for name, cells in self.rows.items()
        ]
        for row, device in zip(rows, self.devices, strict=False):
            row["device"] = device
        return {"title": self.title, "note": self.note, "columns": dict(self.columns), "rows": rows}


def told(samples: Samples | None, unit: str) -> dict[str, float | None] | None:
    """The band of samples; a price (low, usual, high) stands as it is."""
    if samples is None:
        return None
    return dict(zip(("low", "median", "high"), samples.tolist(), strict=True)) if unit == "currency" else band(samples)


def span_of(price: Price) -> Samples | None:
    """(low, usual, high) of a course, None without a price."""
    return None if price.total is None else np.array([price.low, price.total, price.high], float)


def tables(cases: Cases) -> list[Table]:
    """Every table of the page."""
    return [_side_by_side(cases), _intervals(cases), _early(cases), _swelling(cases), _left(cases), _care(cases)]


def _side_by_side(cases: Cases) -> Table:
    rows: dict[str, Sequence[Samples | None]] = {}
    for number, name in enumerate(COURSES, start=1):
        outlook = cases.table[name, AFTER_TYPE]
        dark = [cases.table[name, fitzpatrick].risks.pih for fitzpatrick in TYPES]
        price = outlook.price
        cost = span_of(price)
        head = [gain(outlook, 180), outlook.samples("downtime_days"), outlook.samples("downtime_days_course")]
        rows[f"{number}. {name}"] = [*head, outlook.per_session("erythema_days"), outlook.samples("pain"), *dark, cost]
    return Table(
        "Five treatments of a lined face",
        "Invented client of 52, type II unless said, wrinkles of severity 3, devices at their defaults, gain half a year after "
        "the last session. Prices are examples, low to high, for the whole course.",
        {
            "gain": "share",
            "downtime, worst session": "d",
            "downtime, course": "d",
            "redness": "d",
            "pain, 0 to 10": "1",
            **{f"dark patches, {ROMAN[t - 1]}": "share" for t in TYPES},
            "price": "currency",
        },
        rows,
        [cases.table[name, AFTER_TYPE].sessions[0].device for name in COURSES],
    )


def _intervals(cases: Cases) -> Table:
    rows: dict[str, Sequence[Samples | None]] = {}
    for word, device in SPACED.items():
        for weeks in WEEKS:
            outlook = cases.face(spaced(device, weeks))
            rows[f"{word}, {weeks} weeks apart"] = [
                gain(outlook, 90),
                gain(outlook, 180),
                outlook.risks.pih,
                outlook.samples("downtime_days_course"),
            ]
    return Table(
        "Three sessions, closer or further apart",
        "The same client. No published trial compares intervals; how fast skin is ready again is a prior (7 to 28 days).",
        {"gain, 3 months": "share", "gain, 6 months": "share", "dark patches": "share", "downtime, course": "d"},
        rows,
    )


def _early(cases: Cases) -> Table:
    def there(outlook: Outlook) -> list[Samples]:
        final = np.maximum.reduce([gain(outlook, day) for day in (90, 180, 365)])
        return [share(gain(outlook, day), final) for day in (30, 90, 180)]

    return Table(
        "How much of the final gain is there early",
        "Share of the largest gain of the first year after the last session, swelling left out.",
        {"1 month": "share", "3 months": "share", "6 months": "share"},
        _each(cases, there),
    )


def _swelling(cases: Cases) -> Table:
    def hidden(outlook: Outlook) -> list[Samples]:
        score = next(iter(outlook.scores.values()))
        return [score.swelling[:, int(np.searchsorted(score.days, day))] for day in (3, 7, 30)]

    return Table(
        "What swelling hides",
        "Share of today's severity that lies under swelling, days after the first session: it goes again.",
        {"day 3": "share", "day 7": "share", "day 30": "share"},
        _each(cases, hidden),
    )


def _left(cases: Cases) -> Table:
    def kept(outlook: Outlook) -> list[Samples]:
        return [share(gain(outlook, days), gain(outlook, 180)) for days in YEARS.values()]

    return Table(
        "What is left of the gain",
        "Share of the gain at half a year, always against the same skin untreated on the same date. Beyond two years: a prior.",
        {f"{years} year{'s' if years > 1 else ''}": "share" for years in YEARS},
        _each(cases, kept),
    )


def _each(cases: Cases, figures: Callable[[Outlook], Sequence[Samples]]) -> dict[str, Sequence[Samples | None]]:
    """The same figures of each of the five courses."""
    return {name: figures(cases.table[name, AFTER_TYPE]) for name in COURSES}


def _care(cases: Cases) -> Table:
    rows: dict[str, Sequence[Samples | None]] = {}
    for name in list(COURSES)[:3]:
        for word, care in (("cared for", CARED), ("neglected", NEGLECTED)):
            outlook = cases.face(f"{COURSES[name]}, {care}", 4)
            rows[f"{name}, {word}"] = [
                outlook.per_session("closure_hours"),
                outlook.samples("downtime_days"),
                outlook.risks.pih,
                outlook.risks.infection,
                gain(outlook, 180),
            ]
    return Table(
        "Moist and out of the sun, or not",
        f"Type IV. Cared for: {CARED.removeprefix('with ')}; neglected: {NEGLECTED.removeprefix('with ')}.",
        {
            "closed after": "h",
            "downtime, worst session": "d",
            "dark patches": "share",
            "infection": "share",
            "gain, 6 months": "share",
        },
        rows,
    )
