"""Weights of draws: Bayes' rule where it has a closed form, no collapse, fair resampling."""

import numpy as np
import pytest

from rederm.draws import Draws, band
from rederm.planning.adapt_likelihood import told
from rederm.planning.adapt_weights import LEAST, resampled, weighed, weighted_band

N = 40_000


@pytest.mark.parametrize(("read", "sd"), [(0.0, 1.0), (1.0, 0.5), (-2.0, 2.0)])
def test_a_normal_prior_and_a_normal_reading_give_the_normal_posterior(read: float, sd: float) -> None:
    prior = Draws(N, 3).normal("toy")
    places = resampled(weighed(told(prior, read, sd, "")).weights, 10_000, 3)
    left = prior[places]
    assert np.mean(left) == pytest.approx(read / (1 + sd**2), abs=0.02)
    assert np.std(left) == pytest.approx(sd / np.sqrt(1 + sd**2), abs=0.02)


def test_two_readings_weigh_as_one_of_their_mean_with_half_of_the_variance() -> None:
    prior = Draws(1000, 1).normal("toy")
    two = told(prior, 0.4, 1.0, "") + told(prior, 0.8, 1.0, "")
    one = told(prior, 0.6, np.sqrt(0.5), "")
    assert weighed(two).weights == pytest.approx(weighed(one).weights)


def test_a_censored_reading_leaves_the_tail() -> None:
    prior = Draws(N, 2).normal("toy")
    above = prior[resampled(weighed(told(prior, 1.0, 0.001, ">")).weights, 10_000, 2)]
    assert above.min() > 0.99
    density, tail = np.exp(-0.5) / np.sqrt(2 * np.pi), 0.158655
    assert np.mean(above) == pytest.approx(density / tail, abs=0.02)


def test_readings_beyond_every_draw_leave_the_least_number_of_draws_and_say_so() -> None:
    prior = Draws(2000, 0).normal("toy")
    far = weighed(told(prior, 30.0, 0.1, ""))
    assert far.effective == pytest.approx(LEAST, rel=0.01)
    assert 0 < far.power < 0.1
    assert weighed(told(prior, 0.0, 1.0, "")).power == 1


def test_a_reading_that_no_draw_can_make_changes_nothing() -> None:
    impossible = weighed(np.full(100, -np.inf))
    assert impossible.power == 0
    assert impossible.weights == pytest.approx(np.full(100, 0.01))


def test_a_band_by_equal_weights_is_that_of_the_samples_and_follows_the_weights_else() -> None:
    samples = Draws(400, 6).normal("toy")
    flat, plain = weighted_band(samples, np.full(400, 1 / 400)), band(samples)
    assert all(flat[end] == pytest.approx(plain[end]) for end in plain)
    tripled = np.concatenate([samples, samples[:100], samples[:100]])
    weights = np.where(np.arange(400) < 100, 3.0, 1.0)
    by_weight, by_count = weighted_band(samples, weights / weights.sum()), band(tripled)
    assert all(by_weight[end] == pytest.approx(by_count[end], abs=0.03) for end in by_count)


def test_flat_weights_take_every_draw_once() -> None:
    assert sorted(resampled(np.full(500, 1 / 500), 500, 7)) == list(range(500))


def test_a_draw_is_taken_as_often_as_it_weighs_to_the_next_whole_number() -> None:
    weights = np.array([0.5, 0.3, 0.2 - 1e-3, 1e-3])
    counts = np.bincount(resampled(weights, 100, 5), minlength=4)
    assert np.all(np.abs(counts - 100 * weights) < 1)


def test_the_first_draws_stand_for_all() -> None:
    places = np.array(resampled(np.full(1000, 1e-3), 1000, 0))
    assert abs(np.mean(places[:100]) - 500) < 100  # four standard errors
