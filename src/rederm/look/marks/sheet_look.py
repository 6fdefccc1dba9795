"""What the injured layer of one session shows on one day.

    frost   white by the depth of coagulation over that of the epidermis (levels I to III), for hours
    film    dead epidermis that stays on: tight and brown, cracks, sheds in sheets with lifted white edges
    crust   dried fluid on what was removed, less where it is kept moist
    below   bare and wet where it is open; new epidermis, pink, smooth and shiny, once closed and shed

gone: share of the epidermis that was removed at once; 1 - gone of it stays as film. The share of the area that is still covered
is `left`, that is open is open share x `open`.

References: levels of frost, days of peeling (`rederm sources appearance/marks`).
"""

import numpy as np

from rederm.look.marks.front import level, within
from rederm.look.marks.lesion_look import dried, mark_blood, opaque
from rederm.look.marks.numerics_marks import CLOSE_RANK, EDGE_RANK, LEAST
from rederm.look.marks.sheets import FROSTING, Sheet
from rederm.look.marks.traces import Traces
from rederm.look.picture import SessionMark, Wounding
from rederm.sources import load_table


def mark_sheet(traces: Traces, sheet: Sheet, wounding: Wounding, mark: SessionMark, swelling: float) -> None:
    known = load_table("appearance/marks")
    blotch = np.float32(known.number("sheet.blotch", "1")) * sheet.blotch
    traces.red += blotch
    traces.dark += blotch
    if max(1 - mark.mature, mark.left, mark.open) <= LEAST:
        return
    gone = float(np.clip(wounding.depth_mm / sheet.junction_mm, 0.0, 1.0))
    film = np.float32(1 - gone)
    lies = within(sheet.shed, mark.left, EDGE_RANK)
    bare = within(sheet.closes, mark.open * wounding.open_share, CLOSE_RANK)
    thick = mark.debris_mm / mark.left if mark.left > LEAST else 0.0
    uneven = sheet.uneven if sheet.strokes is None else sheet.uneven + sheet.strokes / 4
    varied = np.clip(1 + np.float32(known.number("sheet.uneven", "1")) * uneven, 0.0, 2.0)
    hides = lies * opaque(np.float32(thick) * varied)
    browned = np.float32(-np.expm1(-mark.since_days / known.number("film.browns", "d")))
    whole = 1 - np.float32(1 / 2) * sheet.cracks * browned
    brown = hides * whole * np.minimum(varied, 2 - 1 / 2) * (film * browned * np.float32(known.number("film.most", "1")))
    dry = dried(mark.since_days) * (1 - known.number("sheet.moist", "1") * mark.open)
    dark = hides * varied * np.float32(gone * dry * known.number("sheet.crust", "1"))
    dark = np.minimum(dark, 1 - brown)
    traces.cover("crust", brown + dark)
    wet = bare * (1 - lies * film) * (1 - dark) * np.float32(known.number("sheet.wet", "1"))
    traces.cover("wet", wet)
    traces.cover("bare", bare)
    loss = np.float32(wounding.epidermal_loss * (1 - mark.mature))
    young = loss * (1 - lies) * (1 - bare)
    traces.cover("young", young)
    traces.cover("lacking", loss * np.maximum(np.float32(gone), 1 - lies))
    traces.cover("flat", np.float32(known.number("young.flat", "1")) * np.maximum(young, bare * np.float32(gone)))
    _peel(traces, sheet, hides, mark, film)
    _frost(traces, sheet, wounding, mark)
    traces.lift_um += hides * np.float32(1000 * thick * known.number("crust.rise", "1")) * varied
    traces.shine += hides * (film * browned * np.float32(known.number("film.shine", "1")))
    if sheet.strokes is not None:
        traces.lift_um += sheet.strokes * bare * np.float32(gone * known.number("sheet.groove", "um"))
    if sheet.bleed is not None:
        mark_blood(traces, sheet.bleed, mark.since_days)


def _peel(traces: Traces, sheet: Sheet, hides: np.ndarray, mark: SessionMark, film: np.float32) -> None:
    """Edges of film that are next to come off: lifted, white, curled up; cracks sink."""
    if not LEAST < mark.left < 1.0 or film == 0.0:
        return
    known = load_table("appearance/marks")
    far = (level(mark.left, EDGE_RANK) - sheet.shed) / np.maximum(sheet.steep, np.float32(1e-3))  # mm to where it is off
    near = np.exp(-np.maximum(far, 0.0) / np.float32(known.number("film.curl_width", "mm"))) * hides * film
    broken = np.maximum(near, sheet.cracks * hides * film * np.float32((1 - mark.left) / 2))
    traces.cover("scale", broken * np.float32(known.number("film.white", "1")))
    traces.lift_um += near**2 * np.float32(known.number("film.curl", "um"))


def _frost(traces: Traces, sheet: Sheet, wounding: Wounding, mark: SessionMark) -> None:
    known = load_table("appearance/marks")
    left = np.exp(-mark.since_days / known.number("frost.fades", "d"))
    if wounding.device not in FROSTING or left <= LEAST:
        return
    levels = (0.0, *(known.number(f"frost.{name}", "1") for name in ("first", "second", "third")))
    depth = wounding.necrosis_mm / sheet.junction_mm
    depths = [known.number(f"frost.{name}", "1") for name in ("none_depth", "first_depth", "second_depth", "third_depth")]
    most = np.interp(depth, depths, levels)
    white = np.clip(most + known.number("frost.uneven", "1") * sheet.uneven, 0.0, 1.0) * (most > 0.0)
    traces.cover("scale", (white * left).astype(np.float32))
