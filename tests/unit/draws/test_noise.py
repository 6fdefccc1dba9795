"""Tied names: correlated as stated, each still a Latin hypercube on its own; names that are not tied are left alone."""

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.draws.noise import Tie, correlated, noise, stratified, tied

TIE = Tie(("a", "b", "c"), ((1.0,), (-0.8, 1.0), (0.5, -0.2, 1.0)))


def test_tied_names_have_the_stated_correlation() -> None:
    found = correlated(3, TIE, 256)
    seen = np.corrcoef([found[name] for name in TIE.names])
    np.testing.assert_allclose(seen, TIE.matrix(), rtol=0.12, atol=0.04)  # ranks of sixteen carry a tenth less


def test_every_block_of_a_tied_name_takes_each_sixteenth_once() -> None:
    from scipy.special import ndtr

    for samples in correlated(3, TIE, 4).values():
        for block in samples.reshape(4, 16):
            assert np.array_equal(np.sort((ndtr(block) * 16).astype(int)), np.arange(16))


def test_a_tied_name_keeps_its_margin() -> None:
    for name, samples in correlated(5, TIE, 64).items():
        np.testing.assert_array_equal(np.sort(samples), np.sort(stratified(5, name, 64)))


def test_the_first_tied_draws_do_not_depend_on_how_many_are_asked_for() -> None:
    np.testing.assert_array_equal(correlated(3, TIE, 8)["b"][:16], correlated(3, TIE, 1)["b"])


def test_a_correlation_that_rounding_left_improper_is_mended() -> None:
    improper = Tie(("a", "b", "c"), ((1.0,), (0.9, 1.0), (0.9, 0.6, 1.0)))
    with pytest.raises(np.linalg.LinAlgError):
        np.linalg.cholesky(improper.matrix())
    found = correlated(1, improper, 256)
    np.testing.assert_allclose(np.corrcoef([found[name] for name in "abc"]), improper.matrix(), atol=0.08)


@pytest.mark.parametrize("name", list(tied()))
def test_a_name_that_ships_tied_is_drawn_with_its_tie(name: str) -> None:
    tie = tied()[name]
    np.testing.assert_array_equal(Draws(32, 4).normal(name), correlated(4, tie, 2)[name])


def test_a_name_without_a_tie_has_its_own_stream() -> None:
    np.testing.assert_array_equal(noise(2, "nobody.ties.this", 2), stratified(2, "nobody.ties.this", 2))


def test_the_shipped_correlation_is_met_by_the_draws() -> None:
    ties = set(tied().values())
    for tie in ties:
        seen = np.corrcoef([Draws(4096, 1).normal(name) for name in tie.names])
        np.testing.assert_allclose(seen, tie.matrix(), rtol=0.1, atol=0.06)  # ranks of sixteen carry up to a tenth less
