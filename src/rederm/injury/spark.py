"""One spark of a plasma tip, and how many there are: from power, speed, passes and tip, or from a measured energy.

    E_loc = pi a^2 F_root (P / P_ref) (v_ref / v)     energy of a spark; the single-spark tip stands still: speed has no part
    N     = passes n_pins p_fire(P)                   lesions per area, at random places (ignition)
    eta   = E_loc n_pins p_fire / F_gen,  F_gen = P / (v w)   share of the generator's energy that makes wounds: never measured

F_root is what reported craters (100-150 um deep) need in the heat solver, a what their diameters (80-200 um) need; the power at
which they were made is not reported, hence wide bounds.
Where the energy per lesion is given, ln a and ln F_root are conditioned on it: a moves by its regression on ln E, about
E^(1/3), so that a stronger spark is deeper and wider alike, and what is left uncertain is the ratio of the two, not their
product; power and speed then say nothing more of the spark itself. All pins hang on one voltage, so that a spark's energy does
not depend on how many others fire. A bench test (`rederm calibrate device`) takes the place of these values and of
the model error of the crater's depth.

References: injury rows of micro-plasma (`rederm sources devices/opus-plasma`).
"""

import math

import numpy as np

from rederm.devices import Device, Setting
from rederm.draws import Draws, Samples
from rederm.draws.band import HIGH, LOW
from rederm.injury.ignition import firing_probability
from rederm.injury.thermal import own_lesion, physics, solved_draws
from rederm.injury.thermal_error import error_factor
from rederm.sources import Value


def spark(setting: Setting, draws: Draws) -> tuple[Samples, Samples]:
    """Local energy [J] and arc-root radius [m] of one spark, each (n,)."""
    device = setting.device
    radius = physics(setting, draws, "root_radius", "um") * 1e-6
    fluence = physics(setting, draws, "root_fluence", "J/cm^2") * 1e4
    at_reference = math.pi * radius**2 * fluence
    given = setting["energy_per_lesion_mJ"]
    if given is not None:
        return np.full(draws.n, given / 1e3), radius * (given / 1e3 / at_reference) ** _radius_by_energy(device)
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


def _radius_by_energy(device: Device) -> float:
    """Slope of the regression of ln a on ln E = 2 ln a + ln F + const."""
    of_radius, of_fluence = (_log_width(device.values[f"physics.{name}"]) for name in ("root_radius", "root_fluence"))
    names = tuple(f"{device.name}.{name}" for name in ("root_radius", "root_fluence"))
    together = 0.0
    if device.tie is not None and set(names) <= set(device.tie.names):
        one, two = (device.tie.names.index(name) for name in names)
        together = float(device.tie.matrix()[one, two]) * of_radius * of_fluence
    spread = 4 * of_radius**2 + of_fluence**2 + 4 * together
    return (2 * of_radius**2 + together) / spread if spread else 0.0  # a device whose root is stated keeps it


def _log_width(value: Value) -> float:
    return math.log(value.high / value.low) if value.low and value.high else 0.0


def depth_error(setting: Setting, draws: Draws) -> Samples:
    """Model error of the crater's depth, (n,): that of a device the model has not seen, or what a bench test left of it."""
    if "physics.depth_factor" in setting.device.values:  # tied to the root of the same solved lesion
        return own_lesion(physics(setting, solved_draws(draws), "depth_factor", "1"), draws)
    return error_factor(draws, "depth")


def calibration_note(setting: Setting, draws: Draws, density: Samples) -> str:
    """What share of the generator's energy the assumed wounds would take, said so that nobody takes it for measured."""
    if setting.device.bench:
        return f"power to energy per lesion is calibrated by {setting.device.bench}"
    if setting["energy_per_lesion_mJ"] is not None or setting["tip"] != "roller":
        return "crater sizes rest on one report without its power; lesions per area are assumed"
    width = setting.device.number("physics.track_width", "mm")
    areal = setting["passes"] * setting["power_W"] / (setting["speed_mm_s"] * width)  # J/mm^2
    low, high = (float(f"{v:.1g}") for v in np.quantile(100 * spark(setting, draws)[0] * density / areal, [LOW, HIGH]))
    return (
        f"power to energy per lesion is not calibrated: {low:g} to {high:g} % of the generator's energy "
        "is taken to make wounds; a bench test of this device narrows the band (rederm calibrate device opus-plasma FILE)"
    )
