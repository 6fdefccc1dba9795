"""Why a course stands where it stands, in one or two sentences made from its figures."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.planning.goal import HORIZON_DAYS
from rederm.planning.limits import number
from rederm.planning.plan_types import Exclusion, blocking_all
from rederm.planning.trial import Trial

_HARDLY = 0.01  # gain below which a course is said to change hardly anything
_LITTLE = 0.02  # weighted gain below which the best course is no recommendation
_ROUGH = 20  # fewer draws give rough bands


def why(client: Any, trial: Trial, others: Sequence[Trial]) -> str:
    """What the course gains and what binds it; then what sets it apart from the next one (or, further down, the first)."""
    first = f"Half a year after the last session: {_gains(client, trial)}; {_binding(trial)}."
    if np.median(trial.gain) < _HARDLY:
        first = f"Hardly any change is expected. {first}"
    if len(trial.gain) < _ROUGH:
        first = f"{first} With {len(trial.gain)} draws the bands are rough."
    rival = _rival(trial, others)
    return f"{first} {_against(trial, rival)}" if rival else first


def verdict(client: Any, chosen: Sequence[Trial], tried: Sequence[Trial], excluded: Sequence[Exclusion]) -> str:
    """One sentence for the whole plan. chosen: the plans, best first; tried: all courses that passed the rules."""
    if chosen:
        best = chosen[0]
        if np.median(best.gain) < _LITTLE:
            return _little(best, tried)
        return f"{_named(best)}: gives most of what meets the limits."
    if not tried:
        barred = " ".join(exclusion.reason for exclusion in blocking_all(excluded))
        if barred:
            return f"No device is left: {barred}"
        return "No device is left after the safety rules and the published evidence: the reason stands under each."
    share = number(client.limits.confidence, "%")
    return (
        f"Nothing meets the limits with this certainty ({share} % of draws): "
        "what comes nearest stands under each device, with what it misses."
    )


def _little(best: Trial, tried: Sequence[Trial]) -> str:
    """Where even the best course hardly shows: say so, and name the course that would, with what keeps it out."""
    said = f"Nothing within the limits changes much: the best, {_named(best)}, gains {_percent(float(np.median(best.gain)))}"
    kept_out = [t for t in tried if t.missed and not t.blocks and np.median(t.gain) >= _LITTLE]
    if not kept_out:
        return f"{said}; what is ruled out stands under each device, with the reason."
    near = min(kept_out, key=lambda t: (t.shortfall, -t.value))
    misses = "; ".join(v.words for v in near.missed)
    return f"{said}; {_named(near)}, would gain {_percent(float(np.median(near.gain)))} but is kept out by {misses}."


def _gains(client: Any, trial: Trial) -> str:
    parts = []
    for key, concern in zip(client.keys(), client.concerns, strict=True):
        gain = np.asarray(trial.outlook.samples(f"gain.{key}.{HORIZON_DAYS}"), float)
        low, middle, high = np.quantile(gain, [0.05, 0.5, 0.95])
        if concern.weight > 0 and {_percent(low), _percent(high)} != {"0 %"}:
            parts.append(f"{_label(key)} {_percent(middle)} less ({_percent(low)} to {_percent(high)})")
    return ", ".join(parts) or "no change in any concern"


def _binding(trial: Trial) -> str:
    if not trial.verdicts:
        return "no limit was set"
    tightest = min(trial.verdicts, key=lambda v: v.share)
    if tightest.share >= 1:
        budget = any(v.limit == "budget" for v in trial.verdicts)
        example = " of an example list" if trial.outlook.price.source == "example" else ""
        return "every limit holds in all draws" + (f", the budget at the middle price{example}" if budget else "")
    return f"what binds is {tightest.words}"


def _rival(trial: Trial, others: Sequence[Trial]) -> Trial | None:
    apart = [t for t in others if t is not trial]
    lower = [t for t in apart if others.index(t) > others.index(trial)]
    return apart[0] if apart and others.index(trial) > 0 else lower[0] if lower else None


def _against(trial: Trial, rival: Trial) -> str:
    gain = trial.value - rival.value
    days = trial.downtime - rival.downtime
    dark = float(np.median(trial.outlook.samples("pih")) - np.median(rival.outlook.samples("pih")))
    told = [
        f"{_differing(100 * gain, 'point')} gain in 8 of 10 draws",
        f"{_differing(days, 'day')} downtime over the course",
        f"{_differing(100 * dark, 'point')} risk of dark marks",
    ]
    return f"Against {rival.candidate.device.title} ({_sessions(rival)}): {', '.join(told)}."


def _named(trial: Trial) -> str:
    return f"{trial.candidate.device.title}, {_sessions(trial)}"


def _sessions(trial: Trial) -> str:
    count = trial.candidate.sessions
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
