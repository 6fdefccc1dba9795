"""What a sweep found, as it is told: points with bands, who no other beats, main effects; or shares of variance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rederm.draws import band, groups
from rederm.outlook.sweep.design import run_design
from rederm.outlook.sweep.effects import MainEffect, main_effects
from rederm.outlook.sweep.front import fronts
from rederm.outlook.sweep.indices import Index, indices, rows_of
from rederm.outlook.sweep.notes import notes
from rederm.outlook.sweep.outcomes import unit_of
from rederm.outlook.sweep.points import Point
from rederm.outlook.sweep.sensitivity import inputs_of, run_sensitivity
from rederm.outlook.sweep.spec import SENSITIVITY, SweepSpec
from rederm.outlook.sweep.treatment import leaves

SCHEMA = "rederm.sweep/1"


@dataclass(frozen=True)
class SweepResult:
    """samples: {outcome: (points, draws)} of a design, {outcome: (rows,)} of an analysis; uniform: its rows."""

    spec: SweepSpec
    points: Sequence[Point]
    samples: Mapping[str, np.ndarray]
    front: tuple[np.ndarray, np.ndarray] | None
    effects: Sequence[MainEffect]
    uniform: np.ndarray | None
    shares: Sequence[Index]
    still: tuple[str, ...]  # outcomes that do not vary or are not known in some row

    def columns(self) -> dict[str, list[Any]]:
        """The table of points or rows: what was turned, and the outcomes."""
        if self.uniform is not None:
            inputs = inputs_of(self.spec)
            held = list(zip(*inputs.values(self.uniform), strict=True)) or []
            told = {axis.name: list(values) for axis, values in zip(inputs.axes, held, strict=True)}
            return told | {name: values.tolist() for name, values in self.samples.items()}
        told = {axis.name: [point[axis.name] for point in self.points] for axis in self.spec.axes}
        for name, given in self.samples.items():
            bands = [band(row) for row in given]
            told |= {f"{name}_{end}": [each[end] for each in bands] for end in ("median", "low", "high")}
        return told if self.front is None else told | {"front": self.front[0].tolist(), "front_share": self.front[1].tolist()}

    def to_json(self) -> dict[str, Any]:
        spec = self.spec
        return {
            "schema": SCHEMA,
            "name": spec.name,
            "kind": spec.kind,
            "course": spec.treatment.with_values({}).text,
            "device": spec.treatment.device.name,
            "axes": [axis.to_json() for axis in spec.axes],
            "outcomes": [{"name": name, "unit": unit_of(name), "aim": spec.aims.get(name)} for name in spec.outcomes],
            "points": [self._point(place) for place in range(len(self.points))],
            "effects": [effect.to_json() for effect in self.effects],
            "sensitivity": None if self.uniform is None else self._sensitivity(),
            "notes": notes(self.spec, self.front is not None, self.still),
            "draws": spec.draws,
            "seed": spec.seed,
            "spec": spec.to_json(),
        }

    def _point(self, place: int) -> dict[str, Any]:
        point, spec = self.points[place], self.spec
        course = spec.treatment.with_values(point)
        return {
            "point": place + 1,
            "at": dict(point),
            "course": course.text,
            "outside": leaves(spec.treatment, point, spec.client),
            "bands": {name: band(given[place]) for name, given in self.samples.items()},
            "front": None if self.front is None else bool(self.front[0][place]),
            "front_share": None if self.front is None else float(self.front[1][place]),
        }

    def _sensitivity(self) -> dict[str, Any]:
        spec, inputs = self.spec, inputs_of(self.spec)
        held = {axis.name: axis.kind for axis in inputs.axes} | dict.fromkeys(inputs.groups, "group")
        words = groups()
        return {
            "method": spec.method,
            "samples": spec.samples,
            "runs": rows_of(spec.method, spec.samples, len(inputs.names)),
            "inputs": [{"name": name, "kind": kind, "holds": words.get(name, "")} for name, kind in held.items()],
            "fixed": [group for group in words if group not in inputs.groups],
            "spread": [
                {"outcome": name, "bands": band(given), "mean": _told(given.mean()), "sd": _told(given.std())}
                for name, given in self.samples.items()
            ],
            "indices": [index.to_json() for index in self.shares],
            "still": list(self.still),
        }


def sweep(spec: SweepSpec, folder: Path | None = None, cluster: str | None = None) -> SweepResult:
    """Run a sweep. folder: where chunks are kept, so that a stopped run goes on; cluster: a scheduler. Raises InputError."""
    if spec.kind == SENSITIVITY:
        uniform, told = run_sensitivity(spec, folder, cluster)
        names = inputs_of(spec).names
        found = {name: indices(names, spec.method, uniform, name, given, spec.seed) for name, given in told.items()}
        shares = [index for each in found.values() for index in each or ()]
        return SweepResult(
            spec, (), told, None, (), uniform, shares, tuple(name for name, each in found.items() if each is None)
        )
    points, samples = run_design(spec, folder, cluster)
    effects = main_effects(spec.axes, points, samples, spec.points is not None)
    still = tuple(name for name, given in samples.items() if not np.isfinite(given).all())
    return SweepResult(spec, points, samples, fronts(samples, spec.aims), effects, None, (), still)


def _told(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
