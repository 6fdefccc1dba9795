"""Where the keratinocytes of a closing wound come from, and how far their supply reaches.

    follicles, sweat ducts   alive(z) = 1 / (1 + (z / (d H))^4)      share that lives where ducts are dead to the depth z
    the epidermis at a margin          swept area = (2^k - 1) x rim area:   R^2 - (R - x)^2 = (2^k - 1) (2 R b + b^2)

H is the thickness of the dermis, d the depth of the stem cells as a share of it: the bulge of vellus follicles, the coil of the
eccrine gland. At a margin a rim of width b holds cells that divide k more times (transit-amplifying cells); when the sheet has
swept all that they make, it goes on at the pace of stem cells: speed falls by the root of the ratio of the division times, as
that of a front of growing and spreading cells does. Follicles and ducts hold stem cells of their own and do not run out. A
hole of radius R up to about 4.6 mm closes before its rim is spent. Not in it: contraction, which closes part of a cut wound.

References: consensus course of punch wounds (`rederm sources skibidy-wound-data`).
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.sources import load_table


def alive(depth_mm: Samples, stem_depth_mm: Samples, draws: Draws) -> Samples:
    """Share of adnexa that live, (n,): ducts dead to depth_mm, stem cells at stem_depth_mm on average."""
    power = load_table("tissue/healing").number("closure.adnexa_steepness", "1")
    return np.asarray(1 / (1 + (np.maximum(depth_mm, 0.0) / stem_depth_mm) ** power) * np.ones(draws.n))


def adnexa_alive(depth_mm: Samples, dermis_mm: float, draws: Draws) -> tuple[Samples, Samples]:
    """Shares of hair follicles and of sweat ducts that live, (n,) each."""
    table = load_table("tissue/healing")
    depths = [draws.of(f"healing.closure.{key}", table[f"closure.{key}"]) for key in ("follicle_depth", "gland_depth")]
    follicles, ducts = (alive(depth_mm, depth * dermis_mm, draws) for depth in depths)
    return follicles, ducts


def budget(radius_mm: Samples, divisions: Samples) -> Samples:
    """Path (n,) in mm after which the margin of a hole of this radius has spent its rim; infinite where it never does."""
    rim = load_table("tissue/healing").number("closure.rim", "mm")
    made = (2**divisions - 1) * (2 * radius_mm * rim + rim**2)
    left = radius_mm**2 - made
    with np.errstate(invalid="ignore"):
        # R - sqrt(R^2 - made), written so that nothing cancels where the hole is much wider than the rim
        return np.where(left > 0.0, made / (radius_mm + np.sqrt(np.maximum(left, 0.0))), np.inf)


def stem_pace() -> float:
    """Speed of a margin whose rim is spent, against the fresh one."""
    table = load_table("tissue/healing")
    return float(np.sqrt(table.number("closure.cycle_amplifying", "d") / table.number("closure.cycle_stem", "d")))
