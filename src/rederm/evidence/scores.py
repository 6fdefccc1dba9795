"""How good bands are: coverage, bias, width and interval score of predictions on their own scale.

    interval score (Winkler)   S = (u - l) + 2/a (l - y)+ + 2/a (y - u)+        a = 0.1;  lower is better
    probability transform      P = share of draws below y, those equal to it by half;  flat over [0, 1] where bands are right

Durations are scored in ln, shares of people and pain as they are. A study gives several figures that err together, so the
standard error of a bias is taken over studies, not over figures. References: Winkler 1972 J Am Stat Assoc 67:187; Gneiting &
Raftery 2007 J Am Stat Assoc 102:359; Dawid 1984 J R Stat Soc A 147:278.
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Samples

MISSED = 0.1  # share of figures that a band of 90 % leaves out
LEVELS = (0.5, 0.8, 0.9)


def interval_score(low: float, high: float, seen: float) -> float:
    """Winkler's score of a 90 % band, all on one scale."""
    return high - low + 2 / MISSED * (max(low - seen, 0.0) + max(seen - high, 0.0))


def central(samples: Samples, level: float = 1 - MISSED) -> tuple[float, float]:
    """Ends of the band that holds this share of the draws and leaves the same on both sides."""
    low, high = np.quantile(samples, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def covers(samples: Samples, seen: float, level: float = 1 - MISSED) -> bool:
    """Whether the central band holds the figure; its ends belong to it."""
    low, high = central(samples, level)
    return bool(low - 1e-9 <= seen <= high + 1e-9)


def transform(samples: Samples, seen: float) -> float:
    """The figure's place among the draws, 0 to 1."""
    return float(np.mean(samples < seen) + np.mean(samples == seen) / 2)


def clustered(values: Sequence[float], studies: Sequence[str]) -> tuple[float, float | None]:
    """Mean over figures, and its standard error with the figures of a study taken as one; None of a single study."""
    x, of = np.asarray(values, float), np.asarray(studies)
    names = np.unique(of)
    mean = float(x.mean())
    if names.size < 2:
        return mean, None
    left = np.array([(x[of == name] - mean).sum() for name in names]) / x.size
    return mean, float(np.sqrt(names.size / (names.size - 1) * np.sum(left**2)))


def share_error(level: float, count: int) -> float:
    """Standard error of an observed coverage where the true one is `level`."""
    return float(np.sqrt(level * (1 - level) / count))


def per_cent(share: float, sign: bool = False) -> str:
    """94 %; +14 % where a sign is asked for."""
    return f"{100 * share:{'+' if sign else ''}.0f} %"
