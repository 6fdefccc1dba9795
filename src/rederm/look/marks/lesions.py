"""The lesions of one session on the raster: which pixel is in which lesion, how far from its middle, and what is near one.

Outlines are circles with a few random harmonics, widths have a spread. Drawn at random or on a lattice, lesions overlap more or
less than the law of injury has it (share = 1 - exp(-count x area)): all are drawn a little narrower or wider so that the share
of the patch that they lay open is the simulated one.
"""

from dataclasses import dataclass

import numpy as np

from rederm.look.marks.fields import Fields
from rederm.look.marks.layout import lesions_of
from rederm.look.marks.numerics_marks import HARMONICS, LEAST_REACH, MOST_GROWN, REACH, TRIES, WAVE_POWER
from rederm.look.picture import Wounding
from rederm.sources import load_table


@dataclass(frozen=True, eq=False)
class Lesions:
    """The lesions of one session on one raster.

    centres (n, 2) mm. Pixels within lesions (m,): where (flat), owner, cover 0..1, inner (share of the lesion that lies further
    in, 0 middle .. 1 edge). Of each lesion (n,): shed and closes, ranks 0..1 by area; thick, of its debris over the mean. Of
    all pixels (h, w): near, 1 within and falling off from the edge; dots, the same with softer and wider spots; bleed, dots of
    blood, None where there are none.
    """

    centres: np.ndarray
    where: np.ndarray
    owner: np.ndarray
    cover: np.ndarray
    inner: np.ndarray
    shed: np.ndarray
    closes: np.ndarray
    thick: np.ndarray
    near: np.ndarray
    dots: np.ndarray
    bleed: np.ndarray | None

    @property
    def count(self) -> int:
        return len(self.centres)


def drawn(wounding: Wounding, fields: Fields) -> Lesions | None:
    """The lesions of one session; None where it makes none that can be seen."""
    from scipy.ndimage import gaussian_filter

    known = load_table("appearance/marks")
    centres = lesions_of(wounding, fields)
    if not len(centres) or not wounding.open_share > 0.0:
        return None
    mm = fields.patch.mm_per_pixel
    rim, pitch = known.number("rim.width", "mm"), 1 / np.sqrt(wounding.per_mm2)
    random = fields.stream("lesions")
    spread = known.number(f"size.spread.{wounding.family}", "1")
    # the mean area is that of bare_mm, so that a spread of widths does not open more
    radius = wounding.bare_mm / 2 * np.exp(spread * np.clip(random.standard_normal(len(centres)), -2, 2) - spread**2)
    edge, owner = _edges(centres, radius, _waves(len(centres), random), min(REACH * rim, LEAST_REACH * pitch) + mm, fields)
    shift = _shift(edge, wounding.open_share, wounding.bare_mm, mm)
    edge -= shift
    cover = _cover(edge, mm)
    cover *= np.float32(min(1.0, wounding.open_share / max(float(cover.mean()), 1e-12)))  # narrower than can be drawn: fainter
    where = np.flatnonzero(cover)
    mine = owner.ravel()[where]
    width = np.maximum(radius + shift, mm / 2)
    inner = np.clip(1 + edge.ravel()[where] / width[mine], 0.0, 1.0) ** 2
    near = np.exp(-np.maximum(edge, 0.0) / rim).astype(np.float32)
    wide = known.number("rim.dots", "mm") / 2
    alone = -np.expm1(-((wounding.bare_mm / wide) ** 2) / 8)  # what is left of a disc in its middle
    dots = np.minimum(gaussian_filter(cover, wide / mm, mode="reflect") / np.float32(alone), 1.0)
    area = np.bincount(mine, cover.ravel()[where], minlength=len(centres))
    return Lesions(
        centres=centres,
        where=where,
        owner=mine,
        cover=cover.ravel()[where],
        inner=inner.astype(np.float32),
        shed=_by_area(fields.stream("shed").permutation(len(centres)), area),
        closes=_by_area(fields.stream("closes").permutation(len(centres)), area),
        thick=_about_one(known.number("crust.uneven", "1"), area, fields.stream("thick")),
        near=near,
        dots=dots.astype(np.float32),
        bleed=_bleed(wounding, centres, fields),
    )


def _waves(count: int, random: np.random.Generator) -> np.ndarray:
    """Coefficients of the outlines, the ellipse most of all, (count, 2, harmonics)."""
    falling = 1 / np.arange(1, HARMONICS + 1) ** WAVE_POWER
    size = load_table("appearance/marks").number("size.outline", "1") / np.sqrt(np.sum(falling**2))
    return np.asarray(random.normal(0.0, size, (count, 2, HARMONICS)) * falling)


def _edges(
    centres: np.ndarray, radius: np.ndarray, wave: np.ndarray, reach: float, fields: Fields
) -> tuple[np.ndarray, np.ndarray]:
    from rederm.look.marks.splat_kernel import outlines

    shape = (fields.patch.pixels,) * 2
    edge, owner = np.full(shape, np.float32(np.inf)), np.zeros(shape, np.int32)
    outlines(centres, radius, wave, reach, fields.patch.mm_per_pixel, edge, owner)
    return edge, owner


def _cover(edge: np.ndarray, mm: float) -> np.ndarray:
    """Share of each pixel within an outline, which is never sharper than skin is."""
    soft = max(mm, load_table("appearance/marks").number("size.soft", "mm"))
    return np.clip(1 / 2 - edge / np.float32(soft), 0.0, 1.0, dtype=np.float32)


def _shift(edge: np.ndarray, share: float, width: float, mm: float) -> float:
    """How far all edges move outward so that this share of the patch is within one."""
    low, high = -MOST_GROWN * width / 2, MOST_GROWN * width / 2
    for _ in range(TRIES):
        middle = (low + high) / 2
        low, high = (middle, high) if float(_cover(edge - np.float32(middle), mm).mean()) < share else (low, middle)
    return (low + high) / 2


def _by_area(order: np.ndarray, area: np.ndarray) -> np.ndarray:
    """Rank 0..1 of each lesion in this order: the share of all area that comes before the middle of its own."""
    before = np.cumsum(area[order]) - area[order] / 2
    place = np.empty(len(area), np.float32)
    place[order] = before / max(float(area.sum()), 1e-9)
    return place


def _about_one(spread: float, area: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Factors with this sd of their logarithm whose mean over the area is 1."""
    factors = np.exp(random.normal(0.0, spread, len(area)))
    return np.asarray(factors * area.sum() / max(float(factors @ area), 1e-9), np.float32)


def _bleed(wounding: Wounding, centres: np.ndarray, fields: Fields) -> np.ndarray | None:
    """Dots of blood on some lesions, 0..1."""
    known = load_table("appearance/marks")
    key = f"bleed.share.{wounding.device}"
    if key not in known:
        return None
    random = fields.stream("bleed")
    chosen = centres[random.random(len(centres)) < known.number(key, "1")]
    return blood_dots(chosen, known.number("bleed.width", "mm"), fields, random)


def blood_dots(centres: np.ndarray, width: float, fields: Fields, random: np.random.Generator) -> np.ndarray:
    """Irregular dots of this width at these places, (h, w), 0..1."""
    known = load_table("appearance/marks")
    radius = width / 2 * np.exp(random.normal(0.0, known.number("size.spread.heat", "1"), len(centres)))
    edge, _ = _edges(centres, radius, _waves(len(centres), random), 2 * fields.patch.mm_per_pixel, fields)
    return _cover(edge, fields.patch.mm_per_pixel)
