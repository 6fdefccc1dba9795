"""The pain of a study's people while treated: their mean, with the noise of a rating."""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.outlook.comfort import pain_felt
from rederm.outlook.pain import PainTerms, stirred
from rederm.sources import load_table


def pain(observation: Observation, draws: Draws) -> Samples:
    """0 to 10, (n,)."""
    course, table = Treated(observation, draws), load_table("posterior/comfort")
    care, injury = course.sessions[0].aftercare, course.injuries[0]
    at = stirred(injury, care.skin_cooling, course.skin, draws)
    people = int(observation.detail.get("n", 1))
    felt = pain_felt(at, PainTerms.drawn(draws), injury, care, course.skin, draws, people=people)
    noise = table.number("pain.rating", "1") * draws.normal("observation.sample")
    return np.clip(felt + noise, 0.0, table.number("pain.worst", "1"))
