"""Leave one study out: how the outcome law predicts a study that it has not seen, beside the model of all devices alike."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rederm.draws import Draws, spread
from rederm.evidence.fit_outcome import Data, OutcomeFit, covariance, expected
from rederm.evidence.laplace import Fit, inside
from rederm.evidence.outcome_law import FAMILIES

COUNT = 200  # draws of the posterior and of the study for one prediction


@dataclass(frozen=True)
class StudyScore:
    """One study: observed and predicted mean gain, its band, and the scores of its arms."""

    study: str
    families: tuple[int, ...]
    observed: float
    predicted: float
    low: float
    high: float
    error: tuple[float, ...]  # of each arm
    in_band: float
    log_score: float


Predictions = Mapping[str, np.ndarray]  # by study: draws (n, arms) of what is seen


def left_out(model: OutcomeFit, whole: Fit) -> Predictions:
    """Every study predicted from all others."""
    studies = [str(study) for study in np.unique(model.data.studies)]
    return dict(zip(studies, spread(lambda study: _predicted(model, whole, study), studies), strict=True))


def together(d: Predictions, v: Predictions) -> Predictions:
    """Half of the draws from each structure, as the product draws them."""
    return {study: np.concatenate([d[study], v[study]]) for study in d}


def scores_of(data: Data, predictions: Predictions) -> list[StudyScore]:
    return [_score(data.rows(data.studies == study), study, seen) for study, seen in predictions.items()]


def _predicted(model: OutcomeFit, whole: Fit, study: str) -> np.ndarray:
    mode = model.without(study, whole)
    ours = model.data.studies == study
    data, doubt = model.data.rows(ours), model.doubt[ours]
    noise = np.stack([Draws(COUNT).normal(f"calibrate.arm.{i}") for i in range(data.seen.size)], axis=1)
    drawn = []
    for x, z in zip(whole.draws(COUNT, mode), noise, strict=True):
        t = model.point(x)
        root = np.linalg.cholesky(covariance(t, data, doubt))
        drawn.append(expected(model.structure, t, data) + root @ z)
    return np.array(drawn)


def _score(data: Data, study: str, seen: np.ndarray) -> StudyScore:
    middle, sd = np.median(seen, axis=0), np.std(seen, axis=0)
    low, high = np.quantile(seen, [0.05, 0.95], axis=0)
    gain, predicted = _gain(data.seen), _gain(middle)
    score = -(((data.seen - middle) / sd) ** 2) / 2 - np.log(sd)
    return StudyScore(
        study=study,
        families=tuple(int(f) for f in data.courses.family),
        observed=float(gain.mean()),
        predicted=float(predicted.mean()),
        low=float(_gain(low).mean()),
        high=float(_gain(high).mean()),
        error=tuple(float(e) for e in np.abs(predicted - gain)),
        in_band=float(inside(seen, data.seen).mean()),
        log_score=float(score.mean()),
    )


def totals(scores: list[StudyScore]) -> Mapping[str, float]:
    """Means over studies: absolute error, share of arms in the 90 % band, log score, and the error by family of concern."""
    found = {
        "error": float(np.mean([np.mean(s.error) for s in scores])),
        "in_band": float(np.mean([s.in_band for s in scores])),
        "log_score": float(np.mean([s.log_score for s in scores])),
    }
    for place, family in enumerate(FAMILIES):
        each = [np.mean(own) for s in scores if (own := [e for e, f in zip(s.error, s.families, strict=True) if f == place])]
        found[f"error_{family}"] = float(np.mean(each))
    return found


def _gain(seen: np.ndarray) -> np.ndarray:
    return np.asarray(-np.expm1(-np.exp(seen)))
