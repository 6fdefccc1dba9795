"""Shares of a study's people with a complication: the course's chance, with the binomial noise of the sample."""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation


def shared(chance: Samples, observation: Observation, draws: Draws) -> Samples:
    """Share of `n` people at this chance (n,); of no number of people known, the chance itself."""
    from scipy.stats import binom, norm

    people = observation.detail.get("n")
    if people is None:
        return chance
    return np.asarray(binom.ppf(norm.cdf(draws.normal("observation.sample")), people, chance) / people)
