"""What cools the surface of skin while it is treated, from before the first pulse on: cold air, a cold window, a cryogen spray.

    q = h (T_surface - T_outside)      over the whole surface, for a while before the first pulse and on until the heat has gone

Heat that has to reach the nerves for pain falls with the warmth that is left to the threshold there,

    relief = (T_pain - T0) / (T_pain - T_nerve),     T_nerve = T0 - (T0 - T_outside) (erfc(x) - exp(-x^2) erfcx(x + b))
    x = z / (2 sqrt(alpha t)),  b = h sqrt(alpha t) / k     a half-space of dermis

since the area that a short pulse brings to a threshold is the heat given over the rise it takes; too much relief where a hole
alone takes the plane.

Room air takes 8 W/m^2/K and hardly matters; cold air some hundred, a window a thousand and more, boiling cryogen tens of
thousands. A window is an outside temperature behind the resistance of gel and corneum, which its published effect gives. Each
solved draw has its own cooler. A cool mask comes after treatment: it is no cooling here.
Valid for a surface that is wide against the depth of cooling (0.2 mm in a fifth of a second, 0.5 mm in a second and a half).

References: `rederm sources tissue/cooling`.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rederm.draws import Draws, Samples
from rederm.injury.heat_types import HeatSource, Surface
from rederm.skin import Skin
from rederm.sources import load_table

COOLERS = ("cold air", "contact cooling", "cryogen")


def cooled(sources: Sequence[HeatSource], cooling: str, draws: Draws) -> list[HeatSource]:
    """The sources (n,) in skin that is cooled so, one draw of the cooler each; unchanged where `cooling` is none of COOLERS."""
    if cooling not in COOLERS:
        return list(sources)
    return [replace(source, surface=surface) for source, surface in zip(sources, surfaces(cooling, draws), strict=True)]


def surfaces(cooling: str, draws: Draws) -> list[Surface]:
    """The surface (n,) under one of COOLERS."""
    loss, outside, before = _drawn(cooling, draws)
    return [Surface(float(loss[i]), float(outside[i]), float(before[i])) for i in range(draws.n)]


def nerve_relief(cooling: str, skin: Skin, draws: Draws) -> Samples:
    """Area of nerves that one heating brings to pain under this cooling, as a share (n,) of that without; 1 without."""
    if cooling not in COOLERS:
        return np.ones(draws.n)
    from scipy.special import erfc, erfcx

    table = load_table("tissue/thermal")
    depth = draws.of("thermal.nerve_depth", table["nerve.depth"]) * 1e-6
    threshold = draws.of("thermal.nerve_threshold", table["nerve.threshold"])
    conductivity, capacity = table.number("dermis.conductivity", "W/m/K"), table.number("dermis.heat_capacity", "J/m^3/K")
    loss, outside, before = _drawn(cooling, draws)
    length = np.sqrt(conductivity / capacity * before)
    x, b = depth / (2 * length), loss * length / conductivity
    start = skin.temperature_C
    drop = (start - outside) * (erfc(x) - np.exp(-(x**2)) * erfcx(x + b))
    return np.asarray((threshold - start) / (threshold - start + drop))


def _drawn(cooling: str, draws: Draws) -> tuple[Samples, Samples, Samples]:
    """Heat transfer [W/m^2/K], outside temperature [degC] and seconds before the first pulse, each (n,)."""
    table, name = load_table("tissue/cooling"), cooling.replace(" ", "_")
    keys = [f"{name}.{key}" for key in ("loss", "temperature", "before")]
    loss, outside, before = (draws.of(f"cooling.{key}", table[key]) for key in keys)
    return loss, outside, before
