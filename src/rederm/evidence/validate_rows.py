"""One observation beside its prediction: in sample, by laws that have not seen its study, and by a rule of thumb.

A miss is a figure outside the 90 % band; a figure published as an upper bound (`at_most`) is missed where the whole band lies
above it, and is in no score. Shares and pain are scored as they are, durations in ln, those below an hour as an hour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.devices import published_device
from rederm.draws import Samples, band
from rederm.evidence.baseline import Figure, baseline_band
from rederm.evidence.observations import Observation
from rederm.evidence.scores import LEVELS, central, covers, interval_score, transform
from rederm.sources import reference

WORST_PAIN = 10.0
HOUR = {"d": 1 / 24, "h": 1.0}
EVER = 1e6  # longer than any duration, in its unit


@dataclass(frozen=True)
class Scale:
    """How figures of a unit are scored: name, whether in ln, and the ends beyond which nothing lies, in the unit."""

    name: str
    in_ln: bool
    ends: tuple[float, float]

    def __call__(self, value: Samples | float) -> Any:
        """On the scale."""
        kept = np.clip(value, *self.ends)
        return np.log(kept) if self.in_ln else kept

    def back(self, value: float) -> float:
        return float(np.exp(value)) if self.in_ln else value


def scale_of(unit: str) -> Scale:
    """Of a unit of validation: "1", "of 10", "d", "h", "times" or "points" of a clinical scale; any other as it is."""
    if unit in HOUR:
        return Scale("ln", True, (HOUR[unit], EVER))
    if unit in ("times", "points"):
        return Scale("ln", True, (1 / EVER, EVER))
    ends = {"1": ("share", (0.0, 1.0)), "of 10": ("pain", (0.0, WORST_PAIN))}
    return Scale(ends[unit][0], False, ends[unit][1]) if unit in ends else Scale("points", False, (-EVER, EVER))


def figure_of(observation: Observation, unit: str) -> Figure:
    """What the baseline reads of an observation."""
    family = published_device(observation.device).family
    return Figure(observation.study, family, float(scale_of(unit)(observation.observed)))


def judged(
    observation: Observation, what: str, unit: str, seen: Samples, unseen: Samples | None, figures: Sequence[Figure]
) -> dict[str, Any]:
    """The row of the table.

    seen, unseen: draws (n,) of the figure; `unseen` None where no law was fitted on it, so that `seen` has not seen it either;
    figures: every figure of this kind that is no bound.
    """
    scale, detail = scale_of(unit), observation.detail
    bound = "at_most" if "at_most" in detail else ""
    here = told(observation.observed, seen, scale, bound)
    return {
        "kind": observation.kind,
        "study": observation.study,
        "cite": reference(observation.study).cite(),
        "what": what,
        "unit": unit,
        "scale": scale.name,
        "device": observation.device,
        "modality": published_device(observation.device).family,
        "concern": detail.get("concern", ""),
        "n": detail.get("n"),
        "rows": list(detail.get("rows", ())),
        "again": "shares" in detail,  # the same figure as another row, on another scale
        "observed": observation.observed,
        "bound": bound,
        "use": "not fitted" if unseen is None else "fitted",
        **here,
        "left_out": here if unseen is None else told(observation.observed, unseen, scale, bound),
        "baseline": None if bound else _baseline(observation, unit, figures),
    }


def told(observed: float, samples: Samples, scale: Scale, bound: str) -> dict[str, Any]:
    """What is told of one prediction of one figure; error, width and score on its scale, None of a bound."""
    on, y = scale(samples), float(scale(observed))
    low, high = central(on)
    middle = float(np.median(on))
    predicted = band(samples if scale.in_ln else on)
    plain = not bound
    return {
        "predicted": predicted,
        "ratio": predicted["median"] / observed if predicted["median"] is not None and observed else None,
        "in_band": covers(on, y) if plain else low <= y,
        "pit": transform(on, y) if plain else None,
        "within": {f"{level:.0%}": covers(on, y, level) for level in LEVELS} if plain else None,
        "error": middle - y if plain else None,
        "width": high - low,
        "score": interval_score(low, high, y) if plain else None,
    }


def _baseline(observation: Observation, unit: str, figures: Sequence[Figure]) -> Mapping[str, Any] | None:
    scale, own = scale_of(unit), figure_of(observation, unit)
    least, most = (float(scale(end)) for end in scale.ends)
    found = baseline_band(own, figures, (least, most))
    if found is None:
        return None
    low, middle, high = found
    return {
        "predicted": {"median": scale.back(middle), "low": scale.back(low), "high": scale.back(high)},
        "in_band": low <= own.value <= high,
        "score": interval_score(low, high, own.value),
    }
