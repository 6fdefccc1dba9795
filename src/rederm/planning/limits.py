"""Limits: what the client accepts, each an object that judges an outlook.

A limit holds when the share of draws that meets it is at least the client's `confidence`; a median is never compared. A risk is
a chance within each draw, so "pih_risk = 0.05" holds when it is at most 0.05 in enough draws. A price has no draws: the budget
is judged at the middle price, and the words tell what the range of the list would change.

    reached = quantile of the draws at the client's confidence       holds: reached <= allowed
    excess  = (reached - allowed) / max(allowed, step)               how far a limit is missed, in its own measure
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from rederm.course import Price
from rederm.draws import HIGH, LOW, Samples
from rederm.planning.figures import number, quantity
from rederm.sources import InputError, Sentence, joined, sentence

_ROUNDING = 1e-9  # of a confidence times a number of draws


@dataclass(frozen=True)
class Verdict:
    """One limit against one outlook.

    share: of draws that meet it; reached: what would have to be allowed; excess: how far it is missed, 0 where it holds;
    figure: (low, median, high) of the draws; price: of the course, where the limit is the budget.
    """

    of: "Limit"
    share: float
    holds: bool
    reached: float
    excess: float
    figure: tuple[float, float, float]
    price: Price | None = None

    @property
    def limit(self) -> str:
        return self.of.name

    @property
    def words(self) -> Sentence:
        """The figure with its band, what is allowed, and in how many draws it holds."""
        return self.of.told(self)

    @property
    def needed(self) -> Sentence:
        """What would have to be allowed, in words."""
        return self.of.needed(self.reached)


@dataclass(frozen=True)
class Limit:
    """The most of one figure of a course that the client accepts.

    name: key of [limits] in the client file; reads: name of the draws in an outlook; step: what "one more" of it is.
    """

    name: str
    allowed: float
    unit: str
    reads: str
    words: Sentence
    step: float
    confidence: float
    source: str = sentence("client file")
    reason: str = sentence("what the client accepts")

    def samples(self, outlook: Any) -> Samples | None:
        """What is compared with `allowed`, (n,); None where the outlook cannot answer."""
        return np.nan_to_num(np.asarray(outlook.samples(self.reads), float))

    def judge(self, outlook: Any) -> Verdict | None:
        samples = self.samples(outlook)
        if samples is None:
            return None
        ordered = np.sort(samples)
        share = float(np.searchsorted(ordered, self.allowed, side="right") / ordered.size)
        reached = float(ordered[max(math.ceil(self.confidence * ordered.size - _ROUNDING), 1) - 1])
        holds = reached <= self.allowed  # which is: enough draws meet it
        excess = 0.0 if holds else max(reached - self.allowed, 0.0) / max(abs(self.allowed), self.step)
        low, median, high = (float(_quantile(ordered, at)) for at in (LOW, 1 / 2, HIGH))
        return Verdict(self, share, holds, reached, excess, (low, median, high), self.price(outlook))

    def price(self, outlook: Any) -> Price | None:
        """The price that a verdict on a budget tells of."""
        return None

    def told(self, verdict: Verdict) -> Sentence:
        """The figure with its band, what is allowed, and in how many draws it holds."""
        low, median, high = verdict.figure
        figure = quantity(median, self.unit)
        if low != high:
            ends = {"low": number(low, self.unit), "high": number(high, self.unit)}
            figure = sentence("{figure} ({low} to {high})", figure=figure, **ends)
        return sentence(
            "{what} {figure}; allowed {allowed}, holds in {share} of draws",
            what=self.words,
            figure=figure,
            allowed=quantity(self.allowed, self.unit),
            share=quantity(verdict.share, "%"),
        )

    def needed(self, reached: float) -> Sentence:
        """What would have to be allowed, rounded up to the digits that it is shown with, so that the limit named does hold."""
        scale = 100 if self.unit == "%" else 1
        digit = 1.0 if reached * scale >= 10 else 0.1
        least = math.ceil(reached * scale / digit - 1e-9) * digit / scale
        return sentence("{what} of {figure}", what=self.words, figure=quantity(least, self.unit))

    def loosened(self) -> "Limit":
        """The same limit with one step more allowed."""
        return replace(self, allowed=self.allowed + self.step)

    def to_json(self) -> dict[str, Any]:
        return {
            "limit": self.name,
            "allowed": self.allowed,
            "unit": self.unit,
            "confidence": self.confidence,
            "step": self.step,
            "source": self.source,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Budget(Limit):
    """The price of the course, at the middle price of the list; nothing to say where the list is in another currency."""

    def samples(self, outlook: Any) -> Samples | None:
        price = outlook.price
        return None if price.total is None or price.currency != self.unit else np.array([float(price.total)])

    def price(self, outlook: Any) -> Price | None:
        given: Price = outlook.price
        return given

    def told(self, verdict: Verdict) -> Sentence:
        price = verdict.price
        if price is None or price.total is None or price.low is None or price.high is None:
            return sentence("no price")
        told = {"figure": _middle(price, self.unit), "allowed": quantity(self.allowed, self.unit)}
        if not price.low <= self.allowed < price.high:
            return sentence("{figure}; allowed {allowed}", **told)
        if verdict.holds:
            return sentence("{figure}; allowed {allowed}; at the high end it would not hold", **told)
        return sentence("{figure}; allowed {allowed}; at the low end it would hold", **told)

    def needed(self, reached: float) -> Sentence:
        return sentence("price of {figure}", figure=quantity(reached, self.unit))


def _middle(price: Price, unit: str) -> Sentence:
    """The middle price of a list, and how sure it is."""
    told = quantity(price.total, unit)
    notes = [sentence("example price")] if price.source == "example" else []
    if price.low is not None and price.high is not None and price.low < price.high:
        notes.append(sentence("{low} to {high}", low=number(price.low, unit), high=quantity(price.high, unit)))
    if not notes:
        return sentence("price {price} at the middle price", price=told)
    return sentence("price {price} at the middle price ({notes})", price=told, notes=joined(", ", notes))


@dataclass(frozen=True)
class ReadyBy(Limit):
    """Days from the start until the downtime of every session is over."""

    start: date = date.min
    wanted: date = date.min

    def samples(self, outlook: Any) -> Samples | None:
        ends = [s.day + np.nan_to_num(np.asarray(s.figures["social_downtime_days"], float)) for s in outlook.sessions]
        return np.asarray(np.max(ends, axis=0))

    def told(self, verdict: Verdict) -> Sentence:
        told = {
            "days": math.ceil(verdict.reached),
            "start": str(self.start),
            "day": str(self.wanted),
            "share": quantity(verdict.share, "%"),
        }
        if self.allowed < 0:
            return sentence(
                "done {days} days after the start on {start}; wanted by {day}, before it, holds in {share} of draws", **told
            )
        return sentence(
            "done {days} days after the start on {start}; wanted by {day}, {allowed} days after it, holds in {share} of draws",
            allowed=f"{self.allowed:.0f}",
            **told,
        )

    def needed(self, reached: float) -> Sentence:
        return sentence("{days} days from the start", days=math.ceil(reached))


_WORDS = {  # key of [limits] -> (name of its draws in an outlook, words, unit, one more of it)
    "downtime_days": ("downtime_days", sentence("downtime of the worst session"), "days", 1.0),
    "downtime_days_course": ("downtime_days_course", sentence("downtime of the whole course"), "days", 1.0),
    "budget": ("price", sentence("price"), "", 300.0),
    "pih_risk": ("pih", sentence("risk of dark marks"), "%", 0.01),
    "scar_risk": ("scar", sentence("risk of a scar"), "%", 0.01),
    "hypopigmentation_risk": ("hypopigmentation", sentence("risk of pale patches"), "%", 0.01),
    "pain": ("pain", sentence("pain"), "of 10", 1.0),
    "visits": ("visits", sentence("visits"), "", 1.0),
}
LIMITS = (*_WORDS, "ready_by")
_WEEK = 7.0


def limits_of(client: Any, start: date | None) -> tuple[Limit, ...]:
    """The limits that the client sets, in the order of LIMITS. start: day of the first session."""
    confidence, found = client.limits.confidence, []
    for name, (reads, words, unit, step) in _WORDS.items():
        allowed = getattr(client.limits, name)
        if allowed is not None:
            kind: Callable[..., Limit] = Budget if name == "budget" else Limit
            unit = client.limits.currency if name == "budget" else unit
            found.append(kind(name, float(allowed), unit, reads, words, step, confidence))
    if client.limits.ready_by is not None and start is not None:
        days = float((client.limits.ready_by - start).days)
        words, reason = sentence("time until ready"), sentence("the client wants to be ready by a day")
        found.append(
            ReadyBy(
                "ready_by",
                days,
                "days",
                "",
                words,
                _WEEK,
                confidence,
                sentence("client file"),
                reason,
                start,
                client.limits.ready_by,
            )
        )
    return tuple(found)


def judge(limits: tuple[Limit, ...], outlook: Any) -> tuple[Verdict, ...]:
    """A verdict for every limit that the outlook can answer (no price in another currency)."""
    verdicts = (limit.judge(outlook) for limit in limits)
    return tuple(verdict for verdict in verdicts if verdict is not None)


def _quantile(ordered: Samples, at: float) -> float:
    """Quantile of sorted draws, between them by a straight line as `band` takes it."""
    place = at * (ordered.size - 1)
    below = int(place)
    above = min(below + 1, ordered.size - 1)
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def days_to_ready(client: Any, start: date) -> int | None:
    """Days from the first session to the day on which the client wants to be ready. Raises InputError where that is over."""
    ready_by = client.limits.ready_by
    if ready_by is None:
        return None
    if ready_by < start:
        raise InputError(f"ready_by {ready_by} lies before the start {start}; give a later date, or start earlier")
    return int((ready_by - start).days)
