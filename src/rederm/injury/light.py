"""Fractional lasers that drill holes in the skin.

    D = sqrt(spot^2 + blur^2)      footprint of the beam, blur is a property of the device (focus, motion, plume)
    pulse = energy / power         (CO2); stated by the device (Er:YAG)
    N = passes * density / (pi/4 spot^2)     density is set by the device from its nominal spot; passes fall at random places
    stacked pulses meet the same hole

CO2 dries before it goes (ejection share 1); Er:YAG throws out tissue before all its water is steam, so that little steam heat
returns to the wall, and reaches the floor as it does in a full field. Its rate effect is that of the full field, and so is
what a wide shallow spot does (`hole.py`). A beam acts as its mean power while the pulse lasts: superpulses of the same mean
differ by a few percent unless light is on for less than a tenth of the time.

References: lesion trial of rederm; injury rows of lasers (`rederm sources posterior/light`, `posterior/lesion`).
"""

import math
from dataclasses import replace

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.injury.closures import closures
from rederm.injury.cooling import cooled
from rederm.injury.full_field import RATE_NOTE, later_share, open_closures, pulse_s
from rederm.injury.heat_types import Closure, HeatSource
from rederm.injury.hole import confined, confinement, gone_dry, lift, vented
from rederm.injury.optics import absorption
from rederm.injury.result import Injury
from rederm.injury.thermal import Lesions, describe_lesions, own_lesion, physics, solve_lesions, solved_draws
from rederm.injury.thermal_error import below_factor, error_factor, stretch_holes
from rederm.skin import Skin


def injure_fractional(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """Holes of fractional CO2 or Er:YAG."""
    few = solved_draws(draws)
    sources = hole_sources(setting, few)
    closed = hole_closures(setting, sources, skin, few)
    lesions = solve_lesions(cooled(sources, cooling, few), closed, skin, draws)
    lesions = stretch_holes(lesions, error_factor(draws, "depth"), below_factor(draws), error_factor(draws, "coagulation"))
    notes = (RATE_NOTE,) if "rate_Hz" in setting.values and setting["pulses"] > 1 else ()
    injury = describe_scanned(setting, skin, draws, replace(lesions, ablated=lift(lesions, skin)), notes)
    radius = own_lesion(np.array([source.diameter / 2 * 1e6 for source in sources]), draws)
    dry = gone_dry(lesions, radius)
    return replace(injury, removed_depth_um=np.maximum(injury.removed_depth_um, dry))


def hole_sources(setting: Setting, draws: Draws) -> list[HeatSource]:
    """The beam of each draw; pulses that meet the same hole are one source."""
    optics = absorption(setting.device.number("physics.wavelength", "um"), draws)
    diameter = np.hypot(setting["spot_um"], physics(setting, draws, "blur", "um")) * 1e-6
    energy, later = setting["energy_mJ"] / 1e3, np.ones(draws.n)
    if "rate_Hz" in setting.values:
        pulse, pulses, period = pulse_s(setting), int(setting["pulses"]), np.full(draws.n, 1 / setting["rate_Hz"])
        later = later_share(setting, draws)
    else:
        pulse, pulses = energy / setting["power_W"], int(setting["stack"])
        period = np.maximum(physics(setting, draws, "stack_period", "ms") / 1e3, pulse)
    profile = str(setting.values.get("profile") or "tophat")
    beams = [
        HeatSource(
            energy=energy,
            pulse=float(pulse),
            diameter=float(diameter[i]),
            profile=profile,
            pulses=pulses,
            period=float(period[i]),
            later_share=float(later[i]),
        )
        for i in range(draws.n)
    ]
    return optics.beams(beams)


def hole_closures(setting: Setting, sources: list[HeatSource], skin: Skin, draws: Draws) -> list[Closure]:
    """The closure of each draw, between that of an open spot and that of a hole."""
    spots = [vented(spot, source, skin) for spot, source in zip(open_closures(setting, draws), sources, strict=True)]
    if "rate_Hz" in setting.values:
        returned = draws["light.erbium_returned_share"]
        holes = [replace(spot, returned_share=float(share)) for spot, share in zip(spots, returned, strict=True)]
    else:
        holes = closures(draws)
    return [
        confined(confinement(source, hole, skin), spot, hole) for source, spot, hole in zip(sources, spots, holes, strict=True)
    ]


def describe_scanned(setting: Setting, skin: Skin, draws: Draws, lesions: Lesions, notes: tuple[str, ...]) -> Injury:
    """The injury of lesions that a scanner sets over the skin, pass after pass."""
    spots = setting["density_pct"] / 100 / (math.pi / 4 * (setting["spot_um"] / 1000) ** 2)
    density: Samples = np.full(draws.n, setting["passes"] * spots)
    return describe_lesions(setting, skin, draws, lesions, density, notes)
