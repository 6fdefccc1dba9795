"""Fibres, cells, vessels and pigment of a story: as many as the states say, each at a place that is the same in all frames.

How many, or how long in all, is data; where they lie and how they bend is drawn for orientation. Places come from one fixed
list a kind, of which a frame takes the first ones that lie in living tissue: from frame to frame fibres are added or taken
away, and none of the others moves.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rederm.output.story_profile import Profile
from rederm.sources import load_table

Free = Callable[[np.ndarray, np.ndarray], np.ndarray]  # whether tissue is living at x, y


@dataclass(frozen=True)
class Kind:
    """A kind of fibre: seed of its places, how deep it lies (exponent of the share of the dermis), its slant and bend."""

    seed: int
    depth: float
    slant: float
    bend: float


KINDS = {
    "collagen_I": Kind(21, 1.0, 0.16, 0.05),
    "collagen_I_more": Kind(22, 1.8, 0.2, 0.05),
    "collagen_III": Kind(23, 1.7, 0.75, 0.09),
    "fragmented": Kind(24, 1.5, 0.9, 0.03),
    "elastin": Kind(25, 1.4, 0.5, 0.16),
}
_POINTS = 12
_EVEN = (0.7548776662466927, 0.5698402909980532)  # steps that fill a square evenly
_SPARE = 1.7  # places more than are needed, as some lie in wounds


def total_um(kind: str, amount: float, width_um: float) -> float:
    """Length of fibre, in all, that stands for this amount over a width; broken collagen and what is more on the scale of I."""
    scale = load_table("appearance/story")
    name = "collagen_I" if kind in ("collagen_I_more", "fragmented") else kind
    per_um = scale.number(f"per_mm.{name}", "1/mm") / 1000
    return float(max(amount, 0.0) * per_um * width_um * scale.number(f"length.{name}", "um"))


def fibres(kind: str, amount: float, profile: Profile, free: Free) -> list[np.ndarray]:
    """Lines (points, 2) whose length in all is `total_um`: whole fibres, and a part of one."""
    scale = load_table("appearance/story")
    own = "collagen_I" if kind == "collagen_I_more" else kind
    length, look = scale.number(f"length.{own}", "um"), KINDS[kind]
    whole, part = divmod(total_um(kind, amount, profile.width) / length, 1.0)
    want = int(whole) + (part > 0.0)
    a = _places(look.seed, int(want * _SPARE) + 400, 5, profile)
    x0 = profile.left + a[:, 0] * max(profile.width - length, 0.0)
    middle = x0 + length / 2
    ceiling, floor = profile.at(profile.floor, middle), profile.at(profile.fat, middle)
    y0 = ceiling + 6.0 + (floor - ceiling - 12.0) * a[:, 1] ** look.depth
    tilt = look.slant * (2 * a[:, 2] - 1) * np.clip(1.6 - (y0 - ceiling) / 400.0, 0.35, 1.6)
    along = np.linspace(0, 1, _POINTS)
    swing = look.bend * length * (0.4 + a[:, 3, None]) * np.sin(2 * np.pi * along + 2 * np.pi * a[:, 4, None])
    swing -= swing.mean(axis=1)[:, None]
    xs = middle[:, None] + length * (along - 1 / 2) * np.cos(tilt)[:, None]
    ys = y0[:, None] + length * (along - 1 / 2) * np.sin(tilt)[:, None] + swing
    spans = np.hypot(np.diff(xs, axis=1), np.diff(ys, axis=1)).sum(axis=1)[:, None]
    xs = middle[:, None] + (xs - middle[:, None]) * length / spans  # a bent fibre is as long as a straight one
    ys = y0[:, None] + (ys - y0[:, None]) * length / spans
    inside = (ys > profile.at(profile.floor, xs) + 3.0).all(axis=1) & (ys < profile.at(profile.fat, xs) - 3.0).all(axis=1)
    kept = np.flatnonzero(inside & free(xs[:, ::4], ys[:, ::4]).all(axis=1))
    if kept.size < want:  # hardly any living tissue: the rest lies wherever there is dermis
        kept = np.concatenate([kept, np.setdiff1d(np.flatnonzero(inside), kept)])
    lines = [np.column_stack([xs[k], ys[k]]) for k in kept[:want]]
    if lines and part > 0.0:
        lines[-1] = _cut(lines[-1], part)
    return lines


def cells(name: str, amount: float, profile: Profile, free: Free) -> np.ndarray:
    """Places (n, 3) of cells, x, y and a turn: n is the state on the scale of the drawing."""
    per_mm = load_table("appearance/story").number(f"per_mm.{name}", "1/mm")
    want = round(max(amount, 0.0) * per_mm * profile.width / 1000)
    a = _places({"inflammation": 31, "fibroblasts": 32}[name], 4 * want + 400, 3, profile)
    x = profile.left + 12.0 + a[:, 0] * (profile.width - 24.0)
    ceiling = profile.at(profile.floor, x)
    deep = (0.35 if name == "inflammation" else 0.6) * (profile.at(profile.fat, x) - ceiling)
    y = ceiling + 14.0 + deep * a[:, 1] ** 1.5
    live = free(x[:, None], y[:, None])[:, 0]
    order = np.concatenate([np.flatnonzero(live), np.flatnonzero(~live)])
    return np.column_stack([x, y, np.pi * a[:, 2]])[order[:want]]


def grains(melanin: float, pigment: float, profile: Profile) -> np.ndarray:
    """Places (n, 2) of melanin grains in what is left of the epidermis, living or dead: few in a sheet that is not mature."""
    per_mm = load_table("appearance/story").number("per_mm.melanin", "1/mm")
    want = round(max(melanin, 0.0) * pigment * per_mm * profile.width / 1000)
    a = _places(41, 6 * want + 600, 3, profile)
    x = profile.left + 2.0 + a[:, 0] * (profile.width - 4.0)
    at = np.clip(np.searchsorted(profile.x, x), 0, profile.x.size - 1)
    living, debris = profile.living[at], profile.debris[at]
    in_living = profile.floor[at] - np.minimum(1.5 - 7.0 * np.log1p(-0.95 * a[:, 1]), np.maximum(living - 1.5, 1.0))
    in_debris = (
        (profile.skin_top - profile.lift)[at]
        - 2.5
        - np.minimum(-9.0 * np.log1p(-0.95 * a[:, 1]), np.maximum(debris - 3.0, 0.0))
    )
    dead = (profile.fresh[at] < 1.0) & (debris > 6.0)
    y = np.where(dead, in_debris, in_living)
    likely = np.where(dead, 1.0, np.maximum(profile.fresh[at], 0.0)) * ((living > 0.0) | dead)
    order = np.concatenate([np.flatnonzero(a[:, 2] < likely), np.flatnonzero((a[:, 2] >= likely) & ((living > 0.0) | dead))])
    if order.size < want:
        order = np.arange(len(a))
    return np.column_stack([x, y])[order[:want]]


def loops(profile: Profile) -> tuple[np.ndarray, np.ndarray]:
    """Where the loops of the papillary dermis stand, (n,), and in which order they fill."""
    per_mm = load_table("appearance/story").number("per_mm.loops", "1/mm")
    count = round(per_mm * profile.width / 1000)
    x = profile.left + profile.width * (np.arange(count) + 1 / 2) / count
    return x, np.argsort((np.arange(count) * 0.618034) % 1.0, kind="stable")


def filled(level: float, profile: Profile) -> int:
    """Loops that a level of redness or of lasting vessels fills, in units of the visible threshold."""
    scale = load_table("appearance/story")
    most = round(scale.number("per_mm.loops", "1/mm") * profile.width / 1000)
    return min(round(max(level, 0.0) * scale.number("per_mm.redness", "1/mm") * profile.width / 1000), most)


def _places(seed: int, count: int, columns: int, profile: Profile) -> np.ndarray:
    """Numbers 0..1 (count, columns), the first two spread evenly over a square; a longer list begins alike."""
    rng = np.random.Generator(np.random.PCG64(seed + (1000 if profile.left > -1.0 else 0)))
    start, found = rng.random(2), rng.random((count, columns))
    found[:, :2] = (start + np.outer(np.arange(count), _EVEN) + 0.02 * (found[:, :2] - 1 / 2)) % 1.0
    return found


def _cut(line: np.ndarray, part: float) -> np.ndarray:
    """The first part of a line, by length."""
    steps = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    end = part * steps[-1]
    at = np.append(steps[steps < end], end)
    return np.column_stack([np.interp(at, steps, line[:, 0]), np.interp(at, steps, line[:, 1])])
