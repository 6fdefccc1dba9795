"""Which courses of a device are tried with all draws, and which of them become plans."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from rederm.planning.limits import Limit
from rederm.planning.trial import Trial

_NEAR = 0.15  # how far a limit may be missed with few draws and the course still be tried with all of them
_BEST_TRIED = 2
_WORTH = 0.05  # a lighter course is shown where it keeps all but this share of the best one's gain
_MONTH = 28.0  # days by which a course must end sooner to be shown as lighter
_GENTLER = 0.7  # a gentler one where it keeps this share with half of the downtime


def finalists(trials: Sequence[Trial], limits: Sequence[Limit]) -> list[Trial]:
    """Of one device after few draws: the best, some beyond each side of the limits, lighter ones, and the likeliest to fit.

    The best with one limit loosened by a step are among them, so that a plan can tell what one more of it would buy.
    """
    open_to = [t for t in trials if not t.blocks]
    fitting = sorted((t for t in open_to if t.fits), key=lambda t: -t.value)
    near = sorted((t for t in open_to if 0 < t.shortfall <= _NEAR * len(t.missed)), key=lambda t: -t.value)
    likeliest = sorted(trials, key=lambda t: (t.shortfall, t.burden))
    picked = [*fitting[:_BEST_TRIED], *near[:_BEST_TRIED], *likeliest[:1]]
    if fitting:
        picked += _first(fitting, lambda t: _lighter(t, fitting[0])) + _first(fitting, lambda t: _gentler(t, fitting[0]))
        picked += _first(fitting, lambda t: t.burden < fitting[0].burden)
    for limit in limits:
        loosened = [t for t in open_to if t.missed and t.fits_with([limit.loosened()])]
        picked += sorted(loosened, key=lambda t: -t.value)[:1]
    return unique(picked)


def chosen_of(trials: Sequence[Trial]) -> list[Trial]:
    """Of one device: its best course, and a nearly as good one that spares a visit, a month or half of the downtime."""
    fitting = sorted((t for t in trials if t.fits), key=lambda t: -t.value)
    if not fitting:
        return []
    best = fitting[0]
    lighter = sorted((t for t in fitting if _lighter(t, best)), key=lambda t: t.burden)
    return [best, *(lighter[:1] or _first(fitting, lambda t: _gentler(t, best)))]


def chosen_pair(singles: Sequence[Trial], pairs: Sequence[Trial]) -> list[Trial]:
    """The best combination of devices, where it gains clearly more than every course of one device: nobody has studied it."""
    most = max((t.value for t in singles if t.fits), default=0.0)
    better = (t for t in pairs if t.fits and t.value > (1 + _WORTH) * most)
    return _first(sorted(better, key=lambda t: -t.value), lambda t: True)


def nearest(trials: Sequence[Trial]) -> Trial:
    return min(trials, key=lambda t: (t.shortfall, -t.value))


def front(trials: Iterable[Trial]) -> list[Trial]:
    """Courses that no rule blocks and that no other beats in gain without asking more of any limit, the most gain first."""
    kept: list[Trial] = []
    for trial in sorted((t for t in trials if not t.blocks), key=lambda t: (-t.value, t.burden)):
        if not any(_asks_no_more(other, trial) for other in kept):
            kept.append(trial)
    return kept


def unique(trials: Iterable[Trial]) -> list[Trial]:
    """Each course once, in the order given."""
    return list({t.candidate.course.text: t for t in trials}.values())


def _asks_no_more(one: Trial, other: Trial) -> bool:
    theirs = {v.limit: v.reached for v in other.verdicts}
    return all(v.reached <= theirs.get(v.limit, math.inf) for v in one.verdicts)


def _first(trials: Sequence[Trial], test: Callable[[Trial], Any]) -> list[Trial]:
    return list(islice(filter(test, trials), 1))


def _lighter(trial: Trial, best: Trial) -> bool:
    spares = trial.candidate.visits < best.candidate.visits or trial.burden[2] <= best.burden[2] - _MONTH
    return spares and trial.value >= (1 - _WORTH) * best.value > 0 and trial.burden <= best.burden


def _gentler(trial: Trial, best: Trial) -> bool:
    keeps = trial.value >= _GENTLER * best.value > 0
    return keeps and trial.downtime <= best.downtime / 2 and best.downtime >= 1
