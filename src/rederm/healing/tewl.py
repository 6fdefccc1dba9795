"""Transepidermal water loss from the state of the barrier.

    TEWL = TEWL0 [1 + open (1 - B)]         B: 1 normal, 0 open;  TEWL0: of whole skin at the site

Water leaves through what is open; a fresh suction blister loses twelve times as much as whole skin, and the loss follows the
mean barrier of the field since channels much closer than the boundary layer of still air add up. Ointment and dressings, which
hold water back, are not in it.

References: Koivukangas 1999 (`rederm sources tissue/instruments`).
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.skin import Site
from rederm.sources import load_table


def resting_tewl(site: Site, draws: Draws) -> Samples:
    """Water loss of whole skin at a site, g/m^2/h, (n,)."""
    key = f"tewl.resting.{site.group}"
    return draws.of(f"instruments.{key}", load_table("tissue/instruments")[key])


def tewl(barrier: Samples, site: Site, draws: Draws) -> Samples:
    """Water loss, g/m^2/h, at these states of the barrier, (n, days)."""
    table = load_table("tissue/instruments")
    opened = draws.of("instruments.tewl.open", table["tewl.open"])[:, None]
    return np.asarray(resting_tewl(site, draws)[:, None] * (1 + opened * (1 - barrier)))
