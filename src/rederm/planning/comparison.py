"""compare(client, courses): outlooks side by side with what the rules and the client's limits say to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rederm.course import Course
from rederm.draws import band, spread
from rederm.outlook import simulate
from rederm.planning.goal import weighted_gain
from rederm.planning.limits import Verdict, judge
from rederm.planning.plan_types import STATEMENT, client_summary
from rederm.safety import Finding, check


@dataclass(frozen=True)
class Comparison:
    """Courses in the order given; findings and verdicts belong to the outlook at the same place."""

    client: Any
    outlooks: tuple[Any, ...]
    findings: tuple[tuple[Finding, ...], ...]
    verdicts: tuple[tuple[Verdict, ...], ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": "rederm.compare/1",
            "provisional": self.client.provisional,
            "questions": self.client.questions(),
            "client": client_summary(self.client),
            "outlooks": [outlook.to_json() for outlook in self.outlooks],
            "weighted_gain": [band(weighted_gain(self.client, outlook)) for outlook in self.outlooks],
            "findings": [[f.to_json() for f in findings] for findings in self.findings],
            "chance_within": [{v.limit: v.share for v in verdicts} for verdicts in self.verdicts],
            "statement": STATEMENT,
        }


def compare(
    client: Any, courses: Sequence[Course], *, draws: int = 100, seed: int = 0, start: date | None = None, prices: Any = None
) -> Comparison:
    """Simulate every course on the same draws. Nothing is refused here: what a rule blocks is shown as a finding."""
    day = start or date.today()
    whole = [course.at_sites((client.concerns[0].site,)) for course in courses]
    outlooks = spread(lambda course: simulate(client, course, draws=draws, seed=seed, prices=prices), whole)
    return Comparison(
        client=client,
        outlooks=tuple(outlooks),
        findings=tuple(tuple(check(client, c, o)) for c, o in zip(whole, outlooks, strict=True)),
        verdicts=tuple(tuple(judge(client, o, day)) for o in outlooks),
    )
