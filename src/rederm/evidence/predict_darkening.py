"""The share of a study's people who darken: the course's chance, with the binomial noise of the sample."""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.outlook.risks import course_risks


def darkened(observation: Observation, draws: Draws) -> Samples:
    """Predicted share of people who darken, (n,)."""
    from scipy.stats import binom, norm

    course, people = Treated(observation, draws), observation.detail["n"]
    cares = [session.aftercare for session in course.sessions]
    chance = course_risks(course.injuries, course.healed(1.0), cares, course.skin, course.client, draws).pih
    return np.asarray(binom.ppf(norm.cdf(draws.normal("observation.sample")), people, chance) / people)
