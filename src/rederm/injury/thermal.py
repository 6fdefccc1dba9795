"""Heat lesions of one setting over draws: solve the first few, keep them by content, tile them to all draws.

Every draw has its own model error, density and halo; only the first LESION_DRAWS have a lesion of their own, the draw at place
i takes lesion i modulo that number. What is kept is found again by the sources, closures and skin that make it, so that a dial
which does not change the single lesion (density, passes over other skin) costs nothing.

Depths are as in the skin, not as in a biopsy, which shrinks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from rederm.devices import Setting
from rederm.draws import Arrays, Draws, Samples, kept, model_version, spread
from rederm.draws.cache import cache_folder
from rederm.injury.heat_types import Closure, HeatLesion, HeatSource
from rederm.injury.numerics_thermal import DEPTH_POINTS, LESION_DRAWS, RECENT
from rederm.injury.result import Injury
from rederm.injury.shares import describe_columns
from rederm.skin import Skin

_SCALARS = (
    "ablation_depth",
    "dead_depth",
    "collagen_depth",
    "dry_depth",
    "nerve_area",
    "energy_error",
)
RADII = ("ablated", "collagen", "dead", "warm")


@dataclass(frozen=True)
class Lesions:
    """Solved lesions: depth (nz,) [um], boundary radii (n, nz) [um]; depths (n,) [um] on the axis; nerve_area (n,) [mm^2]."""

    depth: np.ndarray
    ablated: np.ndarray
    collagen: np.ndarray
    dead: np.ndarray
    warm: np.ndarray
    ablation_depth: Samples
    collagen_depth: Samples
    dead_depth: Samples
    dry_depth: Samples
    nerve_area: Samples
    energy_error: Samples


@dataclass(frozen=True)
class Layers:
    """Solved columns of uniform irradiation: depths (n,) [um]; nerve_share (n,): 1 where the nerve plane hurts, else 0."""

    ablation_depth: Samples
    collagen_depth: Samples
    dead_depth: Samples
    warm_depth: Samples
    dry_depth: Samples
    nerve_share: Samples
    energy_error: Samples


def solved_draws(draws: Draws) -> Draws:
    """The draws that get a lesion of their own: the first of the set that these stand in."""
    return draws.origin.first(LESION_DRAWS)


def own_lesion(solved: np.ndarray, draws: Draws) -> np.ndarray:
    """Of what each solved draw has, (solved, ..), that of every draw, (n, ..), by its place."""
    return solved[draws.places % len(solved)]


def solve_lesions(sources: Sequence[HeatSource], closures: Sequence[Closure], skin: Skin, draws: Draws) -> Lesions:
    """Lesions of all draws from one source and one closure a solved draw."""
    found = _found(_Question.of(sources, closures, skin, _columns))
    return Lesions(**{name: values if name == "depth" else own_lesion(values, draws) for name, values in found.items()})


def solve_layers(sources: Sequence[HeatSource], closures: Sequence[Closure], skin: Skin, draws: Draws) -> Layers:
    """Layers of all draws; the sources have infinite diameter."""
    found = _found(_Question.of(sources, closures, skin, _depths))
    return Layers(**{name: own_lesion(values, draws) for name, values in found.items()})


@dataclass(frozen=True)
class _Question:
    """What makes the lesions of one setting, and the folder in which they are kept."""

    sources: tuple[HeatSource, ...]
    closures: tuple[Closure, ...]
    layers: tuple[tuple[str, float], ...]
    gather: Callable[[list[HeatLesion]], Arrays]
    folder: Path
    skin: Skin = field(compare=False)

    @classmethod
    def of(
        cls,
        sources: Sequence[HeatSource],
        closures: Sequence[Closure],
        skin: Skin,
        gather: Callable[[list[HeatLesion]], Arrays],
    ) -> "_Question":
        return cls(tuple(sources), tuple(closures), tuple(skin.key().items()), gather, cache_folder(), skin)


@lru_cache(maxsize=RECENT)
def _found(asked: _Question) -> Arrays:
    """What was solved lately stays in memory, beside what is kept on disk."""
    question = {
        "gather": asked.gather.__name__,
        "sources": [vars(source) for source in asked.sources],
        "closures": [vars(closure) for closure in asked.closures],
        "skin": dict(asked.layers),
    }

    def answer() -> Arrays:
        from rederm.injury.heat import solve_heat

        pairs = list(zip(asked.sources, asked.closures, strict=True))
        return asked.gather(spread(lambda pair: solve_heat(pair[0], asked.skin, pair[1]), pairs))

    return kept(question, model_version("injury", "data/tissue"), answer)


def _columns(lesions: list[HeatLesion]) -> Arrays:
    """Radii on one depth axis, from the surface to below the deepest warm tissue of any lesion; um and mm^2."""
    bottom = max(float(lesion.depth[_reached(lesion.warm, lesion.dead)]) for lesion in lesions)
    depth = np.linspace(0.0, bottom, DEPTH_POINTS)
    found: Arrays = {"depth": depth * 1e6}
    for name in RADII:
        rows = [np.interp(depth, lesion.depth, getattr(lesion, name), right=0.0) for lesion in lesions]
        found[name] = np.array(rows) * 1e6
    for name in _SCALARS:
        found[name] = np.array([getattr(lesion, name) for lesion in lesions]) * _unit(name)
    return found


def _depths(lesions: list[HeatLesion]) -> Arrays:
    found: Arrays = {name: np.array([getattr(lesion, name) for lesion in lesions]) * _unit(name) for name in _SCALARS}
    found["nerve_share"] = (found.pop("nerve_area") > 0.0).astype(float)
    warm = [float(lesion.depth[last]) if (last := _last(lesion.warm)) >= 0 else 0.0 for lesion in lesions]
    found["warm_depth"] = np.maximum(np.array(warm) * 1e6, found["dead_depth"])
    return found


def _unit(name: str) -> float:
    """um for depths, mm^2 for the nerve plane, shares as they are."""
    return 1e6 if name.endswith(("_depth", "_area")) else 1.0


def _last(radius: np.ndarray) -> int:
    """Index of the deepest point that a boundary reaches, -1 where it reaches none."""
    reached = np.flatnonzero(radius > 0.0)
    return int(reached[-1]) if reached.size else -1


def _reached(warm: np.ndarray, dead: np.ndarray) -> int:
    """One point below everything that was reached, so that radii end at zero."""
    return min(max(_last(warm), _last(dead), 1) + 1, len(warm) - 1)


def describe_lesions(
    setting: Setting,
    skin: Skin,
    draws: Draws,
    lesions: Lesions,
    lesions_per_mm2: Samples,
    notes: tuple[str, ...],
    pierced_um: np.ndarray | None = None,
) -> Injury:
    """The injury of lesions that fall at random, `lesions_per_mm2` (n,) of them; pierced_um (n, nz): channels of needles."""
    return describe_columns(
        device=setting.device.name,
        site=skin.site.name,
        skin=skin,
        depth_um=lesions.depth,
        ablated_um=lesions.ablated,
        dead_um=lesions.dead,
        collagen_um=lesions.collagen,
        warm_um=lesions.warm,
        lesions_per_mm2=lesions_per_mm2,
        halo_mm=draws["halo.length"],
        halo_size_um=draws["halo.size"],
        nerve_area_mm2=lesions.nerve_area,
        ablation_depth_um=lesions.ablation_depth,
        dead_depth_um=lesions.dead_depth,
        collagen_depth_um=lesions.collagen_depth,
        dry_depth_um=lesions.dry_depth,
        energy_balance_error=lesions.energy_error,
        pierced_um=pierced_um,
        notes=notes,
    )


def physics(setting: Setting, draws: Draws, name: str, unit: str) -> Samples:
    """Samples (n,) of the device's own value physics.<name>, in this unit."""
    device = setting.device
    value = device.values[f"physics.{name}"]
    value.as_unit(unit)
    named = f"{device.name}.{name}"
    if device.tie is not None and named in device.tie.names:
        return draws.tied(named, value, device.tie)
    return draws.of(named, value)
