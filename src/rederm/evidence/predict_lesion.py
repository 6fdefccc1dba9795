"""Predictions of published lesions with the injury code of the product.

A row whose dials are all published is injured once, as `rederm lesion` does. Where a dial is drawn, each lesion has its own
setting: the draws that share a lesion are injured together.
"""

import numpy as np

from rederm.draws import Samples
from rederm.draws.noise import BLOCK
from rederm.evidence.lesion_draws import NormalFit, Point, RowDraws
from rederm.evidence.lesions import Lesion
from rederm.evidence.read_lesion import figure, quantity
from rederm.injury import injure


def predict_lesion(row: Lesion, fit: NormalFit | None, n: int, seed: int) -> Samples:
    """Draws (n,) of the figure of one row, model error included, the spread of the observation not."""
    draws = RowDraws(n, seed, row, fit)
    skin = row.where()
    if not row.drawn:
        return figure(row, [quantity(row, injure(setting, skin, draws), skin) for setting in row.settings({})])
    found = np.empty(n)
    for k in range(min(BLOCK, n)):
        alike = draws.alike(k)
        dials = {dial: float(alike.first(1).term(name)[0]) for dial, name in row.drawn.items()}
        values = [quantity(row, injure(setting, skin, alike), skin) for setting in row.settings(dials)]
        found[alike.at] = figure(row, values)
    return found


def values_at(row: Lesion, point: Point) -> list[float]:
    """The quantity of a row at each of its settings, at one point of a design."""
    skin = row.where()
    dials = {dial: point.values[name] for dial, name in (row.drawn or {}).items()}
    return [float(quantity(row, injure(setting, skin, point), skin)[0]) for setting in row.settings(dials)]
