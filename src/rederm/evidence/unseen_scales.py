"""Figures on clinical scales by a law of gain that has not seen their study.

The share of severity that such a law gives for the same arm is turned back into the hazard that its raters read, and that into
points or people. The share as read stands for the reading on the scale: what its kind of conversion adds is not taken off.
"""

from collections.abc import Mapping

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import observations
from rederm.evidence.predict_scales import figure_of_read

SHARES = (1e-6, 1 - 1e-6)  # a hazard stays finite


def scale_draws(gains: Mapping[int, Samples]) -> dict[int, Samples]:
    """Draws (n,) of each figure by its place in `observations()`; gains: of shares of severity, by place."""
    given, found = observations(), {}
    of_row = {row: place for place, o in enumerate(given) if o.kind == "outcome" for row in o.detail.get("rows", ())}
    for place, observation in enumerate(given):
        share = gains.get(of_row.get(observation.detail.get("shares", ""), -1))
        if share is not None:
            read = np.log(-np.log1p(-np.clip(share, *SHARES)))
            found[place] = figure_of_read(observation, read, Draws(len(share)))
    return found
