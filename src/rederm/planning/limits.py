"""Limits of the client against an outlook.

A limit holds when the share of draws that meets it is at least the client's `confidence`; a median is never compared. A risk is
a chance within each draw, so "pih_risk = 0.05" holds when it is at most 0.05 in enough draws. A price has no draws: the budget
is judged at the middle price, and the words tell what the range of the list would change.
"""

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from rederm.draws import Samples, band
from rederm.sources import InputError

_NAMES = {  # limit -> (name of its draws in an outlook, words, unit)
    "downtime_days": ("downtime_days", "downtime of the worst session", "days"),
    "downtime_days_course": ("downtime_days_course", "downtime of the whole course", "days"),
    "budget": ("price", "price", ""),
    "pih_risk": ("pih", "risk of dark marks", "%"),
    "scar_risk": ("scar", "risk of a scar", "%"),
    "hypopigmentation_risk": ("hypopigmentation", "risk of pale patches", "%"),
    "pain": ("pain", "pain", "of 10"),
    "visits": ("visits", "visits", ""),
}
LIMITS = (*_NAMES, "ready_by")


@dataclass(frozen=True)
class Verdict:
    """One limit against one outlook. share: of draws that meet it. needed: what would hold at the client's confidence."""

    limit: str
    share: float
    holds: bool
    words: str
    needed: str


def judge(client: Any, outlook: Any, start: date) -> list[Verdict]:
    """A verdict for every limit that the client sets and the outlook can answer (no price in another currency)."""
    verdicts = []
    for limit, (name, label, unit) in _NAMES.items():
        allowed = getattr(client.limits, limit)
        if allowed is None:
            continue
        if limit == "budget":
            if comparable_price(client, outlook):
                verdicts.append(_price(outlook.price, float(allowed)))
            continue
        samples = np.nan_to_num(np.asarray(outlook.samples(name), float))
        verdicts.append(_verdict(limit, label, unit, samples, float(allowed), client.limits.confidence))
    if client.limits.ready_by is not None:
        verdicts.append(_ready(client, outlook, start))
    return verdicts


def comparable_price(client: Any, outlook: Any) -> bool:
    """Whether the outlook has a price in the client's currency."""
    return outlook.price.total is not None and outlook.price.currency == client.limits.currency


def days_to_ready(client: Any, start: date) -> int | None:
    """Days from the first session to the day on which the client wants to be ready. Raises InputError where that is over."""
    ready_by = client.limits.ready_by
    if ready_by is None:
        return None
    if ready_by < start:
        raise InputError(f"ready_by {ready_by} lies before the start {start}; give a later date, or start earlier")
    return int((ready_by - start).days)


def _price(price: Any, budget: float) -> Verdict:
    """The budget against the middle price; the ends of the list's range are told."""
    unit, holds = price.currency, price.total <= budget
    example = "example price" if price.source == "example" else ""
    span = f"{number(price.low, unit)} to {number(price.high, unit)} {unit}" if price.low < price.high else ""
    marked = ", ".join(part for part in (example, span) if part)
    straddles = ""
    if price.low <= budget < price.high:
        straddles = "; at the high end it would not hold" if holds else "; at the low end it would hold"
    return Verdict(
        limit="budget",
        share=1.0 if holds else 0.0,
        holds=holds,
        words=f"price {quantity(price.total, unit)} at the middle price{f' ({marked})' if marked else ''}; "
        f"allowed {quantity(budget, unit)}{straddles}",
        needed=f"price of {quantity(price.total, unit)}",
    )


def _verdict(limit: str, label: str, unit: str, samples: Samples, allowed: float, confidence: float) -> Verdict:
    share = float(np.mean(samples <= allowed))
    told = band(samples)
    low, high = told["low"], told["high"]
    spread = "" if low == high else f" ({number(low, unit)} to {number(high, unit)})"
    figure = f"{quantity(told['median'], unit)}{spread}"
    needed = float(np.quantile(samples, confidence, method="higher"))
    return Verdict(
        limit=limit,
        share=share,
        holds=share >= confidence,
        words=f"{label} {figure}; allowed {quantity(allowed, unit)}, holds in {quantity(share, '%')} of draws",
        needed=f"{label} of {quantity(_up(needed, unit), unit)}",
    )


def _up(value: float, unit: str) -> float:
    """The value rounded up to the digits that it is shown with, so that the limit named does hold."""
    scale = 100 if unit == "%" else 1
    step = 1.0 if value * scale >= 10 else 0.1
    return math.ceil(value * scale / step - 1e-9) * step / scale


def _ready(client: Any, outlook: Any, start: date) -> Verdict:
    """Done when the downtime of every session is over."""
    ends = [s.day + np.nan_to_num(np.asarray(s.figures["social_downtime_days"], float)) for s in outlook.sessions]
    days = np.max(ends, axis=0)
    allowed = (client.limits.ready_by - start).days
    wanted = f"{allowed} days after it" if allowed >= 0 else "before it"
    share = float(np.mean(days <= allowed))
    needed = int(np.ceil(np.quantile(days, client.limits.confidence, method="higher")))
    return Verdict(
        limit="ready_by",
        share=share,
        holds=share >= client.limits.confidence,
        words=f"done {needed} days after the start on {start}; wanted by {client.limits.ready_by}, {wanted}, "
        f"holds in {quantity(share, '%')} of draws",
        needed=f"{needed} days from the start",
    )


def quantity(value: float | None, unit: str) -> str:
    """A figure with its unit: 2.1 %, 9 days."""
    return f"{number(value, unit)} {unit}".strip()


def number(value: float | None, unit: str) -> str:
    """A figure with the digits that its size deserves; shares as percent. What is below a tenth is said so, never as zero."""
    if value is None:
        return "no data"
    shown = (value * 100 if unit == "%" else value) + 0.0  # never "-0"
    if 0 < abs(shown) < 0.1:
        return "under 0.1" if shown > 0 else "0"
    return f"{shown:.0f}" if abs(shown) >= 10 or shown == int(shown) else f"{shown:.1f}"
