"""The chosen courses followed in full, each with why it stands where it stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.draws import Draws
from rederm.outlook import simulate
from rederm.planning.plan_types import Exclusion
from rederm.planning.planned import PlannedCourse
from rederm.planning.trial import Case, Trial
from rederm.planning.words import verdict, why


def told(
    case: Case,
    chosen: Sequence[Trial],
    tried: Sequence[Trial],
    excluded: Sequence[Exclusion],
    draws: Draws,
    *,
    partial: bool = False,
) -> Mapping[str, Any]:
    """plans and verdict of a Plan. chosen: best first; tried: every course that was simulated with all draws; partial: the
    search was stopped before its end."""
    outlooks = [simulate(case.client, t.candidate.course, draws=draws.first(len(t.gain)), prices=case.prices) for t in chosen]
    ranked = list(zip(chosen, outlooks, strict=True))
    plans = [_planned(case, rank, trial, outlook, ranked) for rank, (trial, outlook) in enumerate(ranked, 1)]
    return {"plans": tuple(plans), "verdict": verdict(case.client, chosen, tried, excluded, partial=partial)}


def _planned(case: Case, rank: int, trial: Trial, outlook: Any, ranked: Sequence[tuple[Trial, Any]]) -> PlannedCourse:
    return PlannedCourse(
        rank=rank,
        device=trial.candidate.name,
        course=trial.candidate.course,
        interval_days=trial.candidate.interval_days,
        outlook=outlook,
        gain=trial.gain,
        chance_within={v.limit: v.share for v in trial.verdicts},
        limits={v.limit: v.words for v in trial.verdicts},
        findings=trial.findings,
        untreated=trial.candidate.left,
        why=why(case, trial, outlook, [other for other, _ in ranked]),
    )
