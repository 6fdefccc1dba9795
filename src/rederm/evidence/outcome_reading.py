"""How a study's score reads the hazard, at one point or many.

    ln(-ln(1 - y)) = slope (ln H + clinic + dose) + (1 - slope) ln ref + scale + rater + reading + arm + sampling

slope is 1 for blinded point scores, ECCA and instruments, and lam for global, quartile, responder, open and patient ratings.
What a clinic does better or worse (study_sd) and what is not known of the dose are parts of H, and are compressed with it;
what its raters read differently (reading_sd) is not. Both are shared by the arms of a study, the dose by arms of one study
with one setting.
"""

import numpy as np

from rederm.evidence.outcome_law import Point, beside, log_hazard
from rederm.evidence.outcome_rows import Data
from rederm.sources import load_table


def slope(t: Point, data: Data) -> np.ndarray:
    """How much of the hazard a score shows, (arms,) or (points, arms)."""
    return np.where(data.plain, 1.0, beside(t["lam"], 1))


def expected(structure: str, t: Point, data: Data) -> np.ndarray:
    """Mean of what is seen at the median doses, (arms,) or (points, arms)."""
    pivot = np.log(load_table("posterior/observation").number("reference", "1"))
    hazard = log_hazard(structure, t, data.median, data.courses)[..., 0]
    bias = sum((beside(t[name], 1) * where for name, where in data.bias.items()), np.zeros(1))
    return np.asarray(pivot + slope(t, data) * (hazard - pivot) + bias)


def covariance(t: Point, data: Data, doubt: np.ndarray, least: float = 0.0) -> np.ndarray:
    """Of what is seen around its mean, a block for each study (.., studies, most arms, most arms) as `Data.blocks` places them.

    doubt (arms,): sd of ln H by the dose; least: floor on study_sd. Places without an arm stand on the diagonal as 1.
    """
    place, there = data.blocks
    read = slope(t, data)[..., place]
    clinic = np.maximum(beside(t["study_sd"], 2), least) * read
    own = beside(t["arm_sd"], 2) ** 2 + data.variance[place]
    shared = _outer(clinic) + beside(t["reading_sd"], 3) ** 2 + _outer(read * doubt[place]) * data.same_setting
    arms = there[:, :, None] & there[:, None, :]
    alone = np.eye(place.shape[1])
    return np.asarray(np.where(arms, shared + own[..., None] * alone, alone))


def dose_doubt(structure: str, t: Point, data: Data) -> np.ndarray:
    """Spread of ln H over the draws of the injury and its unstated dials at one point, (arms,)."""
    if structure == "alike":
        return np.zeros(data.seen.size)
    return np.asarray(log_hazard(structure, t, data.doses, data.courses).std(axis=1))


def _outer(x: np.ndarray) -> np.ndarray:
    return np.asarray(x[..., :, None] * x[..., None, :])
