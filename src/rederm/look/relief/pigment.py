"""Age spots, blotchiness and redness: where melanin and blood are uneven. A grade makes the same patches darker or redder.

age spots: ragged, clustered, lognormal in size, with uneven edges and mottled inside; the small ones come last and go first.
blotchiness: sun (smooth unevenness of melanin and blood), melasma (patches in a net that spares follicles), marks of past
inflammation. redness: diffuse patches of blood and visible vessels. Melanin that a patch adds is less, times own, in dark skin.

References: `rederm sources appearance/relief`.
"""

import numpy as np

from rederm.look.relief.blobs import Blob, scattered, soft, stamped
from rederm.look.relief.curves import across, branches, curve, engraved
from rederm.look.relief.ground import Ground
from rederm.look.relief.layer import Layer
from rederm.look.relief.numerics_relief import JITTER, LINE_FLATNESS, MOTTLE, RAGGED, VESSEL_WANDER, WARP


def age_spots(ground: Ground, key: str) -> list[Layer]:
    grid, radius = ground.grid, ground.number("age-spots.diameter", "mm") / 2
    spots = scattered(
        ground, "age-spots", ground.number("age-spots.per_cm2", "1/cm^2"), radius, ground.number("age-spots.spread", "1")
    )
    large = [spot for spot in spots if spot.radius >= radius] or spots[:1]
    small = [spot for spot in spots if spot.radius < radius and spot is not large[0]]
    contrast = ground.of_type("age-spots.contrast")
    drawn = [_mottled(ground, "age-spots", each, radius, ground.number("age-spots.edge", "1")) for each in (large, small)]
    return [
        Layer(key, "melanin", grid.down(drawn[0]), contrast, 1),
        Layer(key, "melanin", grid.down(np.maximum(drawn[1] - drawn[0], 0.0)), contrast, 2),
    ]


def _mottled(ground: Ground, name: str, spots: list[Blob], radius: float, edge: float) -> np.ndarray:
    """Spots with ragged outlines, edges here sharp and there fading, and pigment that is uneven inside."""
    grid = ground.grid
    bend = np.clip(RAGGED * (grid.noise(f"{name}-bend", radius, 2) + grid.noise(f"{name}-ragged", radius / 4) / 4), -1 / 2, 1)
    fade = edge * np.exp(MOTTLE * 2 * grid.noise(f"{name}-edge", radius))
    inside = np.clip(1 + MOTTLE / 2 * grid.noise(f"{name}-inside", radius * 2 / 3, 3), 0.0, None)
    return stamped(ground, spots, bend, lambda far, window: soft(far, fade[window]) * inside[window])


def blotchiness(ground: Ground, key: str, subtype: str | None) -> list[Layer]:
    grid, contrast = ground.grid, ground.of_type("blotchiness.contrast")
    kind = subtype or "sun"
    if kind == "melasma":
        return [Layer(key, "melanin", grid.down(_melasma(ground)), contrast)]
    if kind == "post-inflammatory":
        wide = ground.number("blotchiness.shape.mark_mm", "mm")
        spots = scattered(ground, "marks-left", ground.number("blotchiness.shape.mark_per_cm2", "1/cm^2"), wide / 2, MOTTLE)
        return [Layer(key, "melanin", grid.down(_mottled(ground, "marks-left", spots, wide / 2, MOTTLE)), contrast)]
    size = ground.number("blotchiness.shape.sun_mm", "mm")
    dark, red = grid.noise("sun-melanin", size, 5), grid.noise("sun-blood", size, 4)
    dark = np.clip(dark + np.float32(MOTTLE) * grid.noise("sun-fleck", size / 8, 2), -1, 2) / 3
    return [
        Layer(key, "melanin", grid.down(dark - dark.mean()), contrast),
        Layer(key, "blood", grid.down(np.clip(red, -1, 2) / 2), ground.number("blotchiness.shape.blood", "1")),
    ]


def _melasma(ground: Ground) -> np.ndarray:
    """Patches with ragged borders, pigmented as a net."""
    from rederm.look.relief.numerics_kernels import network

    grid = ground.grid
    size, net = ground.number("blotchiness.shape.melasma_mm", "mm"), ground.number("blotchiness.shape.net_mm", "mm")
    field = grid.noise("melasma", size, 5)
    level = np.quantile(field, 1 - ground.number("blotchiness.shape.cover", "1"))
    patches = soft(1 - (field - level), MOTTLE * np.exp(MOTTLE * grid.noise("melasma-edge", size / 2)))
    x, y = grid.plane
    u = x / np.float32(net) + np.float32(WARP) * grid.noise("melasma-u", 2 * net)
    v = y / np.float32(net) + np.float32(WARP) * grid.noise("melasma-v", 2 * net)
    lines, _ = network(
        u,
        v,
        ground.number("shape.melasma_net_width", "1"),
        int(grid.stream("melasma-net").integers(2**31)),
        JITTER,
        ground.number("shape.furrow_least", "1"),
    )
    uneven = np.clip(1 + MOTTLE * grid.noise("melasma-inside", size / 4, 3), 0.0, None)
    part = ground.number("shape.melasma_net", "1")
    return np.asarray(patches * uneven * (1 - part + 2 * part * grid.blurred(lines, net / 8)), np.float32)


def redness(ground: Ground, key: str) -> list[Layer]:
    grid, random = ground.grid, ground.grid.stream("vessels")
    size, length = ground.number("redness.patch_mm", "mm"), ground.number("redness.vessel_length", "mm")
    patches = 1 / (1 + np.exp(-2 * grid.noise("redness", size, 4)))
    half_width, vessels = ground.number("redness.vessel_half_width", "mm"), []
    for middle, own in across(
        random, grid.patch.side_mm, random.uniform(0, np.pi), ground.number("redness.vessel_apart", "mm"), length
    ):
        vessel = curve(random, middle, random.uniform(0, 2 * np.pi), own, half_width, VESSEL_WANDER)
        vessels += [vessel, *branches(random, vessel, 1)]
    lines = engraved(ground, vessels, LINE_FLATNESS)
    lines *= np.clip(patches * 2 - 1 / 2, 0.0, 1.0)
    return [
        Layer(key, "blood", grid.down(patches), ground.number("redness.diffuse", "1")),
        Layer(key, "blood", grid.down(grid.blurred(lines, half_width)), ground.number("redness.vessel", "1"), 2),
    ]
