"""The two damage clocks of heated skin: cell death and collagen denaturation.

    d Omega / dt = A exp(-Ea / (R T));   Omega = 1 at the boundary of what is dead (63 % of cells) or denatured

Cell death takes the slower of two pairs: the one through the thresholds of skin at 60 and 70 degC (1 s, 33 ms), which holds
from milliseconds to seconds, and Henriques' pair for epidermal burns, which holds below 60 degC and is far too fast above it.
Collagen follows its own pair (600 times slower at 60 degC), its threshold shifted by the closure's `collagen_shift`.
Fat below the dermis takes the clock of cells too: the pair tabulated for fat (4.43e16 1/s, 130 kJ/mol) would let it
live for 35 s at 100 degC, while the water of its cells boils, and cannot be extended to pulses.
The heat-shocked shell (a hundredth of the damage of death) reaches 6 to 7 K below the threshold of death for a second and more,
as published (1 to 6 K), but 14 K for milliseconds.
Valid from 45 to about 110 degC and 10 us to minutes. Rates are tabulated once because the kernel looks them up by the billion.

References: `rederm sources tissue/damage`.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rederm.injury.numerics_heat import LOG_CAP, TABLE_FROM, TABLE_ROWS, TABLE_STEP
from rederm.sources import load_table

GAS_CONSTANT = "gas_constant"


def log_rate(process: str, temperature: NDArray[np.float64]) -> NDArray[np.float64]:
    """ln of the rate [1/s] of one process ("cell_death", "burn", "collagen") at temperatures in degC."""
    table = load_table("tissue/damage")
    gas = table.number(GAS_CONSTANT, "J/mol/K")
    log_frequency = table.number(f"{process}.log_frequency", "1")
    energy = table.number(f"{process}.activation_energy", "J/mol")
    return log_frequency - energy / (gas * (temperature + 273.15))


def cell_death_log_rate(temperature: NDArray[np.float64]) -> NDArray[np.float64]:
    """ln of the rate of cell death: the slower of the two pairs."""
    return np.minimum(log_rate("cell_death", temperature), log_rate("burn", temperature))


def tabulate(
    log_rates: Callable[[NDArray[np.float64]], NDArray[np.float64]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """ln rates and rates (2, bins) at the middle of each bin; the last bin holds all above it. Read-only."""
    temperature = np.asarray(TABLE_FROM + TABLE_STEP * (np.arange(TABLE_ROWS) + 1 / 2), np.float64)
    logs = np.minimum(log_rates(temperature), LOG_CAP)
    rates = np.exp(logs)
    logs.flags.writeable = rates.flags.writeable = False
    return logs, rates


@cache
def rate_table() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Table of cell death and collagen."""
    return tabulate(lambda temperature: np.stack([cell_death_log_rate(temperature), log_rate("collagen", temperature)]))
