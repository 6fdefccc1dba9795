"""Healthy skin of a site at an age: furrows, pores, gentle waves, and pigments that are never quite even.

Fine relief: two networks of furrows about cells (primary and secondary lines), drawn out along the lines of the site, and
pores. After 40 furrows are deeper, fewer and more of one direction (Corcuff 1983; Lagarde 2005), by the site's share of what
the forearm does. Pigments: smooth mottling of melanin and blood, fine speckle, a few freckles in types I to III.

References: `rederm sources appearance/relief`.
"""

from dataclasses import dataclass

import numpy as np

from rederm.look.relief.blobs import Blob, scattered, soft, stamped
from rederm.look.relief.ground import Ground
from rederm.look.relief.numerics_relief import JITTER, MOTTLE, RAGGED, SECOND_WARP, WARP


@dataclass(frozen=True, eq=False)
class Healthy:
    """fine: furrows and pores [um]; waves: what swelling leaves [um]; melanin, blood, gloss: times own. (pixels, pixels)."""

    fine: np.ndarray
    waves: np.ndarray
    melanin: np.ndarray
    blood: np.ndarray
    gloss: np.ndarray


def healthy(ground: Ground) -> Healthy:
    grid = ground.grid
    waves = ground.number("natural.waves", "um") * grid.noise("waves", ground.number("natural.waves_mm", "mm"), 2)
    mottle = ground.number("natural.mottle_mm", "mm")
    furrows = microrelief(ground)
    melanin = ground.number("natural.melanin", "1") * grid.noise("melanin", mottle, 4)
    melanin += ground.number("natural.speckle", "1") * grid.noise("speckle", mottle / 25, 2)
    blood = ground.number("natural.blood", "1") * grid.noise("blood", mottle, 5)
    gloss = ground.of_site("oil", "1") * (1 + MOTTLE * grid.noise("oil", mottle, 3))
    return Healthy(
        fine=grid.down(furrows + pits(ground, pores(ground))),
        waves=grid.down(waves),
        melanin=grid.down(np.exp(melanin) + freckles(ground)),
        blood=grid.down(np.exp(blood)),
        gloss=grid.down(np.maximum(gloss, 0.0)),
    )


def microrelief(ground: Ground) -> np.ndarray:
    """Depth of the two networks of furrows about their mean, negative in a furrow [um]."""
    from rederm.look.relief.numerics_kernels import network

    grid = ground.grid
    stretch = ground.of_site("stretch", "1") * ground.aged("aligning")
    along, across = ground.along(stretch)
    width, least, plateau = (ground.number(f"shape.{key}", "1") for key in ("furrow_width", "furrow_least", "plateau"))
    relief = np.zeros((grid.points, grid.points), np.float32)
    for name, bend in (("primary", WARP), ("secondary", SECOND_WARP)):
        size = ground.of_site(f"{name}_mm", "mm") * ground.aged("widening")
        depth = ground.of_site(f"{name}_um", "um") * ground.aged("deepening")
        u = along / np.float32(size) + np.float32(bend) * (
            grid.noise(f"{name}-u", 2 * size) + grid.noise(f"{name}-U", 6 * size)
        )
        v = across / np.float32(size) + np.float32(bend) * (
            grid.noise(f"{name}-v", 2 * size) + grid.noise(f"{name}-V", 6 * size)
        )
        seed = int(grid.stream(f"{name}-cells").integers(2**31))
        furrow, cell = network(u, v, width, seed, JITTER, least)
        strength = np.clip(1 + MOTTLE * grid.noise(f"{name}-strength", 5 * size), 0.0, None)
        relief += np.float32(depth) * strength * (np.float32(plateau) * (cell - 1 / 2) * (1 - furrow) - furrow)
    return relief - relief.mean()


def pores(ground: Ground) -> list[Blob]:
    """The openings of follicles that the eye sees, none over another; the same ones that texture and laxity enlarge."""
    across, spread = ground.of_site("pore_mm", "mm"), ground.number("shape.pore_spread", "1")
    found = scattered(ground, "pores", ground.of_site("pore_per_cm2", "1/cm^2"), across / 2, spread, 0.0, 2.0)
    years = max(0.0, ground.skin.age_years - ground.number("age.level", "a"))
    stretch = 1 + years * ground.number("age.pore_stretch", "1/a")
    turn = -ground.line_rad
    return [Blob(p.centre, p.radius, p.flat / stretch, turn + (p.turn - np.pi / 2) / 4, p.strength**2) for p in found]


def pits(ground: Ground, found: list[Blob]) -> np.ndarray:
    """Pores of healthy skin, negative [um]."""
    bend = RAGGED / 2 * ground.grid.noise("pore-bend", ground.of_site("pore_mm", "mm"))
    return -ground.of_site("pore_um", "um") * stamped(ground, found, bend, lambda far, _: np.exp(-(far**2)), 3)


def freckles(ground: Ground) -> np.ndarray:
    """Melanin that a few freckles add, times own."""
    number = ground.number("natural.freckle_per_cm2", "1/cm^2") * ground.freckled
    if number == 0.0:
        return np.zeros((1, 1), np.float32)
    radius = ground.number("natural.freckle_mm", "mm") / 2
    found = scattered(ground, "freckles", number, radius, ground.number("shape.pore_spread", "1"))
    bend = RAGGED * ground.grid.noise("freckle-bend", radius, 2)
    edge = (1 + MOTTLE * ground.grid.noise("freckle-edge", radius)) / 4
    return ground.number("natural.freckle", "1") * stamped(
        ground, found, bend, lambda far, window: soft(far, np.maximum(edge[window], 1e-1))
    )
