"""What a session's injury adds at once to the states of healing.

    inflammation   S += 0.4 e + 0.6 u,   u = 2 q / (q + 0.1 mm),   q = 0.7 (ablated + pierced) + coagulated + 0.02 heated
    fibroblasts    Sf += ready (0.4 e + 0.6 H1 / H1 of three passes of full CO2)
                   H1 = w_rep (-ln(1 - 0.95 R)) + m (w_p psi_p + w_r psi_r)
    hit share      the largest of: dermis replaced in either band, area laid bare over a hit dermis, volume cut per dermis
    to be filled   V += (ablated + coagulated) / 2 dermis, and collagen of hit tissue falls by the same
    elastin, shrinkage, barrier

e is the injured share of the epidermis. The volume law u drives inflammation and pigment; what builds matrix is the law that
published outcomes were fitted with (look/gain.py), with the weights of wrinkles in its structure D: what is replaced (R) and
what lies within the halo (psi_p papillary, psi_r reticular), m for a cold needle, whose R is 0. Of it, struck tissue takes
what is replaced, its own epidermis and its part of the halo; the rest goes to the tissue between. The part that leads to
fibroblasts is scaled by readiness (remodelling.py).

References: `rederm sources posterior/outcome`, Orringer 2004, Karimipour 2009 (`rederm sources tissue/healing`).
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.injury import Injury
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Impulse:
    """Impulses of one session, (draws,)."""

    signal: Samples  # of inflammation
    struck: Samples  # signal to fibroblasts in struck tissue, per unit area of all
    rest: Samples  # and in the tissue between
    hit: Samples  # share of the tissue that is struck
    emptied: Samples  # share of collagen to be replaced
    elastin: Samples  # share of elastin lost
    shrinkage: Samples  # strain
    barrier: Samples  # share of the barrier lost
    presence: Samples  # 0 no injury .. 1 any treatment: share of the acute answer


@remembered
def impulse_of(injury: Injury, skin: Skin, draws: Draws) -> Impulse:
    """The impulses of one injury."""
    table = load_table("tissue/healing")
    epidermal = np.clip(np.maximum(injury.open_share, injury.epidermal_loss), 0.0, 1.0)
    cut = injury.ablated_mm + injury.coagulated_mm
    opened = injury.ablated_mm + injury.column_mm
    q = table.number("dose.ablated", "1") * opened + injury.coagulated_mm + table.number("dose.heated", "1") * injury.heated_mm
    u = table.number("dose.ceiling", "1") * q / (q + table.number("dose.half", "mm"))
    dermis = skin.dermis_um / 1000
    onset = table.number("redness.onset", "1")
    outer, inner = (draws["healing.dose"] * table.number(f"dose.{key}", "1") for key in ("epidermal", "dermal"))
    volume = np.clip(cut / dermis, 0.0, 1.0)
    bands = np.maximum(injury.replaced_papillary, injury.replaced_reticular)
    hit = np.clip(np.maximum(np.maximum(bands, volume), np.where(cut > 0.0, injury.coverage, 0.0)), 0.0, 1.0)
    replaced, halo, within = _fibrotic(injury, draws)
    near = np.divide(hit, within, out=np.ones_like(hit), where=within > hit)  # part of the halo that lies in struck tissue
    return Impulse(
        signal=outer * epidermal + inner * u,
        struck=outer * np.minimum(epidermal, hit) + inner * np.where(hit > 0.0, replaced + halo * near, 0.0),
        rest=outer * np.maximum(epidermal - hit, 0.0) + inner * np.where(hit > 0.0, halo * (1 - near), halo),
        hit=hit,
        emptied=table.number("matrix.emptied", "1") * volume,
        elastin=table.number("elastin.lost", "1") * np.clip(injury.coagulated_mm / dermis, 0.0, 1.0),
        shrinkage=table.number("contraction.shrinkage", "1/mm") * injury.coagulated_mm,
        barrier=epidermal,
        presence=-np.expm1(-(epidermal + q) / onset),
    )


def _fibrotic(injury: Injury, draws: Draws) -> tuple[Samples, Samples, Samples]:
    """Hazard of one session by what it replaces and by its halo, against three passes of full CO2; share within the halo."""
    table = load_table("tissue/healing")
    cap = load_table("posterior/outcome").number("replaced_cap", "1")
    replacing, outer, inner = (draws[f"outcome.d.{name}.wrinkles"] for name in ("w_rep", "w_p", "w_r"))
    most = -np.log1p(-cap * table.number("dose.reference_replaced", "1"))
    reference = replacing * most + outer + inner * table.number("dose.reference_halo", "1")
    papillary, reticular = (np.clip(x, 0.0, 1.0) for x in (injury.halo_papillary, injury.halo_reticular))
    replaced = np.zeros(draws.n) if injury.cold else -np.log1p(-cap * np.clip(injury.replaced_papillary, 0.0, 1.0))
    force = draws["outcome.d.m_mech"] if injury.cold else np.ones(draws.n)
    halo = force * (outer * papillary + inner * reticular)
    return replacing * replaced / reference, halo / reference, np.maximum(papillary, reticular)
