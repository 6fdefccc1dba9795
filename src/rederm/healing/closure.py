"""Closure of the wound by sheets of keratinocytes that start from every living neighbour.

    x(t) = v f (t - delay / f)            how far the sheets have moved [mm]
    open(t) = phi (1 - e/d)^2 exp(-c ((1 + x/a)^2 - 1) - pi rho (x - z)^2),   e = x, slower once the rim is spent

Micro-lesions (c = 0): sheets come from the edge, over the distance d = w/2, or 2 phi / perimeter where lesions overlap at
random, and from hair follicles and sweat ducts of density rho, alive below the depth z. Layers: from follicles and ducts, from
patches of radius a where part of the basal layer lives (c = -ln phi, Poisson patches) and from the rim of the field, over its
radius d, so that a bare field takes delay + (z + sqrt(3 / (pi rho))) / (v f) for 95 %. The eccrine duct is the main source on
most of the body. Deep death of ducts lengthens their path z and leaves fewer of them (front_supply.py), as does what poisons
them (phenol and croton oil); a field that lost them all closes from its rim alone, which takes weeks for a centimetre: nothing
else is offered. f holds host, site, care, and the time scales of the clinic and of the person. The front itself is solved in
front_cell.py: this form is its limit for a front much thinner than the wound, and is tested against it.

References: Laubach 2006, repair creams on Er:YAG wounds 2014, Collawn 2001 (`rederm sources posterior/healing`).
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing.front_supply import adnexa_alive, budget, stem_pace
from rederm.healing.host import Care, Host
from rederm.healing.numerics_closure import BISECTIONS
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
    edge: Samples  # d: of a lesion, or of the treated field
    patches: Samples  # c
    patch: Samples  # a
    adnexa: Samples  # pi rho
    depth: Samples  # z
    budget: Samples  # path after which a margin has spent its rim
    pace: float  # and its speed from then on, against before
    follicles: Samples  # share of hair follicles that live
    ducts: Samples  # and of sweat ducts

    def open_at(self, since: np.ndarray | float) -> np.ndarray:
        """Share of the area without a basal layer, this many days after the session, (draws,) or (draws, days)."""
        since = np.asarray(since, float)
        draws = (slice(None), *(None,) * since.ndim)
        x = self.speed[draws] * np.maximum(since - self.delay[draws], 0.0)
        return np.asarray(self.share[draws] * np.exp(-self._level(x, draws)))

    def days_until(self, left: Samples | float) -> Samples:
        """Days until this part of what was open is still open (for lesions: until they are, as all are alike)."""
        level = np.asarray(-np.log(np.maximum(left, NOTHING)) + 0 * self.share)
        x = self._layer_path(level) if self.layer else np.minimum(self._reach(level), self._across())
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
        end = self._layer_path(np.full_like(self.share, LAST_LEVEL)) if self.layer else self._across()
        x = end * np.linspace(0.0, 1.0, SOURCE_POINTS)[:, None]
        moved, going = self._margin(x, ()), np.where(x < self.budget, 1.0, self.pace)
        grown = self.patches * ((1 + x / self.patch) ** 2 - 1)
        ducts = self.adnexa * np.maximum(x - self.depth, 0.0) ** 2
        inner = np.maximum(1 - moved / self.edge, 0.0)
        rim = inner / self.edge * going + inner**2 * self.patches / self.patch * (1 + x / self.patch)
        between = np.clip(2 * np.trapezoid(rim * np.exp(-grown - ducts), x, axis=0), 0.0, 1.0)
        living = hair * self.follicles + (1 - hair) * self.ducts
        hairy = hair * self.follicles / np.maximum(living, NOTHING)
        here = self.share > NOTHING
        shares = (between, (1 - between) * hairy, (1 - between) * (1 - hairy))
        return {name: np.where(here, share, 0.0) for name, share in zip(SOURCES, shares, strict=True)}

    def _margin(self, x: np.ndarray, draws: tuple[Any, ...]) -> np.ndarray:
        """How far a margin has come when a fresh sheet has gone x."""
        spent = self.budget[draws]
        return np.asarray(np.minimum(x, spent) + self.pace * np.maximum(x - spent, 0.0))

    def _across(self) -> Samples:
        """Path x at which the margins meet."""
        late = np.maximum(self.edge - self.budget, 0.0)
        return np.minimum(self.edge, self.budget) + late / self.pace

    def _level(self, x: np.ndarray, draws: tuple[Any, ...] = ()) -> np.ndarray:
        """-ln of what is left of the open share at path x, (draws, ..)."""
        rest = np.maximum(1 - self._margin(x, draws) / self.edge[draws], 0.0)
        grown = self.patches[draws] * ((1 + x / self.patch[draws]) ** 2 - 1)
        ducts = self.adnexa[draws] * np.maximum(x - self.depth[draws], 0.0) ** 2
        with np.errstate(divide="ignore"):
            return np.asarray(grown + ducts - 2 * np.log(rest))

    def _layer_path(self, level: np.ndarray) -> Samples:
        """Path x at which a layer is down to exp(-level) of what was open: between nothing and what it takes without a rim."""
        low, high = np.zeros_like(level), np.minimum(self._reach(level), self._across())
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            reached = self._level(middle) >= level
            low, high = np.where(reached, low, middle), np.where(reached, middle, high)
        return high

    def _reach(self, level: np.ndarray) -> Samples:
        """Path x at which c ((1 + x/a)^2 - 1) + pi rho (x - z)^2, counted from z on, reaches `level`."""
        c, a, k, z = self.patches, self.patch, self.adnexa, self.depth
        with np.errstate(divide="ignore", invalid="ignore"):
            alone = a * (np.sqrt(1 + level / c) - 1)
            square, slope, rest = c / a**2 + k, c / a - k * z, k * z**2 - level
            both = (np.sqrt(np.maximum(slope**2 - square * rest, 0.0)) - slope) / square
        return np.where((c > 0.0) & (alone <= z), alone, both)


def closure_of(
    injury: Injury, skin: Skin, host: Host, care: Care, draws: Draws, field_radius_mm: float | None = None
) -> Closure:
    """The closure of one session's injury; a layer covers the whole site unless the radius of its field is given."""
    share = np.clip(injury.open_share, 0.0, 1.0)
    n = share.size
    factor = host.front * care.front / (draws["healing.closure.scale"] * draws["healing.closure.person"])
    depth = np.maximum(injury.duct_depth_mm, 0.0)
    follicles, ducts = adnexa_alive(depth, skin.dermis_um / 1000, draws)
    spared = draws["healing.closure.adnexa"] * (1 - np.clip(injury.toxicity, 0.0, 1.0))
    living = (skin.hair_per_mm2 * follicles + skin.eccrine_per_mm2 * ducts) * spared
    first, last = draws["healing.lag_lesion"] / 24, draws["healing.lag_field"] / 24
    if injury.layer:
        patches = -np.log(np.clip(share, NOTHING, 1.0))
        site_radius_mm = 10 * math.sqrt(skin.site.number("area", "cm^2") / math.pi)
        edge, late = np.full(n, field_radius_mm or site_radius_mm), share
    else:
        patches = np.zeros(n)
        edge = _half_width(injury, share)
        table = load_table("tissue/healing")
        small, wide = table.number("closure.small_width", "mm"), table.number("closure.wide_width", "mm")
        late = np.clip((2 * edge - small) / (wide - small), 0.0, 1.0)
    return Closure(
        layer=injury.layer,
        share=share,
        delay=(first + (last - first) * late) / factor,
        speed=draws["healing.front_speed"] / 1000 * factor,
        edge=edge,
        patches=patches,
        patch=draws.of("healing.closure.patch_radius", load_table("tissue/healing")["closure.patch_radius"]),
        adnexa=np.maximum(math.pi * living, NOTHING),
        depth=depth,
        budget=budget(edge, draws["healing.closure.divisions"]),
        pace=stem_pace(),
        follicles=follicles,
        ducts=ducts,
    )


def _half_width(injury: Injury, share: Samples) -> Samples:
    """Distance (draws,) that the edges of lesions have to go."""
    width = np.nan_to_num(injury.lesion_width_mm)
    with np.errstate(divide="ignore", invalid="ignore"):
        overlapped = np.where(injury.perimeter_mm > 0.0, 2 * share / injury.perimeter_mm, 0.0)
    return np.asarray(np.maximum(np.maximum(width / 2, overlapped), NOTHING))
