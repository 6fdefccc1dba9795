"""Photographs for the tests: the one real face at hand, and patches of skin of every type with bumps and spots."""

from functools import cache

import numpy as np
from scipy.ndimage import gaussian_filter

from picture_cases import person
from rederm.look.colour import ColourTable, own_colour
from rederm.look.photo import Photo
from rederm.look.picture import Appearance, Light, Maps, Patch, render

KINDS = ("age-spots", "blotchiness", "redness", "fine-lines", "wrinkles", "texture")


@cache
def face() -> Photo:
    """Eileen Collins, NASA, public domain; the face is 80 pixels wide."""
    from skimage.data import astronaut

    return Photo(astronaut(), "astronaut.png")


@cache
def table(fitzpatrick: int = 2) -> ColourTable:
    return ColourTable.of(own_colour(person(fitzpatrick=fitzpatrick), "cheek"))


def day(reddened: float = 0.0, melanin: float = 1.0, **grades: float) -> Appearance:
    """An appearance with every concern at grade 2 but those named. reddened: the redness of treatment."""
    named = {kind.replace("_", "-"): grade for kind, grade in grades.items()}
    return Appearance(0.0, "median", {kind: named.get(kind, 2.0) for kind in KINDS}, redness=reddened, melanin=melanin)


@cache
def patch(fitzpatrick: int, light: str = "front", spots: float = 0.0, seed: int = 1, pixels: int = 256) -> Photo:
    """A close-up of bumpy skin of a type, with six round spots of this much more melanin."""
    rng = np.random.default_rng(seed)
    maps = Maps.plain(pixels)
    for width, height in ((1.5, 8.0), (4.0, 20.0)):
        bumps = gaussian_filter(rng.normal(size=(pixels, pixels)), width)
        maps.height_um[...] += (height * bumps / bumps.std()).astype(np.float32)
    rows, columns = np.mgrid[:pixels, :pixels]
    for _ in range(6):
        row, column = rng.uniform(30, pixels - 30, 2)
        maps.melanin[...] += spots * np.exp(-((((rows - row) ** 2 + (columns - column) ** 2) / 12.0**2) ** 2))
    made = render(maps, table(fitzpatrick), Light.named(light), Patch(pixels, 20.0, seed))
    return Photo(made, f"type-{fitzpatrick}.png")
