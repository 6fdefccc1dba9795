"""The rows of a validation by kind and by modality, and the sentences that say how they stand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from rederm.evidence.scores import LEVELS, MISSED, clustered, share_error

Row = Mapping[str, Any]
SIDES = ("seen", "left_out")
TENTHS = 10


def tables(rows: Sequence[Row], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """First the whole, then its modalities, each figure once on whatever scale; then each kind, named in `names`, and its
    modalities."""
    weights = weights_of(rows)
    found = []
    for kind, own in (("all", [row for row in rows if not row["again"]]), *_by(rows, "kind")):
        found += [cell(own, kind, "all", weights)]
        found += [cell(part, kind, name, weights) for name, part in _by(own, "modality")]
    return [{"name": names.get(one["kind"], "all quantities")} | one for one in found]


def weights_of(rows: Sequence[Row]) -> dict[str, float]:
    """What a score counts, by kind: one over the mean score of the baseline, so that units and widths of kinds are alike."""
    means = {kind: np.mean([row["baseline"]["score"] for row in own]) for kind, own in _by(_compared(rows), "kind")}
    return {kind: float(1 / mean) for kind, mean in means.items() if mean > 0.0}


def cell(rows: Sequence[Row], kind: str, modality: str, weights: Mapping[str, float]) -> dict[str, Any]:
    """Scores of these rows. Bias, error and width are on the scale of the kind, null over several kinds; better_by: by how
    much the weighted interval score of the predictions left out is less than that of the baseline."""
    one_scale = kind != "all"
    found: dict[str, Any] = {
        "kind": kind,
        "modality": modality,
        "rows": len(rows),
        "studies": len({row["study"] for row in rows}),
        "fitted": sum(row["use"] == "fitted" for row in rows),
        "scale": rows[0]["scale"] if one_scale else None,
        "coverage_error": share_error(1 - MISSED, len(rows)),
    }
    for side in SIDES:
        found[side] = _side(rows, [side_of(row, side) for row in rows], one_scale)
    compared = [row for row in _compared(rows) if row["kind"] in weights]
    if compared:
        weight = np.array([weights[row["kind"]] for row in compared])
        ours = np.array([row["left_out"]["score"] for row in compared])
        theirs = np.array([row["baseline"]["score"] for row in compared])
        if one_scale:
            found["interval_score"] = {"model": float(ours.mean()), "baseline": float(theirs.mean())}
        found["compared"] = len(compared)
        found["baseline_coverage"] = float(np.mean([row["baseline"]["in_band"] for row in compared]))
        if theirs.any():
            found["better_by"] = float(1 - weight @ ours / (weight @ theirs))
    found["missed"] = [f"{row['study']}: {row['what']}" for row in rows if not row["left_out"]["in_band"]]
    return found


def side_of(row: Row, side: str) -> Row:
    """A row's prediction in sample ("seen") or without its study ("left_out")."""
    left: Row = row["left_out"]
    return row if side == "seen" else left


def curves(rows: Sequence[Row], side: str) -> dict[str, list[dict[str, Any]]]:
    """Of all rows and of each kind: the share of figures within the central bands of 50, 80 and 90 %, with two standard
    errors of a true band."""
    return {kind: _curve(own, side) for kind, own in (("all", list(rows)), *_by(rows, "kind"))}


def places(rows: Sequence[Row], side: str) -> list[int]:
    """How many figures fall in each tenth of their draws: level where bands are right."""
    found = [side_of(row, side)["pit"] for row in rows if not row["bound"]]
    return [int(count) for count in np.histogram(found, bins=TENTHS, range=(0.0, 1.0))[0]]


def _curve(rows: Sequence[Row], side: str) -> list[dict[str, Any]]:
    plain = [side_of(row, side) for row in rows if not row["bound"]]
    return [
        {
            "level": level,
            "rows": len(plain),
            "covered": float(np.mean([told["within"][f"{level:.0%}"] for told in plain])),
            "error": 2 * share_error(level, len(plain)),
        }
        for level in LEVELS
        if plain
    ]


def _side(rows: Sequence[Row], told: Sequence[Row], one_scale: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"coverage": float(np.mean([t["in_band"] for t in told]))}
    plain = [(row["study"], t) for row, t in zip(rows, told, strict=True) if t["error"] is not None]
    if one_scale and plain:
        errors = [t["error"] for _, t in plain]
        bias, doubt = clustered(errors, [study for study, _ in plain])
        found |= {
            "bias": bias,
            "bias_error": doubt,
            "error": float(np.mean(np.abs(errors))),
            "width": float(np.mean([t["width"] for _, t in plain])),
        }
    return found


def _compared(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["baseline"] is not None]


def _by(rows: Iterable[Row], key: str) -> list[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return list(groups.items())
