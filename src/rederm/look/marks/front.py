"""A share of a rank field, with a soft edge, that keeps its area.

    in place(u) = clip((L - u) / w, 0, 1),      mean over u in 0..1 = share

u is a rank (`fields.ranks`), w the softness. L is the closed form that makes the mean exact at any share: sqrt(2 w s) while the
edge has not left 0, s + w/2 between, 1 + w - sqrt(2 w (1 - s)) once it reaches 1.
"""

from typing import Any

import numpy as np


def level(share: Any, softness: float) -> np.ndarray:
    """L of each share 0..1."""
    s = np.clip(np.asarray(share, np.float32), 0.0, 1.0)
    w = np.float32(softness)
    first, last = np.sqrt(2 * w * s), 1 + w - np.sqrt(2 * w * (1 - s))
    return np.asarray(np.where(s < w / 2, first, np.where(s > 1 - w / 2, last, s + w / 2)), np.float32)


def within(ranks: np.ndarray, share: Any, softness: float) -> np.ndarray:
    """What of each rank is in place, 0..1."""
    return np.clip((level(share, softness) - ranks) / np.float32(softness), 0.0, 1.0, dtype=np.float32)
