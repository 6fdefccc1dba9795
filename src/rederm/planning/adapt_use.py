"""Which readings count, and why the others do not.

A result counts only once the skin has closed and four weeks more have passed: until then swelling flatters it and redness
spoils it. Of several readings of one thing the last counts, since their errors are not independent.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.planning.adapt_likelihood import LATE, Predicted, log_likelihood, sign_log_likelihood
from rederm.planning.observed import Observed, Reading, Sign
from rederm.sources import sentence

SETTLED_DAYS = 28  # after closure, before a result counts
_PARTS = ("closure_hours", "crust_days", "edema_days")  # what social downtime is the longest of


@dataclass(frozen=True)
class Use:
    """One reading or sign. why: in words why it does not count, "" where it does."""

    seen: Reading | Sign
    why: str = ""

    @property
    def counts(self) -> bool:
        return not self.why


def uses(observed: Observed, predicted: Predicted) -> list[Use]:
    """Every reading and every sign, in the order of the file's days."""
    seen: list[Reading | Sign] = [*observed.readings, *observed.signs]
    seen.sort(key=lambda entry: (entry.day, entry.line))
    return [Use(entry, _why_not(entry, observed, predicted)) for entry in seen]


def likelihood(found: Sequence[Use], predicted: Predicted) -> Samples:
    """Logarithm of the likelihood of all that counts, (n,)."""
    return np.sum(list(_terms(found, predicted)), axis=0)


def counts_from(reading: Reading, observed: Observed, predicted: Predicted) -> int:
    """The first day on which a result of this visit counts: closure as it was read, else as late as 95 % of draws say."""
    closed = observed.of_visit(reading.visit, "closure_hours")
    late = float(np.quantile(predicted.figure(reading.visit, "closure_hours"), LATE))
    hours = closed.value if closed and not closed.side else max(late, closed.value if closed and closed.side == ">" else 0.0)
    return observed.visit_day(reading.visit) + math.ceil(hours / 24) + SETTLED_DAYS


def _terms(found: Sequence[Use], predicted: Predicted) -> Iterator[Samples]:
    for entry in (use.seen for use in found if use.counts):
        yield log_likelihood(entry, predicted) if isinstance(entry, Reading) else sign_log_likelihood(entry, predicted)


def _why_not(entry: Reading | Sign, observed: Observed, predicted: Predicted) -> str:
    if isinstance(entry, Sign):
        return _sign_why_not(entry, observed)
    if _early(entry, observed, predicted):
        first = counts_from(entry, observed, predicted)
        return sentence(
            "results of session {session} count from day {first} on, {days} days after the skin has closed",
            session=entry.visit,
            first=first,
            days=SETTLED_DAYS,
        )
    later = [r for r in observed.readings if _same(r, entry) and (r.day, r.line) > (entry.day, entry.line)]
    later = [r for r in later if not _early(r, observed, predicted)]
    if later:
        return sentence("the later reading of day {day} takes its place", day=later[-1].day)
    if entry.quantity == "social_downtime_days" and any(observed.of_visit(entry.visit, part) for part in _PARTS):
        return sentence("it is the longest of closure, crust and swelling, which were read themselves")
    return ""


def _sign_why_not(sign: Sign, observed: Observed) -> str:
    if sign.kind == "blister":
        return sentence("no model speaks to blisters")
    if sign.kind == "delayed_closure" and observed.of_visit(sign.visit, "closure_hours"):
        return sentence("the hours to closure were read themselves")
    same = [s for s in observed.signs if s.kind == sign.kind and (s.kind != "delayed_closure" or s.visit == sign.visit)]
    seen = [s for s in same if s.there]
    counting = seen[0] if seen else same[-1]  # once seen it has been there; else the longest time without it tells most
    return "" if sign is counting else sentence("that of day {day} counts", day=counting.day)


def _early(reading: Reading, observed: Observed, predicted: Predicted) -> bool:
    """Whether a result was read before it counts."""
    return bool(reading.concern) and reading.day < counts_from(reading, observed, predicted)


def _same(one: Reading, other: Reading) -> bool:
    """Whether two readings are of one thing: a figure of one visit, or a concern by one rater."""
    if one.concern or other.concern:
        return (one.concern, one.rater) == (other.concern, other.rater)
    return (one.visit, one.quantity) == (other.visit, other.quantity)
