"""What the model says of a published observation: the same quantity, on the same scale, as draws. Lesions: predict_lesion.

    outcome   ln(-ln(1 - y)) = slope (ln H - ln pivot) + ln pivot + study + scale + rater,  slope 1 for blinded point scores
    pih       share of people who darken;  binomial noise of the sample is added
    redness   days to the last visible day         crust  days
    closure   hours until closed, or until a stated share of the area is
    pain      0 to 10 while treated

The clinic of the study is not known, so its study effect is part of the band; a trial's mean has the person effect over root n.
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.subject import client_of, sessions_of
from rederm.healing import Healing, heal
from rederm.injury import injure
from rederm.look import FAMILY, course_hazard, offset
from rederm.outlook.comfort import comfort
from rederm.outlook.risks import course_risks
from rederm.skin import skin_at
from rederm.sources import load_table

CLOSURE_DAYS = np.arange(0.0, 60.0, 1 / 8)


def predict(observation: Observation, draws: Draws) -> Samples:
    """Predicted draws (n,) of one observation."""
    kinds = {
        "outcome": _outcome,
        "pih": _pih,
        "redness": _redness,
        "closure": _closure,
        "crust": _crust,
        "pain": _pain,
    }
    return kinds[observation.kind](observation, draws)


class _Course:
    """Injuries of the observed course, and its healing on days counted from the first session."""

    def __init__(self, observation: Observation, draws: Draws) -> None:
        self.client = client_of(observation)
        self.skin = skin_at(self.client, observation.site)
        self.sessions = sessions_of(observation, self.client)
        first = self.sessions[0]
        cooling = "none" if observation.kind == "lesion" else first.aftercare.skin_cooling  # biopsies are of plain skin
        self.injuries = [injure(first.setting, self.skin, draws, cooling)] * len(self.sessions)
        self.draws = draws

    def heal(self, days: np.ndarray) -> Healing:
        return heal(self.injuries, self.sessions, self.skin, self.client, self.draws, days)

    def healed(self, after: float) -> Healing:
        """Told on one day, `after` days from the last session."""
        return self.heal(np.array([0.0, self.sessions[-1].day + after]))


def _outcome(observation: Observation, draws: Draws) -> Samples:
    detail, course, kind = observation.detail, _Course(observation, draws), observation.detail["concern"]
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


def _pih(observation: Observation, draws: Draws) -> Samples:
    from scipy.stats import binom, norm

    course, people = _Course(observation, draws), observation.detail["n"]
    cares = [session.aftercare for session in course.sessions]
    chance = course_risks(course.injuries, course.healed(1.0), cares, course.skin, course.client, draws).pih
    return np.asarray(binom.ppf(norm.cdf(draws.normal("observation.sample")), people, chance) / people)


def _redness(observation: Observation, draws: Draws) -> Samples:
    return _Course(observation, draws).healed(1.0).erythema_days[:, -1]


def _crust(observation: Observation, draws: Draws) -> Samples:
    return _Course(observation, draws).healed(1.0).crust_days[:, -1]


def _closure(observation: Observation, draws: Draws) -> Samples:
    course, share = _Course(observation, draws), observation.detail.get("closed_share")
    if share is None:
        return course.healed(1.0).closure_hours[:, -1]
    closed = course.heal(CLOSURE_DAYS).states["closed"][:, 1:] >= share  # day 0 is the one before the session
    first = np.where(closed.any(axis=1), closed.argmax(axis=1) + 1, CLOSURE_DAYS.size - 1)
    return np.asarray(CLOSURE_DAYS[first] * 24)


def _pain(observation: Observation, draws: Draws) -> Samples:
    course = _Course(observation, draws)
    session = course.sessions[0]
    return comfort(course.injuries[0], session.setting.device, session.aftercare, course.skin, draws).pain
