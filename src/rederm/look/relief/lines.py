"""Fine lines, wrinkles, texture and laxity: what ageing engraves. Each is drawn once; grades make the same features deeper.

wrinkles: few folds across the muscles, asymmetric, of varying depth, branching; what sinks is heaped beside (shoulders).
fine lines: many thin, shallow lines along the same direction and some across. texture: mid-sized roughness and wide pores.
laxity: broad gentle folds and drawn-out pores; sagging of a whole face cannot be seen on a patch.

References: `rederm sources appearance/relief`.
"""

import numpy as np

from rederm.look.relief.blobs import Blob, stamped
from rederm.look.relief.curves import across, branches, curve, engraved
from rederm.look.relief.ground import Ground
from rederm.look.relief.healthy import pores
from rederm.look.relief.layer import Layer
from rederm.look.relief.numerics_relief import BENT, FOLD_FLATNESS, LINE_FLATNESS, RAGGED

FANNED = ("periorbital",)


def wrinkles(ground: Ground, key: str) -> list[Layer]:
    grid, random = ground.grid, ground.grid.stream("wrinkles")
    half_width, length = ground.number("wrinkles.half_width", "mm"), ground.number("wrinkles.length", "mm")
    fan = ground.number("shape.fan", "rad")
    spread = fan if ground.skin.site.name in FANNED else fan / 4
    folds, sides = [], []
    for middle, own in across(random, grid.patch.side_mm, -ground.line_rad, ground.number("wrinkles.apart", "mm"), length):
        heading = -ground.line_rad + spread * random.standard_normal()
        width = half_width * np.exp(random.normal(0, spread))
        fold = curve(random, middle, heading, own, width)
        folds.append(fold)
        sides += branches(random, fold, ground.number("wrinkles.branches", "1"))
    depth, gone = ground.number("wrinkles.depth", "um"), ground.number("natural.folds_stretched", "1")
    main, fine = engraved(ground, folds, FOLD_FLATNESS), engraved(ground, sides, FOLD_FLATNESS)
    return [
        Layer(key, "height_um", _sunk(ground, main), depth, 1, gone),
        Layer(key, "height_um", grid.down(np.minimum(main - fine, 0.0)), depth / 2, 2, gone),
    ]


def _sunk(ground: Ground, fold: np.ndarray) -> np.ndarray:
    """A fold of unit depth with its shoulders."""
    heaped = ground.grid.blurred(fold, ground.number("shape.shoulder_mm", "mm"))
    return ground.grid.down(np.float32(ground.number("shape.shoulder", "1")) * heaped - fold)


def fine_lines(ground: Ground, key: str) -> list[Layer]:
    grid, random = ground.grid, ground.grid.stream("fine-lines")
    half_width, length = ground.number("fine-lines.half_width", "mm"), ground.number("fine-lines.length", "mm")
    apart = ground.number("fine-lines.apart", "mm")
    depth, gone = ground.number("fine-lines.depth", "um"), ground.number("natural.stretched", "1")

    def drawn(turn: tuple[float, float], gap: float) -> np.ndarray:
        heading = -ground.line_rad + (random.choice((-1, 1)) * random.uniform(*turn) if any(turn) else 0.0)
        found = [
            curve(
                random,
                middle,
                heading + BENT / 2 * random.standard_normal(),
                own,
                half_width * np.exp(random.normal(0, ground.number("shape.width_spread", "1"))),
            )
            for middle, own in across(random, grid.patch.side_mm, heading, gap, length)
        ]
        return engraved(ground, found, LINE_FLATNESS)

    turned = (ground.number("shape.crossing_least", "rad"), ground.number("shape.crossing_most", "rad"))
    along, crossing = drawn((0.0, 0.0), apart), drawn(turned, apart / ground.number("fine-lines.crossing", "1"))
    return [
        Layer(key, "height_um", -grid.down(along), depth, 1, gone),
        Layer(key, "height_um", -grid.down(np.maximum(crossing - along, 0.0)), depth / 2, 2, gone),
    ]


def texture(ground: Ground, key: str) -> list[Layer]:
    grid = ground.grid
    rough = grid.noise("texture", ground.number("texture.rough_mm", "mm"), 3)
    wide = ground.number("texture.pore_mm", "mm") / ground.of_site("pore_mm", "mm")
    open_pores = [Blob(p.centre, p.radius * (1 + (wide - 1) * p.strength), p.flat, p.turn, p.strength) for p in pores(ground)]
    bend = RAGGED * grid.noise("texture-bend", ground.number("texture.pore_mm", "mm"))
    holes = stamped(ground, open_pores, bend, lambda far, _: np.exp(-(far**2)), 3)
    gone = ground.number("natural.stretched", "1")
    return [
        Layer(key, "height_um", grid.down(rough), ground.number("texture.rough", "um"), 1, gone),
        Layer(key, "height_um", -grid.down(holes), ground.number("texture.pore_um", "um"), 1, gone),
    ]


def laxity(ground: Ground, key: str) -> list[Layer]:
    grid, random = ground.grid, ground.grid.stream("laxity")
    apart, side = ground.number("laxity.apart", "mm"), ground.grid.patch.side_mm
    folds = [
        curve(random, middle, -ground.line_rad + BENT / 2 * random.standard_normal(), own, apart / 4)
        for middle, own in across(random, side, -ground.line_rad, apart, 2 * apart)
    ]
    gentle = grid.blurred(engraved(ground, folds, 2), apart / 10)
    wide, drawn = (
        ground.number("laxity.pore_mm", "mm") / ground.of_site("pore_mm", "mm"),
        ground.number("laxity.pore_stretch", "1"),
    )
    long = [Blob(p.centre, p.radius * wide, p.flat / drawn, p.turn, p.strength) for p in pores(ground)]
    still = np.zeros((grid.points, grid.points), np.float32)
    holes = stamped(ground, long, still, lambda far, _: np.exp(-(far**2)), 3)
    return [
        Layer(key, "height_um", -grid.down(gentle - gentle.mean()), ground.number("laxity.depth", "um"), 1, 0.0),
        Layer(
            key,
            "height_um",
            -grid.down(holes),
            ground.number("laxity.pore_um", "um"),
            1,
            ground.number("natural.stretched", "1"),
        ),
    ]
