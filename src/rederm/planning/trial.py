"""One candidate, simulated and judged."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from rederm.draws import Samples
from rederm.outlook import simulate
from rederm.planning.candidates import Candidate
from rederm.planning.goal import value, weighted_gain
from rederm.planning.limits import Verdict, judge
from rederm.safety import Finding, check

_BLOCK = 1.0  # how far a blocked course counts as missing, in shares of draws: further than any one limit


@dataclass(frozen=True)
class Trial:
    """A candidate with what its simulation says. value: the goal (`goal`). shortfall: 0 where every limit holds."""

    candidate: Candidate
    outlook: Any
    gain: Samples
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    confidence: float

    @property
    def value(self) -> float:
        return value(self.gain)

    @property
    def missed(self) -> tuple[Verdict, ...]:
        return tuple(v for v in self.verdicts if not v.holds)

    @property
    def blocks(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.strength == "block")

    @property
    def fits(self) -> bool:
        return not self.missed and not self.blocks

    @property
    def downtime(self) -> float:
        """Median days of downtime over the course."""
        return float(np.median(self.outlook.downtime_days_course))

    @property
    def shortfall(self) -> float:
        return sum(self.confidence - v.share for v in self.missed) + _BLOCK * len(self.blocks)

    @property
    def burden(self) -> tuple[float, float, float]:
        """Visits, days of downtime (whole), days from first to last session: what one course spares beside another."""
        return float(self.candidate.sessions), round(self.downtime), self.candidate.course.sessions[-1].day


def run(client: Any, candidate: Candidate, draws: int, seed: int, start: date, prices: Any) -> Trial:
    """Simulate a candidate and judge it by the limits and by the rules that need simulated figures."""
    outlook = simulate(client, candidate.course, draws=draws, seed=seed, prices=prices)
    return Trial(
        candidate=candidate,
        outlook=outlook,
        gain=weighted_gain(client, outlook),
        verdicts=tuple(judge(client, outlook, start)),
        findings=tuple(check(client, candidate.course, outlook)),
        confidence=client.limits.confidence,
    )
