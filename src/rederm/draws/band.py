"""A prediction is a band: median and 90 % bounds of its draws."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

LOW, HIGH = 0.05, 0.95


def band(samples: ArrayLike) -> dict[str, float | None]:
    """{"median", "low", "high"} of the draws; None throughout where the quantity does not apply (all NaN)."""
    values = np.asarray(samples, float)
    if values.size == 0 or np.isnan(values).all():
        return {"median": None, "low": None, "high": None}
    low, median, high = np.nanquantile(values, [LOW, 1 / 2, HIGH])
    return {"median": float(median), "low": float(low), "high": float(high)}


def bands(samples: ArrayLike) -> dict[str, list[float]]:
    """Bands over the last axis of an array (draws, days)."""
    low, median, high = np.quantile(np.asarray(samples, float), [LOW, 1 / 2, HIGH], axis=0)
    return {"median": median.tolist(), "low": low.tolist(), "high": high.tolist()}


def bands_by_day(samples: ArrayLike) -> list[dict[str, float | None]]:
    """The band of each day of an array (draws, days), as `band` gives it."""
    values = np.asarray(samples, float)
    if np.isnan(values).any():
        return [band(day) for day in values.T]
    low, median, high = np.quantile(values, [LOW, 1 / 2, HIGH], axis=0).tolist()
    return [{"median": m, "low": a, "high": b} for a, m, b in zip(low, median, high, strict=True)]


def share_within(samples: ArrayLike, ceiling: float | Sequence[float]) -> float:
    """Share of draws that stay at or below a limit."""
    return float(np.mean(np.asarray(samples, float) <= np.asarray(ceiling, float)))
