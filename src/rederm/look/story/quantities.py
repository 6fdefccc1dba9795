"""What a cross-section shows, as bands over the draws: the states of healing on the days of the story.

`more`: collagen I beyond that of the same skin left alone, where there is more. `gained`: share by which treated skin differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rederm.draws import HIGH, LOW, Samples
from rederm.healing import Healing

QUANTITIES = (  # healing.STATES, each on its own scale
    *("closed", "maturity", "debris", "inflammation", "fibroblasts", "collagen_I", "collagen_III", "fragmented", "elastin"),
    *("dermis", "hit", "void", "melanin", "redness", "vessels", "swelling", "contraction"),
)
MORE = "collagen_I_more"
AGAINST = ("collagen_I", "collagen_III", "fragmented", "dermis", "melanin")  # told against the same skin left alone
GAINED = "_gained"


@dataclass(frozen=True)
class Band:
    """Median and 90 % bounds of the draws."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, samples: Samples) -> "Band":
        low, median, high = np.quantile(samples, [LOW, 1 / 2, HIGH])
        return cls(float(median), float(low), float(high))


def quantities(healing: Healing, days: np.ndarray) -> tuple[list[Mapping[str, Band]], list[Mapping[str, Band]]]:
    """Of treated skin and of the same skin left alone: name -> band, one mapping a day; all days are followed ones."""
    told = healing.on(days)
    treated = {name: told.states[name] for name in QUANTITIES}
    untreated = {name: told.untreated[name] for name in QUANTITIES}
    treated |= {f"{name}{GAINED}": treated[name] / untreated[name] - 1 for name in AGAINST}
    treated[MORE] = np.maximum(treated["collagen_I"] - untreated["collagen_I"], 0.0)
    untreated[MORE] = np.zeros_like(treated[MORE])
    return _bands(treated, days.size), _bands(untreated, days.size)


def _bands(samples: Mapping[str, Samples], days: int) -> list[Mapping[str, Band]]:
    return [{name: Band.of(values[:, day]) for name, values in samples.items()} for day in range(days)]
