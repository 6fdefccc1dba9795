"""A clinic's bench test weighed: the published bounds of its device narrowed by craters and counts (Bayes).

The posterior is the normal that touches it at its peak, in ln or logit; what the test cannot tell keeps its prior, and what it
tells only together is kept as a correlation. The published device is always the prior: a second test takes the place of the
first.

References: Laplace's method (`rederm.evidence.laplace`); what is expected of each cell: `rederm.evidence.bench_model`.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from rederm.devices import CAN_BE_TESTED, published_device
from rederm.draws import band
from rederm.evidence.bench_craters import emulate_craters
from rederm.evidence.bench_file import read_bench
from rederm.evidence.bench_model import DEPTH_FACTOR, BenchModel, in_play
from rederm.evidence.laplace import Fit, laplace
from rederm.evidence.terms import Bounds, Term, term_of
from rederm.sources import InputError, load_table

UNTOLD = 0.9  # sd after over sd before: above, the test says nothing of a value
TOGETHER = 0.5  # correlation from which two values are known only together
ODD = 3.0  # sd by which a cell misses the fit before it is named
SHOWN = 2000  # draws of the predicted crater


@dataclass(frozen=True)
class BenchTest:
    """A bench test read and weighed."""

    model: BenchModel
    fit: Fit
    file: str
    day: date

    @property
    def note(self) -> str:
        count = len(self.model.rows)
        return f"bench test, {self.file}, {self.day.isoformat()}, {count} row{'' if count == 1 else 's'}"

    @cached_property
    def sd(self) -> np.ndarray:
        """Of each term, (p,); never more than before, which only rounding makes it."""
        return np.minimum(self.fit.sd, np.array([term.sd for term in self.model.terms]))

    @cached_property
    def bounds(self) -> dict[str, tuple[Bounds, Bounds]]:
        """Before and after, by name of the value."""
        ends = zip(self.model.terms, self.fit.mode, self.sd, strict=True)
        return {term.name: (self._published(term), term.bounds(float(m), float(sd))) for term, m, sd in ends}

    def _published(self, term: Term) -> Bounds:
        value = self.model.device.values.get(f"physics.{term.name}")
        if value is None or value.low is None or value.high is None:
            return term.bounds(term.mean, term.sd)
        return value.value, value.low, value.high

    @cached_property
    def correlation(self) -> np.ndarray:
        return np.asarray(self.fit.covariance / np.outer(self.fit.sd, self.fit.sd))

    def narrowed(self) -> dict[str, float]:
        """sd after over sd before, by name."""
        return {term.name: float(sd / term.sd) for term, sd in zip(self.model.terms, self.sd, strict=True)}

    def untold(self) -> list[str]:
        """Names of which the test says nothing, taken alone."""
        return [name for name, share in self.narrowed().items() if share > UNTOLD]

    def together(self) -> list[tuple[str, str]]:
        """Pairs that the test ties: where one is larger, the other is smaller or larger too."""
        names = [term.name for term in self.model.terms]
        return [(names[i], names[j]) for j in range(len(names)) for i in range(j) if abs(self.correlation[i, j]) > TOGETHER]

    def odd(self) -> list[str]:
        """Cells that the fit misses by more than chance, in words."""
        said = []
        for (row, column), z in zip(self.model.cells, self.model.misses(self.fit.mode), strict=True):
            if abs(z) > ODD:
                side = "above" if z > 0 else "below"
                said.append(f"{row.place}, column {column}: {row.observed[column]:g} lies {abs(z):.1f} sd {side} the fit")
        return said

    def predicted(self) -> dict[str, tuple[dict[str, float | None], dict[str, float | None]]]:
        """Bands before and after at the default power and speed, of the tip tested: crater [um], lesions of a pass [1/cm^2]."""
        model, device, tip = self.model, self.model.device, self.model.rows[0].tip
        power, speed = (float(device.dials[name].default or 0) for name in ("power_W", "speed_mm_s"))
        mean, cov = np.array([t.mean for t in model.terms]), np.diag([t.sd**2 for t in model.terms])
        before, after = (fit.draws(SHOWN) for fit in (Fit(model.terms, mean, cov, 0.0), self.fit))
        looks = {}
        if model.craters is not None:
            drive = model.drive(power, speed, tip)
            sizes = {"crater_depth_um": "depth", "crater_diameter_um": "half-depth"}
            if DEPTH_FACTOR not in self.bounds:
                del sizes["crater_depth_um"]
            looks = {key: [np.exp(model.crater(x, size, drive)) for x in (before, after)] for key, size in sizes.items()}
        if "firing_probability" in self.bounds and any(r.tip == tip for r, c in model.cells if c == "count_per_cm2"):
            looks["lesions_per_cm2"] = [model.lesions_per_pass(x, tip, power) for x in (before, after)]
        return {key: (band(one), band(two)) for key, (one, two) in looks.items()}

    def to_json(self, written: Path) -> dict[str, Any]:
        narrowed = self.narrowed()
        return {
            "schema": "rederm.bench/1",
            "device": self.model.device.name,
            "note": self.note,
            "rows": len(self.model.rows),
            "measured": sorted({row.measured for row in self.model.rows}),
            "values": {
                name: {
                    "unit": self.model.unit(name),
                    "before": list(before),
                    "after": list(after),
                    "narrowed": narrowed[name],
                }
                for name, (before, after) in self.bounds.items()
            },
            "predicted": {name: {"before": before, "after": after} for name, (before, after) in self.predicted().items()},
            "untold": self.untold(),
            "together": [list(pair) for pair in self.together()],
            "odd": self.odd(),
            "written": str(written),
        }


def weigh_bench(name: str, path: Path, day: date) -> BenchTest:
    """Read a bench test of the device of this name and weigh it. Raises InputError for a device or file that cannot be used."""
    device = published_device(name)
    if name not in CAN_BE_TESTED:
        raise InputError(f"{name} has nothing that a bench test would calibrate; devices that have: {', '.join(CAN_BE_TESTED)}")
    rows = tuple(read_bench(path, device))
    names = in_play(device, rows)
    error = load_table("posterior/lesion").number("depth_error", "1")
    own = {DEPTH_FACTOR: Term(DEPTH_FACTOR, "lognormal", 0.0, error)}
    terms = tuple(own.get(key) or term_of(key, device.values[f"physics.{key}"]) for key in names)
    bare = BenchModel(device, terms, rows, None)
    craters = None
    if any(column != "count_per_cm2" for _, column in bare.cells):
        drives = [bare.drive(row.power_W, row.speed_mm_s, row.tip) for row in rows if set(row.observed) - {"count_per_cm2"}]
        craters = emulate_craters(device, {term.name: term for term in terms}, [1.0, *drives])
    model = replace(bare, craters=craters)
    return BenchTest(model, laplace(model.loss, terms), path.name.encode("utf-8", "replace").decode(), day)
