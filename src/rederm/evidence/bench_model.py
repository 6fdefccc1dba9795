"""What a bench test is expected to see, cell by cell, for given values of a plasma device.

    ln depth    = emulated(F drive, a, f_s, pulse) + ln s_d - ln(shrinkage in a section)
    ln diameter = emulated(..) - ln(shrinkage);       ln(count + c) = ln(passes n_pins p_fire(P) + c),  c what a count resolves
    sd^2 = (scatter from crater to crater)^2 / n + (the model's error at one setting)^2 + (the emulator's error)^2

s_d is the model's error of depth, which is common to all settings of one device. Points hold one number a term, in the space in
which the term is fitted (ln, logit). Valid where craters are measured in skin, or in gel or tissue that boils as skin does.

References: `rederm sources bench`, `rederm sources histology`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rederm.devices import Device
from rederm.evidence.bench_craters import INPUTS, Craters
from rederm.evidence.bench_file import BenchRow
from rederm.evidence.laplace import prior_loss
from rederm.evidence.terms import Term
from rederm.injury.ignition import firing_probability
from rederm.sources import load_table

PINS = {"roller": "pins_per_pass", "single-spark": "single_spark_per_pass"}
IGNITION = ("firing_probability", "gap", "gap_scatter")
DEPTH_FACTOR = "depth_factor"
SHRINKS = {"crater_depth_um": "histology_depth", "crater_diameter_um": "histology_width"}


@dataclass(frozen=True)
class BenchModel:
    """The device as published, the terms in play, the rows, and the emulator where a row holds a crater."""

    device: Device
    terms: tuple[Term, ...]
    rows: tuple[BenchRow, ...]
    craters: Craters | None

    def unit(self, name: str) -> str:
        """In which a term is stated."""
        return "1" if name == DEPTH_FACTOR else self.device.values[f"physics.{name}"].unit

    @cached_property
    def cells(self) -> list[tuple[BenchRow, str]]:
        """Every measurement: its row and column."""
        return [(row, column) for row in self.rows for column in row.observed]

    @cached_property
    def seen(self) -> np.ndarray:
        """ln of each measurement, as `expected` states it, (cells,)."""
        least = load_table("posterior/plasma").number("bench.count_resolution", "1/cm^2")
        return np.array([math.log(row.observed[c] + (least if c == "count_per_cm2" else 0.0)) for row, c in self.cells])

    @cached_property
    def noise(self) -> np.ndarray:
        """sd of ln of each measurement around `expected`, (cells,)."""
        return np.array([self._noise(row, column) for row, column in self.cells])

    def expected(self, x: np.ndarray, row: BenchRow, column: str) -> np.ndarray:
        """ln of what a column would hold at points x (..., p), shape (...,)."""
        if column == "count_per_cm2":
            least = load_table("posterior/plasma").number("bench.count_resolution", "1/cm^2")
            return np.asarray(np.log((row.passes or 1) * self.lesions_per_pass(x, row.tip, row.power_W) + least))
        size = "depth" if column == "crater_depth_um" else row.diameter_at
        told = self.crater(x, size, self.drive(row.power_W, row.speed_mm_s, row.tip))
        shrinkage = load_table("posterior/lesion").number(SHRINKS[column], "1") if row.measured == "section" else 1.0
        return told - math.log(shrinkage)

    def crater(self, x: np.ndarray, size: str, drive: float) -> np.ndarray:
        """ln um (...,) of a crater's depth or diameter."""
        assert self.craters is not None
        told = self.craters.ln_size(size, np.stack([self._term(x, name) for name in INPUTS], axis=-1), drive)
        return told + self._term(x, DEPTH_FACTOR) if size == "depth" else told

    def lesions_per_pass(self, x: np.ndarray, tip: str, power_W: float) -> np.ndarray:
        """1/cm^2, (...,)."""
        pins = np.exp(self._term(x, PINS[tip]))
        share, gap, scatter = (self._number(x, name) for name in IGNITION)
        reference = self.device.number("physics.reference_power", "W")
        return np.asarray(pins * firing_probability(share, power_W / reference, gap * 1e-6, scatter))

    def drive(self, power_W: float, speed_mm_s: float, tip: str) -> float:
        """Energy of a spark over that at the reference power and speed."""
        drive = power_W / self.device.number("physics.reference_power", "W")
        return drive * (self.device.number("physics.reference_speed", "mm/s") / speed_mm_s if tip == "roller" else 1.0)

    def misses(self, x: np.ndarray) -> np.ndarray:
        """(..., cells): seen less expected, in sd of the noise."""
        told = np.stack([self.expected(x, row, column) for row, column in self.cells], axis=-1)
        return np.asarray((self.seen - told) / self.noise)

    def loss(self, x: np.ndarray) -> float:
        """Minus log posterior at a point (p,)."""
        return float(np.sum(self.misses(x) ** 2) / 2) + prior_loss(x, self.terms)

    def _noise(self, row: BenchRow, column: str) -> float:
        table = load_table("posterior/plasma")
        key = "bench.count_scatter" if column == "count_per_cm2" else "bench.crater_scatter"
        least = table.number("bench.count_resolution", "1/cm^2") if column == "count_per_cm2" else 0.0
        scatter = row.sd[column] / (row.observed[column] + least) if column in row.sd else table.number(key, "1")
        parts = [scatter / math.sqrt(row.n), table.number("bench.setting_error", "1")]
        if column != "count_per_cm2" and self.craters is not None:
            parts.append(self.craters.error_of("depth" if column == "crater_depth_um" else row.diameter_at))
        return math.hypot(*parts)

    def _term(self, x: np.ndarray, name: str) -> np.ndarray:
        return np.asarray(x[..., [term.name for term in self.terms].index(name)])

    def _number(self, x: np.ndarray, name: str) -> np.ndarray:
        place = [term.name for term in self.terms].index(name)
        return numbers(self.terms[place], x[..., place])


def numbers(term: Term, x: np.ndarray) -> np.ndarray:
    """Numbers at points of the space in which a term is fitted."""
    if term.distribution == "lognormal":
        return np.exp(x)
    return np.asarray(1 / (1 + np.exp(-x))) if term.distribution == "logit-normal" else x


def in_play(device: Device, rows: Sequence[BenchRow]) -> list[str]:
    """Names of the values that the measured columns speak of, the model's error of depth among them."""
    columns = {column for row in rows for column in row.observed}
    found = [*INPUTS] if columns & {"crater_depth_um", "crater_diameter_um"} else []
    found += [DEPTH_FACTOR] if "crater_depth_um" in columns else []
    tips = {row.tip for row in rows if "count_per_cm2" in row.observed}
    return found + [PINS[tip] for tip in PINS if tip in tips] + ([*IGNITION] if tips else [])
