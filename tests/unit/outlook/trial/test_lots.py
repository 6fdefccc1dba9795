"""Persons drawn anew: the beginning is drawn one by one, and what is drawn by kind beyond has the same law at no more cost."""

import numpy as np
import pytest

from rederm.outlook.trial import lots as lots_module
from rederm.outlook.trial.lots import Lots

FIGURES = np.array([[1.0, 1.0, 0.0], [0.2, -0.5, 0.3]])
CHANCES = np.array([0.5, 0.3, 0.2])


def drawn(sizes: list[int], trials: int = 4000, seed: int = 1) -> np.ndarray:
    lots = Lots.of(np.array(sizes), trials, seed, 0)
    kinds = np.searchsorted(np.cumsum(CHANCES), lots.uniform[0])
    return lots.sums(kinds, FIGURES, CHANCES)


@pytest.mark.parametrize("one_by_one", [1000, 50, 0])
def test_sums_have_the_mean_and_variance_of_so_many_persons(one_by_one: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lots_module, "ONE_BY_ONE", one_by_one)
    sizes = [40, 50, 90, 200]
    sums, mean = drawn(sizes), FIGURES @ CHANCES
    variance = FIGURES**2 @ CHANCES - mean**2
    for at, size in enumerate(sizes):
        error = np.sqrt(size * variance / 4000)
        assert (np.abs(sums[:, :, at].mean(axis=1) - size * mean) < 4 * error).all()
        assert sums[:, :, at].var(axis=1) == pytest.approx(size * variance, rel=4 * np.sqrt(2 / 4000))


def test_a_larger_trial_begins_as_the_smaller_one() -> None:
    few, many = drawn([5, 1000]), drawn([5, 1000, 2000, 500_000])
    np.testing.assert_array_equal(many[:, :, :2], few)
    seen = many[0]
    assert (np.diff(seen, axis=1) >= 0).all()
    assert seen[:, -1].mean() == pytest.approx(0.8 * 500_000, rel=1e-3)


def test_a_trial_of_half_a_million_holds_no_more_numbers_than_one_of_a_thousand() -> None:
    assert Lots.of(np.array([5, 500_000]), 10, 1, 0).uniform.size == 2 * 10 * 5
    assert Lots.of(np.array([5, 1000, 500_000]), 10, 1, 0).uniform.shape == (2, 10, 1000)
