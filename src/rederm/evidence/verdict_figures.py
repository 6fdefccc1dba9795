"""One computed figure of the verdict, and how figures meet what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples


@dataclass(frozen=True)
class Figure:
    """Words, samples (n,) and unit as in `verdict_table`; a price is (low, usual, high), None without one."""

    words: str
    samples: Samples | None
    unit: str = "share"


Found = tuple[Sequence[Figure], str]


def outcome(met: Sequence[bool]) -> str:
    """Held where all that was asked is met, partly where some is, failed where none is."""
    return "held" if all(met) else "partly" if any(met) else "failed"


def median(samples: Samples) -> float:
    return float(np.nanmedian(samples))
