"""Shares of a study's people with a complication: the course's chance, with the binomial noise of the sample."""

from collections.abc import Callable, Mapping

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.outlook.infection import hazards
from rederm.outlook.lightening import lightening_risk, seen_by
from rederm.outlook.long_redness import long_redness_risk
from rederm.outlook.scarring import scar_risk


def complicated(observation: Observation, draws: Draws) -> Samples:
    """Predicted share of people with the complication that is the kind of the observation, (n,)."""
    return shared(chance_of(observation, Treated(observation, draws), draws), observation, draws)


def chance_of(observation: Observation, course: Treated, draws: Draws) -> Samples:
    """Chance of the complication, (n,), after a course that was injured and healed already."""
    return _CHANCES[observation.kind](observation, course, draws)


def shared(chance: Samples, observation: Observation, draws: Draws) -> Samples:
    """Share of `n` people at this chance (n,); of no number of people known, the chance itself."""
    from scipy.stats import binom, norm

    people = observation.detail.get("n")
    if people is None:
        return chance
    return np.asarray(binom.ppf(norm.cdf(draws.normal("observation.sample")), people, chance) / people)


def _infections(course: Treated, draws: Draws) -> tuple[Samples, Samples]:
    cares = [session.aftercare for session in course.sessions]
    return hazards(course.injuries, course.healed(1.0), cares, course.skin, course.client, draws)


def _herpes(_: Observation, course: Treated, draws: Draws) -> Samples:
    return np.asarray(-np.expm1(-_infections(course, draws)[0]))


def _bacteria(_: Observation, course: Treated, draws: Draws) -> Samples:
    return np.asarray(-np.expm1(-_infections(course, draws)[1]))


def _lightening(observation: Observation, course: Treated, draws: Draws) -> Samples:
    return lightening_risk(course.injuries, draws) * seen_by(observation.detail["day"], draws)


def _scar(_: Observation, course: Treated, draws: Draws) -> Samples:
    return scar_risk(course.injuries, course.healed(1.0), course.skin, course.client, draws)


def _red(observation: Observation, course: Treated, _: Draws) -> Samples:
    return long_redness_risk(course.healed(1.0), after=observation.detail["day"])


_CHANCES: Mapping[str, Callable[[Observation, Treated, Draws], Samples]] = {
    "herpes": _herpes,
    "infection": _bacteria,
    "lightening": _lightening,
    "scar": _scar,
    "long_redness": _red,
}
