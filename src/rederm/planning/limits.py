"""Limits of the client against an outlook.

A limit holds when the share of draws that meets it is at least the client's `confidence`; a median is never compared. A risk is
a chance within each draw, so "pih_risk = 0.05" holds when it is at most 0.05 in enough draws.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from rederm.draws import Samples, band

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
        if allowed is None or (limit == "budget" and not comparable_price(client, outlook)):
            continue
        samples = np.nan_to_num(np.asarray(outlook.samples(name), float))
        marked = " (example price)" if limit == "budget" and outlook.price.source == "example" else ""
        unit = client.limits.currency if limit == "budget" else unit
        verdicts.append(_verdict(limit, label, unit, samples, float(allowed), client.limits.confidence, marked))
    if client.limits.ready_by is not None:
        verdicts.append(_ready(client, outlook, start))
    return verdicts


def comparable_price(client: Any, outlook: Any) -> bool:
    """Whether the outlook has a price in the client's currency."""
    return outlook.price.total is not None and outlook.price.currency == client.limits.currency


def _verdict(limit: str, label: str, unit: str, samples: Samples, allowed: float, confidence: float, marked: str) -> Verdict:
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
        words=f"{label} {figure}{marked}; allowed {quantity(allowed, unit)}, holds in {quantity(share, '%')} of draws",
        needed=f"{label} of {quantity(needed, unit)}",
    )


def _ready(client: Any, outlook: Any, start: date) -> Verdict:
    """Done when the downtime of the last session is over."""
    last = outlook.sessions[-1]
    days = last.day + np.nan_to_num(np.asarray(last.figures["social_downtime_days"], float))
    allowed = (client.limits.ready_by - start).days
    share = float(np.mean(days <= allowed))
    needed = int(np.ceil(np.quantile(days, client.limits.confidence, method="higher")))
    return Verdict(
        limit="ready_by",
        share=share,
        holds=share >= client.limits.confidence,
        words=f"done {needed} days after the start on {start}; wanted by {client.limits.ready_by}, {allowed} days after it, "
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
    shown = value * 100 if unit == "%" else value
    if 0 < abs(shown) < 0.1:
        return "under 0.1" if shown > 0 else "0"
    return f"{shown:.0f}" if abs(shown) >= 10 or shown == int(shown) else f"{shown:.1f}"
