"""What one more of a limit would buy: a day of downtime, 300 of the currency, a visit, a point of pain, a per cent of risk.

    gain(limit) = most robust gain of what fits with this limit one step looser - most robust gain of what fits

over the courses that were tried with all draws. It is a lower bound: a course that nobody tried may give more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rederm.planning.figures import number, quantity
from rederm.planning.limits import Limit
from rederm.planning.trial import Trial
from rederm.sources import Sentence, counted, sentence

_HARDLY = 0.005  # gain below which nothing is said to be bought
_MORE = {  # a step of each limit in words; that of the budget has a currency
    "downtime_days": sentence("One more day of downtime after the worst session"),
    "downtime_days_course": sentence("One more day of downtime over the course"),
    "pih_risk": sentence("One per cent more risk of dark marks"),
    "scar_risk": sentence("One per cent more risk of a scar"),
    "hypopigmentation_risk": sentence("One per cent more risk of pale patches"),
    "pain": sentence("One more point of pain"),
    "visits": sentence("One more visit"),
    "ready_by": sentence("One more week until all is healed"),
}


@dataclass(frozen=True)
class Trade:
    """One limit loosened by a step. gain: what it adds to the robust gain; trial: the course that it buys, None where none."""

    limit: Limit
    gain: float
    trial: Trial | None

    @property
    def words(self) -> Sentence:
        """What more, what it buys, and with which course."""
        more = _MORE.get(self.limit.name, sentence("One step more"))
        if self.limit.name == "budget":
            more = sentence("{amount} more", amount=quantity(self.limit.step, self.limit.unit))
        if self.trial is None:
            return sentence("{more} would buy nothing that was tried.", more=more)
        points = number(self.gain, "%")
        return counted(
            "{more} would buy {points} point more gain in 8 of 10 draws: {course}, {sessions}.",
            "{more} would buy {points} points more gain in 8 of 10 draws: {course}, {sessions}.",
            1 if points == "1" else 2,
            more=more,
            points=points,
            course=self.trial.candidate.title,
            sessions=counted("{count} session", "{count} sessions", self.trial.candidate.visits),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "limit": self.limit.name,
            "allowed": self.limit.allowed,
            "step": self.limit.step,
            "unit": self.limit.unit,
            "gain": self.gain,
            "course": None if self.trial is None else self.trial.candidate.course.text,
            "words": self.words,
        }


def trades(limits: Sequence[Limit], trials: Sequence[Trial]) -> list[Trade]:
    """A trade for every limit, in their order; none where rules left nothing to try. trials: all tried with all draws."""
    if not trials:
        return []
    fitting = [t.value for t in trials if t.fits]
    now = max(fitting, default=0.0)
    found = []
    for limit in limits:
        within = [t for t in trials if t.fits_with([limit.loosened()])]
        best = max(within, key=lambda t: t.value, default=None)
        gain = 0.0 if best is None else best.value - now
        found.append(Trade(limit, gain, best) if gain > _HARDLY else Trade(limit, 0.0, None))
    return found
