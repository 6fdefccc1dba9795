"""Closure of the wound by sheets of keratinocytes that start from every living neighbour.

    x(t) = v f (t - delay / f)            how far the sheets have moved [mm]
    open(t) = phi (1 - x/d)^2 exp(-c ((1 + x/a)^2 - 1) - pi rho (x - z)^2)

Micro-lesions (c = 0): sheets come from the edge, over the distance d = w/2, or 2 phi / perimeter where lesions overlap at
random, and from hair follicles and sweat ducts of density rho, alive below the depth z. Layers (no edge: d infinite): from
follicles and ducts, and from patches of radius a where part of the basal layer lives (c = -ln phi, Poisson patches), so that a
bare field takes delay + (z + sqrt(3 / (pi rho))) / (v f) for 95 %. The eccrine duct is the main source on most of the body.
Valid for lesions up to a few mm and for fields that keep their adnexa; the rim of the treated field is left out.

References: Laubach 2006, repair creams on Er:YAG wounds 2014, Collawn 2001 (`rederm sources posterior/healing`).
"""

import math
from dataclasses import dataclass

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing.host import Care, Host
from rederm.healing.numerics_steps import LAST_LEVEL, NOTHING, SOURCE_POINTS
from rederm.injury import Injury
from rederm.skin import Skin
from rederm.sources import load_table

SOURCES = ("epidermis", "follicles", "sweat ducts")


@dataclass(frozen=True)
class Closure:
    """How one session closes. Arrays (draws,): days, mm, mm/d, 1/mm^2."""

    layer: bool
    share: Samples  # phi
    delay: Samples
    speed: Samples
    edge: Samples  # d, infinite for a layer
    patches: Samples  # c
    patch: Samples  # a
    adnexa: Samples  # pi rho
    depth: Samples  # z

    def open_at(self, since: np.ndarray | float) -> np.ndarray:
        """Share of the area without a basal layer, this many days after the session, (draws,) or (draws, days)."""
        since = np.asarray(since, float)
        draws = (slice(None), *(None,) * since.ndim)
        share, edge, patches = self.share[draws], self.edge[draws], self.patches[draws]
        x = self.speed[draws] * np.maximum(since - self.delay[draws], 0.0)
        grown = patches * ((1 + x / self.patch[draws]) ** 2 - 1)
        rest = np.maximum(1 - x / edge, 0.0) ** 2
        ducts = self.adnexa[draws] * np.maximum(x - self.depth[draws], 0.0) ** 2
        return np.asarray(share * rest * np.exp(-grown - ducts))

    def days_until(self, left: Samples | float) -> Samples:
        """Days until this part of what was open is still open (for lesions: until they are, as all are alike)."""
        level = np.asarray(-np.log(np.maximum(left, NOTHING)) + 0 * self.share)
        x = np.minimum(self._reach(level), self.edge)
        return np.where((self.share > NOTHING) & (level > 0.0), self.delay + x / self.speed, 0.0)

    def days(self) -> Samples:
        """Days to closure: half of the lesions, or 95 % of the area of a layer."""
        closed = load_table("tissue/healing").number("closure.layer_closed", "1")
        if self.layer:
            return self.days_until(np.minimum((1 - closed) / np.maximum(self.share, NOTHING), 1.0))
        return self.days_until(1 - closed)

    def middle(self) -> Samples:
        """Days until debris starts to come off: the lesions, or half of a layer, have closed."""
        return self.days_until(1 / 2) if self.layer else self.days()

    def closed_by(self, hair: float) -> dict[str, Samples]:
        """Share of the closing sheet that came from each source; `hair`: hair follicles among follicles and sweat ducts."""
        end = np.minimum(self._reach(np.full_like(self.share, LAST_LEVEL)), self.edge)
        x = end * np.linspace(0.0, 1.0, SOURCE_POINTS)[:, None]
        grown = self.patches * ((1 + x / self.patch) ** 2 - 1)
        ducts = self.adnexa * np.maximum(x - self.depth, 0.0) ** 2
        inner = np.maximum(1 - x / self.edge, 0.0)
        rim = inner / self.edge + inner**2 * self.patches / self.patch * (1 + x / self.patch)
        between = np.clip(2 * np.trapezoid(rim * np.exp(-grown - ducts), x, axis=0), 0.0, 1.0)
        here = self.share > NOTHING
        shares = (between, (1 - between) * hair, (1 - between) * (1 - hair))
        return {name: np.where(here, share, 0.0) for name, share in zip(SOURCES, shares, strict=True)}

    def _reach(self, level: np.ndarray) -> Samples:
        """Path x at which c ((1 + x/a)^2 - 1) + pi rho (x - z)^2, counted from z on, reaches `level`."""
        c, a, k, z = self.patches, self.patch, self.adnexa, self.depth
        with np.errstate(divide="ignore", invalid="ignore"):
            alone = a * (np.sqrt(1 + level / c) - 1)
            square, slope, rest = c / a**2 + k, c / a - k * z, k * z**2 - level
            both = (np.sqrt(np.maximum(slope**2 - square * rest, 0.0)) - slope) / square
        return np.where((c > 0.0) & (alone <= z), alone, both)


def closure_of(injury: Injury, skin: Skin, host: Host, care: Care, draws: Draws) -> Closure:
    """The closure of one session's injury."""
    table = load_table("tissue/healing")
    factor = host.front * care.front
    share = np.clip(injury.open_share, 0.0, 1.0)
    n = share.size
    adnexa = np.full(n, max(math.pi * (skin.hair_per_mm2 + skin.eccrine_per_mm2), NOTHING))
    first, last = draws["healing.lag_lesion"] / 24, draws["healing.lag_field"] / 24
    if injury.layer:
        patches = -np.log(np.clip(share, NOTHING, 1.0))
        edge, late = np.full(n, np.inf), share
    else:
        patches = np.zeros(n)
        width = np.nan_to_num(injury.lesion_width_mm)
        with np.errstate(divide="ignore", invalid="ignore"):
            overlapped = np.where(injury.perimeter_mm > 0.0, 2 * share / injury.perimeter_mm, 0.0)
        edge = np.maximum(np.maximum(width / 2, overlapped), NOTHING)
        small, wide = table.number("closure.small_width", "mm"), table.number("closure.wide_width", "mm")
        late = np.clip((2 * edge - small) / (wide - small), 0.0, 1.0)
    return Closure(
        layer=injury.layer,
        share=share,
        delay=(first + (last - first) * late) / factor,
        speed=draws["healing.front_speed"] / 1000 * factor,
        edge=edge,
        patches=patches,
        patch=draws.of("healing.closure.patch_radius", table["closure.patch_radius"]),
        adnexa=adnexa,
        depth=np.maximum(injury.duct_depth_mm, 0.0),
    )
