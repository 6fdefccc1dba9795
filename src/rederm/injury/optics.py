"""Absorption and scattering of the laser wavelengths in skin.

    mu_wet = W mu_water + mu_dry              W: volume share of water in living tissue
    K = sqrt(mu_a (mu_a + 3 mu_s'))           decay of light that scatters while it is absorbed
At 2.94 um water bleaches within the pulse; what counts while tissue is thrown out is the absorption of hot water, fitted, and
several times below that of cold water; tissue goes before all its water is steam. Bleaching that follows the energy of each
cell leaves too thin a dead rim, because the cells below the front are still cold. At 1927 nm absorption falls while the skin
is heated. Melanin plays no part at these wavelengths.

References: water absorption of refractiveindex.info (`rederm sources tissue/water`), `rederm sources posterior/light`.
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Draws, Samples
from rederm.sources import InputError, Table, load_table

_BLEACHES = 2940  # nm, Er:YAG
_WARMS = 1927  # nm, thulium


@dataclass(frozen=True)
class Absorption:
    """Absorption of a surface beam, every array (n,): wet and dry [1/m], and the water share whose steam throws tissue out."""

    wet: Samples
    dry: Samples
    ejection: Samples


def absorption(wavelength_um: float, draws: Draws) -> Absorption:
    """Absorption of a beam that ablates."""
    key, wavelength = _line(wavelength_um)
    if wavelength == _BLEACHES:
        dry, wet = draws["light.erbium_dry_absorption"], draws["light.erbium_absorption"]
        return Absorption(100 * wet, 100 * dry, draws["light.erbium_ejection_share"])
    dry = draws["lesion.dry_absorption"]
    return Absorption(100 * (_water(key, draws) + dry), 100 * dry, np.ones(draws.n))


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
