"""Model error: how much further than its own doubt the model is from series that it has not seen.

    p(m) ~ prod over rows left out of N(ln observed - ln predicted; 0, m^2 + sd of the prediction^2 + sd of the figure^2)

over a grid of m with a flat prior; its median is taken, since a handful of rows leaves m itself in doubt. Rows of one series
are less than as many witnesses: each counts by one over the root of their number. Only what the error stretches counts: the
depth of holes and what is dead below them, not epidermis that lifts off whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.evidence.lesion_design import Design, log_figure
from rederm.evidence.lesion_posterior import Posterior

QUANTITIES = {"depth": "ablation_depth_um", "coagulation": "coagulation_below_um"}  # what each error stretches
GRID = np.linspace(0.0, 1.5, 301)


@dataclass(frozen=True)
class Residual:
    """A figure predicted without its series: ln observed - ln predicted, and the sd of both together."""

    row: str
    series: str
    quantity: str
    kind: str
    off: float
    sd: float

    def to_json(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "series": self.series,
            "quantity": self.quantity,
            "kind": self.kind,
            "ln_off": self.off,
            "ln_sd": self.sd,
        }


def left_out_residuals(design: Design, without: Mapping[str, Posterior]) -> list[Residual]:
    """Every fitted row that is a figure, not a bound, predicted without its series."""
    rng = np.random.default_rng(0)
    found = []
    for place, row in enumerate(design.rows):
        if row.bound:
            continue
        z = without[row.series].z.copy()
        fresh = [i for i, t in enumerate(design.terms) if t.name in design.alone(row.series)]
        z[:, fresh] = rng.standard_normal((len(z), len(fresh)))  # as of a device that nobody has measured
        told = design.emulators[place].at(z)
        seen = float(log_figure(row, np.array(row.observed)))
        own = float(np.sqrt(told.var() + design.emulators[place].error ** 2 + row.sd**2))
        found.append(Residual(row.id, row.series, row.quantity, row.kind, seen - float(np.median(told)), own))
    return found


def model_errors(residuals: Sequence[Residual]) -> dict[str, float]:
    """sd of ln of what the draws do not hold, of "depth" and "coagulation"."""
    return {kind: _spread([r for r in residuals if r.kind == kind and r.quantity == name]) for kind, name in QUANTITIES.items()}


def _spread(rows: Sequence[Residual]) -> float:
    series = [row.series for row in rows]
    weight = np.array([series.count(name) ** -0.5 for name in series])
    off, own = np.array([row.off for row in rows]), np.array([row.sd for row in rows])
    variance = GRID[:, None] ** 2 + own**2
    log = (-weight / 2 * (np.log(variance) + off**2 / variance)).sum(axis=1)
    share = np.cumsum(np.exp(log - log.max()))
    return float(np.interp(0.5, share / share[-1], GRID))
