"""How well lesions are predicted: error, coverage, width and interval score, as plain figures and as sentences.

    interval score of ln (Winkler)   (u - l) + 2/a (l - y)+ + 2/a (y - u)+       a = 0.1;  lower is better

Error and interval score are of depths and coagulation; coverage of every figure that has a spread. References: Winkler 1972;
Gneiting & Raftery 2007 J Am Stat Assoc 102:359.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.evidence.lesions import Lesion
from rederm.evidence.scores import MISSED, interval_score

Band = tuple[float, float, float]  # low, median, high
LEAST = 1.0  # um, below which ln is not taken


@dataclass(frozen=True)
class Told:
    """A row with the band of the model alone, and the band with the figure's own spread; z and whether the figure is inside."""

    row: Lesion
    bare: Band
    wide: Band
    z: float | None
    inside: bool

    def to_json(self) -> dict[str, Any]:
        low, median, high = self.wide
        return {
            "predicted": {"median": median, "low": low, "high": high},
            "ratio": median / self.row.observed if self.row.observed and not self.row.bound else None,
            "z": self.z,
            "in_band": self.inside,
        }


def scores(told: Sequence[Told], baseline: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """Scores over the rows that count; `baseline`: bands of ln by row, where there are any to compare with."""
    counted = [t for t in told if t.row.scored]
    found: dict[str, Any] = {"rows": len(counted)}
    for kind in ("depth", "coagulation"):
        mine = [t for t in counted if t.row.kind == kind and not t.row.bound]
        error = [abs(t.wide[1] / t.row.observed - 1) for t in mine]
        found[kind] = {
            "rows": len(mine),
            "median_error": float(np.median(error)),
            "median_error_um": float(np.median([abs(t.wide[1] - t.row.observed) for t in mine])),
            "high_over_low": float(np.median([_ln_width(t.bare) for t in mine if not _open(t.row)])),
        }
    found["misses"] = [t.row.id for t in counted if not t.inside]
    found["coverage"] = 1 - len(found["misses"]) / len(counted)
    found["coverage_bare"] = float(np.mean([_within(t.bare, t.row) for t in counted]))
    found["coverage_error"] = float(np.sqrt(MISSED * (1 - MISSED) / len(counted)))
    compared = [t for t in counted if t.row.id in baseline]
    if compared:
        ours = float(np.mean([interval_score(_ln(t.wide[0]), _ln(t.wide[2]), _ln(t.row.observed)) for t in compared]))
        theirs = float(np.mean([interval_score(*baseline[t.row.id], _ln(t.row.observed)) for t in compared]))
        found["interval_score"] = {"rows": len(compared), "model": ours, "regression": theirs, "better_by": 1 - ours / theirs}
    return found


def lines(name: str, found: Mapping[str, Any]) -> list[str]:
    """The scores in words."""
    head = "lesions, series left out" if name == "left_out" else "lesions, in sample"
    said = []
    for kind in ("depth", "coagulation"):
        part = found[kind]
        said.append(
            f"{head}: {kind} of {part['rows']} rows, median error {100 * part['median_error']:.0f} % or "
            f"{part['median_error_um']:.0f} um; the model's band spans a factor of {part['high_over_low']:.1f}"
        )
    misses = f": {', '.join(found['misses'])}" if found["misses"] else ""
    said.append(
        f"{head}: {100 * found['coverage']:.0f} % of {found['rows']} figures in the 90 % band "
        f"(two standard errors: {200 * found['coverage_error']:.0f} points), {100 * found['coverage_bare']:.0f} % in that of "
        f"the model alone; missed {len(found['misses'])}{misses}"
    )
    if "interval_score" in found:
        part = found["interval_score"]
        said.append(
            f"{head}: interval score {part['model']:.2f} against {part['regression']:.2f} of a regression on energy and spot, "
            f"{100 * part['better_by']:.0f} % better over {part['rows']} rows"
        )
    return said


def _within(band: Band, row: Lesion) -> bool:
    """Whether a band holds the figure, or reaches beyond it where that is a bound."""
    above, below = row.observed <= band[2], row.observed >= band[0]
    return above if row.bound == "at_least" else below if row.bound == "at_most" else above and below


def _ln(value: float) -> float:
    return float(np.log(max(value, LEAST)))


def _ln_width(band: Band) -> float:
    return max(band[2], LEAST) / max(band[0], LEAST)


def _open(row: Lesion) -> bool:
    """Plasma told in watts: what reaches a lesion was never measured."""
    return row.device == "opus-plasma" and "energy_per_lesion_mJ" not in (row.dials or {})
