"""The share of a study's people who darken: the course's chance, with the binomial noise of the sample."""

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.predict_risks import shared
from rederm.evidence.treated import Treated
from rederm.outlook.darkening import darkening_risk


def darkened(observation: Observation, draws: Draws) -> Samples:
    """Predicted share of people who darken, (n,)."""
    course = Treated(observation, draws)
    cares = [session.aftercare for session in course.sessions]
    chance = darkening_risk(course.injuries, course.healed(1.0), cares, course.skin, course.client, draws)
    return shared(chance, observation, draws)
