"""Every observation beside its prediction, misses included: as the laws ship, and by laws that have not seen its study.

Each kind and each modality (family of devices) is scored against what other studies saw with the same kind of device
(`baseline`); trials that compared two treatments are told one by one (`comparisons`). Where the spread of a figure is published
(`sd`, of ln), the band in sample is that wide as well. Lesions have a file of their own (`validate_lesion`): they are predicted
a second time without their series.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, spread
from rederm.evidence.applicability import applicability
from rederm.evidence.baseline import Figure
from rederm.evidence.comparisons import compare, not_compared, signs
from rederm.evidence.narrowing import narrowed
from rederm.evidence.observations import SCALE_KINDS, Observation, observations
from rederm.evidence.predict import predict
from rederm.evidence.scores import per_cent
from rederm.evidence.unseen import unseen
from rederm.evidence.validate_lesion import LesionValidation, validate_lesions
from rederm.evidence.validate_rows import figure_of, judged
from rederm.evidence.validate_tables import SIDES, curves, places, tables
from rederm.evidence.validate_targets import targets, wrinkle_errors

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
    "scale": "points gained on a clinical scale",
    "responders": "people better by a grade",
    "reading": "instrument, after over before",
}
UNITS = {
    "outcome": "1",
    "pih": "1",
    "redness": "d",
    "closure": "h",
    "crust": "d",
    "edema": "d",
    "downtime": "d",
    "pain": "of 10",
    "herpes": "1",
    "infection": "1",
    "lightening": "1",
    "scar": "1",
    "long_redness": "1",
    "scale": "points",
    "responders": "1",
    "reading": "times",
}


@dataclass(frozen=True)
class Validation:
    """The table. rows: of lesions as `validate_lesion` tells them, of the rest as `validate_rows.judged`; comparisons: as
    `comparisons.compare`; wrinkles: left-out error by structure of gain, empty where the fit is not there."""

    rows: tuple[Mapping[str, Any], ...]
    lesions: LesionValidation
    comparisons: tuple[Mapping[str, Any], ...]
    wrinkles: Mapping[str, float]
    draws: int
    seed: int

    @property
    def clinical(self) -> list[Mapping[str, Any]]:
        """Rows that are no lesion."""
        return [row for row in self.rows if row["kind"] != "lesion"]

    def summary(self) -> list[str]:
        """A sentence a kind, a target and a score of lesions."""
        cells = tables(self.clinical, WHAT)
        lines = self.lesions.summary()
        lines += [_sentence(cell) for cell in cells if cell["kind"] != "all" and cell["modality"] == "all"]
        for told in targets(cells, signs(self.comparisons), self.wrinkles):
            lines.append(f"{told['target']}: {told['measured']} ({HOLDS[told['holds']]})")
        return lines

    def to_json(self) -> dict[str, Any]:
        """The whole table and its summary."""
        cells, told = tables(self.clinical, WHAT), signs(self.comparisons)
        return {
            "schema": "rederm.validation/1",
            "rows": [dict(row) for row in self.rows],
            "lesions": self.lesions.to_json(),
            "tables": cells,
            "curves": {side: curves(self.clinical, side) for side in SIDES},
            "places": {side: places(self.clinical, side) for side in SIDES},
            "comparisons": [dict(row) for row in self.comparisons],
            "not_compared": [dict(row) for row in not_compared()],
            "signs": told,
            "targets": targets(cells, told, self.wrinkles),
            "wrinkles": dict(self.wrinkles),
            "applicability": applicability(),
            "fitted": [term.to_json() for term in narrowed()],
            "summary": self.summary(),
            "draws": self.draws,
            "seed": self.seed,
        }


HOLDS = {True: "holds", False: "does not hold", None: "not measured"}


def validate(*, draws: int = 100, seed: int = 0) -> Validation:
    """Predict every observation that ships, and every comparison."""
    given = observations()
    predictions = spread(lambda observation: _in_sample(observation, Draws(draws, seed)), given)
    left_out = unseen()
    plain = [o for o in given if "at_most" not in o.detail]
    figures: dict[tuple[str, str], list[Figure]] = {}
    for o in plain:
        figures.setdefault(_alike(o), []).append(figure_of(o, UNITS[o.kind]))
    rows = [
        judged(o, _what(o), UNITS[o.kind], samples, left_out.draws.get(place), figures.get(_alike(o), []))
        for place, (o, samples) in enumerate(zip(given, predictions, strict=True))
    ]
    lesions = validate_lesions(draws, seed)
    return Validation(
        rows=(*lesions.rows, *rows),
        lesions=lesions,
        comparisons=tuple(compare(left_out.draws, draws=draws, seed=seed)),
        wrinkles=wrinkle_errors(left_out.structures),
        draws=draws,
        seed=seed,
    )


def _alike(observation: Observation) -> tuple[str, str]:
    """What a figure can be compared with: its kind, and the scale or instrument where it is on one."""
    return observation.kind, str(observation.detail.get("on", ""))


def _in_sample(observation: Observation, draws: Draws) -> Samples:
    width = observation.detail.get("sd", 0.0)
    return np.asarray(predict(observation, draws) * np.exp(width * draws.normal("observation.spread")))


def _sentence(cell: Mapping[str, Any]) -> str:
    seen, left = cell["seen"], cell["left_out"]
    said = f"{cell['name']}: {per_cent(seen['coverage'])} of {cell['rows']} figures in the 90 % band"
    if cell["fitted"]:
        said += f", {per_cent(left['coverage'])} with their study left out"
    if "bias" in left:
        said += f"; bias {_bias(left['bias'], left['bias_error'], cell['scale'])}"
    if "better_by" in cell:
        said += f"; interval score {per_cent(cell['better_by'], sign=True)} against the modality's mean"
    return said


def _bias(bias: float, doubt: float | None, scale: str) -> str:
    """+2 +- 3 points; of durations a factor."""
    if scale == "ln":
        return f"a factor of {np.exp(bias):.2f}" + ("" if doubt is None else f" (times or over {np.exp(doubt):.2f})")
    size, unit = {"share": (100.0, "points"), "pain": (1.0, "of 10")}.get(scale, (1.0, "points of its scale"))
    return f"{size * bias:+.2g}" + ("" if doubt is None else f" +- {size * doubt:.2g}") + f" {unit}"


def _what(observation: Observation) -> str:
    detail = observation.detail
    dials = ", ".join(f"{name} {value}" for name, value in observation.dials.items())
    course = f"{observation.device}{' (' + dials + ')' if dials else ''}"
    if observation.kind == "outcome":
        return f"{detail['concern']} x{detail['sessions']}, day {detail['day']}, {detail['scale']}, {detail['rater']}, {course}"
    if observation.kind in SCALE_KINDS:
        on = detail.get("of") or f"{detail['on']}, {detail['rater']}"
        return f"{WHAT[observation.kind]}: {on}, x{detail['sessions']}, day {detail['day']}, {course}"
    if observation.kind not in ("pih", "redness"):
        return f"{WHAT[observation.kind]}{', at most' if 'at_most' in detail else ''}, {observation.site}, {course}"
    words: Sequence[str] = [f"type {detail['fitzpatrick']}", course]
    return f"{WHAT[observation.kind]}, {', '.join(words)}"
