"""Radio-frequency microneedles: Joule heat around a bare length of conductor in the dermis.

    heat of one needle = useful share * energy per needle, within the pulse, where the electric field puts it (electric_needle)
    insulated: the active length at the tip, ending at the set depth;  bare: the whole needle, from the surface to there
    current returns to neighbours of the other pole, half way at 1 / sqrt(pi needles per area);  V^2 = |Z|^2 P / Re Z
    N = passes * needles per area, at random places

The pulse decides between death and warmth: the same energy over seconds leaves heated, living tissue. Nothing is ablated;
the needle pierces a channel on its way, from the surface to the depth of its tip whatever the heat does, which opens the
junction and stimulates as a cold needle's does. It is drawn and noted, but is no ablation. Valid for bipolar needles in moist
dermis whose generator holds its energy; a needle in fat meets ten times the impedance and heats the fat.

References: thermal zones of fractional RF needles (`rederm sources posterior/lesion`, device file).
"""

import math
from dataclasses import replace

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.draws.band import HIGH, LOW
from rederm.injury.closures import closures
from rederm.injury.cooling import cooled
from rederm.injury.electric_needle import needle_field
from rederm.injury.heat_types import HeatSource
from rederm.injury.numerics_depth import STEP_UM
from rederm.injury.result import Injury
from rederm.injury.thermal import RADII, Lesions, describe_lesions, own_lesion, physics, solve_lesions, solved_draws
from rederm.injury.thermal_error import error_factor, stretch_bodies
from rederm.skin import Skin


def injure_electrode(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """Lesions of RF needles."""
    few = solved_draws(draws)
    centre, height = rod(setting, few)
    radius = physics(setting, few, "needle_radius", "um") * 1e-6
    frequency = physics(setting, few, "frequency", "MHz") * 1e6
    between = 1 / math.sqrt(math.pi * setting["needles_per_cm2"] * 1e4)
    bounds = (skin.junction_um * 1e-6, skin.thickness_um * 1e-6)
    energy = setting["energy_mJ"] / 1e3 * physics(setting, few, "useful_share", "1")
    fields = [
        needle_field(float(radius[i]), float(centre[i] + height[i] / 2), float(height[i]), between, bounds, float(frequency[i]))
        for i in range(few.n)
    ]
    pulse = setting["pulse_ms"] / 1e3
    sources = [
        HeatSource(float(energy[i]), pulse, 2 * float(radius[i]), root_radius=float(radius[i]), field=fields[i].field)
        for i in range(few.n)
    ]
    closed = [replace(closure, useful_share=1.0, returned_share=0.0) for closure in closures(few)]
    lesions = solve_lesions(cooled(sources, cooling, few), closed, skin, draws)
    width = error_factor(draws, "width")
    tip = setting["depth_mm"] * 1e3
    lesions = _down_to(tip, stretch_bodies(lesions, width, width, own_lesion(centre, draws) * 1e6))
    lesions = replace(
        lesions,
        ablated=np.zeros_like(lesions.ablated),
        ablation_depth=np.zeros(draws.n),
        dead_depth=_reach(lesions.depth, lesions.dead),
        collagen_depth=_reach(lesions.depth, lesions.collagen),
    )
    density: Samples = np.full(draws.n, setting["passes"] * setting["needles_per_cm2"] / 100)
    pierced = np.where(lesions.depth <= tip, own_lesion(radius, draws)[:, None] * 1e6, 0.0)
    wide = round(2 * float(np.median(radius)) * 1e6, -1)
    track = f"each needle opens a channel of about {wide:g} um to {tip / 1e3:g} mm and removes nothing"
    notes = (track, _circuit([field.impedance for field in fields], energy / pulse))
    return describe_lesions(setting, skin, draws, lesions, density, notes, pierced_um=pierced)


def rod(setting: Setting, draws: Draws) -> tuple[Samples, Samples]:
    """Centre below the surface and length [m] of the conductor that is in contact, each (n,)."""
    depth = np.full(draws.n, setting["depth_mm"] / 1e3)
    if setting["electrode"] == "bare":
        return depth / 2, depth
    height = np.minimum(physics(setting, draws, "active_length", "um") * 1e-6, depth)
    return depth - height / 2, height


def _circuit(impedance: list[complex], power: Samples) -> str:
    """What the generator meets, said so that it can be compared with the figure on its display."""
    ohm = np.abs(impedance)
    low, high = (float(f"{v:.2g}") for v in np.quantile(ohm * np.sqrt(power / np.real(impedance)), [LOW, HIGH]))
    return (
        f"one needle meets about {np.median(ohm) / 1e3:.2g} kilohm and needs {low:g} to {high:g} V, "
        "half of the voltage between neighbours"
    )


def _down_to(tip: float, lesions: Lesions) -> Lesions:
    """The lesions on a depth axis that goes past the needle's tip [um]: where little was warmed it ends above it."""
    below = np.array([z for z in (tip, tip + STEP_UM) if z > lesions.depth[-1]])
    wider = {name: np.pad(getattr(lesions, name), ((0, 0), (0, len(below)))) for name in RADII}
    return replace(lesions, depth=np.append(lesions.depth, below), **wider)


def _reach(depth: np.ndarray, radius: np.ndarray) -> Samples:
    """Deepest point (n,) of a boundary anywhere around the needle: on its axis is metal, and less heat."""
    reach: Samples = np.where(radius > 0.0, depth, 0.0).max(axis=1)
    return reach
