"""Acne scars, scars and stretch marks by subtype; where none is named, acne scars of all three, an atrophic scar, white marks.

icepick: narrow pits. boxcar: flat floor, sharp wall. rolling: wide undulation. atrophic: a sunken patch; hypertrophic: a raised
one; surgical: a fine line with marks of sutures; burn: cords in a net over mottled, shiny skin. Stretch marks: parallel bands
with fine wrinkles across, white ones sunken and pale, red ones raised and full of blood. Fine relief is lost on a scar.

References: `rederm sources appearance/relief`.
"""

import numpy as np

from rederm.look.relief.blobs import Blob, scattered, soft, stamped
from rederm.look.relief.curves import across, curve, engraved
from rederm.look.relief.ground import Ground
from rederm.look.relief.layer import Layer
from rederm.look.relief.numerics_relief import BAND_FLATNESS, BENT, JITTER, LINE_FLATNESS, MOTTLE, RAGGED
from rederm.skin.names import SUBTYPES

SPREAD = {"icepick": MOTTLE, "boxcar": MOTTLE, "rolling": MOTTLE}


def acne_scars(ground: Ground, key: str, subtype: str | None) -> list[Layer]:
    found: list[Layer] = []
    kinds = (subtype,) if subtype else SUBTYPES["acne-scars"]
    for kind in kinds:
        found += _acne(ground, key, kind, len(kinds))
    return found


def _acne(ground: Ground, key: str, kind: str, kinds: int) -> list[Layer]:
    grid = ground.grid
    wide, deep = ground.number(f"acne-scars.{kind}_mm", "mm"), ground.number(f"acne-scars.{kind}_um", "um")
    number = ground.number(f"acne-scars.{kind}_per_cm2", "1/cm^2") / kinds
    blobs = scattered(ground, f"acne-{kind}", number, wide / 2, SPREAD[kind], apart=1)
    bend = RAGGED / 2 * grid.noise(f"acne-{kind}-bend", wide / 2, 2)
    if kind == "icepick":
        shape = stamped(ground, blobs, bend, lambda far, _: np.exp(-((far / (2 / 3)) ** 2)))
    elif kind == "boxcar":
        wall = ground.number("shape.boxcar_wall", "1")
        floor = 1 + MOTTLE / 2 * grid.noise("acne-boxcar-floor", wide / 4, 2)
        shape = stamped(ground, blobs, bend, lambda far, window: soft(far, wall) * floor[window])
    else:
        shape = stamped(ground, blobs, bend, lambda far, _: np.exp(-(far**2)))
        shape = shape - grid.blurred(shape, wide)
    gone = ground.number("natural.folds_stretched", "1")
    layers = [Layer(key, "height_um", -grid.down(shape), deep, 1, gone)]
    if kind != "rolling":
        layers.append(Layer(key, "blood", grid.down(grid.blurred(shape, wide / 8)), ground.number("acne-scars.mark", "1")))
    return layers


def scars(ground: Ground, key: str, subtype: str | None) -> list[Layer]:
    kind = subtype or "atrophic"
    shape, height = {"atrophic": _atrophic, "hypertrophic": _hypertrophic, "surgical": _surgical, "burn": _burn}[kind](ground)
    field, grid = np.clip(shape, 0.0, 1.0), ground.grid
    deep = ground.number(f"scars.{kind}_um", "um")
    skin = grid.down(field)
    layers = [
        Layer(key, "height_um", grid.down(height), deep, 1, 0.0),
        Layer(key, "smoothed", skin, ground.number("scars.lost", "1")),
        Layer(key, "gloss", skin, ground.number("scars.shine", "1")),
    ]
    if kind in ("hypertrophic", "burn"):
        mottled = np.clip(1 + MOTTLE * grid.noise("scar-blood", 2.0, 2), 0.0, None)
        layers.append(Layer(key, "blood", grid.down(field * mottled), ground.number("scars.blood", "1")))
    if kind != "hypertrophic":
        layers.append(Layer(key, "melanin", skin, ground.number("scars.pale", "1")))
    return layers


def _patch(ground: Ground, name: str, kind: str, drawn: float) -> tuple[Blob, np.ndarray]:
    """One scar near the middle of the patch, and how its outline bends."""
    random, side = ground.grid.stream(name), ground.grid.patch.side_mm
    radius = ground.number(f"scars.{kind}_mm", "mm") * drawn / 2
    centre = side / 2 + random.uniform(-1, 1, 2) * side / 10
    blob = Blob(centre, radius, 1 / drawn, -ground.line_rad + BENT * random.standard_normal(), 1.0)
    return blob, RAGGED / 2 * ground.grid.noise(f"{name}-bend", radius / drawn, 3)


def _atrophic(ground: Ground) -> tuple[np.ndarray, np.ndarray]:
    blob, bend = _patch(ground, "scar-atrophic", "atrophic", 2.0)
    field = stamped(ground, [blob], bend, lambda far, _: soft(far, 2 * ground.number("shape.boxcar_wall", "1")))
    crinkle = ground.grid.noise("scar-crinkle", 1.0, 3) * MOTTLE / 2
    return field, -field * (1 + crinkle)


def _hypertrophic(ground: Ground) -> tuple[np.ndarray, np.ndarray]:
    blob, bend = _patch(ground, "scar-raised", "hypertrophic", 2.0)
    field = stamped(ground, [blob], bend, lambda far, _: soft(far, 2 * ground.number("shape.boxcar_wall", "1")))
    dome = stamped(ground, [blob], bend, lambda far, _: np.maximum(1 - far**2, 0.0))
    cords = 1 + MOTTLE / 3 * ground.grid.noise("scar-cords", 2.0, 2)
    return field, ground.grid.blurred(dome * cords, blob.radius / 10)


def _surgical(ground: Ground) -> tuple[np.ndarray, np.ndarray]:
    grid, random = ground.grid, ground.grid.stream("scar-line")
    side, wide = grid.patch.side_mm, ground.number("scars.surgical_mm", "mm")
    heading = -ground.line_rad + BENT * random.standard_normal()
    line = curve(random, np.full(2, side / 2), heading, 2 * side, wide / 2, BENT / 10)
    field = engraved(ground, [line], BAND_FLATNESS)
    apart, stitches = ground.number("scars.suture_apart", "mm"), []
    step = max(1, int(apart / (2 * side) * len(line.points)))
    for at in range(step, len(line.points) - step, step):
        turned = line.heading[at] + np.pi / 2 + BENT / 2 * random.standard_normal()
        stitches.append(curve(random, line.points[at], turned, 3 * wide, wide / 8, BENT / 10))
    marks = engraved(ground, stitches, 2)
    rope = 1 + MOTTLE * grid.noise("scar-rope", wide)
    return np.maximum(field, marks / 2), -field * rope - marks / 2


def _burn(ground: Ground) -> tuple[np.ndarray, np.ndarray]:
    from rederm.look.relief.numerics_kernels import network

    grid = ground.grid
    mesh, side = ground.number("scars.burn_mm", "mm"), grid.patch.side_mm
    x, y = grid.plane
    u = x / np.float32(mesh) + np.float32(BENT) * grid.noise("burn-u", 2 * mesh, 2)
    v = y / np.float32(mesh) + np.float32(BENT) * grid.noise("burn-v", 2 * mesh, 2)
    cords, _ = network(u, v, BENT, int(grid.stream("burn").integers(2**31)), JITTER, ground.number("shape.furrow_least", "1"))
    border = soft(
        1 + np.hypot(x - side / 2, y - side / 2) / (side / 2) - 1 + BENT * grid.noise("burn-border", side / 4, 3), MOTTLE / 2
    )
    field = (border * np.clip(1 + MOTTLE * grid.noise("burn-field", 2 * mesh, 3), 0.0, 1.0)).astype(np.float32)
    raised = grid.blurred(cords, mesh / 10) - cords.mean()
    return field, raised * border


def stretch_marks(ground: Ground, key: str, subtype: str | None) -> list[Layer]:
    grid, random = ground.grid, ground.grid.stream("stretch-marks")
    side, wide = grid.patch.side_mm, ground.number("stretch-marks.half_width", "mm")
    heading = -ground.line_rad + np.pi / 2 + BENT / 2 * random.standard_normal()
    bands = [
        curve(
            random,
            middle,
            heading + BENT / 3 * random.standard_normal(),
            own,
            wide * np.exp(random.normal(0, MOTTLE)),
            BENT / 6,
            MOTTLE / 3,
        )
        for middle, own in across(random, side, heading, ground.number("stretch-marks.apart", "mm"), side)
    ]
    band = engraved(ground, bands, BAND_FLATNESS)
    band = np.clip(band * (1 + MOTTLE * grid.noise("stretch-edge", wide / 2, 3)), 0.0, 1.0)
    fine, size = [], ground.number("stretch-marks.crinkle_mm", "mm")
    for middle, own in across(random, side, heading + np.pi / 2, size, 3 * wide):
        fine.append(curve(random, middle, heading + np.pi / 2 + BENT / 2 * random.standard_normal(), own, size / 4))
    crinkle = engraved(ground, fine, LINE_FLATNESS) * band
    skin, gone = grid.down(band), ground.number("natural.stretched", "1")
    layers = [
        Layer(key, "smoothed", skin, ground.number("stretch-marks.lost", "1")),
        Layer(key, "height_um", -grid.down(crinkle), ground.number("stretch-marks.crinkle", "um"), 1, gone),
    ]
    if subtype == "red":
        layers.append(Layer(key, "height_um", skin, ground.number("stretch-marks.raised", "um")))
        layers.append(Layer(key, "blood", skin, ground.number("stretch-marks.blood", "1")))
    else:
        layers.append(Layer(key, "height_um", -skin, ground.number("stretch-marks.depth", "um")))
        layers.append(Layer(key, "melanin", skin, ground.number("stretch-marks.pale", "1")))
        layers.append(Layer(key, "blood", skin, ground.number("stretch-marks.drained", "1")))
    return layers
