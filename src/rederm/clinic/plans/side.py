"""Two courses side by side: the same figures in one table with their differences, and both on the same axes of time."""

from typing import Any

import numpy as np

from rederm.clinic.plans.answer import answer_view
from rederm.clinic.plans.cases import Case, followed
from rederm.draws import Samples, band
from rederm.output.words import capital, concern, number, percent, span
from rederm.planning.planned import RISKS, PlannedCourse

_ROWS = (  # draws of an outlook, words, unit; a risk or a gain is a share
    ("downtime_days", "Days of downtime, worst session", ""),
    ("downtime_days_course", "Days of downtime, whole course", ""),
    ("crust_days_per_session", "Days of crust, worst session", ""),
    ("erythema_days_per_session", "Days of redness, worst session", ""),
    ("pain", "Pain while treated, 0 to 10", ""),
    ("chair_minutes_per_session", "Minutes in the clinic, each session", ""),
    ("visits", "Visits", ""),
)
_RISK_WORDS = {"pih": "Dark marks (PIH)", "hypopigmentation": "Lasting pale patches", "scar": "Scar", "infection": "Infection"}


def side_by_side(case: Case, one: str, other: str) -> dict[str, Any]:
    """{"a", "b": the answers of both, "rows": figures with the difference draw by draw, "shared": curves of both}.

    Raises InputError for a text that is no course. The draws are the same, so a difference is of the courses and not of chance.
    """
    first, second = followed(case, one), followed(case, other)
    rows = [_row("Gain, all concerns, after 6 months", first.gain, second.gain, share=True)]
    for key in first.outlook.late:
        name = f"gain.{key}.180"
        rows.append(_row(f"Gain, {concern(key).lower()}, after 6 months", *_both(first, second, name), share=True))
    rows += [_row(words, *_both(first, second, name)) for name, words, _ in _ROWS]
    rows += [_row(_RISK_WORDS[name], *_both(first, second, name), share=True) for name in RISKS]
    rows.append(_price(first, second))
    a, b = answer_view(case, first), answer_view(case, second)
    return {"a": a, "b": b, "rows": rows, "shared": {"a": a["curves"], "b": b["curves"], "names": [a["label"], b["label"]]}}


def _both(first: PlannedCourse, second: PlannedCourse, name: str) -> tuple[Samples, Samples]:
    return first.outlook.samples(name), second.outlook.samples(name)


def _row(words: str, one: Samples, other: Samples, share: bool = False) -> dict[str, str]:
    """Both bands, and the other minus the one in the same draws; in hundredths where shares are compared."""
    apart = band(np.asarray(other) - np.asarray(one))
    if share:
        scaled = {end: None if v is None else 100 * v for end, v in apart.items()}
        return {"label": words, "a": _percents(band(one)), "b": _percents(band(other)), "apart": signed(scaled, " points")}
    return {"label": words, "a": span(band(one)), "b": span(band(other)), "apart": signed(apart)}


def _percents(shares: dict[str, Any]) -> str:
    low, high = (percent(shares[end]).removesuffix(" %") for end in ("low", "high"))
    return f"{percent(shares['median'])} ({low} to {high})"


def signed(apart: dict[str, Any], unit: str = "") -> str:
    """+3 (1 to 6): more of it with course B."""
    if apart["median"] is None:
        return "not applicable"
    low, median, high = (_sign(apart[end]) for end in ("low", "median", "high"))
    return f"{median}{unit}" if low == high else f"{median} ({low} to {high}){unit}"


def _sign(value: float) -> str:
    shown = number(abs(value))
    return shown if shown == "0" else f"{'+' if value > 0 else '−'}{shown}"


def _price(first: PlannedCourse, second: PlannedCourse) -> dict[str, str]:
    one, other = first.outlook.price, second.outlook.price
    told = ["no price" if p.total is None else f"{p.currency} {number(p.total)}" for p in (one, other)]
    apart = "not applicable" if one.total is None or other.total is None else _sign(other.total - one.total)
    source = "example prices" if one.source == "example" else one.source
    return {"label": capital(f"price of the course ({source})"), "a": told[0], "b": told[1], "apart": apart}
