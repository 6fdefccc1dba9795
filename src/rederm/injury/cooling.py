"""What cools the surface of skin while it is treated, from before the first pulse on: cold air, a cold window, a cryogen spray.

    q = h (T_surface - T_outside)      over the whole surface, for a while before the first pulse and on until the heat has gone

Room air takes 8 W/m^2/K and hardly matters; cold air some hundred, a window a thousand and more, boiling cryogen tens of
thousands. A window is an outside temperature behind the resistance of gel and corneum, which its published effect gives. Each
solved draw has its own cooler. A cool mask comes after treatment: it is no cooling here.
Valid for a surface that is wide against the depth of cooling (0.2 mm in a fifth of a second, 0.5 mm in a second and a half).

References: `rederm sources tissue/cooling`.
"""

from collections.abc import Sequence
from dataclasses import replace

from rederm.draws import Draws
from rederm.injury.heat_types import HeatSource, Surface
from rederm.sources import load_table

COOLERS = ("cold air", "contact cooling", "cryogen")


def cooled(sources: Sequence[HeatSource], cooling: str, draws: Draws) -> list[HeatSource]:
    """The sources (n,) in skin that is cooled so, one draw of the cooler each; unchanged where `cooling` is none of COOLERS."""
    if cooling not in COOLERS:
        return list(sources)
    return [replace(source, surface=surface) for source, surface in zip(sources, surfaces(cooling, draws), strict=True)]


def surfaces(cooling: str, draws: Draws) -> list[Surface]:
    """The surface (n,) under one of COOLERS."""
    table, name = load_table("tissue/cooling"), cooling.replace(" ", "_")
    keys = [f"{name}.{key}" for key in ("loss", "temperature", "before")]
    loss, outside, before = (draws.of(f"cooling.{key}", table[key]) for key in keys)
    return [Surface(float(loss[i]), float(outside[i]), float(before[i])) for i in range(draws.n)]
