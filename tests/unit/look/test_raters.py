"""How raters read the same skin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rederm.draws import Draws
from rederm.look import RATERS, rated, rated_score
from rederm.sources import load_table

DRAWS = Draws(200, seed=4)
READINGS = ("points", "ecca", "instrument", "global", "responder")


def test_a_blinded_point_score_is_the_reference() -> None:
    hazard = np.linspace(-3, 1, 200)
    assert rated(hazard, "blinded", "points", DRAWS) == pytest.approx(hazard)


def test_compression_turns_at_the_reference_hazard() -> None:
    pivot = np.full(200, np.log(load_table("posterior/observation").number("reference", "1")))
    read = rated(pivot, "blinded", "global", DRAWS)
    assert read == pytest.approx(pivot + DRAWS["observation.scale.global"])


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("rater", RATERS)
def test_skin_left_alone_is_read_as_such_by_every_rater(rater: str, reading: str) -> None:
    score = np.linspace(0.5, 1.5, 200)[:, None]
    assert (rated_score(score, score, rater, reading, DRAWS) == score).all()


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("rater", RATERS)
def test_more_removed_never_reads_as_less(rater: str, reading: str) -> None:
    treated = np.tile(np.linspace(1.3, 0.01, 120), (200, 1))
    read = rated_score(treated, np.ones_like(treated), rater, reading, DRAWS)
    assert (np.diff(read, axis=1) <= 1e-12).all()
    assert (read > 0).all()


def test_who_knows_what_was_done_sees_more_of_a_small_gain_and_patients_most() -> None:
    treated = np.full((200, 1), 0.85)
    gone = [np.median(1 - rated_score(treated, np.ones_like(treated), rater, "points", DRAWS)) for rater in RATERS]
    assert gone == sorted(gone)
    assert gone[0] == pytest.approx(0.15)


def test_what_is_worse_is_read_as_it_is() -> None:
    worse = np.full((200, 1), 1.4)
    assert (rated_score(worse, np.ones_like(worse), "patient", "global", DRAWS) == worse).all()


@given(st.floats(1e-9, 0.0099))
def test_a_hazard_below_what_was_fitted_is_read_in_proportion(hazard: float) -> None:
    def read(h: float) -> np.ndarray:
        score = rated_score(np.full((200, 1), np.exp(-h)), np.ones((200, 1)), "open", "global", DRAWS)
        return -np.log(score)

    assert read(hazard) == pytest.approx(read(hazard / 2) * 2, rel=1e-3, abs=1e-12)
