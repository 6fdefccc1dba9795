"""Risks in natural frequencies: "about 4 in 100, between 1 and 12".

People judge counts out of one whole better than per cent. A phrase keeps one whole, so that its numbers compare at a glance.
The low end is rounded down and the high end up: rounding never makes a band look narrower, nor a risk safer, than it is.

References: Gigerenzer 2007 (doi:10.1111/j.1539-6053.2008.00033.x).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rederm.output.language import tr

WHOLES = (100, 1000)  # people; a larger whole can be neither pictured nor held in mind
_EXACT_DIGITS = 6  # of a count: a share of 0.12 is 12 in 100 whatever the last bits of the product say


@dataclass(frozen=True)
class Frequency:
    """People out of `of`. 0 stands for fewer than one: no risk is said to be none."""

    of: int
    low: int
    median: int
    high: int


def frequency(band: Mapping[str, float | None]) -> Frequency | None:
    """A band of shares 0..1 as counts out of the first whole in which the median is at least one; None without data."""
    low, median, high = (band[end] for end in ("low", "median", "high"))
    if low is None or median is None or high is None:
        return None
    of = next((whole for whole in WHOLES if _nearest(median, whole) >= 1), WHOLES[-1])
    return Frequency(of, math.floor(_count(low, of)), _nearest(median, of), math.ceil(_count(high, of)))


def natural(band: Mapping[str, float | None]) -> str:
    """The band in words."""
    found = frequency(band)
    if found is None:
        return tr("no data")
    if found.median < 1:
        if found.high <= 1:
            return tr("fewer than 1 in {of}", of=found.of)
        return tr("fewer than 1 in {of}, up to {high}", of=found.of, high=found.high)
    if found.low == found.high:
        return tr("about {median} in {of}", median=found.median, of=found.of)
    if found.low < 1:
        return tr("about {median} in {of}, between fewer than 1 and {high}", median=found.median, of=found.of, high=found.high)
    return tr(
        "about {median} in {of}, between {low} and {high}", median=found.median, of=found.of, low=found.low, high=found.high
    )


def _count(share: float, of: int) -> float:
    return round(min(max(share, 0.0), 1.0) * of, _EXACT_DIGITS)


def _nearest(share: float, of: int) -> int:
    return math.floor(_count(share, of) + 1 / 2)
