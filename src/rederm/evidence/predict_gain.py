"""A published gain as the study's raters would have scored the model.

    ln(-ln(1 - y)) = rated(ln H + study) + reading + conversion          `look.raters`: compression, scale and rater

What a clinic does better or worse is a part of H, and is read as H is; what its raters read
differently is not. A trial's mean has the person effect over root n.
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.look import FAMILY, course_hazard, offset, rated
from rederm.sources import load_table


def gain(observation: Observation, draws: Draws) -> Samples:
    """Predicted share of baseline severity removed, (n,)."""
    detail = observation.detail
    read = read_hazard(observation, detail["scale"], draws) + detail["conversion_sd"] * draws.normal("observation.conversion")
    read = read + draws["observation.reading_sd"] * draws.normal("observation.reading")
    noise = load_table("posterior/observation").number("person_noise", "1")
    noise = noise / np.sqrt(detail["n"]) * draws.normal("observation.sample")
    return np.clip(-np.expm1(-np.exp(read)) + noise, 0.0, 1.0)


def read_hazard(observation: Observation, reading: str, draws: Draws) -> Samples:
    """ln of the hazard of removal as the study's raters read it, (n,)."""
    return rated(clinic_hazard(observation, draws), observation.detail["rater"], reading, draws)


def clinic_hazard(observation: Observation, draws: Draws) -> Samples:
    """ln of the hazard of removal of the typical person at the study's clinic, whose effect is drawn, (n,)."""
    detail, course, kind = observation.detail, Treated(observation, draws), observation.detail["concern"]
    hazard = course_hazard(FAMILY[kind], course.injuries, course.healed(detail["day"]).response, draws)[:, -1]
    study = load_table("posterior/outcome").number("study_sd", "1") * draws.normal(f"outcome.study.{kind}")
    return np.log(np.maximum(hazard, 1e-6)) + offset(course.client.concerns[0], course.skin.site, draws) + study
