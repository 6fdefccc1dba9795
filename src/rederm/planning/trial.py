"""A case, and one candidate of it simulated and judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from rederm.course import PriceList
from rederm.draws import Draws, Samples
from rederm.outlook import simulate
from rederm.planning.candidates import Candidate
from rederm.planning.goal import Goal, goals_of, value, weighted_gain
from rederm.planning.limits import Limit, Verdict, judge, limits_of
from rederm.safety import Finding, check

_BLOCK = 10.0  # how far a blocked course counts as missing: further than any limit is missed by a course worth naming


@dataclass(frozen=True)
class Case:
    """One client with what a plan is to reach and to keep. start: day of the first session; prices: a clinic's list or None."""

    client: Any
    start: date
    prices: PriceList | None
    goals: tuple[Goal, ...]
    limits: tuple[Limit, ...]

    @classmethod
    def of(cls, client: Any, start: date, prices: PriceList | None = None) -> "Case":
        return cls(client, start, prices, goals_of(client), limits_of(client, start))


@dataclass(frozen=True)
class Trial:
    """A candidate with what its simulation says; the simulation itself is let go, since a search makes hundreds.

    gain: over all goals, (n,). downtime: days over the course, and pih: risk of dark marks, both at the median.
    """

    candidate: Candidate
    gain: Samples
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    downtime: float
    pih: float

    @cached_property
    def value(self) -> float:
        """What the goal reaches in 8 of 10 draws."""
        return value(self.gain)

    @cached_property
    def missed(self) -> tuple[Verdict, ...]:
        return tuple(v for v in self.verdicts if not v.holds)

    @cached_property
    def blocks(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.strength == "block")

    @property
    def fits(self) -> bool:
        return not self.missed and not self.blocks

    @cached_property
    def shortfall(self) -> float:
        """0 where every limit holds and no rule blocks."""
        return sum(v.excess for v in self.missed) + _BLOCK * len(self.blocks)

    @property
    def score(self) -> tuple[float, float]:
        """What a search makes small: first what is missed, then less gain."""
        return round(self.shortfall, 9), -round(self.value, 9)

    @property
    def burden(self) -> tuple[float, float, float]:
        """Visits, days of downtime (whole), days from first to last session: what one course spares beside another."""
        return float(self.candidate.visits), round(self.downtime), self.candidate.course.sessions[-1].day

    def fits_with(self, limits: Sequence[Limit]) -> bool:
        """Whether it would fit with these limits in place of those of the same names."""
        allowed = {limit.name: limit.allowed for limit in limits}
        held = (v.reached <= allowed[v.limit] if v.limit in allowed else v.holds for v in self.verdicts)
        return not self.blocks and all(held)


def ruled(case: Case, trial: Trial, draws: Draws) -> Trial:
    """The same trial with what the rules say on these draws."""
    outlook = simulate(case.client, trial.candidate.course, draws=draws, prices=case.prices)
    return replace(trial, findings=tuple(check(case.client, trial.candidate.course, outlook)))


def run(case: Case, candidate: Candidate, draws: Draws, ruled_on: Draws | None = None) -> Trial:
    """Simulate a candidate and judge it by the limits and by the rules that need simulated figures.

    ruled_on: fewer draws, on which the rules look while a search goes on; what is chosen is looked at again with all.
    """
    outlook = simulate(case.client, candidate.course, draws=draws, prices=case.prices)
    seen = outlook if ruled_on is None else simulate(case.client, candidate.course, draws=ruled_on, prices=case.prices)
    return Trial(
        candidate=candidate,
        gain=weighted_gain(case.goals, outlook),
        verdicts=judge(case.limits, outlook),
        findings=tuple(check(case.client, candidate.course, seen)),
        downtime=float(np.median(outlook.downtime_days_course)),
        pih=float(np.median(outlook.samples("pih"))),
    )
