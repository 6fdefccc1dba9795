"""The change between two days of a prediction, put on the client's own photograph.

    C' = C exp(-w D)        C linear RGB; w weight of the skin mask; D change of optical density, three channels
    D = v_m dm + v_h dh + ds (1, 1, 1) + D_whole
    spots        dm = (q - 1) [m - base_spot(m) - noise]+         q: grade after / before of age-spots
    blotches     dm = (q - 1) [base_spot(m) - base_blotch(m)]     q of blotchiness
    redness      dh = (q - 1) [h - h_20]+                         q of redness; h_20: what 20 % of the skin stay below
    lines        D += (q - 1) clear [d_k - G * d_k]               q of fine-lines or wrinkles, by width; channel by channel
    texture      ds = (q - 1) band(d), bounded                    q of texture
    the whole    D_whole = -ln c(after) / c(before)               c: colour table at mean melanin, dermal melanin, blood

m, h, d: melanin, blood and density of the photograph (`pigments`). Nothing moves: every pixel is scaled where it stands, so
that who it is stays. Detail finer than the small picture keeps its own contrast. No change gives back the photograph; outside
the mask it is copied. A redness grade above today's is that of treated skin, which `Appearance.redness` shows already: q is
at most 1 there.

Not shown, and said by `not_shown`: open lesions, crust, scale, scars, stretch marks, laxity.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from rederm.look.photo import numerics_photo as n
from rederm.look.photo.lines import clear, lines, widths
from rederm.look.photo.pigments import Pigments, basis_of, split
from rederm.look.photo.quality import Checked, check_photo
from rederm.look.photo.read import Photo, decode_table
from rederm.look.photo.smooth import along, base, low_pass, robust_spread
from rederm.sources import Sentence, load_table, mark, sentence

UNSHOWN = {  # of the kinds, with their words
    "acne-scars": mark("acne-scars"),
    "scars": mark("scars"),
    "stretch-marks": mark("stretch-marks"),
    "laxity": mark("laxity"),
}
SHOWN = ("age-spots", "blotchiness", "redness", "fine-lines", "wrinkles", "texture")


def project(photo: Photo | Checked, before: Any, after: Any, table: Any) -> np.ndarray:
    """The photograph as predicted, (h, w, 3) uint8 sRGB. before, after: `Appearance`; table: `ColourTable` of the client."""
    checked = photo if isinstance(photo, Checked) else check_photo(photo)
    ratios = {kind: ratio(before.grades, after.grades, kind) for kind in SHOWN}
    if after.redness > 0:
        ratios["redness"] = min(ratios["redness"], 1.0)
    basis, inside = basis_of(table, n.SPOT_MELANIN), checked.mask.inside
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    cut = replace(checked, light=checked.light[box], mask=replace(checked.mask, weight=checked.mask.weight[box]))
    change = _change(cut, ratios, basis, mm_per_pixel(checked)) + whole(before, after, table)
    gain = np.ones_like(checked.light)
    gain[box] = np.exp(-change * cut.mask.weight[..., None])
    return _scaled(checked.photo, gain, inside)


def ratio(before: Mapping[str, float], after: Mapping[str, float], kind: str) -> float:
    """Grade after / before of a concern, over all its sites; 1 where there was none of it."""
    own = [key for key in before if key.partition("@")[0] == kind and key in after]
    grade = sum(before[key] for key in own)
    if grade <= 0:
        return 1.0
    return float(np.clip(sum(after[key] for key in own) / grade, 0.0, n.MOST_RATIO))


def not_shown(appearance: Any) -> tuple[Sentence, ...]:
    """What of a day a photograph is not made to show, in words; empty where nothing is left out."""
    found = []
    if appearance.closed < 1 - n.LEFT_OUT:
        found.append(sentence("open lesions"))
    if appearance.debris > n.LEFT_OUT:
        found.append(sentence("crust and scale"))
    kinds = dict.fromkeys(key.partition("@")[0] for key in appearance.grades)
    return (*found, *(sentence(UNSHOWN[kind]) for kind in kinds if kind not in SHOWN))


def whole(before: Any, after: Any, table: Any) -> np.ndarray:
    """Change of density of the whole skin, (3,) float32: mean pigment and the redness of treatment."""
    from rederm.look.colour import blood_of_redness

    def colour(day: Any) -> np.ndarray:
        blood = blood_of_redness(table.own, day.redness, day.vessels)
        return np.asarray(table.linear(day.melanin, blood, day.dermal_melanin), np.float32)

    return -np.log(np.maximum(colour(after), n.TINY) / np.maximum(colour(before), n.TINY))


def _change(checked: Checked, ratios: Mapping[str, float], basis: np.ndarray, mm: float) -> np.ndarray:
    weight, inside = checked.mask.weight, checked.mask.inside
    found = split(checked.light, basis, n.SPLIT_NOISE)
    change = _relief(found.density, checked, ratios, mm)
    change += _brown(found, checked, ratios, basis)[..., None] * basis[:, 0]
    if ratios["redness"] != 1:
        excess = low_pass(found.blood, weight, 1.0) - np.quantile(found.blood[inside], n.REDNESS_FROM)
        change += ((ratios["redness"] - 1) * np.clip(excess, 0.0, n.PIGMENT_MOST))[..., None] * basis[:, 1]
    return change


def _brown(found: Pigments, checked: Checked, ratios: Mapping[str, float], basis: np.ndarray) -> np.ndarray:
    """Change of melanin by spots and blotches."""
    weight, size = checked.mask.weight, checked.mask.diameter
    change = np.zeros_like(found.melanin)
    if ratios["age-spots"] != 1:
        local = low_pass(split(checked.light, basis, n.SPLIT_NOISE, n.SHADE_SPREAD).melanin, weight, 1.0)
        rest = local - base(local, weight, n.SPOT_REACH * size, size)
        noise = n.NOISE * robust_spread(rest[weight > 0])
        change += (ratios["age-spots"] - 1) * np.clip(rest - noise, 0.0, n.PIGMENT_MOST)
    if ratios["blotchiness"] != 1:
        near = base(found.melanin, weight, n.SPOT_REACH * size, size)
        wide = base(found.melanin, weight, n.BLOTCH_REACH * size, size)
        change += (ratios["blotchiness"] - 1) * np.clip(near - wide, -n.PIGMENT_MOST, n.PIGMENT_MOST)
    return change


def _relief(density: np.ndarray, checked: Checked, ratios: Mapping[str, float], mm: float) -> np.ndarray:
    """Change of density by lines, each in its own colour, and by texture, the same in all channels; (h, w, 3)."""
    weight, inside, size = checked.mask.weight, checked.mask.inside, checked.mask.diameter
    change = np.zeros_like(checked.light)
    if ratios["fine-lines"] != 1 or ratios["wrinkles"] != 1:
        dense = -np.log(np.maximum(checked.light, n.DARKEST))
        taken = np.zeros_like(density)
        for found in sorted(lines(density, weight, widths(size)), key=lambda each: -each.width):
            sure = np.minimum(low_pass(clear(found.strength, inside), weight, found.width) * 2, 1.0) * (1 - taken)
            taken += sure
            sure *= _by_width(found.width * mm, ratios) - 1
            for channel in range(3):
                around = low_pass(dense[..., channel], weight, n.LINE_REACH * found.width)
                change[..., channel] += sure * (dense[..., channel] - around)
    if ratios["texture"] != 1:
        fine, wide = n.TEXTURE_BAND[0], max(n.TEXTURE_BAND[1] * size, 2 * n.TEXTURE_BAND[0])
        band = low_pass(density, weight, fine) - low_pass(density, weight, wide)
        change += ((ratios["texture"] - 1) * n.TEXTURE_MOST * np.tanh(band / n.TEXTURE_MOST))[..., None]
    return change


def mm_per_pixel(checked: Checked) -> float:
    """Scale of the small picture, as far as it can be told: a face's width, or that of a close-up."""
    name = "close_up.width" if checked.close_up else "face.width"
    return load_table("appearance/photo").number(name, "mm") / checked.mask.diameter


def _by_width(width_mm: float, ratios: Mapping[str, float]) -> float:
    """Fine lines below the divide, wrinkles above, an even passage over a factor of two either way."""
    divide = load_table("appearance/photo").number("line.divide", "mm")
    coarse = float(np.clip(1 / 2 + np.log2(width_mm / divide) / 2, 0, 1))
    return ratios["fine-lines"] * (1 - coarse) + ratios["wrinkles"] * coarse


def _scaled(photo: Photo, gain: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """The photograph with linear light times the gain of the small picture, within the mask, strip by strip."""
    made, step = photo.pixels.copy(), photo.step
    if not inside.any():
        return made
    curve, light = _curve(), decode_table()
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    left, right = columns[0] * step, (columns[-1] + 1) * step
    for top in _strips(rows[0] * step, (rows[-1] + 1) * step):
        height = min(n.STRIP_ROWS, (rows[-1] + 1) * step - top)
        strip = made[top : top + height, left:right]
        scaled = light[strip] * _fine(gain, step, top, height, left, right - left)
        np.minimum(scaled, 1.0, out=scaled)
        codes = curve[(scaled * (n.CURVE_STEPS - 1) + 1 / 2).astype(np.uint16)]
        here = np.repeat(
            np.repeat(inside[top // step : -(-(top + height) // step), left // step : right // step], step, 0), step, 1
        )
        strip[...] = np.where(here[top % step : top % step + height, :, None], codes, strip)
    return made


def _strips(first: int, last: int) -> Iterable[int]:
    return range(first, last, n.STRIP_ROWS)


def _fine(gain: np.ndarray, step: int, top: int, height: int, left: int, width: int) -> np.ndarray:
    """Part of a small map at full size."""
    if step == 1:
        return gain[top : top + height, left : left + width]
    return along(along(gain, step, height, 0, top), step, width, 1, left)


def _curve() -> np.ndarray:
    from rederm.look.colour import srgb

    return np.rint(n.WHOLE_8 * srgb(np.linspace(0, 1, n.CURVE_STEPS))).astype(np.uint8)
