"""Every observation beside its prediction, misses included.

A miss is an observation outside the 90 % band; where its own spread is published (`sd`, of ln) the band is that wide as well.
A figure published as an upper bound (`at_most`) is missed where the whole band lies above it. Lesions have a file of their own
(`validate_lesion`): they are predicted a second time without their series.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, band, spread
from rederm.evidence.observations import Observation, observations
from rederm.evidence.predict import predict
from rederm.evidence.validate_lesion import LesionValidation, validate_lesions
from rederm.sources import reference

WHAT = {
    "outcome": "gain",
    "pih": "people who darkened",
    "redness": "days of redness",
    "closure": "hours to closure",
    "crust": "days of crust",
    "edema": "days of swelling",
    "downtime": "days of downtime",
    "pain": "pain while treated",
    "herpes": "people with herpes",
    "infection": "people with an infection by bacteria",
    "lightening": "people with lasting pale skin",
    "scar": "people with a new scar",
    "long_redness": "people still red",
}
UNITS = {"outcome": "1", "pih": "1", "redness": "d", "closure": "h", "crust": "d", "edema": "d", "downtime": "d", "pain": "of 10"} | (
    dict.fromkeys(("herpes", "infection", "lightening", "scar", "long_redness"), "1")
)


@dataclass(frozen=True)
class Validation:
    """The table. rows: {"kind", "study", "cite", "what", "unit", "observed", "predicted", "ratio", "in_band"}; of lesions also
    {"row", "series", "figure", "bound", "use", "note", "z", "left_out"}."""

    rows: tuple[Mapping[str, Any], ...]
    lesions: LesionValidation
    draws: int
    seed: int

    def summary(self) -> list[str]:
        """A sentence a kind; of lesions, one a score."""
        lines = self.lesions.summary()
        for kind, word in WHAT.items():
            rows = [row for row in self.rows if row["kind"] == kind]
            inside = sum(row["in_band"] for row in rows)
            if kind == "pain":
                error = np.mean([abs(row["observed"] - row["predicted"]["median"]) for row in rows])
                size = f"mean error {error:.1f} of 10"
            elif UNITS[kind] == "1":
                error = np.mean([abs(row["observed"] - row["predicted"]["median"]) for row in rows])
                size = f"mean error {100 * error:.0f} points"
            else:
                error = np.median([abs(np.log(row["ratio"])) for row in rows if row["ratio"]])
                size = f"median error a factor of {np.exp(error):.2f}"
            lines.append(f"{word}: {inside} of {len(rows)} observations in the 90 % band, {size}")
        return lines

    def to_json(self) -> dict[str, Any]:
        """The whole table and its summary."""
        return {
            "schema": "rederm.validation/1",
            "rows": [dict(row) for row in self.rows],
            "lesions": self.lesions.to_json(),
            "summary": self.summary(),
            "draws": self.draws,
            "seed": self.seed,
        }


def validate(*, draws: int = 100, seed: int = 0) -> Validation:
    """Predict every observation that ships."""
    given = observations()
    predictions = spread(lambda observation: predict(observation, Draws(draws, seed)), given)
    rows = [_row(observation, samples, Draws(draws, seed)) for observation, samples in zip(given, predictions, strict=True)]
    lesions = validate_lesions(draws, seed)
    return Validation((*lesions.rows, *rows), lesions, draws, seed)


def _row(observation: Observation, samples: Samples, draws: Draws) -> dict[str, Any]:
    width = observation.detail.get("sd", 0.0)
    seen = samples * np.exp(width * draws.normal("observation.spread"))
    predicted = band(seen)
    low, high, median = predicted["low"] or 0.0, predicted["high"] or 0.0, predicted["median"] or 0.0
    return {
        "kind": observation.kind,
        "study": observation.study,
        "cite": reference(observation.study).cite(),
        "what": _what(observation),
        "unit": UNITS[observation.kind],
        "observed": observation.observed,
        "predicted": predicted,
        "ratio": median / observation.observed if observation.observed else None,
        "in_band": bool(low <= observation.observed and (observation.observed <= high or "at_most" in observation.detail)),
    }


def _what(observation: Observation) -> str:
    detail = observation.detail
    dials = ", ".join(f"{name} {value}" for name, value in observation.dials.items())
    course = f"{observation.device}{' (' + dials + ')' if dials else ''}"
    if observation.kind == "outcome":
        return f"{detail['concern']} x{detail['sessions']}, day {detail['day']}, {detail['scale']}, {detail['rater']}, {course}"
    if observation.kind not in ("pih", "redness"):
        return f"{WHAT[observation.kind]}{', at most' if 'at_most' in detail else ''}, {observation.site}, {course}"
    words: Sequence[str] = [f"type {detail['fitzpatrick']}", course]
    return f"{WHAT[observation.kind]}, {', '.join(words)}"
