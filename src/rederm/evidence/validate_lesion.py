"""Every published lesion beside its prediction: by the fit as it ships, and by a fit that has not seen its series.

    z = (ln observed - ln median) / (ln high - ln low) * 2 z95          of the band with the spread of the figure itself in it

A bound (at_least, at_most) is missed where the whole band lies on the other side. A series that no term was fitted on is
predicted unseen as it is. Rows that priors or hand-set numbers rest on, and recalled ones, are shown and in no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.devices import show
from rederm.draws import Draws, Samples, spread
from rederm.evidence.lesion_baseline import baseline_bands
from rederm.evidence.lesion_fits import fit_for, fits
from rederm.evidence.lesion_scores import Told, lines, scores
from rederm.evidence.lesions import FIGURES, Lesion, lesions
from rederm.evidence.predict_lesion import predict_lesion
from rederm.evidence.read_lesion import LEAST_UM
from rederm.evidence.terms import Z95
from rederm.sources import reference

COUNTED = ("share", "flag", "rank")  # on a plain scale, not in ln
UNITS = {
    **dict.fromkeys(FIGURES, "um"),
    "ratio": "times",
    "slope": "um per J/cm2",
    "threshold": "J/cm2",
    "exposure": "s",
    "rank": "rank",
    "flag": "yes",
    "share": "1",
    "density": "per cm2",
}


@dataclass(frozen=True)
class LesionValidation:
    """rows: one mapping a row with a model; no_model: {"row", "study", "reason"}; scores by "in_sample" and "left_out"."""

    rows: tuple[Mapping[str, Any], ...]
    no_model: tuple[Mapping[str, str], ...]
    scores: Mapping[str, Mapping[str, Any]]

    def summary(self) -> list[str]:
        """One sentence a score."""
        return [line for name, found in self.scores.items() for line in lines(name, found)]

    def to_json(self) -> dict[str, Any]:
        return {"scores": {name: dict(s) for name, s in self.scores.items()}, "no_model": [dict(row) for row in self.no_model]}


def validate_lesions(draws: int, seed: int) -> LesionValidation:
    """Predict every row that a model speaks to, twice where its series was fitted on."""
    rows = [row for row in lesions() if not row.no_model]
    work = [(row, left_out) for row in rows for left_out in (False, True) if row.series in fits() or not left_out]
    found = spread(lambda item: predict_lesion(item[0], fit_for(item[0].series, left_out=item[1]), draws, seed), work)
    drawn = {(row.id, left_out): samples for (row, left_out), samples in zip(work, found, strict=True)}
    seen = [_told(row, drawn[row.id, False], draws, seed) for row in rows]
    unseen = [_told(row, drawn.get((row.id, True), drawn[row.id, False]), draws, seed) for row in rows]
    base = baseline_bands(rows)
    return LesionValidation(
        rows=tuple(_row(*each) for each in zip(rows, seen, unseen, strict=True)),
        no_model=tuple({"row": row.id, "study": row.study, "reason": row.no_model} for row in lesions() if row.no_model),
        scores={"in_sample": scores(seen, {}), "left_out": scores(unseen, base)},
    )


def _told(row: Lesion, samples: Samples, draws: int, seed: int) -> Told:
    """What is told of one row: the band of the model alone, and that in which the figure should lie."""
    noise = row.sd * Draws(draws, seed).normal("observation.spread")
    if row.kind in COUNTED:
        wide = samples + noise
    else:
        wide = np.maximum(samples, LEAST_UM if row.kind in FIGURES else 0.0) * np.exp(noise)
    low, median, high = _bounds(wide)
    if row.bound:
        inside = high >= row.observed if row.bound == "at_least" else low <= row.observed
    else:
        inside = low <= row.observed <= high
    z = None
    if row.kind not in COUNTED and not row.bound and low > 0.0 and high > low:
        z = float(np.log(row.observed / median) / np.log(high / low) * 2 * Z95)
    return Told(row, _bounds(samples), (low, median, high), z, bool(inside))


def _bounds(samples: Samples) -> tuple[float, float, float]:
    low, median, high = np.quantile(samples, [0.05, 1 / 2, 0.95])
    return float(low), float(median), float(high)


def _row(row: Lesion, seen: Told, unseen: Told) -> dict[str, Any]:
    return {
        "kind": "lesion",
        "row": row.id,
        "study": row.study,
        "series": row.series,
        "cite": reference(row.study).cite(),
        "what": _what(row),
        "figure": row.kind,
        "unit": UNITS[row.kind],
        "observed": row.observed,
        "bound": row.bound,
        "use": _use(row),
        "note": row.note,
        **seen.to_json(),
        "left_out": unseen.to_json(),
    }


def _use(row: Lesion) -> str:
    if row.memory:
        return "recalled"
    if row.informs:
        return "rests on it"
    return "fitted" if row.series in fits() else "unseen"


def _what(row: Lesion) -> str:
    """ "ablation depth, fractional-co2 (energy_mJ 80, spot_um 120)" """
    said = [_dials(row.dials or {})]
    if row.kind == "threshold":
        said = [_dials({name: value for name, value in (row.dials or {}).items() if name != row.dial})]
        quantity = f"{row.dial} at which {_words(row.quantity)} passes {row.level}"
    elif row.others:
        said.append(_dials(row.others[0]))
        quantity = f"{row.kind} of {_words(row.quantity)}"
    else:
        quantity = _words(row.quantity)
    unknown = f", {' and '.join(row.drawn)} not published" if row.drawn else ""
    bound = f", {row.bound.replace('_', ' ')}" if row.bound else ""
    return f"{quantity}{bound}, {row.device} ({' against '.join(s or 'default' for s in said)}{unknown})"


def _dials(dials: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {show(value)}" for name, value in dials.items())


def _words(name: str) -> str:
    return name.removesuffix("_um").replace("_", " ")
