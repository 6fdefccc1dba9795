"""Whether a photograph was taken well: sharpness, exposure, size and colour, said in plain words. Advice, not a refusal.

    r = var(L G(s) g) / var(L G(s sqrt 2) g)        blur b = s (1 / (r^(1/3) - 1) - 1)^(1/2)        s = SMOOTH

L the Laplacian (variance of Laplacian: Pech-Pacheco 2000), G(s) a Gaussian of s pixels. b is the width of the blur, in pixels
of a picture brought to SHARP_SIDE, over white grain. Four sharp pictures of other things give 1.8 to 2.5, blurred by 2 pixels
3.4 to 3.8, by 3 4.7 to 4.9. A ratio needs no threshold on contrast, which smooth skin would fail. Skin, darkness, glare and
card are those of `rederm.look.photo`; thresholds: `rederm sources appearance/capture`, all assumed.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.look.photo import Photo, check_photo
from rederm.sources import InputError, load_table

SHARP_SIDE, COLOUR_SIDE = 1000, 500  # pixels of the longer side at which sharpness and colour are judged
SMOOTH = 2.0  # pixels: takes off the rounding of codes and the grain of the sensor
CARD, WALL = "grey card", "background"
_FULL = 250  # sRGB code from which a channel tells nothing more
_BRIGHTEST = 95  # percent
_NEAR_GREY, _LIT = 0.35, 0.1  # |ln R/G| of what may be a plain background under any lamp; linear light
_NOTHING, _WIDEST = 1e-6, 99  # variance of codes in which nothing is seen; pixels


@dataclass(frozen=True)
class Finding:
    """about: sharpness, light, size, colour or skin; said: what is wrong; do: what to do about it."""

    about: str
    said: str
    do: str


def quality_of(photo: Photo) -> dict[str, Any]:
    """What was measured and what it means, as JSON-like content: "findings" is empty where nothing is wrong."""
    table = load_table("appearance/capture")

    def limit(name: str) -> float:
        return table.number(name, "1")

    colour = _at(photo, COLOUR_SIDE)
    height, width = photo.pixels.shape[:2]
    blur, full = blur_width(photo), float((colour.pixels >= _FULL).any(axis=-1).mean())
    brightest = float(np.percentile(colour.pixels.max(axis=-1), _BRIGHTEST)) / np.iinfo(np.uint8).max
    found, told = [], None
    if min(width, height) < limit("side.least"):
        found.append(
            Finding("size", f"{width} x {height} pixels are few", f"save it with {limit('side.least'):.0f} a side or more")
        )
    if blur > limit("blur.most"):
        found.append(Finding("sharpness", "It looks blurred", "hold the camera still, focus on the skin, clean the lens"))
    if brightest < limit("brightest.least"):
        found.append(Finding("light", "It is dark", "more light, or a longer exposure"))
    white = _background(colour)[1] > limit("background.least")
    if full > limit("glare.most") and not white:
        found.append(Finding("light", f"{100 * full:.0f} % is burnt out", "softer light, a shorter exposure, dry skin"))
    try:
        told = check_photo(colour)
    except InputError as error:
        found.append(_from_check(str(error)))
    by, cast = _cast(colour, told, limit("background.least"))
    if cast is not None and cast > limit("cast.most"):
        do = "set the white balance on the card; use lamps of one colour"
        do = do if by == CARD else f"use a grey card, as a wall may be coloured; {do}"
        found.append(Finding("colour", f"The {by} is tinted", do))
    notes = [*photo.notes, *([] if by else ["no grey card and no plain background: its colours cannot be checked"])]
    return {
        "blur": round(blur, 2),
        "full": round(full, 4),
        "brightest": round(brightest, 3),
        "balance": by,
        "cast": None if cast is None else round(cast, 3),
        "skin": None if told is None else round(told.mask.share, 3),
        "findings": [vars(finding) for finding in {finding.about: finding for finding in reversed(found)}.values()][::-1],
        "notes": notes,
    }


def blur_width(photo: Photo) -> float:
    """Width of the blur, in pixels of the picture brought to SHARP_SIDE; _WIDEST where nothing is to be seen at all."""
    from PIL import Image
    from scipy.ndimage import gaussian_filter, laplace

    small = Image.fromarray(photo.pixels)
    small.thumbnail((SHARP_SIDE, SHARP_SIDE), Image.Resampling.BOX)
    light = np.asarray(small, np.float32).mean(axis=-1)
    once, twice = (float(laplace(gaussian_filter(light, width)).var()) for width in (SMOOTH, SMOOTH * 2 ** (1 / 2)))
    step = (once / twice) ** (1 / 3) - 1 if twice > _NOTHING else 0.0
    return min(SMOOTH * max(1 / max(step, _NOTHING) - 1, 0.0) ** (1 / 2), _WIDEST)


def _at(photo: Photo, side: int) -> Photo:
    from PIL import Image

    small = Image.fromarray(photo.pixels)
    small.thumbnail((side, side), Image.Resampling.BOX)
    return Photo(np.asarray(small), photo.name)


def _from_check(said: str) -> Finding:
    """A refusal of the check as advice: "name: what, so that ..; cure"."""
    what, _, cure = said.partition(": ")[2].partition(", so that nothing can be told from it; ")
    about = "light" if "dark" in what or "glare" in what else "sharpness" if "blur" in what else "skin"
    return Finding(about, f"It {what}", cure or "take it again")


def _background(photo: Photo) -> tuple[np.ndarray, float]:
    """(ln R/G, ln B/G) of what is near grey and lit, and the share of the picture that it is."""
    from rederm.look.photo.mask import chromaticity

    light = photo.small
    u = chromaticity(light)
    plain = (np.abs(u).max(axis=-1) < _NEAR_GREY) & (light[..., 1] > _LIT)
    if not plain.any():
        return np.zeros(2), 0.0
    middle = np.median(u[plain], axis=0)
    return np.array([middle[0], -middle[1]]), float(plain.mean())


def _cast(photo: Photo, told: Any, least: float) -> tuple[str, float | None]:
    """By what the colours can be judged (CARD, WALL, "" for nothing), and how far they are off."""
    if told is not None and told.balance == "card":
        return CARD, float(np.abs(np.log(told.gains)).max())
    tint, share = _background(photo)
    return (WALL, float(np.abs(tint).max())) if share > least else ("", None)
