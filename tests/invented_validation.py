"""An invented validation: every figure that ships, right or wrong as a page must tell it, without the hour a real one takes."""

from functools import cache
from typing import Any

import numpy as np

from rederm.evidence import Validation, observations
from rederm.evidence.validate import UNITS
from rederm.evidence.validate_lesion import LesionValidation
from rederm.evidence.validate_rows import figure_of, judged

DEPTH = {"rows": 2, "median_error": 0.1, "median_error_um": 9.0, "high_over_low": 2.0}
SCORES = {"rows": 2, "depth": DEPTH, "coagulation": DEPTH, "misses": [], "coverage": 1.0, "coverage_bare": 1.0}
SCORES |= {"coverage_error": 0.2}


def told(median: float, inside: bool) -> dict[str, Any]:
    band = {"median": median, "low": median / 2, "high": 2 * median}
    return {"predicted": band, "ratio": median / 100.0, "z": -0.7, "in_band": inside}


def lesion(name: str, bound: str = "") -> dict[str, Any]:
    row = {"kind": "lesion", "row": name, "study": "haak-2012", "series": "s", "cite": "A study", "what": "depth", "unit": "um"}
    row |= {"figure": "depth", "observed": 100.0, "bound": bound, "use": "fitted", "note": "", **told(120.0, True)}
    return row | {"left_out": told(431.0, False)}


def clinical() -> list[dict[str, Any]]:
    """Every figure that ships, with invented draws: right by half as much again as fitted, twice the figure unseen."""
    given = observations()
    plain = [o for o in given if "at_most" not in o.detail]
    wide = np.linspace(0.5, 1.5, 101)
    rows = []
    for o in given:
        own = [figure_of(x, UNITS[o.kind]) for x in plain if x.kind == o.kind]
        unseen = 2 * o.observed * wide if o.kind == "pih" else None
        rows.append(judged(o, f"the {o.kind}", UNITS[o.kind], o.observed * wide, unseen, own))
    return rows


def comparison() -> dict[str, Any]:
    side = {"device": "fractional-co2", "dials": {"energy_mJ": 20}, "differs": {"cold_air": False}}
    band = {"median": 4.0, "low": 3.0, "high": 6.0}
    return {
        **{"study": "zhang-2013", "cite": "A trial", "quantity": "pain", "unit": "of 10", "design": "arms", "site": "face"},
        **{"concern": "", "n": 12, "a": side, "b": side, "observed": [7.0, 4.0], "reported": "a", "significant": True},
        **{"basis": "P < 0.01", "rows": ["x"], "predicted": {"a": band, "b": band}, "chance_a_more": 0.31},
        **{
            "difference": {"median": -1.5, "low": -3.0, "high": 0.2},
            "trial_difference": band,
            "right": False,
            "left_out": None,
        },
    }


@cache
def invented_validation() -> Validation:
    none = ({"row": "rat-contr", "study": "x", "reason": "contraction is not modelled"},)
    lesions = (lesion("deep"), lesion("bounded", "at_least"))
    scores = {"in_sample": SCORES, "left_out": SCORES}
    wrinkles = {"d": 0.12, "v": 0.10, "alike": 0.11}
    return Validation((*lesions, *clinical()), LesionValidation(lesions, none, scores), (comparison(),), wrinkles, 4, 0)
