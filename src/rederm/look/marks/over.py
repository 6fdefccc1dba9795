"""The marks of all sessions laid over a client's own skin: one day -> Maps.

    blood    = own x (1 + contrast of rims, new skin, blotches), with the mean that this redness has
    melanin  = own x (1 - lacking) x (1 + excess x contrast of dots), with the mean of the healing state

Healing tells patch means; lesions tell the pattern. Each map is scaled so that its mean over the patch is the state times the
mean of the skin's own map. Where nothing is left of any session, the maps come back as they are.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rederm.look.colour import Optics, blood_of_redness, own_colour
from rederm.look.marks.fields import Fields
from rederm.look.marks.lesion_look import mark_lesions
from rederm.look.marks.lesions import Lesions, drawn
from rederm.look.marks.sheet_look import mark_sheet
from rederm.look.marks.sheets import Sheet, laid
from rederm.look.marks.traces import Traces
from rederm.look.picture import Appearance, Maps, Patch, Scene, SessionMark, Wounding
from rederm.sources import load_table


@dataclass(frozen=True, eq=False)
class Marks:
    """Where the lesions of each session stand. patterns: one a session, None where a session leaves nothing to be seen."""

    patch: Patch
    scene: Scene
    patterns: tuple[Lesions | Sheet | None, ...]

    def over(self, maps: Maps, appearance: Appearance) -> Maps:
        """The same skin with the marks of that day."""
        seen = self.seen(appearance)
        if not seen:
            return maps
        traces = self.traces(appearance)
        changed = {"blood": self._blood(maps, traces, appearance), **_pigment(maps, traces, appearance)}
        return maps.but(**changed, **_surface(maps, traces, self.patch))

    def seen(self, appearance: Appearance) -> list[tuple[Lesions | Sheet | None, Wounding, SessionMark]]:
        """The sessions that are over and have not healed without a trace."""
        if not appearance.sessions:
            return []
        rows = zip(self.patterns, self.scene.woundings, appearance.sessions, strict=True)
        past = [(pattern, wounding, mark) for pattern, wounding, mark in rows if mark.since_days > 0.0]
        still = any(mark.open > 0.0 or mark.left > 0.0 or mark.mature < 1.0 for _, _, mark in past)
        states = appearance.redness, appearance.vessels, appearance.swelling, appearance.dermal_melanin, appearance.melanin - 1
        return past if past and (still or any(states)) else []

    def traces(self, appearance: Appearance) -> Traces:
        """What the sessions so far leave, before it is laid over the skin."""
        traces = Traces.none(self.patch.pixels)
        for pattern, wounding, mark in self.seen(appearance):
            if isinstance(pattern, Lesions):
                mark_lesions(traces, pattern, wounding, mark, appearance.swelling)
            elif isinstance(pattern, Sheet):
                mark_sheet(traces, pattern, wounding, mark, appearance.swelling)
        return traces

    @cached_property
    def own(self) -> Optics:
        """Optics of the untreated skin."""
        return own_colour(self.scene.client, self.scene.site)

    def _blood(self, maps: Maps, traces: Traces, appearance: Appearance) -> np.ndarray:
        factor = float(blood_of_redness(self.own, appearance.redness, appearance.vessels))
        pink = np.float32(load_table("appearance/marks").number("young.pink", "1"))
        added = _positive(1 + traces.red - traces.red.mean() + pink * traces.young)
        return _with_mean(maps.blood * (1 + np.float32(factor - 1) * added), factor * float(maps.blood.mean()))


def treatment_marks(patch: Patch, scene: Scene) -> Marks:
    """Where the lesions of each session stand on this patch."""
    patterns = []
    for number, wounding in enumerate(scene.woundings):
        fields = Fields(patch, number)
        patterns.append(laid(wounding, scene, fields) if wounding.layer else drawn(wounding, fields))
    return Marks(patch, scene, tuple(patterns))


def _pigment(maps: Maps, traces: Traces, appearance: Appearance) -> dict[str, np.ndarray]:
    """Melanin of epidermis and dermis: what is lacking is lacking in the lesions, what is added is densest about them."""
    lacks, wanted = float(traces.lacking.mean()), appearance.melanin
    local = load_table("appearance/marks").number("young.local", "1")
    part = min(max((1 - wanted) / lacks, 0.0), 1.0) * local if lacks > 0.0 else 0.0
    pattern = 1 - np.float32(part) * traces.lacking
    dark = _positive(1 + traces.dark - traces.dark.mean())
    more = wanted / max(float(pattern.mean()), 1e-6) - 1
    if more > 0.0:
        pattern *= 1 + np.float32(more) * dark
    found = {"melanin": _with_mean(maps.melanin * pattern, wanted * float(maps.melanin.mean()))}
    if appearance.dermal_melanin > 0.0:
        found["dermal_melanin"] = maps.dermal_melanin + np.float32(appearance.dermal_melanin) * dark / dark.mean()
    return found


def _surface(maps: Maps, traces: Traces, patch: Patch) -> dict[str, np.ndarray]:
    from scipy.ndimage import uniform_filter

    known = load_table("appearance/marks")
    height = maps.height_um + traces.lift_um
    if traces.flat.any():
        width = max(3, round(known.number("young.relief", "mm") / patch.mm_per_pixel))
        height = height - traces.flat * (maps.height_um - uniform_filter(maps.height_um, width, mode="reflect"))
    young, matte = np.float32(known.number("young.gloss", "1")), np.float32(known.number("young.matte", "1"))
    gloss = maps.gloss * (1 + young * traces.young + traces.shine) * (1 - matte * traces.scale)
    laid_over = {name: _over(getattr(maps, name), getattr(traces, name)) for name in ("crust", "scale", "wet")}
    return {"height_um": height, "gloss": gloss, **laid_over}


def _over(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    return below + above * (1 - below)


def _positive(field: np.ndarray) -> np.ndarray:
    return np.maximum(field, 0.0)


def _with_mean(field: np.ndarray, mean: float) -> np.ndarray:
    return field * np.float32(mean / max(float(field.mean()), 1e-9))
