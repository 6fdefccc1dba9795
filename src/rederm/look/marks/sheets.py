"""The layer that one session injures: where it is thicker, where it closes and sheds first, its cracks, strokes and pulses.

It closes from hair follicles and sweat ducts, so that what is farthest from one closes last; it sheds in sheets, where it has
closed below. Pulses of a wide beam lie side by side and overlap a little; a fraise and a jet leave strokes.
"""

from dataclasses import dataclass

import numpy as np

from rederm.look.marks.fields import Fields, ranks
from rederm.look.marks.layout import fielded, turned
from rederm.look.marks.lesions import blood_dots
from rederm.look.marks.numerics_marks import SPARE, TURNS
from rederm.look.picture import Scene, Wounding
from rederm.sources import load_table

FROSTING = ("tca-peel", "jessner-tca-peel", "phenol-croton-peel")
GROUND = ("dermabrasion", "microdermabrasion")


@dataclass(frozen=True, eq=False)
class Sheet:
    """The layer of one session on one raster, arrays (h, w).

    shed, closes: ranks 0..1, lowest last. steep: slope of shed, 1/mm. uneven: of thickness and depth; blotch: of redness and
    pigment; both mean 0, standard deviation 1. cracks: 0..1. strokes: as uneven, None where there are none. bleed: as of
    lesions. junction_mm: depth of the epidermis.
    """

    shed: np.ndarray
    steep: np.ndarray
    closes: np.ndarray
    uneven: np.ndarray
    blotch: np.ndarray
    cracks: np.ndarray
    strokes: np.ndarray | None
    bleed: np.ndarray | None
    junction_mm: float


def laid(wounding: Wounding, scene: Scene, fields: Fields) -> Sheet:
    """The layer of one session."""
    known = load_table("appearance/marks")
    patch = known.number("sheet.patch", "mm")
    uneven = fields.noise("uneven", patch, 5)
    pulses = _pulses(wounding, fields)
    if pulses is not None:
        uneven = (uneven + pulses) / np.sqrt(np.float32(2))
    wide = known.number("film.sheet", "mm")
    # ranks are lowest where it is last: far from ducts, and in parts that heal slowly, which also keep their debris longer
    slow = fields.noise("slow", wide, 2)
    closes = -_far_from_ducts(scene, fields) - 2 * slow
    shed = ranks(fields.noise("shed", wide, 5) + fields.cells("flakes", wide / 2) / 2 - slow)
    return Sheet(
        shed=shed,
        steep=_steep(shed, fields),
        closes=ranks(closes),
        uneven=uneven,
        blotch=fields.noise("blotch", 2 * patch, 3),
        cracks=_cracks(fields),
        strokes=_strokes(wounding, fields),
        bleed=_bleeding(wounding, fields),
        junction_mm=float(np.median(scene.skin.junction_um)) / 1000,
    )


def _steep(field: np.ndarray, fields: Fields) -> np.ndarray:
    from scipy.ndimage import gaussian_filter

    mm = fields.patch.mm_per_pixel
    down, right = np.gradient(
        gaussian_filter(field, load_table("appearance/marks").number("film.curl_width", "mm") / mm / 2), mm
    )
    return np.hypot(down, right).astype(np.float32)


def _cracks(fields: Fields) -> np.ndarray:
    """Fine cracks in part of the film, along the cells of the skin."""
    scale = load_table("appearance/marks").number("film.crack", "mm")
    where = np.clip(fields.noise("cracked", 3 * scale, 2), 0.0, 1.0)
    return np.asarray(where * fields.cracks("cracks", scale), np.float32)


def _far_from_ducts(scene: Scene, fields: Fields) -> np.ndarray:
    """How late the sheets from follicles and ducts arrive: by distance, some start later; mean 0, standard deviation 1."""
    from scipy.spatial import cKDTree

    side, random = fields.patch.side_mm + 2 * SPARE, fields.stream("ducts")
    density = scene.skin.hair_per_mm2 + scene.skin.eccrine_per_mm2
    apart = 1 / np.sqrt(density)
    points = random.uniform(0.0, side, (max(1, random.poisson(density * side**2)), 2)) - SPARE
    x, y = np.meshgrid(fields.patch.axis_mm, fields.patch.axis_mm)
    bend = [fields.noise(f"ducts-{axis}", apart, 3) * apart / 6 for axis in "xy"]
    far, mine = cKDTree(points).query(np.stack([x + bend[0], y + bend[1]], axis=-1))
    late = far + random.exponential(apart / 4, len(points))[mine] + fields.noise("ducts-late", apart / 2, 2) * apart / 8
    return np.asarray((late - late.mean()) / max(float(late.std()), 1e-9), np.float32)


def _pulses(wounding: Wounding, fields: Fields) -> np.ndarray | None:
    """Unevenness by pulse of a beam of some millimetres: each has its own strength and is stronger in its middle."""
    from scipy.spatial import cKDTree

    known = load_table("appearance/marks")
    if wounding.device not in ("nitrogen-plasma", "full-eryag", "full-co2"):
        return None
    width = float(wounding.values.get("spot_mm", known.number("sheet.scan", "mm")))
    reach, random, total = fields.patch.side_mm, fields.stream("pulses"), 0.0
    x, y = np.meshgrid(fields.patch.axis_mm, fields.patch.axis_mm)
    bend = fields.noise("pulse-edge", width / 2, 2) * width / 20
    place = np.stack([(x + bend).ravel(), (y - bend).ravel()], axis=1)
    for number in range(max(1, round(float(wounding.values.get("passes", 1))))):
        centres = turned(
            fielded(4 * width, 1 / width**2, known.number("scanner.jitter", "1") / 2, 1, reach, random), 30 * number
        )
        far, mine = cKDTree(centres + reach / 2).query(place)
        strength = random.normal(0.0, 1.0, len(centres))
        total = total + strength[mine] / 2 - (2 * far / width) ** 2
    field = np.asarray(total, np.float32).reshape(x.shape)
    return (field - field.mean()) / field.std()


def _strokes(wounding: Wounding, fields: Fields) -> np.ndarray | None:
    """Grooves of a fraise or strokes of a jet, along a direction that wanders."""
    known = load_table("appearance/marks")
    if wounding.device in GROUND:
        width = known.number("sheet.stroke", "mm")
    elif wounding.device == "helium-plasma":
        width = known.number("sheet.jet", "mm")
    else:
        return None
    turns = fields.stream("strokes").uniform(0.0, 180) + np.array(TURNS[:2]) / 2
    field, other = (fields.streaks(f"strokes-{turn}", width / 2, turn) for turn in turns)
    part = np.clip(fields.noise("strokes-where", 4 * width), -1.0, 1.0) / 2
    return np.asarray(field * (1 / 2 + part) + other * (1 / 2 - part), np.float32)


def _bleeding(wounding: Wounding, fields: Fields) -> np.ndarray | None:
    """Pinpoint bleeding of ground skin."""
    if wounding.device != "dermabrasion":
        return None
    known = load_table("appearance/marks")
    random, side = fields.stream("bleed"), fields.patch.side_mm
    points = random.uniform(0.0, side, (random.poisson(known.number("bleed.points", "1/mm^2") * side**2), 2))
    return blood_dots(points, known.number("bleed.width", "mm"), fields, random)
