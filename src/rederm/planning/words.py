"""Why a course stands where it stands, in one or two sentences made from its figures."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.planning.figures import number
from rederm.planning.plan_types import Exclusion, blocking_all
from rederm.planning.trial import Case, Trial

_HARDLY = 0.01  # gain below which a course is said to change hardly anything
_LITTLE = 0.02  # weighted gain below which the best course is no recommendation
_ROUGH = 20  # fewer draws give rough bands


def why(case: Case, trial: Trial, outlook: Any, others: Sequence[Trial]) -> str:
    """What the course gains and what binds it; then what sets it apart from the next one (or, further down, the first)."""
    first = f"Half a year after the last session: {_gains(case, outlook)}; {_binding(trial, outlook)}."
    if np.median(trial.gain) < _HARDLY:
        first = f"Hardly any change is expected. {first}"
    if len(trial.gain) < _ROUGH:
        first = f"{first} With {len(trial.gain)} draws the bands are rough."
    rival = _rival(trial, others)
    return f"{first} {_against(trial, rival)}" if rival else first


def verdict(
    client: Any, chosen: Sequence[Trial], tried: Sequence[Trial], excluded: Sequence[Exclusion], *, partial: bool = False
) -> str:
    """One sentence for the whole plan. chosen: the plans, best first; tried: all courses that passed the rules; partial: the
    search was stopped before its end, so that nothing is said of what was not tried."""
    if chosen:
        best = chosen[0]
        if partial:
            return f"{_named(best)}: gives most of what was tried until the search was stopped."
        if np.median(best.gain) < _LITTLE:
            return _little(best, tried)
        return f"{_named(best)}: gives most of what meets the limits."
    if not tried:
        barred = " ".join(exclusion.reason for exclusion in blocking_all(excluded))
        if barred:
            return f"No safe course, because a rule bars every device: {barred}"
        return f"No safe course, because no device is left: {_reasons(excluded)}."
    share = number(client.limits.confidence, "%")
    near = min(tried, key=lambda t: (t.shortfall, -t.value))
    misses = "; ".join([*(v.words for v in near.missed), *(f.title for f in near.blocks)])
    none = "No course" if not partial else "None of the courses that were tried until the search was stopped"
    return (
        f"{none} meets the limits with this certainty ({share} % of draws). Nearest comes {_named(near)}, which misses: "
        f"{misses}. What each device misses stands under it."
    )


def _reasons(excluded: Sequence[Exclusion]) -> str:
    """For how many devices which reason comes first, the commonest first."""
    first: dict[str, str] = {}
    for exclusion in excluded:
        kinds = {"no-evidence": "no published use here in this skin type", "operator": "needs another operator"}
        first.setdefault(exclusion.device, kinds.get(exclusion.kind, exclusion.reason.partition(". ")[0]))
    counted = Counter(first.values()).most_common()
    return "; ".join(f"{reason} ({count} device{'' if count == 1 else 's'})" for reason, count in counted)


def _little(best: Trial, tried: Sequence[Trial]) -> str:
    """Where even the best course hardly shows: say so, and name the course that would, with what keeps it out."""
    said = f"Nothing within the limits changes much: the best, {_named(best)}, gains {_percent(float(np.median(best.gain)))}"
    kept_out = [t for t in tried if t.missed and not t.blocks and np.median(t.gain) >= _LITTLE]
    if not kept_out:
        return f"{said}; what is ruled out stands under each device, with the reason."
    near = min(kept_out, key=lambda t: (t.shortfall, -t.value))
    misses = "; ".join(v.words for v in near.missed)
    return f"{said}; {_named(near)}, would gain {_percent(float(np.median(near.gain)))} but is kept out by {misses}."


def _gains(case: Case, outlook: Any) -> str:
    parts = []
    for goal in case.goals:
        low, middle, high = np.quantile(goal.gain(outlook), [0.05, 0.5, 0.95])
        if {_percent(low), _percent(high)} != {"0 %"}:
            parts.append(f"{_label(goal.key)} {_change(middle)} ({_change(low, high)} to {_change(high, low)})")
    return ", ".join(parts) or "no change in any concern"


def _change(gain: float, other: float | None = None) -> str:
    """39 % less, or 3 % more where a concern gets worse; beside another end of one sign the share alone."""
    share = _percent(abs(gain)) if gain < 0 else _percent(gain)
    if other is not None and gain >= 0 and other >= 0:
        return share
    return f"{share} {'more' if gain < 0 and share != '0 %' else 'less'}"


def _binding(trial: Trial, outlook: Any) -> str:
    if not trial.verdicts:
        return "no limit was set"
    tightest = min(trial.verdicts, key=lambda v: v.share)
    if tightest.share >= 1:
        budget = any(v.limit == "budget" for v in trial.verdicts)
        example = " of an example list" if outlook.price.source == "example" else ""
        return "every limit holds in all draws" + (f", the budget at the middle price{example}" if budget else "")
    return f"what binds is {tightest.words}"


def _rival(trial: Trial, others: Sequence[Trial]) -> Trial | None:
    apart = [t for t in others if t is not trial]
    lower = [t for t in apart if others.index(t) > others.index(trial)]
    return apart[0] if apart and others.index(trial) > 0 else lower[0] if lower else None


def _against(trial: Trial, rival: Trial) -> str:
    gain = trial.value - rival.value
    days = trial.downtime - rival.downtime
    dark = trial.pih - rival.pih
    told = [
        f"{_differing(100 * gain, 'point')} gain in 8 of 10 draws",
        f"{_differing(days, 'day')} downtime over the course",
        f"{_differing(100 * dark, 'point')} risk of dark marks",
    ]
    return f"Against {rival.candidate.title} ({_sessions(rival)}): {', '.join(told)}."


def _named(trial: Trial) -> str:
    return f"{trial.candidate.title}, {_sessions(trial)}"


def _sessions(trial: Trial) -> str:
    count = trial.candidate.visits
    return "1 session" if count == 1 else f"{count} sessions"


def _percent(share: float) -> str:
    """A share in whole per cent; no concern loses more than all of itself."""
    return f"{round(100 * min(share, 1.0))} %"


def _differing(difference: float, unit: str) -> str:
    """2 points more, 1 day less, or "the same" where the whole number is 0."""
    size = round(abs(difference))
    return f"{size} {unit}{'' if size == 1 else 's'} {'more' if difference > 0 else 'less'}" if size else "the same"


def _label(key: str) -> str:
    """acne scars, or wrinkles (eyelid) for wrinkles@eyelid."""
    kind, _, site = key.partition("@")
    return kind.replace("-", " ") + (f" ({site})" if site else "")
