"""Struck dermis of a story: the zones of the median lesion of each session, as far as they are not filled yet.

    column    radius x unfilled, so that its area in the section goes as `void` does;  a cold needle's channel x (open)^(1/2)
    layer     thickness x unfilled

Brown while the crust is in place, paler as it leaves: dead tissue is cleared and what fills the gap takes its place. What was
only warmed is shown for the first hour.
"""

from typing import Any

import numpy as np

from rederm.look.story import Frame, WoundState
from rederm.output.section_zones import Sheet, boundaries
from rederm.output.story_colors import COLORS
from rederm.output.story_ground import Ground
from rederm.output.story_profile import Profile, part
from rederm.output.story_shapes import band, column
from rederm.output.theme import INK, SKIN

_LEAST_UM = 0.5  # half width of a zone that can be seen
_JUST = 1 / 24  # d after a session, while warmed tissue is shown
_AIRY = 1 / 20  # share of the wound that is open while a hole is


class Dead:
    """What is not living tissue in the dermis: zones of each session, as far as they are not filled."""

    def __init__(self, ground: Ground, frame: Frame, profile: Profile) -> None:
        self.ground, self.frame, self.profile = ground, frame, profile
        self.known = [(wound, self.shapes(wound)) for wound in frame.wounds]

    def shapes(self, wound: WoundState) -> list[tuple[str, float, np.ndarray, np.ndarray]]:
        """Zone, centre, depths and radii of each lesion of a session."""
        struck = self.ground.struck[wound.session]
        if struck.layer or struck.outline is None:
            return []
        keep = np.sqrt(wound.open.median) if struck.cold else wound.unfilled.median
        junction, found = self.ground.skin.junction_um, []
        for name, (z, r) in boundaries(struck.outline).items():
            if name == "warm" and wound.since_days > _JUST:
                continue
            depth = np.concatenate([[junction], z[z > junction]])
            radius = np.interp(depth, z, r) * (1.0 if name == "warm" else keep)
            if radius.max() > _LEAST_UM and depth.size > 1:
                found += [(name, float(c), depth, radius) for c in self.ground.lesions[wound.session]]
        return found

    def sheet(self, wound: WoundState) -> tuple[float, float, float]:
        """Thickness below the floor of a layer: dead, denatured, warm."""
        struck = self.ground.struck[wound.session]
        if not struck.layer or struck.outline is None:
            return 0.0, 0.0, 0.0
        zones = Sheet.of(struck.outline)
        start, keep = max(zones.void, self.ground.skin.junction_um), wound.unfilled.median
        warm = max(zones.warm - start, 0.0) if wound.since_days <= _JUST else 0.0
        return max(zones.dead - start, 0.0) * keep, max(zones.collagen - start, 0.0) * keep, warm

    def free(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        living = np.ones(x.shape, bool)
        for wound, shapes in self.known:
            for name, centre, depth, radius in shapes:
                if name in ("dead", "void"):
                    living &= np.abs(x - centre) >= np.interp(y, depth, radius, left=0.0, right=0.0)
            living &= y >= self.profile.at(self.profile.floor, x) + self.sheet(wound)[0]
        return living

    def depth(self, x: np.ndarray, top: np.ndarray, within_um: float = 60.0) -> np.ndarray:
        """How far below `top` tissue is dead at x, of what is dead within so much of it."""
        deep = np.zeros(x.size)
        for wound, shapes in self.known:
            deep = np.maximum(deep, self.sheet(wound)[0])
            for name, centre, depth, radius in shapes:
                if name in ("dead", "void"):
                    met = (radius >= np.abs(x - centre)[:, None]) & (depth < top[:, None] + within_um)
                    deep = np.maximum(deep, np.where(met, depth, 0.0).max(axis=1) - top)
        return deep

    def beside(self, x: np.ndarray, top: np.ndarray) -> np.ndarray:
        """The same places moved aside to the nearest ones that are living, where there are any near."""
        steps = np.arange(-150.0, 151.0, 5.0)
        tried = x[:, None] + steps[np.argsort(np.abs(steps), kind="stable")]
        living = self.depth(tried.ravel(), np.repeat(top, steps.size)).reshape(tried.shape) <= 0.0
        living &= (tried > self.profile.left + 8.0) & (tried < self.profile.right - 8.0)
        return np.where(living.any(axis=1), tried[np.arange(x.size), living.argmax(axis=1)], x)

    def paint(self, axis: Any) -> None:
        color = {"warm": "warm", "dead": "dead", "collagen": "denatured", "dry": "denatured"}
        inside = self.profile
        for wound, shapes in self.known:
            for name, centre, depth, radius in shapes:
                if centre + radius.max() < inside.left or centre - radius.max() > inside.right:
                    continue
                left, right = (np.clip(centre + side * radius, inside.left, inside.right) for side in (-1, 1))
                airy = name == "void" and wound.open.median > _AIRY
                fill = SKIN["void"] if airy else mixed(COLORS[color.get(name, "bed")], COLORS["bed"], wound.left.median)
                edge = {"edgecolors": INK, "linewidths": 0.7} if airy else {}
                column(axis, f"zone-{name}", depth, left, right, fill, 2.2, **edge)
            for name, thick in zip(("dead", "collagen", "warm"), self.sheet(wound), strict=True):
                if thick > 0.0:
                    x, floor = part(inside, inside.floor)
                    order = {"warm": 2.1, "dead": 2.15, "collagen": 2.2}[name]
                    fill = mixed(COLORS[color[name]], COLORS["bed"], wound.left.median)
                    band(axis, f"sheet-{name}", x, floor, floor + thick, fill, order, alpha=0.85)


def mixed(color: str, other: str, share: float) -> tuple[float, ...]:
    """A colour of which this share is left."""
    from matplotlib.colors import to_rgb

    kept = min(max(share, 0.0), 1.0)
    return tuple(kept * a + (1 - kept) * b for a, b in zip(to_rgb(color), to_rgb(other), strict=True))
