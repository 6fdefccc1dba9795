"""Spectra that turn optics into colour: colour-matching functions and D65 (CIE), extinction of haemoglobin (Prahl).

    X = sum R S x / sum S y, Y and Z likewise        S: power of D65; x, y, z: 2 degree observer
    mu_blood = ln 10 c / M (S eps_HbO2 + (1 - S) eps_Hb)        S: oxygenation; c / M: haemoglobin of whole blood [mol/l]

Reflectance is known from 400 to 700 nm and taken as level beyond, where the eye sees less than a hundredth.
"""

from functools import cache
from typing import Any

import numpy as np

from rederm.look.colour.numerics_colour import BAND_NM
from rederm.sources import DATA, load_table, read_toml

Array = np.ndarray[Any, Any]


@cache
def wavelengths() -> Array:
    """Where spectra of skin are worked out [nm]."""
    first, last, step = BAND_NM
    return np.arange(first, last + 1, step, dtype=float)


def xyz_of_spectrum(reflectance: Array) -> Array:
    """XYZ of a reflectance (.., wavelengths) under D65; a perfect white has Y = 1."""
    return np.asarray(np.asarray(reflectance) @ _weights())


def blood_absorption(oxygenation: Array) -> Array:
    """Absorption of whole blood [1/cm] at the wavelengths; oxygenation (.., 1)."""
    oxygenated, deoxygenated = _haemoglobin()
    return np.asarray(oxygenation * oxygenated + (1 - oxygenation) * deoxygenated)


@cache
def _tables() -> dict[str, Any]:
    return read_toml(DATA / "appearance" / "colour_spectra.toml")


@cache
def _weights() -> Array:
    """Weights (wavelengths, 3) of the band; what lies beyond an end counts at that end."""
    observer, light = _tables()["observer"], np.array(_tables()["illuminant"]["power"])
    full = light[:, None] * np.array([observer[axis] for axis in "xyz"]).T
    nm = observer["first_nm"] + observer["step_nm"] * np.arange(len(light))
    band = wavelengths()
    place = np.clip(np.searchsorted(band, nm), 0, len(band) - 1)
    found = np.zeros((len(band), 3))
    np.add.at(found, place, full)
    return found / full[:, 1].sum()


@cache
def _haemoglobin() -> tuple[Array, Array]:
    blood, table = _tables()["haemoglobin"], load_table("appearance/colour_optics")
    molar = table.number("blood.haemoglobin", "g/l") / table.number("blood.molar_mass", "g/mol")
    scale = float(np.log(10)) * molar
    return scale * np.array(blood["oxygenated"], float), scale * np.array(blood["deoxygenated"], float)
