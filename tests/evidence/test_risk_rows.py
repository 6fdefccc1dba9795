"""Risks of the injuries that the product makes of published settings: darkening, lightening, scar, infection, long redness."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.evidence import Observation, observations
from rederm.evidence.fit_pih import pih_fit
from rederm.evidence.observations import pairs
from rederm.evidence.treated import Treated
from rederm.outlook.darkening import darkening_risk
from rederm.outlook.lightening import lightening_risk

MANY = Draws(200)


@cache
def treated(device: str, kind: float = 4.0, sessions: int = 3, site: str = "face", **dials: Any) -> Treated:
    return Treated(Observation("pih", "x", device, dials, 0.0, {"site": site, "mean_type": kind, "sessions": sessions}), MANY)


def darkening(device: str, kind: float = 4.0, sessions: int = 3, unseen: bool = False, **care: Any) -> np.ndarray:
    course = treated(device, kind, sessions)
    cares = [Aftercare(**care)] * sessions
    return darkening_risk(course.injuries, course.healed(1.0), cares, course.skin, course.client, MANY, unseen)


def test_darkening_keeps_the_order_of_the_rows() -> None:
    means = [darkening(device).mean() for device in ("microneedling", "opus-plasma", "fractional-co2", "full-co2")]
    assert means == sorted(means)
    assert means[0] < 0.15
    assert 0.25 < means[2] < 0.55  # 12 of 33, 12 of 13 and 46 of 80 in the rows


def test_darker_skin_darkens_more_and_two_days_of_steroid_halve_it() -> None:
    by_type = [darkening("fractional-co2", kind).mean() for kind in range(1, 7)]
    assert by_type == sorted(by_type)
    plain, eased = (darkening("fractional-co2", sessions=1, steroid_days=days).mean() for days in (0.0, 2.0))
    assert 0.35 < eased / plain < 0.75  # 40 against 75 %


def test_none_of_33_leaves_a_tenth_possible_and_more_in_darker_skin_where_nobody_looked() -> None:
    seen, unseen = darkening("opus-plasma", 3.6), darkening("opus-plasma", 5.5, unseen=True)
    assert np.quantile(seen, 0.95) > 0.106  # the exact upper bound of 0 of 33
    assert np.quantile(unseen, 0.95) > np.quantile(seen, 0.95)
    assert np.median(unseen) > np.median(seen) > 0.005  # never to be read as none


def test_pooled_risk_ratios_of_darkening_lie_within_their_own_bounds() -> None:
    """Carbon dioxide laser against needling 3.04 and against needle radio-frequency 4.44."""
    for pair in pairs("pih_ratio"):
        if pair.study in ("co2-needling-meta-2026", "argobi-2026"):
            found = np.log(darkening(pair.a.device, 4.0).mean() / darkening(pair.b.device, 4.0).mean())
            assert abs(found - np.log(pair.observed)) < 2 * pair.sd


@pytest.mark.slow
def test_studies_left_out_are_predicted_better_with_their_injury_than_without() -> None:
    scores = {}
    for bare in (False, True):
        law = pih_fit(16, bare=bare)
        scores[bare] = law.left_out(law.fit(), 400)
    assert scores[False]["log_score"] > scores[True]["log_score"]
    assert scores[False]["error"] < scores[True]["error"]
    assert 0.85 <= scores[False]["in_band"] <= 0.98


@pytest.mark.slow
def test_shares_of_a_study_left_out_stand_in_the_order_of_the_rows() -> None:
    law = pih_fit(16)
    found = law.left_out_draws(law.fit(), 50)
    assert set(found) == {o.study for o in law.rows}
    for study, draws in found.items():
        assert draws.shape == (50, sum(o.study == study for o in law.rows))
        assert ((draws >= 0) & (draws <= 1)).all()


def test_columns_hardly_lighten_a_bare_field_does_and_croton_oil_more_so() -> None:
    columns, bare = (np.median(lightening_risk(treated(d, 2.0, 1).injuries, MANY)) for d in ("fractional-co2", "full-co2"))
    assert columns < 0.01 < 0.03 < bare
    weak, strong = (
        np.median(lightening_risk(treated("phenol-croton-peel", 2.0, 1, croton_pct=c).injuries, MANY)) for c in (0.4, 2.0)
    )
    assert weak < 0.3 < 0.6 < strong  # Hetter 2000: nearly always from 2 % on


def test_every_row_of_darkening_names_the_rows_it_was_taken_from() -> None:
    assert all(o.detail["rows"] for o in observations() if o.kind == "pih")
