"""Where things stand in the section of a story, the same in every frame: lesions, hair follicles, sweat ducts, living patches.

A layer closes on a plane, of which the section shows one line. Follicles, ducts and patches are scattered over that plane at
their density; those within the slice are drawn, and cells arrive from all of them, so that the line closes as the plane does.
Of many scatterings the one is kept that follows the closure model most closely, and the sheets are drawn at the distance at
which the line is open exactly as far as the state says.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rederm.look.story import Story, Struck
from rederm.output.section_skin import Window
from rederm.output.story_scatter import Adnexum, missed, patches_of, path_to, scattered
from rederm.skin import Skin
from rederm.sources import load_table

STEP_UM = 1.0  # of the line along which cells move
_ASPECT = 1.45  # of a frame, width over height
_MOST_DEPTH_UM = 1750.0
_FAT_UM = 95.0
_CLOSE_UM, _CLOSE_ASPECT = 265.0, 2.3  # depth of the enlarged surface, its width over its height
_AIR = 0.09  # of the depth
_TRIES = 240
_NEAR = 0.15  # weight of what the enlarged part misses, against the whole line
_GOLDEN = 0.381966  # lesions of later sessions stand this share of the pitch further on


@dataclass(frozen=True, eq=False)
class Ground:
    """The fixed things of a story. `lesions`: centres of each session's lesions, empty for a layer."""

    skin: Skin
    window: Window
    slice_um: float
    adnexa: tuple[Adnexum, ...]
    struck: tuple[Struck, ...]
    patches: tuple[np.ndarray, ...]  # (n, 2) a session
    lesions: tuple[np.ndarray, ...]

    @cached_property
    def x(self) -> np.ndarray:
        """The line, um, at the middles of its steps."""
        return np.arange(-self.window.half + STEP_UM / 2, self.window.half, STEP_UM)

    @property
    def close(self) -> Window:
        """The surface, shown enlarged."""
        return close_window(self.window)

    @property
    def shown(self) -> tuple[Adnexum, ...]:
        return tuple(each for each in self.adnexa if abs(each.y) <= self.slice_um / 2)

    @cached_property
    def paths(self) -> tuple[np.ndarray | None, ...]:
        """Of each session's layer: the path [um] after which cells reach each place of the line."""
        return tuple(
            path_to(self.x, self.adnexa, patches, struck) if struck.layer else None
            for struck, patches in zip(self.struck, self.patches, strict=True)
        )

    def sheet_um(self, session: int, open_area: float) -> float:
        """How far the sheets of a layer are drawn to have moved."""
        path = self.paths[session]
        assert path is not None
        return max(float(np.sort(path)[min(round((1 - open_area) * path.size), path.size - 1)]), 0.0)

    def bare(self, session: int, open_area: float, gap_um: float) -> list[tuple[float, float]]:
        """Stretches of the line without a basal layer."""
        if not self.struck[session].layer:
            half = gap_um / 2
            return [(c - half, c + half) for c in self.lesions[session]] if half > 0.0 else []
        path = self.paths[session]
        assert path is not None
        order = np.argsort(path, kind="stable")
        mask = np.zeros(path.size, bool)
        mask[order[round((1 - open_area) * path.size) :]] = True
        return runs(mask, self.x)


def ground_of(story: Story) -> Ground:
    """The ground of a story; the same story has the same ground."""
    scale, skin = load_table("appearance/story"), story.skin
    window, slice_um = window_of(story), scale.number("section.slice", "um")
    rng = np.random.Generator(np.random.PCG64(11))
    layers, near = [struck for struck in story.struck if struck.layer], close_window(window).half
    lesions = tuple(_centres(struck, k, window) for k, struck in enumerate(story.struck))
    x = np.arange(-window.half, window.half, 2 * STEP_UM)
    best: tuple[float, tuple[Adnexum, ...], list[np.ndarray]] | None = None
    for _ in range(_TRIES if layers else 1):
        work = layers[0].at_work if layers else 1.0
        adnexa = scattered(skin, window, slice_um, work, lesions, near, rng)
        patches = [patches_of(struck, window, rng) for struck in story.struck]
        worst = 0.0
        for struck, places in zip(story.struck, patches, strict=True):
            if struck.layer:
                path = path_to(x, adnexa, places, struck)
                worst = max(
                    worst,
                    *(w * missed(path[at], struck, adnexa, skin) for w, at in ((1.0, x < np.inf), (_NEAR, abs(x) < near))),
                )
        if best is None or worst < best[0]:
            best = worst, adnexa, patches
    assert best is not None
    return Ground(skin, window, slice_um, best[1], story.struck, tuple(best[2]), lesions)


def window_of(story: Story) -> Window:
    """One window for the whole series: all of the skin where it is not too thick, and the air above it."""
    skin = story.skin
    thickest = max(frame.treated["dermis"].high for frame in story.frames)
    sunk = max((struck.ablation_um - skin.junction_um for struck in story.struck if struck.layer), default=0.0)
    depth = min(skin.junction_um + max(sunk, 0.0) + thickest * skin.dermis_um + _FAT_UM, _MOST_DEPTH_UM)
    above = _AIR * depth + max([struck.debris_um - skin.junction_um for struck in story.struck] + [0.0])
    return Window(_ASPECT * (depth + above), depth, above)


def close_window(window: Window) -> Window:
    """The middle of the surface of a window."""
    return Window(_CLOSE_ASPECT * (_CLOSE_UM + window.above), _CLOSE_UM, window.above)


def runs(mask: np.ndarray, x: np.ndarray) -> list[tuple[float, float]]:
    """Stretches where a mask over the line is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    half = (x[1] - x[0]) / 2
    return [(float(x[a] - half), float(x[b - 1] + half)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _centres(struck: Struck, place: int, window: Window) -> np.ndarray:
    """Centres of lesions along the line, as far as it reaches; those of a later session stand between those of the earlier."""
    if struck.layer or not np.isfinite(struck.pitch_um):
        return np.zeros(0)
    pitch = struck.pitch_um
    near = close_window(window).half
    start = 1 / 2 if (pitch + struck.width_um) / 2 < near else 1 - near / (2 * pitch)  # where it is seen enlarged
    first = (start + place * _GOLDEN) % 1.0 * pitch
    count = int(np.ceil((window.half + pitch) / pitch)) + 1
    found = first + pitch * np.arange(-count, count + 1)
    return found[np.abs(found) < window.half + struck.width_um]
