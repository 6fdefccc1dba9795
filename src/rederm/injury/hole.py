"""What a hole does to the plume that leaves it, and what becomes of the epidermis and dry tissue around it.

    vented = (lambda / z) (1 - exp(-z / lambda))     share of the steam made within lambda of the last floor, z of one pulse
    kappa = z^2 / (z^2 + r^2)                        share of what leaves a floor z deep, r in radius, that meets its wall
    share = open + kappa (hole - open)               of useful energy and of returned steam heat
    lifted radius = max(hole, r_dead(junction) - junction)       above the junction
    gone = ablated + (1 - kappa) (dry - ablated)          kappa of the hole that was drilled

Over an open field steam that was driven in more than the returned length above the last floor has left with what was ablated,
so that the damage below a crater does not grow with its depth.
A shallow wide spot is a piece of a full field, a deep narrow hole keeps its steam; kappa is the view from the floor (emission
by the cosine law) and needs no constant. Before the solver has run, z is the depth of the energy balance. Epidermis over a
dead basal layer holds on to what lives, or to the wall of a hole, over about its own thickness; what hangs over further comes
off at once and as a whole. Half-dried tissue comes away with it where the spot is open; in a hole it stays on the wall as
crust.

References: lesion trial of rederm (`rederm sources posterior/light`).
"""

import math
from dataclasses import replace

import numpy as np

from rederm.draws import Samples
from rederm.injury.heat import model_rules
from rederm.injury.heat_plan import balance_depth
from rederm.injury.heat_types import Closure, HeatSource
from rederm.injury.thermal import Lesions
from rederm.skin import Skin


def confinement(source: HeatSource, closure: Closure, skin: Skin) -> float:
    """kappa of the hole that this source would drill under the closure of a hole."""
    return float(view(balance_depth(source, model_rules(closure, source, skin, False)), source.diameter / 2))


def view(depth: Samples | float, radius: Samples | float) -> Samples:
    """kappa of a hole of this depth and radius, in one unit; (n,) where either is."""
    return np.asarray(np.square(depth) / (np.square(depth) + np.square(radius)))


def vented(closure: Closure, source: HeatSource, skin: Skin) -> Closure:
    """The closure of an open spot once the steam that left with the tissue above the last floor is taken off."""
    depths = balance_depth(replace(source, pulses=1), model_rules(closure, source, skin, False)) / closure.returned_length
    return replace(closure, returned_share=-closure.returned_share * math.expm1(-depths) / depths)


def confined(kappa: float, spot: Closure, hole: Closure) -> Closure:
    """The closure between that of an open spot and that of a hole."""
    return replace(
        hole,
        useful_share=spot.useful_share + kappa * (hole.useful_share - spot.useful_share),
        returned_share=spot.returned_share + kappa * (hole.returned_share - spot.returned_share),
    )


def lift(lesions: Lesions, skin: Skin) -> np.ndarray:
    """Radii of the hole (n, nz) once the epidermis that hangs free above a dead basal layer is gone."""
    at = int(np.searchsorted(lesions.depth, skin.junction_um))
    basal = lesions.dead[:, min(at, len(lesions.depth) - 1)][:, None]
    free = np.maximum(lesions.ablated, basal - skin.junction_um)
    return np.where(lesions.depth <= skin.junction_um, free, lesions.ablated)


def gone_dry(lesions: Lesions, radius: Samples) -> Samples:
    """Depth (n,) [um] to which tissue is gone once half-dried tissue has come away; radius (n,) [um] of the beam."""
    hole = lesions.ablation_depth
    return hole + (1 - view(hole, radius)) * np.maximum(lesions.dry_depth - hole, 0.0)
