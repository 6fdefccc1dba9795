"""Pain while treated, from the volume of living skin that the injury stirs.

    pain = 10 (1 - exp(-S)),     S = level max((V / V0)^b, s coverage) relief^k cream block
    V = max(ablated + coagulated + heated, h nerve_heat) + e epidermal_loss epidermis + v N        [mm^3 per mm^2]

The dermis that is gone, dead or heated counts whole; the living epidermis, with fewer endings, by e; each of N pricks per mm^2
stirs v. Heat beyond the pain threshold at the plane of the nerves hurts though no cell dies, as if in a layer of h. One level
and one exponent b, the summation of pain over what is stirred, serve every way of hurting; b = 0 would be one level for all.
A surface that is only scuffed or stung has the floor s. Cooling makes V smaller, which the injury shows, and dulls what is
left: `relief` is what it leaves of the area that heat brings to the threshold (`injury/cooling.py`), k how much of that is
felt; where no energy is given (peels, needles, abrasion) a share of ln relief is borrowed. The level is that of bare skin
without cream.
Valid for one rating of a whole session by people who are awake; how deep V lies makes no difference here.

References: `rederm sources posterior/comfort`.
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Draws, Samples
from rederm.injury import Injury
from rederm.injury.cooling import nerve_relief
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Stirred:
    """What an injury brings to the nerves, each (..., n): volume [mm] without pricks, pricks per mm^2, relief of cooling as it
    acts here (1 where none), and the floor of a surface that is worked on at all."""

    volume_mm: Samples
    pricks_mm2: Samples
    relief: Samples
    floor: Samples


@dataclass(frozen=True)
class PainTerms:
    """The fitted terms, floats or (n,): level, summation b, volume of a prick v [mm^3], cold k."""

    level: Samples | float
    summation: Samples | float
    prick: Samples | float
    cold: Samples | float

    @classmethod
    def drawn(cls, draws: Draws) -> "PainTerms":
        return cls(*(draws[f"comfort.pain.{name}"] for name in ("level", "summation", "prick", "cold")))


def stirred(injury: Injury, cooling: str, skin: Skin, draws: Draws) -> Stirred:
    """What this injury under this cooling brings to the nerves, each (n,)."""
    relief = nerve_relief(cooling, skin, draws)
    dermis = sum(np.nan_to_num(v) for v in (injury.ablated_mm, injury.coagulated_mm, injury.heated_mm))
    plane = draws["comfort.pain.plane"] * np.nan_to_num(injury.nerve_heat)
    epidermis = draws["comfort.pain.epidermis"] * np.nan_to_num(injury.epidermal_loss) * skin.epidermis_um / 1000
    pricks = np.where(injury.column_mm > 0, np.nan_to_num(injury.lesions_per_cm2), 0.0) / 100
    return Stirred(
        volume_mm=np.maximum(dermis, plane) + epidermis,
        pricks_mm2=pricks,
        relief=relief if heats(injury) else relief ** draws["comfort.pain.cold_borrowed"],
        floor=draws["comfort.pain.surface"] * np.clip(np.nan_to_num(injury.coverage), 0.0, 1.0),
    )


def heats(injury: Injury) -> bool:
    """Whether energy was given: only then is there a balance of energy to close."""
    return bool(np.isfinite(injury.energy_balance_error).any())


def volume_mm(prick: Samples | float, at: Stirred) -> Samples:
    """V (..., n), pricks included."""
    return np.asarray(at.volume_mm + prick * at.pricks_mm2)


def stimulus(terms: PainTerms, at: Stirred) -> Samples:
    """S (..., n) without cream or block; nothing stirred is nothing felt, whatever the exponent."""
    ratio = volume_mm(terms.prick, at) / load_table("posterior/comfort").number("pain.volume", "mm")
    summed = np.where(ratio > 0, ratio**terms.summation, 0.0)
    return np.asarray(terms.level * np.maximum(summed, at.floor) * at.relief**terms.cold)


def score(stimulus: Samples | float) -> Samples:
    """The rating from 0 to 10 that a stimulus gets."""
    return np.asarray(load_table("posterior/comfort").number("pain.worst", "1") * -np.expm1(-stimulus))
