"""Mode and curvature, on a posterior that is known in closed form."""

import numpy as np
import pytest

from rederm.evidence.laplace import laplace, mode_of, prior_loss
from rederm.evidence.terms import Term, term

TERMS = [Term("test.a", "normal", 0.0, 1.0), Term("test.b", "lognormal", 1.0, 0.5)]
DESIGN = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]])
SEEN = np.array([1.0, 2.0, 1.5])


def loss(x: np.ndarray) -> float:
    rest = SEEN - DESIGN @ x
    return prior_loss(x, TERMS) + float(rest @ rest) / 2


def test_a_normal_posterior_is_found_exactly() -> None:
    precision = DESIGN.T @ DESIGN + np.diag([1.0, 4.0])
    mean = np.linalg.solve(precision, DESIGN.T @ SEEN + np.array([0.0, 4.0]))
    fit = laplace(loss, TERMS)
    np.testing.assert_allclose(fit.mode, mean, atol=1e-4)
    np.testing.assert_allclose(fit.covariance, np.linalg.inv(precision), rtol=1e-4)


def test_draws_have_the_posterior_mean_and_covariance() -> None:
    fit = laplace(loss, TERMS)
    drawn = fit.draws(4000)
    np.testing.assert_allclose(drawn.mean(axis=0), fit.mode, atol=0.04)
    np.testing.assert_allclose(np.cov(drawn.T), fit.covariance, atol=0.05)


def test_a_parameter_that_must_not_be_negative_is_not() -> None:
    assert mode_of(lambda x: float((x + 1) @ (x + 1)), TERMS, positive=[0])[0] == 0.0


def test_bounds_of_a_term_stand_in_its_own_space() -> None:
    value, low, high = TERMS[1].bounds(0.0, 1.0)
    assert value == 1.0
    assert low * high == pytest.approx(1.0)


def test_priors_are_those_of_the_tables() -> None:
    weight, again = term("outcome.d.w_rep.wrinkles"), term("outcome.v.rho")
    assert (weight.mean, weight.sd) == (pytest.approx(-0.69, abs=0.01), pytest.approx(0.7, abs=0.01))
    assert (again.mean, again.sd) == (pytest.approx(-1.5, abs=0.01), pytest.approx(1.0, abs=0.01))
