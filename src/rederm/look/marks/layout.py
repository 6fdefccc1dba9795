"""Where the lesions of one session stand: what each device draws on skin, as points in millimetres.

    roller       rows of sparks along strokes of the roller, some missing, passes in crossing directions
    scanner      a hexagonal lattice within square scan fields that a hand lays side by side
    stamp        the square array of needles of a tip, stamped side by side
    needles      punctures in rows along strokes and between them
    tip          single sparks set by hand
Every layout has the density of the device (per_mm2, over all passes); the hand turns, drifts, and leaves gaps and overlaps.

References: devices/*.toml of each device, `rederm sources appearance/marks`.
"""

from collections.abc import Callable

import numpy as np

from rederm.look.marks.fields import Fields
from rederm.look.marks.numerics_marks import BEYOND, DEEPEST, HEX, SPARE, TURNS
from rederm.look.picture import Wounding
from rederm.sources import load_table

Pass = Callable[[Wounding, float, float, np.random.Generator], np.ndarray]


def lesions_of(wounding: Wounding, fields: Fields) -> np.ndarray:
    """Centres (n, 2) [mm] of the lesions on the patch and a little beyond, x to the right and y down."""
    side = fields.patch.side_mm
    passes = max(1, round(float(wounding.values.get("passes", 1))))
    if not (wounding.per_mm2 > 0.0 and wounding.bare_mm > 0.0):
        return np.zeros((0, 2))
    # where lesions lie this many deep, one more changes nothing that is seen
    density = min(wounding.per_mm2, DEEPEST / (np.pi / 4 * wounding.bare_mm**2)) / passes
    reach = (side / 2 + SPARE) * np.sqrt(2)
    layout, known = _layout(wounding), load_table("appearance/marks")
    random = fields.stream("layout")
    base, found = random.uniform(0.0, 180), []
    for number in range(passes):
        points = layout(wounding, density, reach, random)
        angle = base + TURNS[number % len(TURNS)] + random.normal(0.0, known.number("hand.turn", "deg"))
        points = turned(points, angle) + side / 2
        points += fields.drift(
            f"hand-{number}", known.number("hand.wander_scale", "mm"), known.number("hand.wander", "mm"), points
        )
        found.append(points)
    all_points = np.concatenate(found)
    near = np.all((all_points > -SPARE) & (all_points < side + SPARE), axis=1)
    return np.asarray(all_points[near])


def roller(wounding: Wounding, density: float, reach: float, random: np.random.Generator) -> np.ndarray:
    known = load_table("appearance/marks")
    row, track, seam = (known.number(key, "mm") for key in ("roller.row", "roller.track", "hand.seam"))
    fires, spread = known.number("roller.fires", "1"), known.number("roller.stroke", "1")
    rows = max(1, round(track / row))
    step = fires * rows / (density * track)
    strokes = int(np.ceil(2 * reach / track)) + 1
    across = (np.arange(strokes)[:, None] - strokes / 2) * track + (np.arange(rows) + 1 / 2) * track / rows
    across = (across + random.normal(0.0, seam, (strokes, 1)) + random.uniform(-row / 2, row / 2)).ravel()
    along = np.arange(-reach - step, reach + step, step)
    u = along[None, :] + random.uniform(0.0, step, (across.size, 1))
    u = u + random.normal(0.0, spread * step, u.shape)
    v = across[:, None] + random.normal(0.0, known.number("roller.scatter", "mm"), u.shape)
    lit = random.random(u.shape) < fires
    return np.stack([u[lit], v[lit]], axis=1)


def scanner(wounding: Wounding, density: float, reach: float, random: np.random.Generator) -> np.ndarray:
    known = load_table("appearance/marks")
    return fielded(known.number("scanner.field", "mm"), density, known.number("scanner.jitter", "1"), HEX, reach, random)


def stamp(wounding: Wounding, density: float, reach: float, random: np.random.Generator) -> np.ndarray:
    known = load_table("appearance/marks")
    return fielded(known.number("stamp.side", "mm"), density, known.number("stamp.jitter", "1"), 1, reach, random)


def needles(wounding: Wounding, density: float, reach: float, random: np.random.Generator) -> np.ndarray:
    known = load_table("appearance/marks")
    row, scatter = known.number("needles.row", "mm"), known.number("needles.scatter", "mm")
    points = random.uniform(-reach, reach, (random.poisson(density * (2 * reach) ** 2), 2))
    in_row = random.random(len(points)) < known.number("needles.streak", "1")
    phase = random.uniform(0.0, row)
    on_row = (np.round((points[:, 1] - phase) / row)) * row + phase
    points[:, 1] = np.where(in_row, on_row + random.normal(0.0, scatter, len(points)), points[:, 1])
    return points


def tip(wounding: Wounding, density: float, reach: float, random: np.random.Generator) -> np.ndarray:
    jitter = load_table("appearance/marks").number("tip.jitter", "1")
    points, pitch = _lattice(2 * reach, density, HEX, random)
    return points + random.normal(0.0, jitter * pitch, points.shape)


LAYOUTS: dict[str, Pass] = {
    "opus-plasma": roller,
    "rf-microneedle": stamp,
    "microneedling": needles,
}


def _layout(wounding: Wounding) -> Pass:
    if wounding.values.get("tip") == "single-spark":
        return tip
    return LAYOUTS.get(wounding.device, scanner)


def fielded(side: float, density: float, jitter: float, rise: float, reach: float, random: np.random.Generator) -> np.ndarray:
    """Lattices within squares that a hand lays side by side, each a little turned and off its place."""
    known = load_table("appearance/marks")
    seam, turn = known.number("hand.seam", "mm"), known.number("hand.turn", "deg")
    count = int(np.ceil(2 * reach / side)) + 1
    start = random.uniform(-side, 0.0, 2) - reach
    parts = []
    for column in range(count):
        for line in range(count):
            points, pitch = _lattice(side, density, rise, random)
            points = points + random.normal(0.0, jitter * pitch, points.shape)
            place = start + (np.array([column, line]) + 1 / 2) * side + random.normal(0.0, seam, 2)
            parts.append(turned(points, random.normal(0.0, turn / 4)) + place)
    return np.concatenate(parts)


def _lattice(side: float, density: float, rise: float, random: np.random.Generator) -> tuple[np.ndarray, float]:
    """A lattice of this density on a square about 0, with a random phase, and its pitch; rise: of a row over the pitch."""
    pitch = 1 / np.sqrt(density * rise)
    lines = np.arange(-BEYOND, int(np.ceil(side / (pitch * rise))) + BEYOND)
    places = np.arange(-BEYOND, int(np.ceil(side / pitch)) + BEYOND)
    shift = (lines % 2) / 2 if rise < 1 else np.zeros(lines.size)
    u = (places[None, :] + shift[:, None] + random.random()) * pitch
    v = np.broadcast_to((lines[:, None] + random.random()) * pitch * rise, u.shape)
    points = np.stack([u.ravel(), v.ravel()], axis=1)
    # the border is ragged by about a pitch, so that two fields side by side leave no line between them
    border = points + random.normal(0.0, pitch, points.shape)
    return points[np.all((border >= 0.0) & (border < side), axis=1)] - side / 2, float(pitch)


def turned(points: np.ndarray, degrees: float) -> np.ndarray:
    angle = np.deg2rad(degrees)
    across, down = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    return np.asarray(points[:, :1] * across + points[:, 1:] * down)
