"""Where a photograph shows skin: by chromaticity, then by what this client's own skin looks like, less what is not skin.

    u = (ln R/G, ln G/B)                                     of linear RGB; light and shade cancel
    1  |u - mean of all skin| within GENERIC_REACH spreads   on the red side, reddened skin counts too
    2  |u - middle| within OWN_REACH                         the largest piece of 1 gives this client's middle and spread
    3  less what is much darker than its surroundings (hair, brows, lashes, nostrils), blown out (glare), too dark to judge
    4  less lips and brows, where the picture holds more than skin: long pieces, redder or darker than their surroundings
    5  without fragments, small holes closed, a margin taken off; weight 0..1 rises from the edge inwards

No learnt weights. All skin types share one bound on u, which holds no lightness, so that none is left out for being dark.
Beards, heavy make-up and skin-coloured cloth are beyond it; what it takes for skin is shown with every score.

References: `rederm sources appearance/photo`.
"""

from dataclasses import dataclass

import numpy as np

from rederm.look.photo import numerics_photo as n
from rederm.sources import load_table


@dataclass(frozen=True, eq=False)
class SkinMask:
    """weight: (h, w) float32, 0 where there is no skin. diameter: of a disc of the area of skin, pixels. middle: own u."""

    weight: np.ndarray
    diameter: float
    middle: tuple[float, float]
    burnt_share: float

    @property
    def inside(self) -> np.ndarray:
        return self.weight > 0

    @property
    def share(self) -> float:
        """Of the picture that is skin."""
        return float(self.inside.mean())


def chromaticity(linear_rgb: np.ndarray) -> np.ndarray:
    """The plane of u, (h, w, 2), of linear RGB."""
    light = np.log(np.maximum(linear_rgb, n.DARKEST / 2))
    return np.stack([light[..., 0] - light[..., 1], light[..., 1] - light[..., 2]], axis=-1)


def skin_mask(linear_rgb: np.ndarray) -> SkinMask:
    """Find the skin of a picture of linear RGB (h, w, 3)."""
    height, width = linear_rgb.shape[:2]
    step = max(1, round((height * width / n.MASK_PIXELS) ** (1 / 2)))
    rows, columns = height // step, width // step
    coarse = linear_rgb[: rows * step, : columns * step].reshape(rows, step, columns, step, 3).mean(axis=(1, 3))
    found = _find(coarse)
    if step == 1:
        return found
    from scipy.ndimage import zoom

    fine = zoom(found.weight, step, order=1, mode="nearest", grid_mode=True)
    weight = np.pad(fine, ((0, height - rows * step), (0, width - columns * step)), mode="edge")
    return SkinMask(weight.astype(np.float32), found.diameter * step, found.middle, found.burnt_share)


def _find(light: np.ndarray) -> SkinMask:
    from scipy.ndimage import binary_erosion, gaussian_filter

    from rederm.look.colour import srgb

    smooth = np.stack([gaussian_filter(light[..., k], 1) for k in range(3)], axis=-1)
    u = chromaticity(smooth)
    lit = smooth.max(axis=-1) > n.DARKEST
    burnt = srgb(light).max(axis=-1) > n.BURNT
    likely = _within(u, *_all_skin(), n.GENERIC_REACH) & lit & ~burnt
    piece = _largest(binary_erosion(likely, iterations=2)) if likely.any() else likely
    if not piece.any():
        return SkinMask(np.zeros(light.shape[:2], np.float32), 0.0, (0.0, 0.0), float(burnt.mean()))
    middle = np.median(u[piece], axis=0)
    spread = np.clip(np.median(np.abs(u[piece] - middle), axis=0) * n.MAD, *n.OWN_SPREAD)
    own = likely & _within(u, middle, spread, _redder(spread), n.OWN_REACH)
    own = _largest(own, n.PIECE)
    own &= ~_dark_detail(smooth, own)
    weight = _tidied(own, n.CLOSE_HOLE if own.mean() >= n.CLOSE_FRAME else n.HOLE)
    if 0 < (weight > 0).mean() < n.WHOLE_FRAME:
        features = _lips(smooth, weight > 0) | _brows(smooth, weight > 0)
        weight = _tidied(own & (weight > 0) & ~features, n.HOLE)
    area = int((weight > 0).sum())
    around = _surrounded(weight > 0)
    return SkinMask(
        weight,
        2 * float(area / np.pi) ** (1 / 2),
        (float(middle[0]), float(middle[1])),
        float(burnt[around].mean()) if around.any() else 0.0,
    )


def _all_skin() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Middle, spread, and spread on the red side, of the chromaticity of any skin before any camera."""
    known = load_table("appearance/photo")
    camera = known.number("camera.spread", "1")
    names = ("red_green", "green_blue")
    middle = np.array([known.number(f"skin.{name}", "1") for name in names])
    spread = np.hypot([known.number(f"skin.{name}_spread", "1") for name in names], camera)
    return middle, spread, _redder(spread)


def _redder(spread: np.ndarray) -> np.ndarray:
    return np.array([np.hypot(spread[0], load_table("appearance/photo").number("reddened.spread", "1") / 2), spread[1]])


def _within(u: np.ndarray, middle: np.ndarray, spread: np.ndarray, redder: np.ndarray, reach: float) -> np.ndarray:
    away = u - middle.astype(np.float32)
    away = away / np.where(away > 0, redder, spread).astype(np.float32)
    return np.asarray((away**2).sum(axis=-1) < reach**2)


def _largest(mask: np.ndarray, least: float = 1) -> np.ndarray:
    """The largest connected piece, and others of at least this share of it."""
    from scipy.ndimage import label

    pieces, count = label(mask)
    if count == 0:
        return mask
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    return np.asarray((sizes >= least * sizes.max())[pieces] & mask)


def _diameter(mask: np.ndarray) -> float:
    return 2 * float(mask.sum() / np.pi) ** (1 / 2)


def _low_pass(values: np.ndarray, mask: np.ndarray, width: float) -> np.ndarray:
    """Mean of the values within the mask around each pixel."""
    from scipy.ndimage import gaussian_filter

    weight = mask.astype(np.float32)
    return np.asarray(gaussian_filter(values * weight, width) / np.maximum(gaussian_filter(weight, width), n.TINY))


def _dark_detail(light: np.ndarray, skin: np.ndarray) -> np.ndarray:
    density = -np.log(np.maximum(light[..., 0], n.DARKEST))
    return np.asarray(density > _low_pass(density, skin, n.DARK_REACH * _diameter(skin)) + n.DARKER)


def _lips(light: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """Long pieces that hold more blood than the skin around them."""
    from scipy.ndimage import binary_dilation, label
    from skimage.morphology import convex_hull_image

    u = chromaticity(light)
    red = u[..., 0] - u[..., 1]
    size = _diameter(skin)
    around = skin | ~_outside(skin)
    excess = (red - _low_pass(red, skin, n.LIP_REACH * size) > n.LIP_DENSITY) & around
    pieces, count = label(excess)
    low, high = (limit * skin.sum() for limit in n.LIP_AREA)
    long = [each for each in range(1, count + 1) if _is_long(pieces == each, low, high, n.LIP_LONG)]
    if not long:
        return np.zeros_like(skin)
    mouth = np.isin(pieces, long)
    widest = max(long, key=lambda each: int((pieces == each).sum()))
    mouth |= convex_hull_image(pieces == widest)  # teeth between the lips
    return np.asarray(binary_dilation(mouth, iterations=max(1, round(n.LIP_MARGIN * size))))


def _brows(light: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """Thin dark pieces high on the skin: what is left of brows where single hairs are not seen."""
    from scipy.ndimage import binary_dilation, gaussian_filter, label

    size = _diameter(skin)
    density = gaussian_filter(-np.log(np.maximum(light[..., 0], n.DARKEST)), n.BROW_GRAIN * size)
    excess = (density - _low_pass(density, skin, n.BROW_REACH * size) > n.BROW_DENSITY) & skin
    excess[int(np.quantile(np.nonzero(skin)[0], n.BROW_ROWS)) :] = False
    pieces, count = label(excess, structure=np.ones((3, 3)))
    low, high = (limit * skin.sum() for limit in n.BROW_AREA)
    long = [each for each in range(1, count + 1) if _is_long(pieces == each, low, high, n.BROW_LONG)]
    return np.asarray(binary_dilation(np.isin(pieces, long), iterations=max(1, round(n.BROW_GRAIN * size))))


def _is_long(piece: np.ndarray, low: float, high: float, long: float) -> bool:
    return bool(low <= piece.sum() <= high) and _elongation(piece) >= long


def _elongation(mask: np.ndarray) -> float:
    """Width to height of a piece, by its second moments."""
    rows, columns = np.nonzero(mask)
    return float((np.std(columns) + 1) / (np.std(rows) + 1))


def _outside(mask: np.ndarray) -> np.ndarray:
    """What can be reached from the edge of the picture without crossing the mask."""
    from scipy.ndimage import binary_fill_holes

    return ~np.asarray(binary_fill_holes(mask))


def _surrounded(mask: np.ndarray) -> np.ndarray:
    """The mask with all its holes: where glare in the middle of skin is looked for."""
    return ~_outside(mask)


def _tidied(mask: np.ndarray, hole: float) -> np.ndarray:
    """The weight of a mask: fragments gone, and holes up to this share of it; 0 at its edge and 1 a little inside."""
    from scipy.ndimage import distance_transform_edt, label

    size = _diameter(mask)
    holes, count = label(~mask)
    sizes = np.bincount(holes.ravel())
    filled = mask | (sizes < max(hole * mask.sum(), 1))[holes] if count else mask
    kept = _largest(_opened(filled, n.OPENING * size), n.PIECE)
    framed = np.pad(kept, 1, mode="edge")
    inward = distance_transform_edt(framed)[1:-1, 1:-1] if not framed.all() else np.full(kept.shape, np.inf)
    return np.clip((inward - n.MARGIN * size) / max(n.FEATHER * size, 1), 0, 1).astype(np.float32)


def _opened(mask: np.ndarray, radius: float) -> np.ndarray:
    """The mask without what is thinner than twice the radius."""
    from scipy.ndimage import distance_transform_edt

    if mask.all():
        return mask
    core = distance_transform_edt(np.pad(mask, 1, mode="edge"))[1:-1, 1:-1] > radius
    return np.asarray((distance_transform_edt(~core) <= radius) & mask) if core.any() else mask & False
