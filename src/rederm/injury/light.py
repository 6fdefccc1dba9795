"""Fractional lasers that drill holes in the skin.

Holes (fractional CO2 and Er:YAG).
    D = sqrt(spot^2 + blur^2)      footprint of the beam, blur is a property of the device (focus, motion, plume)
    pulse = energy / power         (CO2); stated by the device (Er:YAG)
    N = passes * density / (pi/4 spot^2)     density is set by the device from its nominal spot; passes fall at random places
    stacked pulses meet the same hole
    lift: where the spot is wide, dead epidermis comes off at once and as a whole, as wide as the basal layer is dead
CO2 dries before it goes (ejection share 1); Er:YAG throws out tissue before all its water is steam, so that little steam
heat returns to the wall, and reaches the floor as it does in a full field. Its rate effect is that of the full field.

References: lesion trial of rederm; injury rows of lasers (`rederm sources posterior/light`, `posterior/lesion`).
"""

import math
from dataclasses import replace

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.injury.closures import closures
from rederm.injury.cooling import cooled
from rederm.injury.full_field import RATE_NOTE, pulse_s, train_share
from rederm.injury.heat_types import Closure, HeatSource
from rederm.injury.optics import absorption
from rederm.injury.result import Injury
from rederm.injury.thermal import Lesions, describe_lesions, physics, solve_lesions, solved_draws
from rederm.injury.thermal_error import error_factor, stretch_holes
from rederm.skin import Skin
from rederm.sources import load_table


def injure_fractional(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """Holes of fractional CO2 or Er:YAG."""
    few = solved_draws(draws)
    erbium = "rate_Hz" in setting.values
    closed = _erbium(setting, few) if erbium else [replace(closure, ejection_share=1.0) for closure in closures(few)]
    lesions = solve_lesions(cooled(hole_sources(setting, few), cooling, few), closed, skin, draws.n)
    lesions = stretch_holes(lesions, error_factor(draws, "depth"), error_factor(draws, "coagulation"))
    notes = (RATE_NOTE,) if erbium and setting["pulses"] > 1 else ()
    if setting["spot_um"] / 1000 < load_table("posterior/light").number("lift_spot", "mm"):
        return describe_scanned(setting, skin, draws, lesions, notes)
    return describe_scanned(setting, skin, draws, replace(lesions, ablated=lift(lesions, skin)), notes)


def hole_sources(setting: Setting, draws: Draws) -> list[HeatSource]:
    """The beam of each draw; pulses that meet the same hole are one source."""
    optics = absorption(setting.device.number("physics.wavelength", "um"), draws)
    diameter = np.hypot(setting["spot_um"], physics(setting, draws, "blur", "um")) * 1e-6
    energy = setting["energy_mJ"] / 1e3 * np.ones(draws.n)
    if "rate_Hz" in setting.values:
        pulse, pulses, period = pulse_s(setting), int(setting["pulses"]), np.full(draws.n, 1 / setting["rate_Hz"])
        energy = energy * train_share(setting, draws)
    else:
        pulse, pulses = setting["energy_mJ"] / 1e3 / setting["power_W"], int(setting["stack"])
        period = np.maximum(physics(setting, draws, "stack_period", "ms") / 1e3, pulse)
    profile = str(setting.values.get("profile") or "tophat")
    beams = [
        HeatSource(
            energy=float(energy[i]),
            pulse=float(pulse),
            diameter=float(diameter[i]),
            profile=profile,
            pulses=pulses,
            period=float(period[i]),
        )
        for i in range(draws.n)
    ]
    return optics.beams(beams)


def lift(lesions: Lesions, skin: Skin) -> np.ndarray:
    """Radii of the hole (n, nz) once the epidermis above a dead basal layer is gone."""
    at = int(np.searchsorted(lesions.depth, skin.junction_um))
    basal = lesions.dead[:, min(at, len(lesions.depth) - 1)][:, None]
    return np.where(lesions.depth <= skin.junction_um, np.maximum(lesions.ablated, basal), lesions.ablated)


def describe_scanned(setting: Setting, skin: Skin, draws: Draws, lesions: Lesions, notes: tuple[str, ...]) -> Injury:
    """The injury of lesions that a scanner sets over the skin, pass after pass."""
    spots = setting["density_pct"] / 100 / (math.pi / 4 * (setting["spot_um"] / 1000) ** 2)
    density: Samples = np.full(draws.n, setting["passes"] * spots)
    return describe_lesions(setting, skin, draws, lesions, density, notes)


def _erbium(setting: Setting, draws: Draws) -> list[Closure]:
    useful, returned = physics(setting, draws, "useful_share", "1"), draws["light.erbium_returned_share"]
    ejection = absorption(setting.device.number("physics.wavelength", "um"), draws).ejection
    return [
        replace(closure, useful_share=float(useful[i]), returned_share=float(returned[i]), ejection_share=float(ejection[i]))
        for i, closure in enumerate(closures(draws))
    ]
