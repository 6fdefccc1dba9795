"""A published gain as the study's raters would have scored the model.

    ln(-ln(1 - y)) = slope (ln H - ln pivot) + ln pivot + study + scale + rater,  slope 1 for blinded point scores

A trial's mean has the person effect over root n.
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.look import FAMILY, course_hazard, offset
from rederm.sources import load_table


def gain(observation: Observation, draws: Draws) -> Samples:
    """Predicted share of baseline severity removed, (n,)."""
    detail, course, kind = observation.detail, Treated(observation, draws), observation.detail["concern"]
    table = load_table("posterior/observation")
    hazard = course_hazard(FAMILY[kind], course.injuries, course.healed(detail["day"]).response, draws)[:, -1]
    given = np.log(np.maximum(hazard, 1e-6)) + offset(course.client.concerns[0], course.skin.site, draws)
    pivot = np.log(table.number("reference", "1"))
    plain = detail["rater"] == "blinded" and detail["scale"] in ("points", "ecca", "instrument")
    slope = np.ones(draws.n) if plain else np.clip(draws["observation.lam"], 0.0, 1.0)
    study = load_table("posterior/outcome").number("study_sd", "1") * draws.normal(f"outcome.study.{kind}")
    read = slope * (given - pivot) + pivot + study + detail["conversion_sd"] * draws.normal("observation.conversion")
    for name in (f"scale.{detail['scale']}", f"rater.{detail['rater']}"):
        if name in frozenset(table):  # blinded point scores are the reference
            read = read + draws[f"observation.{name}"]
    noise = table.number("person_noise", "1") / np.sqrt(detail["n"]) * draws.normal("observation.sample")
    return np.clip(-np.expm1(-np.exp(read)) + noise, 0.0, 1.0)
