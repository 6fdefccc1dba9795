"""Plasma at the skin surface: sparks from the pins of an RF roller, and jets of hot gas.

Sparks (opus-plasma). One pin contact leaves one lesion if its spark ignites:
    E_loc = pi a^2 F_root * (P / P_ref) * (v_ref / v)         local energy of a spark, generator power P, roller speed v
    E_root = f_s E_loc at the surface within the arc root a,  the rest as Joule heat below it, ~ w / R^4, w the water left
    N = passes * n_pins * p_fire(P)                            lesions per area, at random places (ignition)
    eta_loc = E_loc n_pins p_fire / F_gen,  F_gen = P / (v w)  share of the generator's energy that makes wounds: never measured
F_root is what reported craters (100-150 um deep) need in this solver, a what their diameters (80-200 um) need; the power at
which they were made is not reported, hence wide bounds. Where the energy per lesion is given, ln a and ln F_root are
conditioned on it: a moves by its regression on ln E, about E^(1/3), so that a stronger spark is deeper and wider alike, and
what is left uncertain is the ratio of the two, not their product; power and speed then say nothing more of the spark itself.
The single-spark tip stands still: speed has no part, and lesions are set one by one.
All pins hang on one voltage, so that a spark's energy does not depend on how many others fire. The arc goes through what has
dried, and its heat moves ahead of the dry front; in layered skin the field, solved anew as tissue dries, leaves the same lesion
within a few per cent, so that the closed form ~ w / R^4 stands for it. A spark that falls into an open crater deepens it;
that is left out, for craters cover a few per cent of the skin.

Jets (nitrogen, helium). A uniform flux heats the surface, which dries and chars but is not blown away: the dead epidermis stays
as a dressing and is shed within days; dead dermis below it is not.
    F = absorbed share * energy / spot area  (nitrogen),  absorbed share * fluence  (helium);  passes follow after a pause

Valid for dry or moist skin at 40 MHz (conductivities differ by 20 %); needles at 1 MHz have their own field (electrode).
References: injury rows of micro-plasma, nitrogen and helium plasma (`rederm sources posterior/plasma`, device files).
"""

import math
from dataclasses import replace

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples, band
from rederm.injury.closures import closures
from rederm.injury.cooling import cooled
from rederm.injury.full_field import describe_layers
from rederm.injury.heat_types import HeatSource
from rederm.injury.ignition import firing_probability
from rederm.injury.result import Injury
from rederm.injury.thermal import describe_lesions, physics, solve_layers, solve_lesions, solved_draws
from rederm.injury.thermal_error import error_factor, stretch_holes, stretch_layers
from rederm.skin import Skin
from rederm.sources import load_table


def injure_plasma(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """Sparks of an RF roller or a single-spark tip."""
    few = solved_draws(draws)
    energy, radius = spark(setting, few)
    share, pulse = physics(setting, few, "root_share", "1"), physics(setting, few, "pulse", "ms")
    depth = load_table("posterior/plasma").number("absorption_depth", "um") * 1e-6
    sources = [
        HeatSource(
            energy=float(energy[i]),
            pulse=float(pulse[i]) / 1e3,
            diameter=2 * math.sqrt(2) * float(radius[i]),  # exp(-r^2/a^2) is exp(-2 r^2/w^2) with w = a sqrt(2)
            absorption_wet=1 / depth,
            absorption_dry=1 / depth,
            joule_share=1 - float(share[i]),
            root_radius=float(radius[i]),
        )
        for i in range(few.n)
    ]
    closed = [replace(closure, useful_share=1.0) for closure in closures(few)]
    lesions = solve_lesions(cooled(sources, cooling, few), closed, skin, draws.n)
    lesions = stretch_holes(lesions, error_factor(draws, "depth"), error_factor(draws, "coagulation"))
    density = sparks_per_mm2(setting, draws)
    return describe_lesions(setting, skin, draws, lesions, density, (_calibration(setting, draws, density),))


def spark(setting: Setting, draws: Draws) -> tuple[Samples, Samples]:
    """Local energy [J] and arc-root radius [m] of one spark, each (n,)."""
    device = setting.device
    radius = physics(setting, draws, "root_radius", "um") * 1e-6
    fluence = physics(setting, draws, "root_fluence", "J/cm^2") * 1e4
    at_reference = math.pi * radius**2 * fluence
    given = setting["energy_per_lesion_mJ"]
    if given is not None:
        of_radius, of_fluence = (_log_width(setting, name) for name in ("root_radius", "root_fluence"))
        slope = 2 * of_radius**2 / (4 * of_radius**2 + of_fluence**2)
        return np.full(draws.n, given / 1e3), radius * (given / 1e3 / at_reference) ** slope
    drive = setting["power_W"] / device.number("physics.reference_power", "W")
    if setting["tip"] == "roller":
        drive *= device.number("physics.reference_speed", "mm/s") / setting["speed_mm_s"]
    return at_reference * drive, radius


def sparks_per_mm2(setting: Setting, draws: Draws) -> Samples:
    """Lesions per area after all passes, (n,)."""
    name = "pins_per_pass" if setting["tip"] == "roller" else "single_spark_per_pass"
    return setting["passes"] * physics(setting, draws, name, "1/cm^2") * fired_share(setting, draws) / 100


def fired_share(setting: Setting, draws: Draws) -> Samples:
    """Share of contacts that leave a lesion, (n,)."""
    return firing_probability(
        physics(setting, draws, "firing_probability", "1"),
        setting["power_W"] / setting.device.number("physics.reference_power", "W"),
        physics(setting, draws, "gap", "um") * 1e-6,
        physics(setting, draws, "gap_scatter", "1"),
    )


def injure_flux(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """Jets of nitrogen or helium plasma over the whole field."""
    few = solved_draws(draws)
    fluence = jet_fluence(setting) * physics(setting, few, "absorbed_share", "1")
    pulse = physics(setting, few, "pulse", "ms") / 1e3
    depth = physics(setting, few, "absorption_depth", "um") * 1e-6
    pause = setting.device.number("physics.pass_period", "s")
    sources = [
        HeatSource(
            energy=float(fluence[i]),
            pulse=float(pulse[i]),
            diameter=math.inf,
            pulses=int(setting["passes"]),
            period=pause,
            absorption_wet=1 / float(depth[i]),
            absorption_dry=1 / float(depth[i]),
        )
        for i in range(few.n)
    ]
    closed = [  # no temperature at which the crust leaves
        replace(closure, useful_share=1.0, returned_share=0.0, ablation_temperature=math.inf, ejection_share=1.0)
        for closure in closures(few)
    ]
    layers = solve_layers(cooled(sources, cooling, few), closed, skin, draws.n)
    layers = stretch_layers(layers, error_factor(draws, "depth"), error_factor(draws, "depth"))
    note = "dead epidermis stays as a dressing and is shed within days; the share of the jet that heats the skin is inferred"
    return describe_layers(setting, skin, draws, layers, passes=1, wiped=False, notes=(note,))


def jet_fluence(setting: Setting) -> float:
    """Fluence of one pass at the skin, J/m^2, before the absorbed share."""
    values = setting.values
    if "energy_J" in values:
        return float(setting["energy_J"]) / (math.pi * (setting["spot_mm"] / 2 / 1e3) ** 2)
    return float(setting["fluence_J_cm2"]) * 1e4


def _log_width(setting: Setting, name: str) -> float:
    value = setting.device.values[f"physics.{name}"]
    if value.low is None or value.high is None:
        return 0.0
    return math.log(value.high / value.low)


def _calibration(setting: Setting, draws: Draws, density: Samples) -> str:
    """What share of the generator's energy the assumed wounds would take, said so that nobody takes it for measured."""
    if setting["energy_per_lesion_mJ"] is not None or setting["tip"] != "roller":
        return "crater sizes rest on one report without its power; lesions per area are assumed"
    width = setting.device.number("physics.track_width", "mm")
    areal = setting["passes"] * setting["power_W"] / (setting["speed_mm_s"] * width)  # J/mm^2
    share = band(100 * spark(setting, draws)[0] * density / areal)
    return (
        f"power to energy per lesion is not calibrated: {share['low']:.1g} to {share['high']:.1g} % of the generator's energy "
        "is taken to make wounds; give energy_per_lesion_mJ from a bench test to narrow the band"
    )
