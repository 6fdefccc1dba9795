"""Sources, skins and closures that the tests of the heat solver share."""

import math
from dataclasses import replace

import numpy as np

from rederm.draws import Draws
from rederm.injury.closures import closures
from rederm.injury.heat_types import Field, HeatSource
from rederm.skin import Site, Skin

MEDIAN = closures(Draws.at_median())[0]
WHOLE = replace(MEDIAN, useful_share=1.0)  # current and scattered light: no plume takes a share
ERBIUM = replace(MEDIAN, useful_share=1.0, ejection_share=0.92, returned_share=0.0)
CO2 = {"absorption_wet": 67400.0, "absorption_dry": 8200.0}
ERBIUM_LIGHT = {"absorption_wet": 8.5e5, "absorption_dry": 1e4, "bleaching": 1e9, "absorption_floor": 1.5e5}
BLUR_UM = 236.0  # posterior median of the device whose biopsies were used


def skin(dermis_um: float = 1000.0) -> Skin:
    """A cheek, or a skin with another dermis."""
    site = Site("cheek", "face", False, {})
    return Skin(site, 50.0, "female", 3, 15.0, 60.0, 80.0, dermis_um, 4.0, 1.0, 1.0, 33.0)


def co2(energy_mJ: float, spot_um: float, power_W: float, blur_um: float = BLUR_UM) -> HeatSource:
    """One fractional CO2 beam."""
    energy = energy_mJ / 1e3
    return HeatSource(energy=energy, pulse=energy / power_W, diameter=math.hypot(spot_um, blur_um) * 1e-6, **CO2)


def spark(energy_mJ: float) -> HeatSource:
    """One micro-plasma contact: arc root and Joule heat below it."""
    return HeatSource(
        energy=energy_mJ / 1e3,
        pulse=2e-3,
        diameter=113e-6,
        absorption_wet=2e5,
        absorption_dry=2e5,
        joule_share=0.7,
        root_radius=40e-6,
    )


def erbium_layer(fluence_J_cm2: float, pulses: int = 1) -> HeatSource:
    """Full-field Er:YAG."""
    return HeatSource(fluence_J_cm2 * 1e4, 250e-6, math.inf, pulses=pulses, period=0.02, **ERBIUM_LIGHT)


def co2_layer(fluence_J_cm2: float) -> HeatSource:
    """Full-field CO2."""
    return HeatSource(fluence_J_cm2 * 1e4, 0.9e-3, math.inf, **CO2)


def scattered(energy_mJ: float) -> HeatSource:
    """Non-ablative fractional light at 1550 nm: a Gaussian that falls with depth and widens, as scattered light does."""
    depth, radius = np.linspace(0.0, 3e-3, 151), np.linspace(0.0, 1e-3, 101)
    middle = (depth[1:] + depth[:-1])[:, None] / 2
    wide = (70e-6) ** 2 + (0.2 * middle) ** 2
    share = np.exp(-2100.0 * middle) * -np.diff(np.exp(-2 * radius[None, :] ** 2 / wide), axis=1)
    return HeatSource(energy_mJ / 1e3, 5e-3, 140e-6, field=Field(radius, depth, share / share.sum()), sealed=True)


def ball(energy_mJ: float) -> HeatSource:
    """Heat given to a buried cylinder: 0.5 to 0.8 mm deep, 0.15 mm in radius."""
    edges = np.array([0.0, 0.5e-3, 0.8e-3, 1e-3])
    return HeatSource(energy_mJ / 1e3, 0.01, 3e-4, field=Field(np.array([0.0, 1.5e-4]), edges, np.array([[0.0], [1.0], [0.0]])))


def needle(energy_mJ: float) -> HeatSource:
    """An insulated RF needle with 0.3 mm of bare tip around 1 mm: heat ~ 1 / r^2 outside 0.1 mm."""
    radius = np.concatenate([np.zeros(1), np.geomspace(1e-4, 8e-4, 25)])
    depth = np.array([0.0, 0.85e-3, 1.15e-3, 2e-3])
    ring = np.concatenate([np.zeros(1), np.full(24, 1 / 24)])
    return HeatSource(energy_mJ / 1e3, 0.05, 200e-6, field=Field(radius, depth, np.outer([0.0, 1.0, 0.0], ring)))


MODES = {
    "fractional CO2": (co2(20.0, 120.0, 30.0), MEDIAN),
    "fractional CO2, stacked": (replace(co2(10.0, 120.0, 30.0), pulses=3, period=2e-3), MEDIAN),
    "fractional CO2, low power": (co2(90.0, 400.0, 3.0, 0.0), MEDIAN),
    "fractional Er:YAG": (HeatSource(20e-3, 250e-6, 250e-6, "tophat", **ERBIUM_LIGHT), ERBIUM),
    "full Er:YAG train": (erbium_layer(5.0, 3), ERBIUM),
    "full CO2": (co2_layer(15.0), MEDIAN),
    "spark": (spark(2.0), WHOLE),
    "scattered light": (scattered(20.0), WHOLE),
    "field": (ball(5.0), WHOLE),
    "needle": (needle(40.0), WHOLE),
}
