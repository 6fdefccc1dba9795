"""Run a design: the course at every point on the same draws, so that points differ by what was turned and by nothing else."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from rederm.draws import Draws
from rederm.outlook.kept_parts import Columns
from rederm.outlook.sweep.outcomes import figures
from rederm.outlook.sweep.points import Point, points_of
from rederm.outlook.sweep.spec import SweepSpec
from rederm.outlook.sweep.work import ROW, worked

MOST = 8  # points of a chunk: a few seconds of heat lesions


@dataclass(frozen=True)
class Points:
    """Some points of a design, by number."""

    spec: SweepSpec
    rows: tuple[int, ...]
    points: tuple[Point, ...]

    def asked(self) -> str:
        spec = self.spec
        courses = [repr(spec.treatment.with_values(point)) for point in self.points]
        return repr(["design", repr(spec.client), courses, spec.outcomes, spec.draws, spec.seed, self.rows])

    def names(self) -> tuple[str, ...]:
        return self.spec.outcomes


def run_design(
    spec: SweepSpec, folder: Path | None = None, cluster: str | None = None
) -> tuple[list[Point], dict[str, np.ndarray]]:
    """The points and, of each outcome, its samples (points, draws). Raises InputError."""
    points = points_of(spec.axes, spec.points, spec.seed)
    chunks = [
        Points(spec, tuple(range(start, min(start + MOST, len(points)))), tuple(points[start : start + MOST]))
        for start in range(0, len(points), MOST)
    ]
    samples = {name: np.full((len(points), spec.draws), np.nan) for name in spec.outcomes}
    for part in worked(treated, chunks, folder, cluster):
        for name in spec.outcomes:
            samples[name][part[ROW]] = part[name]
    return points, samples


def treated(chunk: Points) -> Columns:
    """The samples of a chunk: "row", and of each outcome (points of the chunk, draws)."""
    spec, draws = chunk.spec, _law(chunk.spec.draws, chunk.spec.seed)
    told = [figures(spec.client, spec.treatment.with_values(point), spec.outcomes, draws) for point in chunk.points]
    return {ROW: np.array(chunk.rows), **{name: np.stack([given[name] for given in told]) for name in spec.outcomes}}


@lru_cache(maxsize=1)
def _law(draws: int, seed: int) -> Draws:
    """What the points of a process share, with the lesions and injuries that were made of it."""
    return Draws(draws, seed)
