"""What a validation is held to, each target with what was measured."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rederm.draws import Samples
from rederm.evidence.observations import observations
from rederm.evidence.scores import per_cent
from rederm.look import FAMILY

COVERED = (0.80, 0.97)  # of all figures, by laws that have not seen their study
COVERED_LEAST, ENOUGH = 0.70, 10  # of each modality with so many rows
SIGNS = 0.80
UNMEASURED = "not measured"

Cell = Mapping[str, Any]


def targets(cells: Sequence[Cell], signs: Mapping[str, Any], wrinkles: Mapping[str, float]) -> list[dict[str, Any]]:
    """{"target", "measured", "holds"}; holds is None where nothing was measured."""
    whole = cells[0]
    seen = whole["left_out"]["coverage"]
    modalities = [cell for cell in cells[1:] if cell["kind"] == "all" and cell["rows"] >= ENOUGH]
    told = signs["significant"]
    return [
        _target(
            f"studies left out: the 90 % bands hold {per_cent(COVERED[0])} to {per_cent(COVERED[1])} of all figures",
            f"{per_cent(seen)} of {whole['rows']}",
            COVERED[0] <= seen <= COVERED[1],
        ),
        _target(
            f"at least {per_cent(COVERED_LEAST)} in each modality with {ENOUGH} or more",
            ", ".join(f"{cell['modality']} {per_cent(cell['left_out']['coverage'])} of {cell['rows']}" for cell in modalities),
            all(cell["left_out"]["coverage"] >= COVERED_LEAST for cell in modalities) if modalities else None,
        ),
        _better(cells),
        _target(
            f"significant differences within trials: the right sign in at least {per_cent(SIGNS)}",
            f"{told['right']} of {told['of']}",
            told["right"] >= SIGNS * told["of"] if told["of"] else None,
        ),
        _no_null(wrinkles),
    ]


def _better(cells: Sequence[Cell]) -> dict[str, Any]:
    target, whole = "interval score better than the mean of the modality with the spread of the other studies", cells[0]
    if "better_by" not in whole:
        return _target(target, UNMEASURED, None)
    kinds = [cell for cell in cells if cell["kind"] != "all" and cell["modality"] == "all" and "better_by" in cell]
    each = ", ".join(f"{cell['name']} {per_cent(cell['better_by'], sign=True)}" for cell in kinds)
    measured = f"{per_cent(whole['better_by'], sign=True)} over {whole['compared']} figures ({each})"
    return _target(target, measured, whole["better_by"] > 0.0)


def _no_null(wrinkles: Mapping[str, float]) -> dict[str, Any]:
    target, null = "wrinkles, studies left out: no structure loses to all devices alike", wrinkles.get("alike")
    laws = {name: error for name, error in wrinkles.items() if name != "alike"}
    if null is None or not laws:
        return _target(target, UNMEASURED, None)
    said = ", ".join(f"{name.upper()} {100 * error:.2f}" for name, error in laws.items())
    return _target(target, f"mean error {said} points, alike {100 * null:.2f}", all(e <= null for e in laws.values()))


def wrinkle_errors(structures: Mapping[str, Mapping[int, Samples]]) -> dict[str, float]:
    """Mean error of left-out gains of wrinkles by structure, each study counted once."""
    given = observations()
    found = {}
    for name, drawn in structures.items():
        errors: dict[str, list[float]] = {}
        for place, samples in drawn.items():
            row = given[place]
            if FAMILY[row.detail["concern"]] == "wrinkles":
                errors.setdefault(row.study, []).append(abs(float(np.median(samples)) - row.observed))
        if errors:
            found[name] = float(np.mean([np.mean(each) for each in errors.values()]))
    return found


def _target(target: str, measured: str, holds: bool | None) -> dict[str, Any]:
    return {"target": target, "measured": measured, "holds": holds}
