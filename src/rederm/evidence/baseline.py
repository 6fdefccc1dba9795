"""The rule of thumb that a prediction must beat: what other studies saw with the same kind of device.

    band = m +- t95(n - 1) s sqrt(1 + 1/n)       m, s: mean and sd of the means of the n other studies

of the same quantity with devices of the same family. Where fewer than three other studies used the family, all other studies
of the quantity stand in. Student's t, since a spread taken from few studies is itself in doubt: plain normal bands miss more
figures and are easier to beat. Durations are taken in ln; a share stays within 0 and 1, pain within 0 and 10.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEAST_STUDIES = 3


@dataclass(frozen=True)
class Figure:
    """A published figure on the scale on which it is scored."""

    study: str
    family: str
    value: float


def other_studies(figure: Figure, figures: Sequence[Figure]) -> tuple[np.ndarray, bool]:
    """Means (studies,) of the others that speak to this figure, never of its own study, and whether they are of its family."""
    rest = [other for other in figures if other.study != figure.study]
    alike = _means([other for other in rest if other.family == figure.family])
    return (alike, True) if alike.size >= LEAST_STUDIES else (_means(rest), False)


def baseline_band(figure: Figure, figures: Sequence[Figure], ends: tuple[float, float]) -> tuple[float, float, float] | None:
    """Low, mean and high within `ends`; None where fewer than three other studies saw the quantity at all."""
    from scipy.stats import t as student

    means, _ = other_studies(figure, figures)
    if means.size < LEAST_STUDIES:
        return None
    half = float(student.ppf(0.95, means.size - 1) * means.std(ddof=1) * np.sqrt(1 + 1 / means.size))
    middle = float(means.mean())
    low, mean, high = np.clip([middle - half, middle, middle + half], *ends)
    return float(low), float(mean), float(high)


def _means(figures: Sequence[Figure]) -> np.ndarray:
    names = sorted({figure.study for figure in figures})
    return np.array([np.mean([f.value for f in figures if f.study == name]) for name in names])
