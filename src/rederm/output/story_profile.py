"""The skin along the line of a section on one day: how thick each layer is at every place, from the states of the frame.

    untouched    corneum and living epidermis of the site
    new sheet    one cell thick where it has just come, then cell + (epidermis - cell) x maturity; corneum x maturity
    bare         none; debris stands on the new sheet, and over what is bare at the same height

The dermis is as thick as its state says, down to the fat. A layer that was taken off lowers the floor by its dermal part,
which fills as `void` does. Waves of the junction are drawn so that skin is recognised: they have no mean, so that layers keep
their thickness.
"""

from dataclasses import dataclass

import numpy as np

from rederm.look.story import Frame
from rederm.output.section_zones import Sheet
from rederm.output.story_ground import Ground
from rederm.sources import load_table

_WAVE = 0.15  # of the epidermis
_OPENED = 1e-3  # share of the area below which a session opens nothing


@dataclass(frozen=True, eq=False)
class Profile:
    """Arrays along x [um]. floor: depth at which the dermis begins; fat: at which it ends. fresh: maturity of new epidermis,
    1 where it was not touched. bare: no basal layer. lift: gap below debris where it is bare. left, right: what is drawn."""

    x: np.ndarray
    floor: np.ndarray
    living: np.ndarray
    corneum: np.ndarray
    debris: np.ndarray
    fresh: np.ndarray
    bare: np.ndarray
    fat: np.ndarray
    lift: np.ndarray
    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def skin_top(self) -> np.ndarray:
        return np.asarray(self.floor - self.living - self.corneum)

    @property
    def top(self) -> np.ndarray:
        return np.asarray(self.skin_top - self.lift - self.debris)

    def at(self, values: np.ndarray, x: np.ndarray) -> np.ndarray:
        return np.asarray(np.interp(x, self.x, values))


def treated(ground: Ground, frame: Frame, left: float, right: float) -> Profile:
    """Treated skin of a frame between two places of the line."""
    skin, x = ground.skin, ground.x
    one = load_table("appearance/story").number("cell.sheet", "um")
    floor, debris = np.full(x.size, skin.junction_um), np.zeros(x.size)
    living, corneum = np.full(x.size, skin.epidermis_um), np.full(x.size, skin.stratum_corneum_um)
    fresh, bare = np.ones(x.size), np.zeros(x.size, bool)
    for wound in frame.wounds:
        struck = ground.struck[wound.session]
        here = np.ones(x.size, bool) if struck.layer else _within(x, ground.lesions[wound.session], struck.width_um / 2)
        mature = min(max(wound.mature.median, 0.0), 1.0)
        if struck.layer:
            floor[:] = np.maximum(floor, skin.junction_um + sunk_um(ground, wound.session) * wound.unfilled.median)
        if struck.open_share > _OPENED:
            fresh[here] = np.minimum(fresh[here], mature)
            living[here] = np.minimum(living[here], one + (skin.epidermis_um - one) * mature)
            corneum[here] = np.minimum(corneum[here], skin.stratum_corneum_um * mature)
            for start, end in ground.bare(wound.session, wound.open_area.median, wound.gap_um.median):
                bare |= here & (x > start) & (x < end)
        else:
            cut = (skin.junction_um * struck.loss) * (1 - mature)
            corneum = np.minimum(corneum, max(skin.stratum_corneum_um - cut, 0.0))
            living = np.minimum(living, skin.epidermis_um - max(cut - skin.stratum_corneum_um, 0.0))
        debris[here] += wound.debris_um.median
    lift = np.where(bare & (debris > 0.0), living + corneum, 0.0)
    living[bare], corneum[bare], fresh[bare] = 0.0, 0.0, 0.0
    wave = _wave(x, skin.epidermis_um) * fresh
    base = floor.max()  # all along the line for a layer; at the junction for lesions
    fat = _fat(ground, base, frame.treated["dermis"].median)
    return Profile(x, floor + wave, living + wave, corneum, debris, fresh, bare, fat, lift, left, right)


def untreated(ground: Ground, frame: Frame, left: float, right: float) -> Profile:
    """The same skin left alone."""
    skin, x = ground.skin, ground.x
    nothing, wave = np.zeros(x.size), _wave(x, skin.epidermis_um)
    living, corneum = skin.epidermis_um + wave, np.full(x.size, skin.stratum_corneum_um)
    fat = _fat(ground, skin.junction_um, frame.untreated["dermis"].median)
    return Profile(x, skin.junction_um + wave, living, corneum, nothing, nothing + 1, nothing > 0, fat, nothing, left, right)


def part(profile: Profile, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The stretch of the line that is drawn, and values along it."""
    here = (profile.x >= profile.left) & (profile.x <= profile.right)
    return profile.x[here], values[here]


def sunk_um(ground: Ground, session: int) -> float:
    """Dermis that a layer takes off at once; lesions leave the floor where it is."""
    struck = ground.struck[session]
    if not struck.layer or struck.outline is None:
        return 0.0
    return max(Sheet.of(struck.outline).void - ground.skin.junction_um, 0.0)


def _within(x: np.ndarray, centres: np.ndarray, half: float) -> np.ndarray:
    found = np.zeros(x.size, bool)
    for centre in centres:
        found |= np.abs(x - centre) < half
    return found


def _fat(ground: Ground, base: float, dermis: float) -> np.ndarray:
    wave = 14.0 * np.sin(ground.x / 140.0) + 8.0 * np.sin(ground.x / 63.0 + 2)
    return np.asarray(base + dermis * ground.skin.dermis_um + wave - wave.mean())


def _wave(x: np.ndarray, epidermis_um: float) -> np.ndarray:
    wave = _WAVE * epidermis_um * (np.sin(x / 17.0) + 0.5 * np.sin(x / 26.3 + 1) + 0.3 * np.sin(x / 61.0))
    return np.asarray(wave - wave.mean())
