"""What phenol and croton oil poison beyond what they coagulate."""

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.injury import Injury

DRAWS = Draws(100, seed=2)


def peeled(device: str, **dials: float) -> Injury:
    return Treated(Observation("pih", "x", device, dials, 0.0, {"site": "face", "mean_type": 2}), DRAWS).injuries[0]


def test_pigment_is_spared_below_one_percent_croton_oil_and_lost_nearly_always_from_two_on() -> None:
    weak, some, much = (float(np.median(peeled("phenol-croton-peel", croton_pct=c).toxicity)) for c in (0.4, 1.0, 2.0))
    assert weak < 0.05 < some < 0.3
    assert much > 0.8


def test_more_croton_oil_or_phenol_is_never_less_toxic() -> None:
    for dial, steps in (("croton_pct", (0.2, 0.7, 1.5)), ("phenol_pct", (30, 50, 80))):
        found = [peeled("phenol-croton-peel", **{dial: step}).toxicity for step in steps]
        assert all((np.diff(found, axis=0) > 0.0).ravel())
        assert all(((t >= 0.0) & (t <= 1.0)).all() for t in found)


@pytest.mark.parametrize("device", ["tca-peel", "salicylic-peel", "microneedling", "opus-plasma"])
def test_nothing_else_is_toxic(device: str) -> None:
    assert (peeled(device).toxicity == 0.0).all()
