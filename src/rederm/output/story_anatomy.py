"""What makes the section recognised as skin: dermis, fat, hair follicles and sweat ducts.

Thicknesses, densities, the depth of stem cells and how far cells have come up a duct are data; the shapes are not.
"""

from typing import Any

import numpy as np

from rederm.look.story import Frame
from rederm.output.story_colors import COLORS
from rederm.output.story_ground import Ground
from rederm.output.story_profile import Profile
from rederm.output.story_scatter import Adnexum
from rederm.output.story_shapes import band, column, ellipses
from rederm.output.theme import SKIN
from rederm.sources import load_table

_LOBULE_UM = 74.0
_STILL_OPEN = 1 / 200


def paint_ground(axis: Any, ground: Ground, profile: Profile) -> None:
    """Dermis in its two layers, fat below."""
    here = (profile.x >= profile.left) & (profile.x <= profile.right)
    x, floor, fat = profile.x[here], profile.floor[here], profile.fat[here]
    share = ground.skin.papillary_um / ground.skin.dermis_um
    upper = floor + share * (fat - floor)
    band(axis, "fat", x, fat, np.full(x.size, ground.window.depth + 1.0), SKIN["fat"], 1.0)
    for name, top, bottom in (("papillary", floor, upper), ("reticular", upper, fat)):
        band(axis, name, x, top, bottom, SKIN[name], 1.1)
    rows = np.arange(float(fat.min()), ground.window.depth + _LOBULE_UM, 0.87 * _LOBULE_UM)
    columns = np.arange(profile.left, profile.right + _LOBULE_UM, _LOBULE_UM)
    places = np.array([(c + (i % 2) * _LOBULE_UM / 2, r) for i, r in enumerate(rows) for c in columns]).reshape(-1, 2)
    places = places[places[:, 1] - 0.45 * _LOBULE_UM > profile.at(profile.fat, places[:, 0])]
    size = 0.94 * _LOBULE_UM
    ellipses(axis, "lobules", places, size, size, SKIN["lobule"], 1.05, edgecolors=SKIN["lobule_edge"], linewidths=0.4)


def paint_adnexa(axis: Any, ground: Ground, profile: Profile, frame: Frame | None) -> None:
    """Follicles and ducts of the slice; where a layer closes from them, the cells that climb them."""
    for source in ground.shown:
        if profile.left < source.x < profile.right:
            (_hair if source.kind == "hair" else _duct)(axis, ground, profile, source, _climb(ground, source, frame))


def _climb(ground: Ground, source: Adnexum, frame: Frame | None) -> tuple[float, float]:
    """Dead length of the duct below the floor, and how far of it new cells have climbed [um]."""
    for wound in reversed(frame.wounds if frame is not None else ()):
        struck = ground.struck[wound.session]
        if struck.layer and wound.open.median > _STILL_OPEN:
            come = wound.moved_um.median if source.works else 0.0
            return struck.duct_depth_um, min(come, struck.duct_depth_um)
    return 0.0, 0.0


def _depth(ground: Ground, profile: Profile, source: Adnexum, key: str) -> tuple[float, float]:
    """Where the dermis begins at a follicle or duct, and the depth of its stem cells."""
    floor, fat = (float(profile.at(values, np.array(source.x))) for values in (profile.floor, profile.fat))
    share = load_table("tissue/healing").number(f"closure.{key}", "1")
    return floor, floor + min(share, 0.9) * (fat - floor)


def _hair(axis: Any, ground: Ground, profile: Profile, source: Adnexum, climb: tuple[float, float]) -> None:
    floor, bulge = _depth(ground, profile, source, "follicle_depth")
    fat = float(profile.at(profile.fat, np.array(source.x)))
    bulb = min(floor + 1.9 * (bulge - floor), fat - 40.0)
    y = np.linspace(floor - 4.0, bulb, 60)
    lean = 0.16 * (y - floor)
    half = 17.0 + 7.0 * np.exp(-(((y - bulge) / 40.0) ** 2)) + 13.0 * np.exp(-(((y - bulb + 26.0) / 30.0) ** 2))
    half *= np.sqrt(np.clip((bulb - y) / 26.0, 0.0, 1.0))  # round below
    look = COLORS["sheath"] if source.works else COLORS["resting"]
    column(axis, "hair", y, source.x + lean - half, source.x + lean + half, look, 2.5)
    _climbing(axis, y, source.x + lean - half, source.x + lean + half, floor, climb)
    up = min(float(profile.at(profile.skin_top, np.array(source.x))) - 30.0, floor - 4.0)
    shaft = np.array([up, floor, bulb - 8.0])
    middle = source.x + 0.16 * (shaft - floor)
    column(axis, "shaft", shaft, middle - 4.0, middle + 4.0, COLORS["hair"], 3.6)


def _duct(axis: Any, ground: Ground, profile: Profile, source: Adnexum, climb: tuple[float, float]) -> None:
    floor, gland = _depth(ground, profile, source, "gland_depth")
    look = COLORS["duct"] if source.works else COLORS["resting"]
    y = np.linspace(floor - 4.0, gland, 80)
    x = source.x + 6.0 * np.sin((y - floor) / 38.0)
    column(axis, "duct", y, x - 7.0, x + 7.0, look, 2.5)
    _climbing(axis, y, x - 7.0, x + 7.0, floor, climb)
    turn = 2 * np.pi * np.arange(9) / 9
    radius = np.where(turn > 0.0, 26.0, 0.0)
    coil = np.column_stack([x[-1] + radius * np.cos(turn), gland + 8.0 + radius * np.sin(turn)])
    ellipses(axis, "gland", coil, 23.0, 23.0, look, 2.5, edgecolors="white", linewidths=0.5)


def _climbing(axis: Any, y: np.ndarray, left: np.ndarray, right: np.ndarray, floor: float, climb: tuple[float, float]) -> None:
    dead, come = climb
    zones = (("dead", floor, floor + dead - come), ("new", floor + dead - come, floor + dead))
    for name, start, end in zones:
        if end - start > 0.5:
            at = np.linspace(start, end, 30)
            column(axis, f"climb-{name}", at, np.interp(at, y, left), np.interp(at, y, right), COLORS[name], 2.6, alpha=0.9)
