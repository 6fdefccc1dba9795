"""plan(client): every device is tried, judged and either ranked or ruled out with a reason.

First the rules that need no simulation; then every candidate with few draws; then, with all draws, the few of each device that
may be its best, with variants: another interval, and the aids that a rule names as lowering a risk. Draws of the first pass are
the first of the last pass, so that a candidate does not change its nature between them. Work is spread through the one seam
and comes back in order: the same bytes at any number of workers.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rederm.devices import device_names, load_device
from rederm.draws import spread
from rederm.planning.candidates import Candidate, concern_sites
from rederm.planning.excluded import by_trial
from rederm.planning.finalists import chosen_of, finalists, nearest
from rederm.planning.limits import days_to_ready
from rederm.planning.lots import lot_of
from rederm.planning.plan_types import Plan, PlannedCourse
from rederm.planning.trial import Trial, run
from rederm.planning.words import verdict, why

FIRST_DRAWS = 24


def plan(client: Any, *, draws: int = 100, seed: int = 0, start: date | None = None, prices: Any = None) -> Plan:
    """The courses that give most within the client's limits, and why every other device is out.

    draws, seed: of the simulations; same seed, same plan. start: day of the first session (today). prices: a clinic's list.
    """
    start = start or date.today()
    sites = concern_sites(client)
    days = days_to_ready(client, start)
    lots = [lot_of(client, load_device(name), sites, days) for name in device_names()]

    def tried(todo: list[Candidate], count: int) -> dict[str, list[Trial]]:
        done = [
            trial
            for wave in _waves(todo)
            for trial in spread(lambda candidate: run(client, candidate, count, seed, start, prices), wave)
        ]
        return _by_device(done)

    first = tried([c for lot in lots for c in lot.candidates], min(FIRST_DRAWS, draws))
    finals = tried([c for trials in first.values() for c in finalists(client, trials)], draws)
    chosen = sorted((t for trials in finals.values() for t in chosen_of(trials)), key=lambda t: -t.value)
    excluded = [e for lot in lots for e in lot.excluded]
    for trials in finals.values():
        if not any(t.fits for t in trials):
            excluded += by_trial(nearest(trials))
    return Plan(
        client=client,
        plans=tuple(_planned(client, rank, trial, chosen) for rank, trial in enumerate(chosen, 1)),
        excluded=tuple(excluded),
        verdict=verdict(client, chosen, [t for trials in finals.values() for t in trials], excluded),
        start=start,
        seed=seed,
        draws=draws,
    )


def _waves(todo: Iterable[Candidate]) -> list[list[Candidate]]:
    """One candidate of every setting first, then the others: two workers never solve the same lesion at the same time."""
    leading: list[Candidate] = []
    following: list[Candidate] = []
    seen: set[tuple[object, ...]] = set()
    for candidate in todo:
        lesions = {(*s.setting.key().items(), s.sites) for s in candidate.course.sessions}
        (following if lesions <= seen else leading).append(candidate)
        seen |= lesions
    return [leading, following]


def _by_device(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    found: dict[str, list[Trial]] = {}
    for trial in trials:
        found.setdefault(trial.candidate.device.name, []).append(trial)
    return found


def _planned(client: Any, rank: int, trial: Trial, chosen: Sequence[Trial]) -> PlannedCourse:
    return PlannedCourse(
        rank=rank,
        device=trial.candidate.device.name,
        course=trial.candidate.course,
        interval_days=trial.candidate.interval_days,
        outlook=trial.outlook,
        gain=trial.gain,
        chance_within={v.limit: v.share for v in trial.verdicts},
        findings=trial.findings,
        untreated=trial.candidate.left,
        why=why(client, trial, chosen),
    )
