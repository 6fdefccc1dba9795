"""Plasma at the skin surface: sparks from the pins of an RF roller, and jets of hot gas.

Sparks (opus-plasma). One pin contact leaves one lesion if its spark ignites; energy, root and number of sparks: spark.
    E_root = f_s E_loc at the surface within the arc root a,  the rest as Joule heat below it, ~ w / R^4, w the water left
The arc goes through what has dried, and its heat moves ahead of the dry front. In layered skin the field, solved anew as tissue
dries, leaves the same lesion within a few per cent, so that the closed form stands for it (tests of the electric field). A
spark that falls into an open crater deepens it; that is left out, for craters cover a few per cent of the skin.

Jets (nitrogen, helium). A uniform flux heats the surface, which dries and chars but is not blown away: the dead epidermis stays
as a dressing and is shed within days; dead dermis below it is not.
    F = absorbed share * energy / spot area  (nitrogen),  absorbed share * fluence  (helium);  passes follow after a pause

Valid for dry or moist skin at 40 MHz (conductivities differ by 20 %); needles at 1 MHz have their own field (electrode).
References: injury rows of micro-plasma, nitrogen and helium plasma (`rederm sources posterior/plasma`, device files).
"""

import math
from dataclasses import replace

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.injury.closures import closures
from rederm.injury.cooling import cooled
from rederm.injury.full_field import describe_layers
from rederm.injury.heat_types import Closure, HeatSource
from rederm.injury.result import Injury
from rederm.injury.spark import calibration_note, depth_error, spark, sparks_per_mm2
from rederm.injury.thermal import describe_lesions, physics, solve_layers, solve_lesions, solved_draws
from rederm.injury.thermal_error import below_factor, error_factor, stretch_holes, stretch_layers
from rederm.skin import Skin
from rederm.sources import load_table


def injure_plasma(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """Sparks of an RF roller or a single-spark tip."""
    few = solved_draws(draws)
    energy, radius = spark(setting, few)
    share, pulse = physics(setting, few, "root_share", "1"), physics(setting, few, "pulse", "ms")
    sources = cooled(spark_sources(energy, radius, share, pulse / 1e3), cooling, few)
    lesions = solve_lesions(sources, spark_closures(few), skin, draws)
    lesions = stretch_holes(lesions, depth_error(setting, draws), below_factor(draws), error_factor(draws, "coagulation"))
    density = sparks_per_mm2(setting, draws)
    return describe_lesions(setting, skin, draws, lesions, density, (calibration_note(setting, draws, density),))


def spark_sources(energy: Samples, radius: Samples, share: Samples, pulse: Samples) -> list[HeatSource]:
    """What sparks of this local energy [J], arc-root radius [m], share at the root and time [s] give the skin, each (n,)."""
    depth = load_table("posterior/plasma").number("absorption_depth", "um") * 1e-6
    return [
        HeatSource(
            energy=float(energy[i]),
            pulse=float(pulse[i]),
            diameter=2 * math.sqrt(2) * float(radius[i]),  # exp(-r^2/a^2) is exp(-2 r^2/w^2) with w = a sqrt(2)
            absorption_wet=1 / depth,
            absorption_dry=1 / depth,
            joule_share=1 - float(share[i]),
            root_radius=float(radius[i]),
        )
        for i in range(len(energy))
    ]


def spark_closures(draws: Draws) -> list[Closure]:
    """The ablation terms of each draw; a spark has no plume that takes a share."""
    return [replace(closure, useful_share=1.0) for closure in closures(draws)]


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
    layers = solve_layers(cooled(sources, cooling, few), closed, skin, draws)
    layers = stretch_layers(layers, error_factor(draws, "depth"), error_factor(draws, "depth"))
    note = "dead epidermis stays as a dressing and is shed within days; the share of the jet that heats the skin is inferred"
    return describe_layers(setting, skin, draws, layers, passes=1, wiped=False, notes=(note,))


def jet_fluence(setting: Setting) -> float:
    """Fluence of one pass at the skin, J/m^2, before the absorbed share."""
    values = setting.values
    if "energy_J" in values:
        return float(setting["energy_J"]) / (math.pi * (setting["spot_mm"] / 2 / 1e3) ** 2)
    return float(setting["fluence_J_cm2"]) * 1e4
