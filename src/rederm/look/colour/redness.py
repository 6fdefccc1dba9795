"""How much blood makes a given visible redness: vessels widen alike in all skins, and each shows it through its own melanin.

    E(B) - E(1) = [E(B_1) - E(1)] g(R)        g(R) = (1 + h) R / (R + h)        h = most / threshold
    a*(B_1) - a*(1) = rise at the threshold   E = log10 (R_red / R_green), reflectance at 650 to 670 and 560 to 580 nm

R is redness in units of the visible threshold, B blood times own. g is the law of the erythema index (`look.instruments`, with
its figures), so that picture and instrument saturate alike. B is worked out on this skin with so little melanin that it has the
angle on which redness is judged, and then holds for the skin as it is: the same widening, of which dark skin shows less. No
redness is exactly the client's own blood. New vessels are part of redness and set its least.

References: thresholds of a* on faces (`rederm sources appearance/colour_cover`).
"""

from functools import lru_cache
from typing import Any

import numpy as np

from rederm.look.colour.optics import Optics
from rederm.look.colour.own import with_angle
from rederm.look.colour.spaces import lab_of_xyz
from rederm.look.colour.spectra import wavelengths, xyz_of_spectrum
from rederm.look.colour.table import MOST
from rederm.sources import load_table

Array = np.ndarray[Any, Any]
_GRID = 400
_RED_NM, _GREEN_NM = (650, 670), (560, 580)


def blood_of_redness(own: Optics, redness: Any, vessels: Any = 0.0) -> Array:
    """Factor on own blood at this redness and these new vessels, both in units of the visible threshold."""
    blood, rise, threshold = _rises(own)
    table = load_table("tissue/instruments")
    half = table.number("erythema.most", "1") / table.number("erythema.threshold", "1")
    red = np.maximum(np.maximum(np.asarray(redness, float), vessels), 0.0)
    return np.asarray(np.interp(threshold * (1 + half) * red / (red + half), rise, blood))


@lru_cache(maxsize=32)
def _rises(own: Optics) -> tuple[Array, Array, float]:
    """Blood, the rise of the index that it makes, and the rise at the threshold, all with the melanin of the judged angle."""
    table = load_table("appearance/colour_cover")
    blood = np.linspace(1, MOST[1], _GRID)
    spectra = with_angle(own, table.number("threshold.angle", "deg")).spectrum(np.ones(_GRID), blood)
    red = lab_of_xyz(xyz_of_spectrum(spectra))[:, 1]
    index = np.log10(_mean(spectra, _RED_NM) / _mean(spectra, _GREEN_NM))
    at_threshold = np.interp(table.number("threshold.rise", "1"), red - red[0], index - index[0])
    return blood, index - index[0], float(at_threshold)


def _mean(spectra: Array, band_nm: tuple[int, int]) -> Array:
    inside = (wavelengths() >= band_nm[0]) & (wavelengths() <= band_nm[1])
    return np.asarray(spectra[:, inside].mean(axis=1))
