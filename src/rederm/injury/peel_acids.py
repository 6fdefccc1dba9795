"""Acids that coagulate as a front: TCA, TCA over Jessner's solution, glycolic acid.

    u = 1 / (1 + 10^(pH - pKa))             share of free glycolic acid; TCA is taken as all free
    g = 10^(0.31 (3.8 - pH))                acid opens the barrier beyond what its free share explains
    s(0) = 1 - (1 - p)^coats                Jessner's solution opens the barrier before the TCA

TCA needs no neutraliser: the film is followed until it is used up. Glycolic acid acts until it is washed off.
The dose doubt multiplies the film. Valid for concentrations that are used in peels (TCA 10-50 % w/v, glycolic 20-70 %).

References: `rederm sources posterior/peel`, `rederm sources tissue/agents`; front: rederm.injury.peel_front.
"""

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.injury.peel_front import Acid, Barrier, front_depth
from rederm.sources import load_table


def tca_depth(setting: Setting, draws: Draws) -> Samples:
    """Depth (n,) [um] coagulated by coats of TCA of `concentration_pct` (weight per volume)."""
    return _coats_of_tca(setting, draws, np.zeros(draws.n))


def jessner_tca_depth(setting: Setting, draws: Draws) -> Samples:
    """Depth (n,) [um] coagulated by TCA after `jessner_coats` of Jessner's solution have opened the barrier."""
    return _coats_of_tca(setting, draws, 1 - (1 - draws["peel.jessner.coat_opens"]) ** setting["jessner_coats"])


def glycolic_depth(setting: Setting, draws: Draws) -> Samples:
    """Depth (n,) [um] coagulated by a coat of glycolic acid, `concentration_pct` by weight at `pH`, left for `minutes`."""
    table = load_table("tissue/agents")
    slope, neutral = table.number("glycolic.ph_slope", "1"), table.number("glycolic.ph_reference", "1")
    free = 1 / (1 + 10 ** (setting["pH"] - table.number("glycolic.pKa", "1")))
    opening = draws["peel.glycolic.opening"] * 10 ** (slope * (neutral - setting["pH"]))
    density = 1 + table.number("glycolic.density_slope", "1") * setting["concentration_pct"] / 100
    molarity = 10 * setting["concentration_pct"] * density / table.number("glycolic.molar_mass", "g/mol")
    barrier = _barrier(draws, "glycolic", opening, np.zeros(draws.n))
    return front_depth(_film(draws, molarity, free), barrier, [(setting["minutes"] * 60, np.ones(draws.n))])


def _coats_of_tca(setting: Setting, draws: Draws, opened: Samples) -> Samples:
    table = load_table("tissue/agents")
    molarity = 10 * setting["concentration_pct"] / table.number("tca.molar_mass", "g/mol")
    wait = [table.number("tca.coat_interval", "s")] * max(int(setting["coats"]) - 1, 0) + [table.number("tca.rest", "s")]
    share = [np.ones(draws.n)] + [draws["peel.later_coat"]] * (len(wait) - 1)
    coats = list(zip(wait, share, strict=True)) if setting["coats"] > 0 else []
    return front_depth(_film(draws, molarity, 1.0), _barrier(draws, "tca", draws["peel.tca.opening"], opened), coats)


def _film(draws: Draws, molarity: float, free: float) -> Acid:
    film = load_table("tissue/agents").number("film.thickness", "um") * draws["peel.dose"]
    return Acid(np.full(draws.n, molarity), np.full(draws.n, free), film)


def _barrier(draws: Draws, agent: str, opening: Samples, opened: Samples) -> Barrier:
    intact = draws[f"peel.{agent}.intact"]
    return Barrier(
        intact=intact,
        destroyed=np.maximum(draws[f"peel.{agent}.destroyed"], intact),
        opening=opening,
        opened=opened,
        diffusivity=draws["peel.diffusivity"],
        capacity=draws["peel.capacity"],
    )
