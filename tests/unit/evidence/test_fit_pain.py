"""The fit of pain sees the law that the product runs, and weighs ratings, creams and shares of people as it says."""

import numpy as np
import pytest

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.evidence.fit_pain import STUDY, SUMMATION, PainFit, _together
from rederm.evidence.observations import Observation, observations
from rederm.evidence.pain_rows import Above, Creams, Rated, creams, rated, shares_above
from rederm.evidence.terms import Term
from rederm.evidence.treated import Treated
from rederm.outlook.comfort import pain_felt
from rederm.outlook.numbing import USUAL, onset
from rederm.outlook.pain import PainTerms, score, stirred

PEELS = [
    Observation(
        "pain", study, "tca-peel", {"concentration_pct": strength}, points, {"site": "face", "numbing_minutes": 30.0, "n": 20}
    )
    for study, strength, points in (("x", 35, 5.0), ("x", 15, 3.0), ("y", 25, 4.0))
]


@pytest.fixture(scope="module")
def fit() -> PainFit:
    return PainFit(PEELS, 4)


def centre(fit: PainFit) -> np.ndarray:
    return np.array([t.mean for t in fit.terms])


def test_the_fit_sees_the_pain_that_the_product_tells(fit: PainFit) -> None:
    """At the medians of the tables, where clinics and persons do not differ."""
    middle = Draws.at_median()
    course = Treated(PEELS[0], middle)
    care, injury, site = course.sessions[0].aftercare, course.injuries[0], course.skin.site.name
    at, terms = stirred(injury, care.skin_cooling, course.skin, middle), PainTerms.drawn(middle)
    told = pain_felt(at, terms, injury, care, course.skin, middle)
    medians = np.array([in_space(t, float(middle[t.name][0])) for t in fit.terms])
    found = fit.ln_stimulus(medians, Rated(at, onset(USUAL, care.numbing_minutes or 0.0, site, middle)))
    np.testing.assert_allclose(score(np.exp(found)), told)


def in_space(fitted: Term, number: float) -> float:
    if fitted.distribution == "lognormal":
        return float(np.log(number))
    return float(np.log(number / (1 - number))) if fitted.distribution == "logit-normal" else number


def test_one_level_for_all_tells_no_peel_from_another(fit: PainFit) -> None:
    alike = PainFit(PEELS, 4, alike=True)
    at = centre(fit)
    assert np.ptp(alike.ln_stimulus(at, alike.median)) == pytest.approx(0.0, abs=1e-9)
    assert np.ptp(fit.ln_stimulus(at, fit.median)) > 0.1
    at[SUMMATION] = -20.0  # a summation of nothing is one level for all
    np.testing.assert_allclose(fit.ln_stimulus(at, fit.median), alike.ln_stimulus(at, alike.median), atol=1e-6)


def test_left_out_draws_are_ratings_by_study_in_the_order_of_its_rows(fit: PainFit) -> None:
    drawn = fit.left_out_draws(fit.fit(), 50)
    assert {study: draws.shape for study, draws in drawn.items()} == {"x": (50, 2), "y": (50, 1)}
    assert all(draws.min() >= 0.0 and draws.max() <= 10.0 for draws in drawn.values())
    assert np.median(drawn["x"][:, 0]) > np.median(drawn["x"][:, 1])


def test_clinics_share_their_effect_between_arms() -> None:
    rest, own, known = np.array([0.3, -0.2]), np.array([0.4, 0.5]), np.zeros((2, 1))
    alone = float((rest**2 / own**2 / 2 + np.log(own)).sum())
    assert _together(rest, known, own, 0.0) == pytest.approx(alone)
    # a common shift costs less where clinics differ
    assert _together(np.array([1.0, 1.0]), known, own, 1.0) < _together(np.array([1.0, -1.0]), known, own, 1.0)


def test_a_rating_far_off_costs_less_where_its_injury_is_not_known() -> None:
    seen, own = np.array([2.0]), np.array([0.4])
    assert _together(seen, np.array([[-1.0, 0.0, 1.0]]), own, 0.3) < _together(seen, np.zeros((1, 3)), own, 0.3)


def test_a_share_of_people_is_a_binomial_where_clinics_are_alike() -> None:
    given = rated(PEELS[:1], 2)
    above = Above(1, 20, 0.0, given)
    chance = 0.15865525393145707  # beyond one sd
    told = -np.log(chance * (1 - chance) ** 19)
    assert above.loss(-1.0, 1e-9, 1.0) == pytest.approx(told)


def test_a_cream_that_takes_what_its_trials_say_is_likeliest() -> None:
    trials = Creams(creams().left, [])
    shares = np.linspace(0.05, 0.9, 86)
    losses = [trials.loss(0.5, float(share), 1.0, 0.45, 0.3) for share in shares]
    assert 0.27 < shares[int(np.argmin(losses))] < 0.5


def test_the_better_cream_is_likelier_better() -> None:
    trials = Creams([], creams().differences)
    assert trials.loss(0.6, 0.35, 1.0, 0.45, 0.3) < trials.loss(0.35, 0.6, 1.0, 0.45, 0.3)


def test_scales_between_clinics_ship_around_one(fit: PainFit) -> None:
    found = fit.entries(fit.fit())
    value, low, high = found["comfort.pain.study"]
    assert value == 1.0
    assert low * high == pytest.approx(1.0)
    assert fit.terms[STUDY].name == "comfort.pain.study"


def test_every_rating_and_share_of_people_that_ships_has_its_row() -> None:
    for row in (o for o in observations() if o.kind == "pain"):
        assert row.detail["rows"], row.study
        assert isinstance(row.course().sessions[0].aftercare, Aftercare)
    assert [a.n for a in shares_above(1)] == [20]
