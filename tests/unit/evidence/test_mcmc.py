"""The sampler against densities known in closed form, and its diagnostics against chains of known faults."""

import numpy as np
import pytest

from rederm.evidence.mcmc import effective, sample, split_rhat

COVARIANCE = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 0.09]])


def normal(z: np.ndarray) -> np.ndarray:
    return np.asarray(-np.einsum("ij,jk,ik->i", z - 1, np.linalg.inv(COVARIANCE), z - 1) / 2)


def test_a_correlated_normal_is_sampled() -> None:
    found = sample(normal, 3, chains=40, steps=3000, burn=1000, thin=5, seed=0)
    assert found.rhat.max() < 1.05
    np.testing.assert_allclose(found.points.mean(axis=0), 1.0, atol=0.08)
    np.testing.assert_allclose(np.cov(found.points, rowvar=False), COVARIANCE, atol=0.1)


def test_two_modes_are_both_visited_by_their_share() -> None:
    def modes(z: np.ndarray) -> np.ndarray:
        return np.logaddexp(np.log(0.7) - (z[:, 0] - 3) ** 2, np.log(0.3) - (z[:, 0] + 3) ** 2)

    found = sample(modes, 1, chains=60, steps=4000, burn=1000, thin=5, seed=1)
    assert float((found.points > 0).mean()) == pytest.approx(0.7, abs=0.08)


def test_the_same_seed_gives_the_same_samples() -> None:
    a, b = (sample(normal, 3, chains=10, steps=50, burn=10, thin=2, seed=4) for _ in range(2))
    np.testing.assert_array_equal(a.samples, b.samples)


def test_chains_that_have_not_met_are_told() -> None:
    rng = np.random.default_rng(0)
    apart = rng.standard_normal((200, 8, 1)) + np.where(np.arange(8) < 4, 0.0, 3.0)[None, :, None]
    assert split_rhat(apart)[0] > 1.5
    assert split_rhat(rng.standard_normal((200, 8, 1)))[0] < 1.02


def test_samples_that_follow_each_other_count_for_less() -> None:
    rng = np.random.default_rng(0)
    noise = rng.standard_normal((1000, 8, 1))
    slow = np.zeros_like(noise)
    for i in range(1, 1000):
        slow[i] = 0.9 * slow[i - 1] + noise[i]
    assert effective(noise)[0] == pytest.approx(8000, rel=0.15)
    assert effective(slow)[0] == pytest.approx(8000 * 0.1 / 1.9, rel=0.35)
