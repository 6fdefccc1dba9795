"""Emulators find what made their values, drop what did nothing, and state their error on points that they have not seen."""

import numpy as np
import pytest

from rederm.evidence.emulator import emulate, together


def design(n: int = 128, p: int = 8, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((n, p))


def test_a_quadratic_is_found_exactly() -> None:
    z = design()
    y = 3 + 0.5 * z[:, 1] - 0.2 * (z[:, 1] ** 2 - 1) + 0.3 * z[:, 4] + 0.1 * z[:, 1] * z[:, 4]
    found = emulate(z, np.arange(8), y)
    assert found.error < 1e-6
    assert found.places == {1, 4}
    new = design(20, seed=1).clip(-1, 1)
    expected = 3 + 0.5 * new[:, 1] - 0.2 * (new[:, 1] ** 2 - 1) + 0.3 * new[:, 4] + 0.1 * new[:, 1] * new[:, 4]
    np.testing.assert_allclose(found.at(new), expected, atol=1e-6)


def test_the_stated_error_is_that_on_points_not_seen() -> None:
    def solver(z: np.ndarray) -> np.ndarray:
        return np.asarray(np.round(4 * (0.4 * z[:, 0] + 0.2 * np.tanh(2 * z[:, 1]))) / 4)  # steps, as of a grid

    found = emulate(design(), np.arange(8), solver(design()))
    new = design(4000, seed=1)
    assert found.error == pytest.approx(np.sqrt(np.mean((found.at(new) - solver(new)) ** 2)), rel=0.35)


def test_terms_that_do_nothing_are_left_out() -> None:
    rng = np.random.default_rng(5)
    z = design()
    found = emulate(z, np.arange(8), z[:, 2] + 0.05 * rng.standard_normal(128))
    assert 2 in found.places
    assert len(found.places) <= 3


def test_only_the_terms_on_offer_are_used() -> None:
    z = design()
    assert emulate(z, np.array([0, 1]), z[:, 0] + z[:, 5]).places <= {0, 1}


def test_an_emulator_is_not_followed_far_beyond_its_design() -> None:
    z = design()
    found = emulate(z, np.arange(8), z[:, 0])
    assert float(found.at(np.full(8, 50.0))) < z[:, 0].max() + 1


def test_a_constant_has_no_features() -> None:
    assert emulate(design(), np.arange(8), np.full(128, 2.0)).features == ()


def test_emulators_together_say_what_each_says() -> None:
    z = design()
    each = [emulate(z, np.arange(8), y) for y in (z[:, 0] ** 2 + z[:, 3], np.full(128, 1.5), 2 * z[:, 3] - z[:, 1])]
    new = design(10, seed=2)
    np.testing.assert_allclose(together(each).at(new), np.stack([e.at(new) for e in each], axis=1), atol=1e-9)
