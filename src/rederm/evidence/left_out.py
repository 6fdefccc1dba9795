"""Leave one study out: how the outcome law predicts a study that it has not seen, on the scale of the gain.

Errors and log scores are means over studies, so that a study of many arms counts once; the log score is that of a normal in
ln(-ln(1 - y)), the interval score that of the 90 % band of the gain (scores.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rederm.evidence.outcome_law import FAMILIES
from rederm.evidence.outcome_rows import Data
from rederm.evidence.scores import central, interval_score

COUNT = 400  # draws of the posterior and of the study for one prediction
Predictions = Mapping[str, np.ndarray]  # by study: draws (n, arms) of the gain


@dataclass(frozen=True)
class ArmScore:
    """One arm: observed gain, its prediction from the other studies, and its scores."""

    study: str
    family: str
    device: str
    observed: float
    predicted: float
    low: float
    high: float
    log_score: float

    @property
    def error(self) -> float:
        return abs(self.predicted - self.observed)

    @property
    def in_band(self) -> bool:
        return self.low - 1e-9 <= self.observed <= self.high + 1e-9

    @property
    def interval(self) -> float:
        return interval_score(self.low, self.high, self.observed)


def together(d: Predictions, v: Predictions) -> Predictions:
    """Half of the draws from each structure, as the product draws them."""
    return {study: np.concatenate([d[study], v[study]]) for study in d}


def scores_of(data: Data, predictions: Predictions) -> list[ArmScore]:
    """Every arm, study by study."""
    return [score for study, gains in predictions.items() for score in _scores(data.only(data.studies == study), gains)]


def _scores(data: Data, gains: np.ndarray) -> list[ArmScore]:
    found = []
    for place, row in enumerate(data.rows):
        drawn = gains[:, place]
        read = np.log(-np.log1p(-np.clip(drawn, 1e-12, 1 - 1e-12)))
        off = (float(data.seen[place]) - float(np.median(read))) / float(read.std())
        found.append(
            ArmScore(
                row.study,
                FAMILIES[int(data.courses.family[place])],
                row.device,
                row.observed,
                float(np.median(drawn)),
                *central(drawn),
                log_score=-(off**2) / 2 - float(np.log(read.std())),
            )
        )
    return found


def totals(scores: Sequence[ArmScore]) -> Mapping[str, float]:
    """Means over studies: absolute error, log score, the error by family of concern; over arms: share in the 90 % band and
    interval score."""
    found = {
        "error": _by_study(scores, "error"),
        "in_band": float(np.mean([s.in_band for s in scores])),
        "interval_score": float(np.mean([s.interval for s in scores])),
        "log_score": _by_study(scores, "log_score"),
    }
    return found | {f"error_{f}": _by_study([s for s in scores if s.family == f], "error") for f in FAMILIES}


def covered(scores: Sequence[ArmScore]) -> Mapping[str, tuple[int, int]]:
    """By device: arms in the 90 % band, arms."""
    devices = sorted({s.device for s in scores})
    own = {device: [s.in_band for s in scores if s.device == device] for device in devices}
    return {device: (sum(each), len(each)) for device, each in own.items()}


def _by_study(scores: Sequence[ArmScore], name: str) -> float:
    studies = sorted({s.study for s in scores})
    return float(np.mean([np.mean([getattr(s, name) for s in scores if s.study == study]) for study in studies]))
