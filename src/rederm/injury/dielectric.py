"""Conductivity and permittivity of skin and fat at radio frequencies.

    eps(w) = eps_inf + sum_k delta_k / (1 + (j w tau_k)^(1 - alpha_k)) + sigma_s / (j w eps0)
    kappa(w) = j w eps0 eps(w) = sigma + j w eps0 eps_r                       complex conductivity, S/m

Dry skin is whole skin with its horny layer; wet skin stands for the dermis and for the living epidermis below that layer.
Fitted by their authors from 10 Hz to 20 GHz at body temperature. What heating does to a wet tissue's conductivity is left out:
the energy of a lesion is given, and only the shape of the field is asked for.

References: Gabriel, Lau & Gabriel 1996 (`rederm sources tissue/electric`).
"""

import math

import numpy as np
from numpy.typing import NDArray

from rederm.sources import load_table

TISSUES = ("dry_skin", "wet_skin", "fat")


def complex_conductivity(tissue: str, frequency: float) -> complex:
    """kappa [S/m] of "dry_skin", "wet_skin" or "fat" at a frequency [Hz], above 0."""
    table = load_table("tissue/electric")
    turn = 2j * math.pi * frequency
    vacuum = table.number("vacuum_permittivity", "F/m")
    relative = complex(table.number(f"{tissue}.high_permittivity", "1"))
    for key in table:
        if key.startswith(f"{tissue}.") and key.endswith(".strength"):
            head = key.removesuffix(".strength")
            exponent = 1 - table.number(f"{head}.broadening", "1")
            relative += table.number(key, "1") / (1 + (turn * table.number(f"{head}.time", "s")) ** exponent)
    return turn * vacuum * relative + table.number(f"{tissue}.static_conductivity", "S/m")


def conductivity(tissue: str, frequency: float) -> float:
    """sigma [S/m]: what heats."""
    return complex_conductivity(tissue, frequency).real


def permittivity(tissue: str, frequency: float) -> float:
    """eps_r."""
    vacuum = load_table("tissue/electric").number("vacuum_permittivity", "F/m")
    return complex_conductivity(tissue, frequency).imag / (2 * math.pi * frequency * vacuum)


def layered(middle: NDArray[np.float64], bounds: tuple[float, ...], frequency: float, horny: bool) -> NDArray[np.complex128]:
    """kappa (rows,) at depths `middle` [m] of skin: bounds are the depths [m] of junction and fat.

    horny: the epidermis conducts as dry skin does; otherwise (moist, or pierced) as wet skin.
    """
    names = ("dry_skin" if horny else "wet_skin", "wet_skin", "fat")
    values = np.array([complex_conductivity(name, frequency) for name in names])
    return np.asarray(values[np.searchsorted(np.asarray(bounds), middle)])
