"""Published figures on clinical scales and instruments."""

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.evidence.observations import SCALE_KINDS, Observation, observations
from rederm.evidence.predict import predict
from rederm.evidence.predict_scales import figure_of_read
from rederm.evidence.unseen_scales import scale_draws
from rederm.evidence.validate import UNITS, WHAT
from rederm.look import load_scales

ROWS = [o for o in observations() if o.kind in SCALE_KINDS]


def on(scale: str, kind: str = "scale", **detail: object) -> Observation:
    rest = {"on": scale, "rater": "blinded", "n": 40} | detail
    return Observation(kind, "study", "device", {}, 0.0, rest)


def test_a_published_baseline_and_a_hazard_give_the_points_that_are_gone() -> None:
    read = np.full(1, np.log(np.log(2.0)))  # half is gone
    found = figure_of_read(on("ecca", baseline=60.0), read, Draws.at_median())
    assert found[0] == pytest.approx(30.0, rel=0.1)  # people differ around the typical one


@pytest.mark.parametrize("kind", ["scale", "responders"])
@pytest.mark.parametrize("scale", ["fitzpatrick-wrinkle", "goodman-baron-grade", "gais"])
def test_more_removed_is_more_points_and_more_people(kind: str, scale: str) -> None:
    draws = Draws(32, seed=2)
    little, much = (figure_of_read(on(scale, kind), np.full(32, x), draws) for x in (-2.0, 0.3))
    assert np.median(little) < np.median(much)
    assert (much <= 1).all() or kind == "scale"


def test_every_row_names_a_scale_or_an_instrument_and_stands_in_the_validation() -> None:
    assert {o.kind for o in ROWS} == set(SCALE_KINDS) <= set(WHAT) & set(UNITS)
    for o in ROWS:
        assert o.detail["rows"]
        assert o.detail.get("on") in load_scales() or o.detail.get("of") in ("cutometer_R2", "tewl_g_m2_h")


def test_rows_take_the_setting_of_the_share_that_was_fitted() -> None:
    for o in (o for o in ROWS if "shares" in o.detail):
        share = next(s for s in observations() if s.kind == "outcome" and o.detail["shares"] in s.detail["rows"])
        assert (o.study, o.device, o.dials, o.sessions) == (share.study, share.device, share.dials, share.sessions)


def test_a_law_without_the_study_is_asked_by_its_share() -> None:
    given = observations()
    place = next(i for i, o in enumerate(given) if o.kind == "outcome" and "zhang13_mprf_impr" in o.detail["rows"])
    found = scale_draws({place: np.full(64, 0.5)})
    (only,) = found
    assert given[only].detail["on"] == "ecca"
    assert np.median(found[only]) == pytest.approx(0.5 * 51.1, rel=0.15)


@pytest.mark.slow
def test_three_sessions_of_plasma_take_acne_scars_down_by_the_published_points_within_the_band() -> None:
    row = next(o for o in ROWS if o.detail.get("shares") == "zhang13_mprf_impr")
    low, high = np.quantile(predict(row, Draws(48)), [0.05, 0.95])
    assert low <= row.observed <= high


@pytest.mark.slow
def test_water_loss_is_back_within_a_week_of_fractional_lasers() -> None:
    for row in (o for o in ROWS if o.study == "kim-jm-2013"):
        assert np.median(predict(row, Draws(32))) < 1.2
