"""The raster on which the skin of a patch is drawn, fine enough for the thinnest furrow, and smooth random fields on it.

A patch is drawn on a raster with a pitch of at most `FINEST_MM`, then averaged to its pixels, so that the same seed on the
same millimetres shows the same skin at any number of pixels. A random field is a cubic spline over independent normal numbers
on a lattice of the wanted scale; each field has its own stream, named, so that one concern never moves the features of another.
"""

from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np

from rederm.look.picture.scene import Patch
from rederm.look.relief.numerics_relief import FINEST_MM, MOST_FACTOR, SPLINE, SPLINE_SD


@dataclass(frozen=True)
class Grid:
    """The fine raster of a patch: `factor` x `factor` points to a pixel."""

    patch: Patch

    @property
    def factor(self) -> int:
        return min(MOST_FACTOR, max(1, int(np.ceil(self.patch.mm_per_pixel / FINEST_MM))))

    @property
    def points(self) -> int:
        return self.patch.pixels * self.factor

    @property
    def pitch_mm(self) -> float:
        return self.patch.side_mm / self.points

    @cached_property
    def axis_mm(self) -> np.ndarray:
        return ((np.arange(self.points) + 1 / 2) * self.pitch_mm).astype(np.float32)

    @cached_property
    def plane(self) -> tuple[np.ndarray, np.ndarray]:
        """(x, y) of every point [mm], x to the right, y down."""
        x, y = np.meshgrid(self.axis_mm, self.axis_mm)
        return x, y

    def stream(self, name: str) -> np.random.Generator:
        """Random numbers of one feature of this skin."""
        return np.random.default_rng(np.random.SeedSequence(self.patch.seed, spawn_key=(crc32(name.encode()),)))

    def noise(self, name: str, scale_mm: float, octaves: int = 1) -> np.ndarray:
        """A smooth field of mean 0 and standard deviation about 1; octaves halve the scale and the weight."""
        random = self.stream(name)
        total, power = np.zeros((self.points, self.points), np.float32), 0.0
        for octave in range(octaves):
            weight = 1 / 2**octave
            total += np.float32(weight) * self._spline(random, scale_mm / 2**octave)
            power += weight**2
        return total / np.float32(np.sqrt(power))

    def _spline(self, random: np.random.Generator, scale_mm: float) -> np.ndarray:
        count = int(np.ceil(self.patch.side_mm / scale_mm)) + len(SPLINE) + 1
        down, right = (self._weights(count, scale_mm, start) for start in random.uniform(0, 1, 2))
        lattice = random.standard_normal((count, count)).astype(np.float32)
        return (down @ lattice @ right.T) / np.float32(SPLINE_SD)

    def _weights(self, count: int, scale_mm: float, start: float) -> np.ndarray:
        """Of the knots at each point of an axis, (points, count); start: where in the first cell the patch begins."""
        place = self.axis_mm / scale_mm + start
        first = np.floor(place).astype(int)
        weights = np.zeros((self.points, count), np.float32)
        for shift, terms in enumerate(SPLINE):
            weights[np.arange(self.points), first + shift] = np.polyval(terms, place - first)
        return weights

    def blurred(self, field: np.ndarray, mm: float) -> np.ndarray:
        from scipy.ndimage import gaussian_filter

        return np.asarray(gaussian_filter(field, mm / self.pitch_mm, mode="reflect"), np.float32)

    def down(self, field: np.ndarray) -> np.ndarray:
        """Averaged to the pixels of the patch, (pixels, pixels), float32."""
        size, factor = self.patch.pixels, self.factor
        shaped = np.ascontiguousarray(field, np.float32).reshape(size, factor, size, factor)
        return np.ascontiguousarray(shaped.mean(axis=(1, 3), dtype=np.float32))
