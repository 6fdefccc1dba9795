"""Curves that wander, taper and branch: the segments of folds, fine lines, vessels and stretch marks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rederm.look.relief.ground import Ground
from rederm.look.relief.numerics_relief import BRANCH, RETURN, SKEW, STEP_MM, TAPER, UNEVEN, WANDER


@dataclass(frozen=True)
class Curve:
    """points (n, 2) [mm], depth (n,) 0..1, half_width (n,) [mm], heading (n,) [rad, picture: y down]."""

    points: np.ndarray
    depth: np.ndarray
    half_width: np.ndarray
    heading: np.ndarray
    skew: float


def curve(
    random: np.random.Generator,
    middle: np.ndarray,
    heading: float,
    length: float,
    half_width: float,
    wander: float = WANDER,
    uneven: float = UNEVEN,
) -> Curve:
    """A line through the middle that strays from its heading and comes back; depth 1 at most, 0 at the ends."""
    steps = max(4, int(length / STEP_MM))
    turn, away = random.standard_normal(steps) * wander, np.zeros(steps)
    for i in range(1, steps):
        away[i] = away[i - 1] * (1 - RETURN) + turn[i]
    headings = heading + away - away.mean()
    points = np.cumsum(np.column_stack([np.cos(headings), np.sin(headings)]) * (length / steps), axis=0)
    points += middle - points[steps // 2]
    place = (np.arange(steps) + 1 / 2) / steps
    taper = np.sin(np.pi * place) ** TAPER
    knots = np.clip(1 + uneven * random.standard_normal(max(3, steps // 6)), 0.0, None)
    depth = np.clip(taper * np.interp(place, np.linspace(0, 1, len(knots)), knots), 0.0, 1.0)
    return Curve(points, depth, half_width * np.sqrt(np.maximum(taper, UNEVEN)), headings, SKEW * random.uniform(-1, 1))


def branches(random: np.random.Generator, parent: Curve, mean: float) -> list[Curve]:
    """Side lines that leave a fold at sharp angles."""
    found = []
    for _ in range(random.poisson(mean)):
        at = random.integers(len(parent.points) // 5, max(len(parent.points) * 4 // 5, len(parent.points) // 5 + 1))
        turn = random.uniform(*BRANCH) * random.choice((-1, 1))
        length = len(parent.points) * STEP_MM * random.uniform(1 / 5, 2 / 5)
        heading = parent.heading[at] + turn
        middle = parent.points[at] + np.array([np.cos(heading), np.sin(heading)]) * length / 2
        child = curve(random, middle, heading, length, float(parent.half_width[at]) * 3 / 4)
        found.append(child)
    return found


def across(
    random: np.random.Generator, side: float, heading: float, apart: float, length: float
) -> list[tuple[np.ndarray, float]]:
    """Middles and lengths of lines of one heading that fill the patch and its margin, apart so far on the mean."""
    reach = side + length / 2
    normal, forward = np.array([-np.sin(heading), np.cos(heading)]), np.array([np.cos(heading), np.sin(heading)])
    found, place = [], -reach * 3 / 4
    while place < reach * 3 / 4:
        along = -reach * 3 / 4 + random.uniform(0, length)
        while along < reach * 3 / 4:
            own = length * np.exp(random.normal(0, 2 / 5))
            stray = apart * random.normal(0, 2 / 5)
            found.append((np.full(2, side / 2) + normal * (place + stray) + forward * along, float(own)))
            along += own * random.uniform(1, 2)
        place += apart * random.uniform(1 / 2, 3 / 2)
    return found


def engraved(ground: Ground, curves: Sequence[Curve], flatness: float) -> np.ndarray:
    """The deepest of the curves at each point of the raster, 0..1; flatness 2 is a Gaussian cross-section."""
    from rederm.look.relief.numerics_kernels import engrave

    rows = []
    for each in curves:
        ends = np.column_stack([each.points[:-1], each.points[1:], each.depth[:-1], each.depth[1:]])
        widths = np.column_stack([each.half_width[:-1], each.half_width[1:]])
        rows.append(np.column_stack([ends, widths, np.full(len(ends), each.skew)]))
    segments = np.concatenate(rows) if rows else np.zeros((0, 9))
    grid = ground.grid
    return np.asarray(engrave(segments, grid.points, grid.pitch_mm, float(flatness)))
