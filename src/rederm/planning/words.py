"""Why a course stands where it stands, in one or two sentences made from its figures."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.planning.goal import HORIZON_DAYS
from rederm.planning.limits import number
from rederm.planning.trial import Trial

_HARDLY = 0.01  # gain below which a course is said to change hardly anything


def why(client: Any, trial: Trial, others: Sequence[Trial]) -> str:
    """What the course gains and what binds it; then what sets it apart from the next one (or, further down, the first)."""
    first = f"Half a year after the last session: {_gains(client, trial)}; {_binding(trial)}."
    if np.median(trial.gain) < _HARDLY:
        first = f"Hardly any change is expected. {first}"
    rival = _rival(trial, others)
    return f"{first} {_against(trial, rival)}" if rival else first


def verdict(client: Any, trials: Sequence[Trial], simulated: bool) -> str:
    """One sentence for the whole plan. simulated: some course passed the rules and was tried."""
    if trials:
        best = trials[0]
        return f"{best.candidate.device.title}, {_sessions(best)}: gives most of what meets the limits."
    if not simulated:
        return "No device is left after the safety rules and the published evidence: the reason stands under each."
    share = number(client.limits.confidence, "%")
    return (
        f"Nothing meets the limits with this certainty ({share} % of draws): "
        "what comes nearest stands under each device, with what it misses."
    )


def _gains(client: Any, trial: Trial) -> str:
    parts = []
    for key, concern in zip(client.keys(), client.concerns, strict=True):
        gain = np.asarray(trial.outlook.samples(f"gain.{key}.{HORIZON_DAYS}"), float)
        if concern.weight > 0 and np.any(gain):
            low, middle, high = np.quantile(gain, [0.05, 0.5, 0.95])
            parts.append(f"{_label(key)} {_percent(middle)} less ({_percent(low)} to {_percent(high)})")
    return ", ".join(parts) or "no change in any concern"


def _binding(trial: Trial) -> str:
    if not trial.verdicts:
        return "no limit was set"
    tightest = min(trial.verdicts, key=lambda v: v.share)
    if tightest.share >= 1:
        return "every limit holds in all draws"
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
        f"{_points(gain)} gain in 8 of 10 draws",
        f"{number(abs(days), 'days')} days {'more' if days >= 0 else 'less'} downtime over the course",
        f"{_points(dark)} risk of dark marks",
    ]
    return f"Against {rival.candidate.device.title} ({_sessions(rival)}): {', '.join(told)}."


def _sessions(trial: Trial) -> str:
    count = trial.candidate.sessions
    return "1 session" if count == 1 else f"{count} sessions"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _points(difference: float) -> str:
    """A difference of two shares in percentage points."""
    points = round(100 * abs(difference))
    return f"{points} point{'' if points == 1 else 's'} {'more' if difference >= 0 else 'less'}"


def _label(key: str) -> str:
    """acne scars, or wrinkles (eyelid) for wrinkles@eyelid."""
    kind, _, site = key.partition("@")
    return kind.replace("-", " ") + (f" ({site})" if site else "")
