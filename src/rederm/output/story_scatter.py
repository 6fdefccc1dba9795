"""Hair follicles, sweat ducts and living patches over the plane of which a story shows one line.

Those of the slice are as many as their density makes of it; the others stand at random before and behind it. A line closes
from all of them as the plane does, apart from chance: of many scatterings the one that misses least is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rederm.look.story import Struck
from rederm.output.section_skin import Window
from rederm.skin import Skin

REACH_UM = 1100.0  # from how far beside the line cells may arrive
_APART_UM = 120.0  # follicles and ducts of one slice from each other, and from its edges


@dataclass(frozen=True)
class Adnexum:
    """A hair follicle or a sweat duct: along the line, before or behind it [um], and whether it sends out cells."""

    kind: str
    x: float
    y: float
    works: bool


def path_to(x: np.ndarray, adnexa: Sequence[Adnexum], patches: np.ndarray, struck: Struck) -> np.ndarray:
    """Path after which the first cells reach each x: from the rim of a living patch, or up a duct and along."""
    ducts = np.array([(source.x, source.y) for source in adnexa if source.works]).reshape(-1, 2)
    return np.minimum(_nearest(x, ducts) + struck.duct_depth_um, _nearest(x, patches) - struck.patch_um)


def _nearest(x: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Distance from each x of the line to the nearest of places (n, 2), infinite where there is none.

    Places are asked from the line outwards: one that lies farther off it than any x has to go is nearest to none.
    """
    found = np.full(x.size, np.inf)
    for along, beside in places[np.argsort(np.abs(places[:, 1]), kind="stable")]:
        if abs(beside) >= found.max():
            break
        np.minimum(found, np.hypot(x - along, beside), out=found)
    return found


def model_open(path: np.ndarray, struck: Struck, per_mm2: float) -> np.ndarray:
    """Share of a layer that the closure model leaves open once sheets have moved so far [um]."""
    patches = struck.patches_per_mm2 * np.pi * ((struck.patch_um + path) / 1000) ** 2
    ducts = per_mm2 * np.pi * (np.maximum(path - struck.duct_depth_um, 0.0) / 1000) ** 2
    return np.asarray(np.exp(-patches - ducts))


def missed(path: np.ndarray, struck: Struck, adnexa: Sequence[Adnexum], skin: Skin) -> float:
    """Largest difference [share of the line] between how it closes and how the model does."""
    steps = np.linspace(0.0, REACH_UM, 60)
    per_mm2 = struck.at_work * (skin.hair_per_mm2 + skin.eccrine_per_mm2)
    drawn = (path[None, :] > steps[:, None]).mean(axis=1)
    return float(np.abs(drawn - model_open(steps, struck, per_mm2)).max())


def scattered(
    skin: Skin,
    window: Window,
    slice_um: float,
    at_work: float,
    lesions: Sequence[np.ndarray],
    near_um: float,
    rng: np.random.Generator,
) -> tuple[Adnexum, ...]:
    """Follicles and ducts: as many in the slice as their density makes of it, the rest at random before and behind.

    Those of the slice stand clear of the first lesions, and follicles, where a layer closes from them, within near_um of
    the middle, where the surface is enlarged.
    """
    first = next((centres for centres in lesions if centres.size), np.zeros(0))
    found: list[Adnexum] = []
    taken: list[float] = []
    for kind, per_mm2 in (("hair", skin.hair_per_mm2), ("duct", skin.eccrine_per_mm2)):
        count = round(per_mm2 * window.width * slice_um / 1e6)
        for _ in range(count):
            reach = near_um if kind == "hair" and not first.size else window.half
            x = _free(reach, taken, first, rng)
            taken.append(x)
            found.append(Adnexum(kind, x, rng.uniform(-slice_um / 2, slice_um / 2), True))
        side = window.half + REACH_UM
        beyond = rng.poisson(per_mm2 * 2 * side * 2 * REACH_UM / 1e6)
        places = rng.uniform((-side, -REACH_UM), (side, REACH_UM), (beyond, 2))
        outside = (np.abs(places[:, 1]) > slice_um / 2) | (np.abs(places[:, 0]) > window.half)
        works = rng.random(beyond) < at_work
        found += [Adnexum(kind, float(x), float(y), bool(w)) for (x, y), w in zip(places[outside], works[outside], strict=True)]
    resting = round((1 - at_work) * len(taken))
    return tuple(
        Adnexum(a.kind, a.x, a.y, a.works and place >= resting) if abs(a.y) <= slice_um / 2 and a.x in taken else a
        for place, a in enumerate(found)
    )


def _free(reach: float, taken: Sequence[float], first: np.ndarray, rng: np.random.Generator) -> float:
    """A place along the line that is not crowded, far from the first lesions, so that they are seen whole."""
    tried = rng.uniform(-reach + _APART_UM, reach - _APART_UM, 40)
    near = [x for x in tried if all(abs(x - other) > 2 * _APART_UM for other in taken) and abs(x) > _APART_UM]
    return float(max(near or tried[:1], key=lambda x: float(np.abs(first - x).min()) if first.size else 0.0))


def patches_of(struck: Struck, window: Window, rng: np.random.Generator) -> np.ndarray:
    side = window.half + REACH_UM
    count = rng.poisson(struck.patches_per_mm2 * 4 * side * REACH_UM / 1e6) if struck.layer else 0
    return rng.uniform((-side, -REACH_UM), (side, REACH_UM), (count, 2))
