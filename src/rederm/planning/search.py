"""plan(client): every device is searched, judged and either ranked or ruled out with a reason.

First the rules that need no simulation; then each device's lattice of courses with few draws (`explore`), and pairs of the best
(`combine`); then the courses that may win with all draws (`finalists`), and their neighbours. The few draws are the first of
all draws, so that a course does not change its nature between them. Work is spread through the one seam and each device is
searched by itself: the same bytes at any number of workers.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from rederm.course import Course
from rederm.devices import device_names, load_device
from rederm.draws import Draws, spread
from rederm.planning.candidates import Candidate, concern_sites
from rederm.planning.combine import combined
from rederm.planning.excluded import by_trial
from rederm.planning.explore import Explorer
from rederm.planning.finalists import chosen_of, chosen_pair, finalists, front, nearest, unique
from rederm.planning.limits import days_to_ready
from rederm.planning.lots import Lot, cleared, lot_of
from rederm.planning.plan_types import Plan
from rederm.planning.progress import Progress, Stopped, Watch
from rederm.planning.tell import told
from rederm.planning.trade import trades
from rederm.planning.trial import Case, Trial, ruled, run

FIRST_DRAWS = 16
_POLISHED = 3  # devices of most gain whose best course is improved along two axes at a time with all draws
_NEAR = 0.15  # how far a combination may miss a limit with few draws and still be tried with all of them
_FALLEN = 0.05  # what a device may lose from few to all draws before its best course is sought anew


def plan(
    client: Any,
    *,
    draws: int = 100,
    seed: int = 0,
    start: date | None = None,
    prices: Any = None,
    seeds: Plan | Sequence[Course] = (),
    progress: Callable[[Progress], bool] | None = None,
) -> Plan:
    """The courses that give most within the client's limits, and why every other device is out.

    draws, seed: of the simulations; same seed, same plan. start: day of the first session (today). prices: a clinic's list.
    seeds: courses found before, or an earlier plan of this client, which are tried again, so that looser limits never end in
    less. progress: called after every simulated course; where it returns False the search ends and the plan is partial.
    """
    start = start or date.today()
    days_to_ready(client, start)
    case, drawn, watch = Case.of(client, start, prices), Draws(draws, seed), Watch(progress)
    lots = [lot_of(client, load_device(name), concern_sites(client)) for name in device_names()]
    hunt = Hunt(case, lots, drawn, watch)
    try:
        hunt.first()
        hunt.explore()
        hunt.finals(_courses(seeds))
        hunt.polish()
    except Stopped:
        pass
    return _plan(case, lots, hunt, seed, watch)


class Hunt:
    """The search of one plan over all devices; what it holds is whole after every step, wherever it is stopped."""

    def __init__(self, case: Case, lots: Sequence[Lot], draws: Draws, watch: Watch) -> None:
        few = draws.first(FIRST_DRAWS)
        spaces = [lot.space for lot in lots if lot.space is not None]
        self.case, self.draws, self.few, self.watch = case, draws, few, watch
        self.coarse = [Explorer(case, space, few, watch.seen) for space in spaces]
        self.fine = [Explorer(case, space, draws, watch.seen, few) for space in spaces]
        self.others: list[Trial] = []  # of seeds and combinations, with all draws

    def first(self) -> None:
        """One usual course of each device."""
        self.watch.stage("first answer", len(self.coarse))
        self._each(Explorer.first, self.coarse)

    def explore(self) -> None:
        """The best courses of each device with few draws."""
        self.watch.stage("search")
        self._each(Explorer.search, self.coarse)

    def finals(self, seeds: Sequence[Course]) -> None:
        """All draws: finalists of each device, seeds, and pairs of the best devices."""
        keys = [explorer.keys(finalists(explorer.trials, self.case.limits)) for explorer in self.coarse]
        best = [chosen_of(explorer.trials)[:1] for explorer in self.coarse]
        pairs = combined([trial for found in best for trial in found])
        self.watch.stage("all draws", sum(map(len, keys)))
        self._each(lambda job: [job[0].trial(*key) for key in job[1]], list(zip(self.fine, keys, strict=True)))
        few = self._tried(pairs, self.few)
        likely = sorted((t for t in few if t.shortfall <= _NEAR), key=lambda t: -t.value)[: 2 * _POLISHED]
        self.others += self._tried([Candidate.of(course) for course in seeds] + [t.candidate for t in likely], self.draws)

    def polish(self) -> None:
        """All draws: on from what few draws promised and all draws bar; then one axis at a time from the best of each device,
        and two at a time from that of the best devices."""
        self.watch.stage("neighbours of the best")
        both = list(zip(self.coarse, self.fine, strict=True))
        fallen = [(fine, coarse.keys([coarse.best])[0]) for coarse, fine in both if coarse.best and _fell(coarse, fine)]
        self._each(lambda job: job[0].polish(job[1]), fallen)
        self._each(lambda e: e.polish(e.keys([e.best])[0], single=True), [e for e in self.fine if e.best])
        ranked = sorted((e for e in self.fine if e.best), key=lambda e: -_gain(e))
        self._each(lambda e: e.polish(e.keys([e.best])[0]), ranked[:_POLISHED])

    def by_device(self) -> tuple[list[list[Trial]], list[Trial]]:
        """What was tried with all draws, by device (of one not reached, what few draws say), and combinations."""
        found = {
            fine.space.device.name: fine.trials or coarse.trials for fine, coarse in zip(self.fine, self.coarse, strict=True)
        }
        pairs = [trial for trial in self.others if len(trial.candidate.devices) > 1]
        for trial in self.others:
            if trial not in pairs:
                found[trial.candidate.name] = unique([*found.get(trial.candidate.name, []), trial])
        return [trials for trials in found.values() if trials], pairs

    def _tried(self, candidates: Sequence[Candidate], draws: Draws) -> list[Trial]:
        """Candidates that no rule bars, simulated."""

        def one(candidate: Candidate) -> Trial | None:
            allowed, _ = cleared(self.case.client, candidate)
            if allowed is None:
                return None
            trial = run(self.case, allowed, draws)
            self.watch.seen(trial)
            return trial

        return [trial for trial in self._each(one, list(candidates)) if trial is not None]

    def _each(self, work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        """Work on every item through the seam; raises Stopped after the last has ended where one was stopped."""

        def guarded(item: Any) -> Any:
            try:
                return Stopped() if self.watch.stopped else work(item)
            except Stopped as stopped:
                return stopped

        results = spread(guarded, items)
        for result in results:
            if isinstance(result, Stopped):
                raise result
        return results


def _gain(explorer: Explorer) -> float:
    return explorer.best.value if explorer.best else 0.0


def _fell(coarse: Explorer, fine: Explorer) -> bool:
    """Whether few draws promised much more than what fits with all draws."""
    return _gain(fine) < (1 - _FALLEN) * _gain(coarse)


def _courses(seeds: Plan | Sequence[Course]) -> list[Course]:
    return [trial.candidate.course for trial in seeds.front] if isinstance(seeds, Plan) else list(seeds)


def _confirmed(case: Case, trials: list[Trial], choice: Callable[[Sequence[Trial]], list[Trial]], draws: Draws) -> list[Trial]:
    """The chosen courses, looked at again by the rules on all draws; where they block one, the choice is made without it."""
    while True:
        chosen = [ruled(case, trial, draws.first(len(trial.gain))) for trial in choice(trials)]
        barred = {trial.candidate.course.text for trial in chosen if trial.blocks}
        if not barred:
            return chosen
        again = {trial.candidate.course.text: trial for trial in chosen}
        trials[:] = [again.get(trial.candidate.course.text, trial) for trial in trials]


def _plan(case: Case, lots: Sequence[Lot], hunt: Hunt, seed: int, watch: Watch) -> Plan:
    by_device, pairs = hunt.by_device()
    singles = [trial for trials in by_device for trial in trials]
    chosen = [t for trials in by_device for t in _confirmed(case, trials, chosen_of, hunt.draws)]
    chosen += _confirmed(case, pairs, partial(chosen_pair, singles), hunt.draws)
    chosen.sort(key=lambda t: -t.value)
    tried = [*singles, *pairs]
    excluded = [e for lot in lots for e in lot.excluded]
    for trials in by_device:
        if not any(t.fits for t in trials):
            excluded += by_trial(nearest(trials))
    return Plan(
        client=case.client,
        **told(case, chosen, tried, excluded, hunt.draws, partial=watch.stopped),
        excluded=tuple(excluded),
        start=case.start,
        seed=seed,
        draws=hunt.draws.n,
        goals=case.goals,
        limits=case.limits,
        front=tuple(front(tried)),
        trades=tuple(trades(case.limits, tried)),
        partial=watch.stopped,
        simulated=watch.counts,
    )
