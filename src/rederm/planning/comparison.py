"""compare(client, courses): outlooks side by side, what sets each apart from the first, what rules and limits say to each.

Courses share their draws: a difference is taken in each draw, so that it is known better than two bands that overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from rederm.course import Course
from rederm.draws import Draws, Samples, band, spread
from rederm.outlook import simulate
from rederm.planning.goal import value, weighted_gain
from rederm.planning.limits import Verdict, judge
from rederm.planning.plan_types import STATEMENT, client_summary
from rederm.planning.trial import Case
from rederm.safety import Finding, check

_APART = ("downtime_days_course", "pain", "pih", "scar", "hypopigmentation", "infection", "visits", "price")


@dataclass(frozen=True)
class Comparison:
    """Courses in the order given; gains (n,), findings and verdicts belong to the outlook at the same place."""

    client: Any
    outlooks: tuple[Any, ...]
    gains: tuple[Samples, ...]
    findings: tuple[tuple[Finding, ...], ...]
    verdicts: tuple[tuple[Verdict, ...], ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": "rederm.compare/1",
            "provisional": self.client.provisional,
            "questions": self.client.questions(),
            "client": client_summary(self.client),
            "outlooks": [outlook.to_json() for outlook in self.outlooks],
            "weighted_gain": [band(gain) for gain in self.gains],
            "robust_gain": [value(gain) for gain in self.gains],
            "against_first": [self.against_first(place) for place in range(1, len(self.outlooks))],
            "findings": [[f.to_json() for f in findings] for findings in self.findings],
            "chance_within": [{v.limit: v.share for v in verdicts} for verdicts in self.verdicts],
            "misses": [[v.words for v in verdicts if not v.holds] for verdicts in self.verdicts],
            "blocked": [[f.title for f in findings if f.strength == "block"] for findings in self.findings],
            "statement": STATEMENT,
        }

    def against_first(self, place: int) -> dict[str, Any]:
        """A course minus the first one, draw by draw: bands, and the share of draws in which it gains more."""
        gain = self.gains[place] - self.gains[0]
        one, first = self.outlooks[place], self.outlooks[0]
        apart = {name: band(np.asarray(one.samples(name)) - np.asarray(first.samples(name))) for name in _APART}
        return {"course": one.course.text, "gains_more_in": float(np.mean(gain > 0)), "weighted_gain": band(gain)} | apart


def compare(
    client: Any, courses: Sequence[Course], *, draws: int = 100, seed: int = 0, start: date | None = None, prices: Any = None
) -> Comparison:
    """Simulate every course on the same draws. Nothing is refused here: what a rule blocks is shown as a finding."""
    case, drawn = Case.of(client, start or date.today(), prices), Draws(draws, seed)
    whole = [course.at_sites((client.concerns[0].site,)) for course in courses]
    outlooks = spread(lambda course: simulate(client, course, draws=drawn, prices=prices), whole)
    return Comparison(
        client=client,
        outlooks=tuple(outlooks),
        gains=tuple(weighted_gain(case.goals, outlook) for outlook in outlooks),
        findings=tuple(tuple(check(client, c, o)) for c, o in zip(whole, outlooks, strict=True)),
        verdicts=tuple(judge(case.limits, outlook) for outlook in outlooks),
    )
