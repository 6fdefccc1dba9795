"""Absorption and scattering of the laser wavelengths in skin.

    mu_wet = W mu_water + mu_dry              W: volume share of water in living tissue, mu_dry where light ablates
    mu_s = mu_s' / (1 - g)                    mu_s' = mu_s'(1550 nm) (lambda / 1550 nm)^-b, the same from corneum to dermis
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
from rederm.injury.photons import Medium
from rederm.skin import Skin
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


def layered_skin(wavelength_um: float, skin: Skin, draws: Draws, outside: float, warmed: Samples) -> list[Medium]:
    """Corneum, living epidermis, dermis and fat of each draw; `outside`: index above, `warmed` (n,): factor of absorption."""
    key, _ = _line(wavelength_um)
    water = warmed * draws.of(f"water.{key}", load_table("tissue/water")[key]) * 100
    tissue = draws.of("water.tissue_share", load_table("tissue/water")["tissue_share"])
    absorption = np.array([draws["light.corneum_water"], tissue, tissue, draws["light.fat_water"]]) * water
    stated = load_table("posterior/light").number("scattering_wavelength", "um")
    shift = (wavelength_um / stated) ** -draws["light.scattering_power"]
    dermis, fat = draws["light.reduced_scattering"] * shift * 100, draws["light.fat_scattering"] * shift * 100
    forward = draws["light.anisotropy"]
    scattering = np.array([dermis, dermis, dermis, fat]) / (1 - forward)
    index = draws["light.index"]
    bottom = (skin.stratum_corneum_um * 1e-6, skin.junction_um * 1e-6, skin.thickness_um * 1e-6, math.inf)
    return [
        Medium(
            bottom=bottom,
            absorption=tuple(float(mu) for mu in absorption[:, i]),
            scattering=tuple(float(mu) for mu in scattering[:, i]),
            anisotropy=(float(forward[i]),) * len(bottom),
            index=(float(index[i]),) * len(bottom),
            outside=outside,
        )
        for i in range(draws.n)
    ]


def warming_slope(wavelength_um: float, draws: Draws) -> Samples:
    """Relative change of absorption per kelvin of heating, (n,)."""
    if _line(wavelength_um)[1] != _WARMS:
        return np.zeros(draws.n)
    return draws.of("water.relative_slope_1927", load_table("tissue/water")["relative_slope_1927"])


def depth_of(lengths: float, medium: Medium) -> float:
    """Depth [m] at which light that scatters while it is absorbed has fallen `lengths` times by e, layer after layer."""
    top = 0.0
    for bottom, mu_a, mu_s, g in zip(medium.bottom, medium.absorption, medium.scattering, medium.anisotropy, strict=True):
        decay = math.sqrt(mu_a * (mu_a + 3 * mu_s * (1 - g)))
        if lengths <= decay * (bottom - top):
            return top + lengths / decay
        lengths -= decay * (bottom - top)
        top = bottom
    return top


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
