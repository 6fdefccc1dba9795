"""Seeded random fields of a patch: smooth noise, ranks of it, and cracks.

Noise is a cubic spline over independent normal numbers on a lattice in millimetres, so that the same seed is the same field at
any number of pixels. A rank field has every value 0..1 equally often: the part of the patch where it is below a share has that
share of the area, however the field looks.
"""

from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np

from rederm.look.marks.numerics_marks import CRACK_WIDTH, SPARE, SPLINE_SD, STREAK
from rederm.look.picture import Patch


@dataclass(frozen=True)
class Fields:
    """Random fields of one session on one patch; each name has a stream of its own."""

    patch: Patch
    session: int

    def stream(self, name: str) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence(self.patch.seed, spawn_key=(crc32(name.encode()), self.session)))

    def noise(self, name: str, scale_mm: float, octaves: int = 1) -> np.ndarray:
        """Mean 0, standard deviation 1 over the patch; octaves halve the scale and the weight."""
        random, total = self.stream(name), np.zeros((self.patch.pixels,) * 2)
        for octave in range(octaves):
            weights = spline(self.patch.axis_mm, scale_mm / 2**octave)
            lattice = random.standard_normal((weights.shape[1],) * 2)
            total += (weights @ (weights @ lattice).T).T / 2**octave
        return np.asarray((total - total.mean()) / max(float(total.std()), 1e-9), np.float32)

    def drift(self, name: str, scale_mm: float, size_mm: float, points: np.ndarray) -> np.ndarray:
        """A slow displacement of this sd at points (n, 2), each coordinate apart."""
        random, edge = self.stream(name), SPARE + scale_mm
        moved = np.empty_like(points)
        place = np.clip(points + edge, 0.0, self.patch.side_mm + 2 * edge)
        weights = [spline(place[:, axis], scale_mm, self.patch.side_mm + 2 * edge) for axis in (0, 1)]
        for axis in (0, 1):
            lattice = random.standard_normal((weights[0].shape[1], weights[1].shape[1])) / SPLINE_SD
            moved[:, axis] = np.asarray(weights[1].multiply(weights[0] @ lattice).sum(axis=1)).ravel() * size_mm
        return moved

    def streaks(self, name: str, width_mm: float, degrees: float) -> np.ndarray:
        """Noise of this width that is drawn out in one direction, in two octaves."""
        from scipy.ndimage import map_coordinates

        random, side = self.stream(name), self.patch.side_mm
        x, y = np.meshgrid(self.patch.axis_mm, self.patch.axis_mm)
        bend = self.noise(f"{name}-bend", side / 2) * width_mm / 2
        angle = np.deg2rad(degrees)
        across = x * np.cos(angle) + y * np.sin(angle) + bend + side
        along = y * np.cos(angle) - x * np.sin(angle) + side
        total = np.zeros(x.shape)
        for octave in (1, 2):
            place = [across / width_mm * octave, along / (STREAK * width_mm) * octave]
            lattice = random.standard_normal([int(part.max()) + 4 for part in place])
            total += map_coordinates(lattice, place, order=3, mode="nearest") / octave
        return np.asarray((total - total.mean()) / total.std(), np.float32)

    def cells(self, name: str, scale_mm: float) -> np.ndarray:
        """A random number of each cell of this width, mean 0, standard deviation about 1."""
        _, mine, seeds = self._nearest(name, scale_mm, [1])
        return self.stream(f"{name}-value").standard_normal(seeds).astype(np.float32)[mine[..., 0]]

    def cracks(self, name: str, scale_mm: float) -> np.ndarray:
        """1 on the borders of cells of this width, 0 within them: the least difference of distance to two seeds."""
        far, _, _ = self._nearest(name, scale_mm, [1, 2])
        return np.asarray(np.exp(-(((far[..., 1] - far[..., 0]) / scale_mm / CRACK_WIDTH) ** 2)), np.float32)

    def _nearest(self, name: str, scale_mm: float, which: list[int]) -> tuple[np.ndarray, np.ndarray, int]:
        """Distances to the nearest of random seeds, along bent borders, and whose they are, (h, w, which); how many seeds."""
        from scipy.spatial import cKDTree

        random, side = self.stream(name), self.patch.side_mm
        count = int(np.ceil((side + 2 * scale_mm) ** 2 / scale_mm**2))
        seeds = random.uniform(-scale_mm, side + scale_mm, (count, 2))
        x, y = np.meshgrid(self.patch.axis_mm, self.patch.axis_mm)
        bend = [self.noise(f"{name}-{axis}", scale_mm / 2, 3) * scale_mm / 10 for axis in "xy"]
        far, mine = cKDTree(seeds).query(np.stack([x + bend[0], y + bend[1]], axis=-1), k=which)
        return far, mine, count


def ranks(field: np.ndarray) -> np.ndarray:
    """The same field with its values spread evenly over 0..1."""
    order = np.empty(field.size, np.float32)
    order[np.argsort(field, axis=None, kind="stable")] = (np.arange(field.size) + 1 / 2) / field.size
    return order.reshape(field.shape)


def spline(at_mm: np.ndarray, scale_mm: float, most_mm: float = 0.0) -> Any:
    """Weights of the lattice points (at, points) for a cubic spline of this scale; a sparse matrix, four to a row."""
    from scipy.interpolate import BSpline

    most = int(np.ceil(max(float(at_mm.max()), most_mm) / scale_mm))
    return BSpline.design_matrix(at_mm, np.arange(-3, most + 4) * scale_mm, 3)
