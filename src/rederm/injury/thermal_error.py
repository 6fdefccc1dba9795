"""Model error of heat lesions: each draw's geometry is stretched by how far the solver was from biopsies it had not seen.

    hole     z' = s_d z in the hole,  s_d z_hole + q s_c (z - z_hole) below it
             r' = r in the hole,      r_hole + s_c (r - r_hole) beside it
    body     z' = c + s_z (z - c),  r' = s_r r                       a lesion without a hole, around its centre c

ln s_d and ln s_c are normal with the sd that leaving out one published series at a time gave for depth and for coagulation;
q is the zone below the floor that sections show over what the solver kills there; no section told of the zone beside a hole
(`rederm sources posterior/lesion`). A stretched boundary keeps its order: hole <= collagen, death <= warmth.
"""

from dataclasses import replace

import numpy as np

from rederm.draws import Draws, Samples
from rederm.injury.numerics_thermal import STRETCHED_POINTS
from rederm.injury.thermal import Layers, Lesions
from rederm.sources import load_table

_RIMS = ("collagen", "dead", "warm")
_RIM_DEPTHS = ("collagen_depth", "dead_depth", "dry_depth")


def error_factor(draws: Draws, of: str) -> Samples:
    """exp(sd * noise), shape (n,), of "depth", "coagulation" or "width"; sd and stream are lesion.<of>_error."""
    name = f"{of}_error"
    return np.exp(load_table("posterior/lesion").number(name, "1") * draws.normal(f"lesion.{name}"))


def below_factor(draws: Draws) -> Samples:
    """What sections show below a floor over what the solver kills there, shape (n,): the fitted scale, and error beyond it."""
    return draws["lesion.coagulation_scale"] * error_factor(draws, "coagulation")


def stretch_holes(lesions: Lesions, depth: Samples, below: Samples, rim: Samples) -> Lesions:
    """Lesions with a hole, which may be empty: depth (n,) stretches it, below (n,) and rim (n,) what is dead, coagulated or
    warm below and beside it."""
    bottom = lesions.ablation_depth
    inside = np.minimum(lesions.depth[None, :], bottom[:, None])
    places = depth[:, None] * inside + below[:, None] * (lesions.depth[None, :] - inside)
    hole = lesions.ablated
    radii = {"ablated": hole}
    for name in _RIMS:
        radii[name] = np.maximum(hole + rim[:, None] * (getattr(lesions, name) - hole), 0.0)
    axis = {name: depth * bottom + below * (getattr(lesions, name) - bottom) for name in _RIM_DEPTHS}
    return _gathered(replace(lesions, **axis, ablation_depth=depth * bottom), places, radii)


def stretch_bodies(lesions: Lesions, along: Samples, across: Samples, centre_um: Samples | float = 0.0) -> Lesions:
    """Lesions without a hole, stretched around their centre (n,) [um] along the depth and across it."""
    centre = np.broadcast_to(np.asarray(centre_um, float), along.shape)
    places = centre[:, None] + along[:, None] * (lesions.depth[None, :] - centre[:, None])
    radii = {name: across[:, None] * getattr(lesions, name) for name in ("ablated", *_RIMS)}
    axis = {
        name: np.where(getattr(lesions, name) > 0.0, np.maximum(centre + along * (getattr(lesions, name) - centre), 0.0), 0.0)
        for name in ("ablation_depth", *_RIM_DEPTHS)
    }
    return _gathered(replace(lesions, **axis, nerve_area=lesions.nerve_area * across**2), places, radii)


def stretch_layers(layers: Layers, depth: Samples, rim: Samples) -> Layers:
    """Layers: depth (n,) stretches what is gone, rim (n,) what is dead, coagulated, dry or warm below it."""
    gone = layers.ablation_depth
    below = {name: depth * gone + rim * (getattr(layers, name) - gone) for name in (*_RIM_DEPTHS, "warm_depth")}
    return replace(layers, ablation_depth=depth * gone, **below)


def _gathered(lesions: Lesions, places: np.ndarray, radii: dict[str, np.ndarray]) -> Lesions:
    """Radii given at each draw's own places (n, nz), brought to one depth axis."""
    depth = np.linspace(0.0, float(places.max()), STRETCHED_POINTS)
    found = {
        name: np.array([np.interp(depth, place, row, right=0.0) for place, row in zip(places, values, strict=True)])
        for name, values in radii.items()
    }
    return replace(lesions, depth=depth, **found)
