"""The design of the lesion calibration: which terms its rows depend on, where they are solved, and an emulator of each row.

What a row depends on is what the injury model asks for while it is solved; nobody lists it. The fitted terms are named here:
their posterior is what the calibration writes. Other uncertain parameters that the model asks for vary with them, so that
their doubt stands in the posterior, and keep their own tables: so do the ablation temperature and the dry conductivity, which
rule where irradiance is low and no row lies.

References: Sobol 1967 (low-discrepancy points); lesion trial of rederm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rederm.draws import spread
from rederm.evidence.emulator import Emulator, Together, emulate, together
from rederm.evidence.lesion_draws import Point
from rederm.evidence.lesions import FIGURES, Lesion, own_terms
from rederm.evidence.predict_lesion import values_at
from rederm.evidence.read_lesion import figure
from rederm.evidence.terms import Term, term, term_of
from rederm.sources import Value

FITTED = (
    "lesion.useful_share",
    "lesion.aspect",
    "lesion.wall_share",
    "lesion.returned_share",
    "lesion.returned_length",
    "lesion.dry_absorption",
    "lesion.collagen_shift",
    "lesion.coagulation_scale",
    "light.erbium_ejection_share",
    "light.erbium_bleaching",
    "light.erbium_returned_share",
    "light.open_returned_share",
)
NO_LESION = ("halo.length", "halo.size", "light.field_spread")  # asked for, and no part of a lesion's geometry
FLOOR_UM = 3.0  # added to lengths before ln, so that a zone that may vanish stays finite
LEAST = 0.05  # of ratios and slopes before ln
REACH = 2.5  # prior sds from the middle within which the design stays


@dataclass(frozen=True)
class Design:
    """Terms (p,), rows, and the emulator of each row in ln(figure + floor)."""

    terms: tuple[Term, ...]
    rows: tuple[Lesion, ...]
    emulators: tuple[Emulator, ...]

    def seen(self) -> np.ndarray:
        """What was published, on the emulators' scale (rows,)."""
        return np.array([float(log_figure(row, np.array(row.observed))) for row in self.rows])

    def alone(self, series: str) -> frozenset[str]:
        """Terms of no other series: a device whose other tips were measured is known, one with no other rows is new."""
        inside, outside = (
            {name for row in self.rows if (row.series == series) == mine for name in row.terms} for mine in (True, False)
        )
        return frozenset(inside - outside)

    def told(self, z: np.ndarray) -> np.ndarray:
        """What the emulators say (m, rows) at points (m, p)."""
        return self._all.at(z)

    @cached_property
    def _all(self) -> Together:
        return together(self.emulators)


def log_figure(row: Lesion, value: np.ndarray) -> np.ndarray:
    """ln of a figure, kept finite."""
    if row.kind in FIGURES:
        return np.asarray(np.log(np.maximum(value, 0.0) + FLOOR_UM))
    return np.asarray(np.log(np.maximum(value, LEAST)))


def lesion_design(rows: Sequence[Lesion], points: int, seed: int = 0) -> Design:
    """Solve every row at `points` (a power of two) Sobol points of the prior, and emulate it."""
    asked = [_asked(row) for row in rows]
    found: dict[str, Term] = {}
    for values in asked:
        found |= {name: _term(name, value) for name, value in values.items() if name not in found}
    terms = tuple(found[name] for name in sorted(found, key=lambda name: (name not in FITTED, name)))
    z = _sobol(points, len(terms), seed)
    named = [{t.name: t.number(t.mean + t.sd * float(x)) for t, x in zip(terms, point, strict=True)} for point in z]
    work = [(row, values) for row in rows for values in named]
    solved = np.array(spread(lambda item: _solve(*item), work)).reshape(len(rows), points)
    order = {t.name: place for place, t in enumerate(terms)}
    emulators = [
        emulate(z, np.array(sorted(order[name] for name in names)), log_figure(row, values))
        for row, names, values in zip(rows, asked, solved, strict=True)
    ]
    return Design(terms, tuple(rows), tuple(emulators))


def _solve(row: Lesion, values: Mapping[str, float]) -> float:
    """The figure of a row at one point."""
    return float(figure(row, [np.array([value]) for value in values_at(row, Point(values, row))])[0])


def _asked(row: Lesion) -> dict[str, Value | None]:
    """Names of the uncertain parameters that a row depends on; a dial that is drawn has no value of its own."""
    prior = own_terms()
    point = Point({name: t.number(t.mean) for name, t in prior.items()}, row)
    values_at(row, point)
    found: dict[str, Value | None] = {name: value for name, value in point.asked.items() if name not in NO_LESION}
    return found | dict.fromkeys((row.drawn or {}).values())


def _term(name: str, value: Value | None) -> Term:
    if name in own_terms():
        return own_terms()[name]
    if name in FITTED or value is None:
        return term(name)
    return term_of(name, value)


def _sobol(points: int, p: int, seed: int) -> np.ndarray:
    from scipy.special import ndtri
    from scipy.stats import qmc

    share = qmc.Sobol(p, scramble=True, seed=seed).random_base2(int(np.log2(points)))
    return np.asarray(np.clip(ndtri(share), -REACH, REACH))
