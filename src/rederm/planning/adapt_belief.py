"""What is believed of a client after what was seen: the prior draws, how each reading weighs them, and the draws that are left.

Many prior draws follow the sessions that were done, which is cheap: it is one course. As many as were asked for are then taken
from them by weight. Where nothing counts the draws are those of any plan.
"""

from dataclasses import dataclass
from typing import Any

from rederm.draws import Draws, Samples, band
from rederm.outlook import simulate
from rederm.planning.adapt_likelihood import Predicted
from rederm.planning.adapt_stop import Stop, stops
from rederm.planning.adapt_use import Use, likelihood, uses
from rederm.planning.adapt_weights import Weights, resampled, weighed, weighted_band
from rederm.planning.observed import Observed

PRIOR = 8000  # draws of the course so far: enough that a reading in the tails leaves some hundreds of them


@dataclass(frozen=True, eq=False)
class Belief:
    """prior: what was predicted before anything was seen; weights: of its draws, and places: those taken by weight, None where
    nothing counts; draws: for the rest of the course, at those places."""

    observed: Observed
    prior: Predicted
    uses: tuple[Use, ...]
    stops: tuple[Stop, ...]
    weights: Weights | None
    places: tuple[int, ...] | None
    draws: Draws

    @property
    def open_stops(self) -> tuple[Stop, ...]:
        """What stops the course and was not answered."""
        return tuple(stop for stop in self.stops if stop.answer is None)

    def after(self, samples: Samples) -> Samples:
        """Of prior samples, those of the draws that were taken."""
        return samples if self.places is None else samples[list(self.places)]

    def band(self, samples: Samples) -> dict[str, float | None]:
        """Band of prior samples by their weights, all of them: closer than that of the draws that were taken."""
        return band(samples) if self.weights is None else weighted_band(samples, self.weights.weights)


def believe(client: Any, observed: Observed, draws: int, seed: int, prices: Any) -> Belief:
    """Weigh the draws of the course so far by what was seen of it."""
    wide = Draws(max(PRIOR, draws), seed)
    outlook = simulate(client, observed.done, days=observed.day + 1, draws=wide, prices=prices)
    prior = Predicted(observed, outlook, wide)
    found, stopped = tuple(uses(observed, prior)), tuple(stops(observed, prior))
    if not any(use.counts for use in found):
        return Belief(observed, prior, found, stopped, None, None, Draws(draws, seed))
    weights = weighed(likelihood(found, prior))
    places = tuple(resampled(weights.weights, draws, seed))
    return Belief(observed, prior, found, stopped, weights, places, wide.picked(places))
