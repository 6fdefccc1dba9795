"""What the model says of a published observation: the same quantity, on the same scale, as draws. Lesions: predict_lesion.

The clinic of the study is not known, so its study effect is part of the band.
"""

from collections.abc import Callable, Mapping

from rederm.draws import Draws, Samples
from rederm.evidence.observations import RISK_KINDS, Observation
from rederm.evidence.predict_darkening import darkened
from rederm.evidence.predict_gain import gain
from rederm.evidence.predict_pain import pain
from rederm.evidence.predict_recovery import closure, crust, downtime, edema, redness
from rederm.evidence.predict_risks import complicated
from rederm.evidence.predict_scales import reading, scale

PREDICTIONS: Mapping[str, Callable[[Observation, Draws], Samples]] = {
    "outcome": gain,
    "pih": darkened,
    "redness": redness,
    "closure": closure,
    "crust": crust,
    "edema": edema,
    "downtime": downtime,
    "pain": pain,
    **dict.fromkeys(RISK_KINDS, complicated),
    "scale": scale,
    "responders": scale,
    "reading": reading,
}


def predict(observation: Observation, draws: Draws) -> Samples:
    """Predicted draws (n,) of one observation."""
    return PREDICTIONS[observation.kind](observation, draws)
