"""One thing that a grade makes stronger or weaker: a drawn pattern, and how much of it a grade shows.

    amount(g) = most (g / 4)^power,  0 at grade 0, most at 4, straight on to nothing else

The pattern is drawn once. A lower grade makes the same features shallower or paler, never others; side features (branches of
folds, the smaller spots) have a higher power, so that they are the first to go and the last to come.
"""

from dataclasses import dataclass

import numpy as np

HIGHEST_GRADE = 4
CHANNELS = ("height_um", "melanin", "blood", "gloss", "smoothed")


@dataclass(frozen=True, eq=False)
class Layer:
    """key: of the concern. channel: the map that it adds to; "smoothed" is the share of fine relief that is lost.

    unit: (pixels, pixels) float32. stretched: share of it that is gone where the skin is fully swollen.
    """

    key: str
    channel: str
    unit: np.ndarray
    most: float
    power: float = 1
    stretched: float = 0.0

    def amount(self, grade: float) -> float:
        return float(self.most * (min(max(grade, 0.0), HIGHEST_GRADE) / HIGHEST_GRADE) ** self.power)
