"""Which candidates of a device are tried with all draws, and which of them become plans."""

from collections.abc import Sequence
from typing import Any

from rederm.planning.candidates import Candidate
from rederm.planning.lots import PRESCRIBED
from rederm.planning.trial import Trial
from rederm.safety import check, offers

_MARGIN = 0.15  # how far a share of few draws may miss and still be tried with all of them
_BEST_TRIED = 2
_WORTH = 0.05  # a lighter course is taken within this share of the best one's gain
_GENTLER = 0.7  # a gentler second course of a device must keep this share of the gain, with half of the downtime


def finalists(client: Any, trials: Sequence[Trial]) -> list[Candidate]:
    """Of one device: its best candidates after few draws, lighter ones, the one likeliest to fit, and variants of the best."""
    near = [t for t in trials if t.shortfall <= _MARGIN * max(1, len(t.missed)) and not t.blocks]
    ranked = sorted(near, key=lambda t: -t.value) if near else sorted(trials, key=lambda t: (t.shortfall, t.burden))
    best = ranked[:_BEST_TRIED]
    light = [t for t in near if t.value >= (1 - _WORTH) * best[0].value or _gentler(t, best[0])]
    likeliest = min(trials, key=lambda t: (t.shortfall, t.burden))
    picked = [t.candidate for t in (*best, *sorted(light, key=lambda t: t.burden)[:1], likeliest)]
    picked.append(_respaced(picked[0]))
    picked += [c for t in _risky(trials, best) for c in _protected(client, t.candidate)]
    unique = {c.course.text: c for c in picked}
    return list(unique.values())


def _respaced(candidate: Candidate) -> Candidate:
    """The same course with a longer interval, halfway from the usual to the longest (or to twice the usual)."""
    values, usual = candidate.device.values, candidate.interval_days
    if candidate.sessions == 1 or "interval.ceiling" not in values:
        return candidate
    return candidate.spaced(round((usual + min(values["interval.ceiling"].value, 2 * usual)) / 2))


def _risky(trials: Sequence[Trial], best: Sequence[Trial]) -> list[Trial]:
    """Candidates of more gain that miss only a risk of dark marks, the best first; aids may bring them within."""
    floor = best[0].value if best[0].fits else float("-inf")
    only = [t for t in trials if t.missed and not t.blocks and {v.limit for v in t.missed} == {"pih_risk"} and t.value > floor]
    return sorted(only, key=lambda t: (t.shortfall, -t.value))[:1]


def _protected(client: Any, candidate: Candidate) -> list[Candidate]:
    found = offers(check(client, candidate.course))
    care = {key: value for key, value in found.items() if key in PRESCRIBED}
    return [candidate.with_care(care)] if care else []


def chosen_of(trials: Sequence[Trial]) -> list[Trial]:
    """Of one device: its best course (of nearly equal ones the lightest), and a gentler one where there is a useful one."""
    fitting = [t for t in trials if t.fits]
    if not fitting:
        return []
    top = max(fitting, key=lambda t: t.value)
    best = min((t for t in fitting if t.value >= top.value - _WORTH * abs(top.value)), key=lambda t: t.burden)
    gentler = [t for t in fitting if _gentler(t, best)]
    return [best, *([max(gentler, key=lambda t: t.value)] if gentler else [])]


def _gentler(trial: Trial, best: Trial) -> bool:
    keeps = trial.value >= _GENTLER * best.value > 0
    return keeps and trial.downtime <= best.downtime / 2 and best.downtime >= 1


def nearest(trials: Sequence[Trial]) -> Trial:
    return min(trials, key=lambda t: (t.shortfall, -t.value))
