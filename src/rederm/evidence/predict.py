"""What the model says of a published observation: the same quantity, on the same scale, as draws.

    lesion    depth in the section = simulated depth / histology shrinkage
    outcome   ln(-ln(1 - y)) = slope (ln H - ln pivot) + ln pivot + scale + rater,  slope 1 for blinded point scores
    pih       share of people who darken;  binomial noise of the sample is added
    redness   days to the last visible day

The clinic of the study is not known, so its study effect is part of the band; a trial's mean has the person effect over root n.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from rederm.course import resolve
from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.healing import Healing, heal
from rederm.injury import Injury, injure
from rederm.look import FAMILY, course_hazard, offset
from rederm.outlook.risks import course_risks
from rederm.skin import Client, Skin, skin_at
from rederm.sources import load_table


def predict(observation: Observation, draws: Draws) -> Samples:
    """Predicted draws (n,) of one observation."""
    return {"lesion": _lesion, "outcome": _outcome, "pih": _pih, "redness": _redness}[observation.kind](observation, draws)


def _client(observation: Observation) -> Client:
    """A typical person of such a trial: nothing in the history, usual habits."""
    detail, table = observation.detail, load_table("posterior/observation")
    scars = FAMILY.get(detail.get("concern", ""), "") == "scars"
    concern = {"kind": detail.get("concern", "wrinkles"), "site": observation.site, "severity": 2}
    return Client.parse(
        {
            "age": table.number("age.scars" if scars else "age.other", "a"),
            "sex": "female",
            "fitzpatrick": detail.get("fitzpatrick", 3),
            "concerns": [concern],
        },
        observation.study,
    )


def _treated(observation: Observation, draws: Draws, after: float) -> tuple[Client, Skin, list[Injury], Healing, list[Any]]:
    """Injuries and healing of the observed course, told on one day, `after` days from the last session."""
    client, course = _client(observation), observation.course()
    skin = skin_at(client, observation.site)
    sessions = [replace(s, aftercare=resolve(s.aftercare, s.setting.device, client.habits, s.sites)) for s in course.sessions]
    injuries = [injure(sessions[0].setting, skin, draws)] * len(sessions)
    healing = heal(injuries, sessions, skin, client, draws, np.array([0.0, sessions[-1].day + after]))
    return client, skin, injuries, healing, [s.aftercare for s in sessions]


def _lesion(observation: Observation, draws: Draws) -> Samples:
    skin, course = skin_at(_client(observation), observation.site), observation.course()
    injury = injure(course.sessions[0].setting, skin, draws)
    depth: Samples = getattr(injury, observation.detail["quantity"])
    return depth / draws["lesion.histology_depth"]


def _outcome(observation: Observation, draws: Draws) -> Samples:
    detail, bias = observation.detail, load_table("posterior/outcome")
    client, skin, injuries, healing, _ = _treated(observation, draws, detail["day"])
    kind = detail["concern"]
    hazard = course_hazard(FAMILY[kind], injuries, healing.response, draws)[:, -1]
    study = bias.number("study_sd", "1") * draws.normal(f"outcome.study.{kind}")
    reference = np.log(np.maximum(hazard, 1e-6)) + offset(client.concerns[0], skin.site, draws) + study
    pivot = np.log(bias.number("observe.reference", "1"))
    plain = detail["rater"] == "blinded" and detail["scale"] in ("points", "ecca", "instrument")
    slope = np.ones(draws.n) if plain else np.clip(draws["outcome.observe.lam"], 0.0, 1.0)
    read = slope * (reference - pivot) + pivot + detail["conversion_sd"] * draws.normal("observation.conversion")
    for name in (f"observe.scale.{detail['scale']}", f"observe.rater.{detail['rater']}"):
        if name in frozenset(bias):  # blinded point scores are the reference
            read = read + draws[f"outcome.{name}"]
    noise = (
        load_table("posterior/observation").number("person_noise", "1")
        / np.sqrt(detail["n"])
        * draws.normal("observation.sample")
    )
    return np.clip(-np.expm1(-np.exp(read)) + noise, 0.0, 1.0)


def _pih(observation: Observation, draws: Draws) -> Samples:
    from scipy.stats import binom, norm

    client, skin, injuries, healing, cares = _treated(observation, draws, 1.0)
    chance = course_risks(injuries, healing, cares, skin, client, draws).pih
    people = observation.detail["n"]
    return np.asarray(binom.ppf(norm.cdf(draws.normal("observation.sample")), people, chance) / people)


def _redness(observation: Observation, draws: Draws) -> Samples:
    healing = _treated(observation, draws, 1.0)[3]
    return healing.erythema_days[:, -1]
