"""Acids that injure as a front: TCA, TCA over Jessner's solution, glycolic acid.

    TCA         coagulates protein above C_c only; taken as all free; it needs no neutraliser: the film is followed until it
                is used up
    Jessner     s(0) = 1 - (1 - p)^coats    opens this share of the barrier; that share of the corneum is loose and binds none
    glycolic    u = 1 / (1 + 10^(pH - pKa))                  share of free acid
                P = P0 10^(m (3.8 - pH)) l0 / l              acidity opens the barrier at once, not with time; l: corneum
                B                                            what acidifies tissue until its cells die, less than what
                                                             coagulates protein; acts until it is washed off

The permeability of glycolic acid rests on flow cells: from 6 to 24 h its uptake grows with time alone, and from pH 3.8 to 2.0
by more than its free share. The dose doubt multiplies the film, which a wash stops long before it is used up. Valid for TCA
10-50 % (w/v), glycolic acid 4-70 %; acids stronger or longer than that are carried on by the same equations.

References: `rederm sources posterior/peel`, `rederm sources tissue/agents`; front: rederm.injury.peel_front.
"""

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.injury.peel_front import Acid, Barrier, front_depth
from rederm.skin import Skin
from rederm.sources import load_table


def tca_depth(setting: Setting, skin: Skin, draws: Draws) -> Samples:
    """Depth (n,) [um] coagulated by coats of TCA of `concentration_pct` (weight per volume)."""
    return _coats_of_tca(setting, draws, np.zeros(draws.n))


def jessner_tca_depth(setting: Setting, skin: Skin, draws: Draws) -> Samples:
    """Depth (n,) [um] reached by TCA after `jessner_coats` of Jessner's solution have opened the barrier."""
    opened = 1 - (1 - draws["peel.jessner.coat_opens"]) ** setting["jessner_coats"]
    return opened * skin.stratum_corneum_um + _coats_of_tca(setting, draws, opened)


def glycolic_depth(setting: Setting, skin: Skin, draws: Draws) -> Samples:
    """Depth (n,) [um] killed by a coat of glycolic acid, `concentration_pct` by weight at `pH`, left for `minutes`."""
    table = load_table("tissue/agents")
    concentration, ph = setting["concentration_pct"], setting["pH"]
    thickness = table.number("glycolic.corneum", "um") / skin.stratum_corneum_um
    permeability = glycolic_permeability(ph, draws) * thickness
    barrier = Barrier(
        intact=permeability,
        destroyed=permeability,
        opening=np.zeros(draws.n),
        opened=np.zeros(draws.n),
        diffusivity=draws["peel.diffusivity"],
        capacity=draws["peel.glycolic.capacity"],
    )
    density = 1 + table.number("glycolic.density_slope", "1") * concentration / 100
    molarity = 10 * concentration * density / table.number("glycolic.molar_mass", "g/mol")
    film = _film(draws, molarity, glycolic_free_share(ph), np.zeros(draws.n))
    return front_depth(film, barrier, [(setting["minutes"] * 60, np.ones(draws.n))])


def glycolic_free_share(ph: float) -> float:
    """Share of glycolic acid that is not dissociated, and so passes the corneum, at a pH."""
    return float(1 / (1 + 10 ** (ph - load_table("tissue/agents").number("glycolic.pKa", "1"))))


def glycolic_permeability(ph: float, draws: Draws) -> Samples:
    """Permeability (n,) [cm/h] of a corneum of the reference thickness to free glycolic acid at a pH."""
    reference = load_table("tissue/agents").number("glycolic.ph_reference", "1")
    return draws["peel.glycolic.permeability"] * 10 ** (draws["peel.glycolic.ph_slope"] * (reference - ph))


def _coats_of_tca(setting: Setting, draws: Draws, opened: Samples) -> Samples:
    table = load_table("tissue/agents")
    molarity = 10 * setting["concentration_pct"] / table.number("tca.molar_mass", "g/mol")
    wait = [table.number("tca.coat_interval", "s")] * max(int(setting["coats"]) - 1, 0) + [table.number("tca.rest", "s")]
    share = [np.ones(draws.n)] + [draws["peel.later_coat"]] * (len(wait) - 1)
    coats = list(zip(wait, share, strict=True)) if setting["coats"] > 0 else []
    intact = draws["peel.tca.intact"]
    barrier = Barrier(
        intact=intact,
        destroyed=np.maximum(draws["peel.tca.destroyed"], intact),
        opening=draws["peel.tca.opening"],
        opened=opened,
        diffusivity=draws["peel.diffusivity"],
        capacity=draws["peel.capacity"],
    )
    return front_depth(_film(draws, molarity, 1.0, draws["peel.tca.inert"]), barrier, coats)


def _film(draws: Draws, molarity: float, free: float, inert: Samples) -> Acid:
    film = load_table("tissue/agents").number("film.thickness", "um") * draws["peel.dose"]
    return Acid(np.full(draws.n, molarity), np.full(draws.n, free), film, inert)
