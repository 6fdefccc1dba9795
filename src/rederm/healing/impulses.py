"""What a session's injury adds at once to the states of healing.

    signal        S += 0.4 e + 0.6 u,   u = 2 q / (q + 0.1 mm),   q = 0.7 (ablated + pierced) + coagulated + 0.02 heated
    to be filled  dep += (ablated + coagulated) / 2 dermis, and collagen falls by the same share
    elastin, shrinkage, barrier, melanin shed

e is the injured share of the epidermis. u drives inflammation, swelling, pigment and the matrix states; what is seen of a
session is scored with `response` (remodelling.py) and never with u. The part of the signal that leads to fibroblasts is
scaled by readiness.
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Draws, Samples
from rederm.injury import Injury
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Impulse:
    """Impulses of one session, (draws,)."""

    signal: Samples
    emptied: Samples  # share of collagen to be replaced
    elastin: Samples  # share of elastin lost
    shrinkage: Samples  # strain
    barrier: Samples  # share of the barrier lost
    presence: Samples  # 0 no injury .. 1 any treatment: share of the acute answer


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
    return Impulse(
        signal=draws["healing.dose"] * (table.number("dose.epidermal", "1") * epidermal + table.number("dose.dermal", "1") * u),
        emptied=table.number("matrix.emptied", "1") * np.minimum(cut / dermis, 1.0),
        elastin=table.number("elastin.lost", "1") * np.minimum(injury.coagulated_mm / dermis, 1.0),
        shrinkage=table.number("contraction.shrinkage", "1/mm") * injury.coagulated_mm,
        barrier=epidermal,
        presence=-np.expm1(-(epidermal + q) / onset),
    )
