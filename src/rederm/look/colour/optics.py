"""Reflectance of skin between 400 and 700 nm: an epidermis with melanin over a dermis with blood.

    R      = r + (1 - r) [b' (1 - T2) / -ln T2 + (1 - b') T2 R_d]      b' = b (nm / 500)^-n
    T2     = (1 + x / k)^-k,  x = 2 p d (f_m mu_mel + (1 - f_m) mu_0)   there and back through the epidermis
    R_d    = a' / 2 [1 + exp(-4/3 A s)] exp(-s)                         a' = mu_s' / (mu_a + mu_s'),  s = sqrt(3 (1 - a'))
    mu_a   = C f_b mu_blood(S) + (1 - f_b) mu_0
    mu_s'  = a [f_R (nm / 500)^-4 + (1 - f_R) (nm / 500)^-m]
    C      = [1 - exp(-2 mu_blood v)] / (2 mu_blood v)                  blood is packed in vessels of radius v
    R_d   <- R_d [1 - w + w exp(-D 2 p d f_m mu_mel)]                   w = exp(-2 z sqrt(3 mu_a (mu_a + mu_s')))
    S      = [S_own + (B - 1) S_in] / B  where B > 1                    B: blood times own; what comes in is arterial

T2 is the mean of exp(-x) where x is spread from place to place as a gamma distribution of shape k: melanin lies in lumps and
light slips through between them, so that dark skin is browner than even pigment would make it. r: what a smooth surface of skin
mirrors, A: internal reflection, both from the refractive index; b: what the epidermis sends back, less where its melanin takes
the light; D: melanin in the dermis in units of the epidermis' own, at a depth z; w: share of the light that comes back from
below it, much of the red and little of the blue, which makes it look grey. Only the product of the share of melanin and the
thickness of the epidermis counts, so that the share may pass 1 in dark spots.

Layers are even and endless; no fat, bilirubin or carotene: their colour goes into melanin and blood. Valid as a description
of spectra of whole skin, 400 to 700 nm (docs/methods/colour.md); figures trade with each other and measure no tissue.

References: Jacques 2013; Flock 1989; Svaasand 1995; Prahl (`rederm sources appearance/colour_optics`).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from rederm.look.colour.numerics_colour import BOUNDARY, INTERNAL
from rederm.look.colour.spectra import blood_absorption, wavelengths, xyz_of_spectrum
from rederm.sources import load_table

Array = np.ndarray[Any, Any]
_REFERENCE_NM = 500
_CM_PER_UM = 1e-4
_TABLE = "appearance/colour_optics"


@dataclass(frozen=True)
class Optics:
    """Optics of one skin. melanin: share of the epidermis; blood: share of the dermis; oxygenation 0..1; scattering a [1/cm];
    rayleigh: share f_R of small scatterers; backscatter b of the epidermis; vessel_um: radius of vessels."""

    melanin: float
    blood: float
    oxygenation: float
    scattering: float
    rayleigh: float
    backscatter: float
    vessel_um: float

    def spectrum(self, melanin: Any = 1.0, blood: Any = 1.0, dermal_melanin: Any = 0.0) -> Array:
        """Reflectance (.., wavelengths) with melanin and blood times own, and melanin of the dermis in units of own."""
        return reflectance(vector(self), melanin, blood, dermal_melanin)

    def xyz(self, melanin: Any = 1.0, blood: Any = 1.0, dermal_melanin: Any = 0.0) -> Array:
        """Colour of that under D65, white has Y = 1."""
        return xyz_of_spectrum(self.spectrum(melanin, blood, dermal_melanin))


def vector(own: Optics) -> Array:
    """The seven figures of a skin in their order."""
    return np.array([getattr(own, name) for name in Optics.__dataclass_fields__])


def reflectance(skins: Array, melanin: Any = 1.0, blood: Any = 1.0, dermal_melanin: Any = 0.0) -> Array:
    """Reflectance (.., wavelengths) of skins (.., 7), their melanin and blood multiplied."""
    own_melanin, own_blood, oxygenation, scattering, rayleigh, backscatter, vessel = np.moveaxis(
        np.asarray(skins, float)[..., None], -2, 0
    )
    fixed = _fixed()
    pigment, red = own_melanin * _column(melanin), own_blood * _column(blood)
    path = 2 * fixed.path_cm * (pigment * fixed.melanin + np.maximum(1 - pigment, 0) * fixed.bloodless)
    through = fixed.evenness * np.log1p(path / fixed.evenness)
    back = np.exp(-through)
    more = np.maximum(_column(blood), 1.0)
    whole = blood_absorption((oxygenation + (more - 1) * fixed.incoming) / more)
    packed = 2 * whole * vessel * _CM_PER_UM
    absorbed = red * whole * -np.expm1(-packed) / packed + np.maximum(1 - red, 0) * fixed.bloodless
    scattered = scattering * (rayleigh * fixed.small + (1 - rayleigh) * fixed.large)
    albedo = scattered / (absorbed + scattered)
    s = np.sqrt(3 * (1 - albedo))
    below = albedo / 2 * (1 + np.exp(-BOUNDARY * fixed.internal * s)) * np.exp(-s)
    deeper = np.exp(-2 * fixed.deep_cm * np.sqrt(3 * absorbed * (absorbed + scattered)))
    below = below * (1 + deeper * np.expm1(-_column(dermal_melanin) * 2 * fixed.path_cm * own_melanin * fixed.melanin))
    sent = backscatter * fixed.slope
    return np.asarray(fixed.mirror + (1 - fixed.mirror) * (sent * (1 - back) / through + (1 - sent) * back * below))


@dataclass(frozen=True)
class _Fixed:
    path_cm: float
    melanin: Array
    bloodless: Array
    small: Array
    large: Array
    slope: Array
    mirror: float
    internal: float
    deep_cm: float
    incoming: float
    evenness: float


@cache
def _fixed() -> _Fixed:
    table = load_table(_TABLE)
    nm = wavelengths()
    index = table.number("surface.index", "1")
    inside = float(np.dot(INTERNAL, [1 / index**2, 1 / index, 1, index]))
    thick = table.number("epidermis.thickness", "um")
    beyond = (nm - table.number("bloodless.start", "nm")) / table.number("bloodless.fall", "nm")
    share = nm / _REFERENCE_NM
    return _Fixed(
        path_cm=table.number("epidermis.path", "1") * thick * _CM_PER_UM,
        melanin=table.number("melanin.absorption", "1/cm") * share ** -table.number("melanin.slope", "1"),
        bloodless=table.number("bloodless.floor", "1/cm") + table.number("bloodless.height", "1/cm") * np.exp(-beyond),
        small=share**-4,
        large=share ** -table.number("dermis.mie_slope", "1"),
        slope=share ** -table.number("epidermis.backscatter_slope", "1"),
        mirror=((index - 1) / (index + 1)) ** 2,
        internal=(1 + inside) / (1 - inside),
        incoming=table.number("hyperaemia.oxygenation", "1"),
        evenness=table.number("melanin.evenness", "1"),
        deep_cm=table.number("dermal.depth", "um") * _CM_PER_UM,
    )


def _column(factor: Any) -> Array:
    return np.asarray(factor, float)[..., None]
