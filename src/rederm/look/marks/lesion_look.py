"""What the lesions of one session show on one day.

    crust = cover  in place  (1 - exp(-T / opaque))  dried           wet = cover  open  (1 - crust over it)
    gray  = cover of what is coagulated and not yet dried             young, lacking = cover (1 - mature) ..

in place: each lesion sheds its crust as a whole, in an order of its own, so that the share of area still under one is `left`;
open: each closes from its edge inward, some earlier, so that the share is `open`. T is the thickness of debris on a lesion that
still has it. The middle of a lesion, as wide as the hole, is bare at first; around it, and everywhere where there is no hole,
dead tissue lies on it. Debris below unbroken skin is paler than a crust. The drying of blood, serum and dead tissue, which
healing does not follow, takes hours.

References: Mishra 2015 (gray dots, then black ones), Laubach 2006 (debris shed by day 7).
"""

import numpy as np

from rederm.look.marks.front import within
from rederm.look.marks.lesions import Lesions
from rederm.look.marks.numerics_marks import INNER, LEAST
from rederm.look.marks.traces import Traces
from rederm.look.picture import SessionMark, Wounding
from rederm.sources import load_table


def opaque(thickness_mm: np.ndarray | float) -> np.ndarray:
    """Share of the light that debris of this thickness takes, before it is as dark as it gets."""
    whole = np.float32(load_table("appearance/marks").number("crust.opaque", "mm"))
    return np.asarray(-np.expm1(-np.maximum(thickness_mm, np.float32(0.0)) / whole), np.float32)


def dried(since_days: float) -> float:
    return float(-np.expm1(-since_days / load_table("appearance/marks").number("crust.dries", "d")))


def mark_lesions(traces: Traces, lesions: Lesions, wounding: Wounding, mark: SessionMark, swelling: float) -> None:
    """Add what these lesions show."""
    known = load_table("appearance/marks")
    fades = np.exp(-mark.since_days / known.number("rim.dots_fade", "d"))
    traces.dark += lesions.dots * np.float32(known.number("rim.dots_contrast", "1") * fades)
    fresh = 1 - mark.mature
    if fresh > LEAST:  # the rim is as red and swollen as the lesion is unhealed
        traces.red += lesions.near * np.float32(fresh * known.number("rim.contrast", "1"))
        swells = known.number("rim.swells", "um") * swelling * fresh
        if swells > LEAST:
            traces.lift_um += lesions.near * np.float32(swells)
    if max(fresh, mark.open) > LEAST or (mark.left > LEAST and mark.debris_mm > 0.0):
        _mark_spots(traces, lesions, wounding, mark)
    if lesions.bleed is not None:
        mark_blood(traces, lesions.bleed, mark.since_days)


def _mark_spots(traces: Traces, lesions: Lesions, wounding: Wounding, mark: SessionMark) -> None:
    """On the lesions themselves, pixel by pixel: m of them."""
    known = load_table("appearance/marks")
    own, cover, inner, where = lesions.owner, lesions.cover, lesions.inner, lesions.where
    hole = float(np.clip(np.nan_to_num(wounding.hole_mm) / wounding.bare_mm, 0.0, 1.0) ** 2)
    middle = within(inner, hole, INNER)
    dry, depth = dried(mark.since_days), mark.debris_mm / mark.left if mark.left > LEAST else 0.0
    lies, lift = np.zeros_like(cover), np.zeros_like(cover)
    if depth > 0.0:
        lies = within(lesions.shed, mark.left, known.number("crust.shed_spread", "1"))[own]
        here = lies * cover
        dome = (
            np.float32(2 * depth) * (1 - inner) * lesions.thick[own]
        )  # debris is thickest in the middle; its mean over a disc is its thickness
        dark = known.number("crust.most", "1") if hole > 0.0 else known.number("crust.buried", "1")
        traces.cover("crust", here * np.float32(dark * dry) * opaque(dome), where)
        gray = known.number("crust.gray", "1") * (1 - dry) * float(opaque(depth))
        if gray > LEAST:
            traces.cover("scale", here * (1 - middle) * np.float32(gray), where)
        lift += here * dome * np.float32(1000 * known.number("crust.rise", "1") * dry)
    bare = np.zeros_like(cover)
    if mark.open > LEAST:
        still = within(lesions.closes, mark.open, known.number("crust.close_spread", "1"))
        bare = within(inner, still[own], INNER) * cover
        exposed = bare * (1 - lies * cover * (1 - middle * np.float32(1 - dry)))
        traces.cover("wet", exposed, where)
        traces.cover("bare", bare, where)
        deep = 1000 * min(np.nan_to_num(wounding.depth_mm), known.number("hole.shown", "1") * np.nan_to_num(wounding.hole_mm))
        lift -= exposed * (1 - inner) * np.float32(deep)
    traces.lift_um.reshape(-1)[where] += lift
    new = cover * np.float32(1 - mark.mature)
    gone = 1 - lies if wounding.cold else np.maximum(middle, 1 - lies)
    traces.cover("lacking", new * gone * (1 - inner), where)  # melanocytes come in from the edge
    young = np.maximum(new * (1 - lies) - bare, 0.0)
    traces.cover("young", young, where)
    traces.cover("flat", young * np.float32(known.number("young.flat", "1")), where)


def mark_blood(traces: Traces, dots: np.ndarray, since_days: float) -> None:
    """Dots of blood: moist at first, dry within an hour or two, washed off within a day or two."""
    known = load_table("appearance/marks")
    left = np.float32(np.exp(-since_days / known.number("bleed.gone", "d")))
    dry = np.float32(-np.expm1(-since_days / known.number("bleed.dries", "d")))
    if left < LEAST:
        return
    traces.cover("wet", dots * (left * (1 - dry)))
    traces.cover("crust", dots * (left * dry * np.float32(known.number("bleed.dark", "1"))))
