"""Absorption and scattering of the laser wavelengths in skin.

    mu_wet = W mu_water + mu_dry              W: volume share of water in living tissue
    K = sqrt(mu_a (mu_a + 3 mu_s'))           decay of light that scatters while it is absorbed
At 2.94 um water bleaches with the energy it takes up, mu = max(mu_wet exp(-u / u0), floor), and tissue is thrown out before all
its water is steam. At 1927 nm absorption falls while the skin is heated. Melanin plays no part at these wavelengths.

References: water absorption of refractiveindex.info (`rederm sources tissue/water`), `rederm sources posterior/light`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rederm.draws import Draws, Samples
from rederm.injury.heat_types import HeatSource
from rederm.sources import InputError, Table, load_table

_BLEACHES = 2940  # nm, Er:YAG
_WARMS = 1927  # nm, thulium


@dataclass(frozen=True)
class Absorption:
    """Absorption of a surface beam, every array (n,): wet and dry [1/m], bleaching [J/m^3], its floor [1/m], ejection share."""

    wet: Samples
    dry: Samples
    bleaching: Samples
    floor: Samples
    ejection: Samples

    def beams(self, sources: Sequence[HeatSource]) -> list[HeatSource]:
        """Sources, one a draw, whose beams are absorbed so."""
        return [
            replace(
                source,
                absorption_wet=float(self.wet[i]),
                absorption_dry=float(self.dry[i]),
                bleaching=float(self.bleaching[i]),
                absorption_floor=float(self.floor[i]),
            )
            for i, source in enumerate(sources)
        ]


def absorption(wavelength_um: float, draws: Draws) -> Absorption:
    """Absorption of a beam that ablates."""
    key, wavelength = _line(wavelength_um)
    if wavelength == _BLEACHES:
        dry = draws["light.erbium_dry_absorption"] * 100
        bleaching, floor = draws["light.erbium_bleaching"] * 1e9, draws["light.erbium_floor"] * 100
        ejection = draws["light.erbium_ejection_share"]
    else:
        dry = draws["lesion.dry_absorption"] * 100
        bleaching, floor, ejection = np.full(draws.n, math.inf), np.zeros(draws.n), np.ones(draws.n)
    return Absorption(_water(key, draws) * 100 + dry, dry, bleaching, floor, ejection)


def attenuation(wavelength_um: float, draws: Draws) -> Samples:
    """Decay [1/m] with depth of light that scatters and does not ablate, (n,)."""
    key, wavelength = _line(wavelength_um)
    absorbed = _water(key, draws)
    if wavelength == _WARMS:
        slope = draws.of("water.relative_slope_1927", load_table("tissue/water")["relative_slope_1927"])
        absorbed = absorbed * (1 + slope * load_table("posterior/light").number("mean_heating", "K"))
    return 100 * np.sqrt(absorbed * (absorbed + 3 * draws["light.reduced_scattering"]))


def _water(key: str, draws: Draws) -> Samples:
    """Absorption by the water of living tissue, 1/cm."""
    table = load_table("tissue/water")
    return draws.of("water.tissue_share", table["tissue_share"]) * draws.of(f"water.{key}", table[key])


def _line(wavelength_um: float) -> tuple[str, int]:
    table, wavelength = load_table("tissue/water"), round(wavelength_um * 1000)
    key = f"absorption_{wavelength}"
    if key not in table:
        raise InputError(f"no absorption of water at {wavelength} nm; known: {', '.join(_lines(table))} nm")
    return key, wavelength


def _lines(table: Table) -> list[str]:
    return [key.removeprefix("absorption_") for key in table if key.startswith("absorption_")]
