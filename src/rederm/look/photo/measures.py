"""What can be measured on skin from the pixels of one photograph, at a size at which its skin is as wide as that of any other.

    brown.spots   mean of [m - base(m) - 2 s]+           area times contrast of brown that stands out; s the robust deviation
    brown.wide    deviation of m, low-passed             uneven pigment
    blood.mid, blood.wide        deviations of bands of h                reddened spots and vessels; flushed areas
    dark.fine, dark.wide         deviations of bands of d                grain; spots and blotches of any colour
    lines.fine    mean of r at the finest width          length times strength of fine lines
    lines.wide    99 % quantile of r, wide               strength of the deepest lines
    pits.fine     99 % quantile of p                     the deepest pores
    pits.wide     mean of p, wide                        dark spots and hollows

m, h melanin and blood (`pigments`, on the basis of one reference skin, so that photographs compare); d density; r valleys, p
pits (`lines`). All are ratios of light within one picture: exposure does not matter. Of bands the robust deviation is taken
where single lines would rule it. Widths are shares of the diameter of the skin shown: photographs compare at one site, light
and distance.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np

from rederm.look.photo import numerics_photo as n
from rederm.look.photo.lines import pit, valley
from rederm.look.photo.pigments import basis_of, split
from rederm.look.photo.quality import Checked
from rederm.look.photo.smooth import base, coarse, finer, low_pass, robust_spread
from rederm.sources import load_table

NAMES = (
    *("brown.spots", "brown.wide", "blood.mid", "blood.wide", "dark.fine", "dark.wide"),
    *("lines.fine", "lines.wide", "pits.fine", "pits.wide"),
)


def angle_of(checked: Checked) -> float:
    """Individual typology angle of the median colour of the skin, degrees."""
    from rederm.look.colour import ita, lab

    return float(ita(lab(np.median(checked.light[checked.mask.inside], axis=0))))


def measures(checked: Checked) -> Mapping[str, float]:
    """Each of NAMES, a density of 0 or more."""
    step = max(1, round(checked.mask.diameter / n.MEASURED_DIAMETER))
    weight = coarse(checked.mask.weight, step)
    light = np.stack([coarse(checked.light[..., k], step) for k in range(3)], axis=-1)
    inside, size = weight > 1 / 2, checked.mask.diameter / step
    if not inside.any():
        inside = weight > 0
    found = split(light, _reference())
    brown, blood, dark = (_bands(each, inside) for each in (found.melanin, found.blood, found.density))
    even = low_pass(found.melanin, weight, 1.0)
    rest = (even - base(even, weight, n.MEASURED_SPOT * size, size))[inside]
    filled = np.where(inside, found.density, np.median(found.density[inside]))
    half = coarse(filled, 2)
    within = coarse(inside.astype(np.float32), 2) > 1 / 2
    return {
        "brown.spots": float(np.clip(rest - 2 * robust_spread(rest), 0.0, n.PIGMENT_MOST).mean()),
        "brown.wide": float(brown[-1].std()),
        "blood.mid": robust_spread(blood[n.MID]),
        "blood.wide": float(blood[n.WIDEST].std()),
        "dark.fine": robust_spread(dark[0]),
        "dark.wide": float(dark[n.WIDE].std()),
        "lines.fine": float(valley(filled, n.LINE_WIDTHS[0])[inside].mean()),
        "lines.wide": float(np.quantile(valley(half, n.LINE_WIDTHS[1] / 2)[within], n.DEEPEST)),
        "pits.fine": float(np.quantile(pit(filled, n.PIT_WIDTHS[0])[inside], n.DEEPEST)),
        "pits.wide": float(pit(filled, n.PIT_WIDTHS[1])[inside].mean()),
    }


@cache
def _reference() -> np.ndarray:
    """Basis of the skin on which all photographs are split."""
    from rederm.look.colour import ColourTable
    from rederm.look.colour.own import optics_at

    table = load_table("appearance/photo")
    own = optics_at(table.number("reference.angle", "deg"), "cheek", table.number("reference.age", "a"))
    return basis_of(ColourTable.of(own))


def _bands(values: np.ndarray, inside: np.ndarray) -> list[np.ndarray]:
    """Differences between low-passes of rising width, within the mask; last the widest low-pass itself."""
    from scipy.ndimage import gaussian_filter

    filled = np.where(inside, values, np.median(values[inside])).astype(np.float32)
    last, bands = gaussian_filter(filled, n.BAND_WIDTHS[0], truncate=3), []
    for width in n.BAND_WIDTHS[1:]:
        step = 1 if width < n.BAND_COARSE else int(n.BAND_COARSE)
        smooth = finer(gaussian_filter(coarse(last, step), width / step, truncate=3), step, last.shape)
        bands.append((last - smooth)[inside])
        last = smooth
    return [*bands, last[inside]]
