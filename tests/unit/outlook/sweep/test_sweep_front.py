"""The front holds the points that no other beats, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rederm.outlook.sweep.front import fronts, unbeaten


def test_a_front_that_is_known_is_found() -> None:
    worse = np.array([[1.0, 4.0], [2.0, 2.0], [4.0, 1.0], [3.0, 3.0], [2.0, 2.0], [np.nan, 0.0]])
    assert unbeaten(worse).tolist() == [True, True, True, False, True, False]


@given(arrays(float, st.tuples(st.integers(1, 12), st.integers(1, 3)), elements=st.integers(0, 5).map(float)))
def test_every_point_is_on_the_front_or_beaten_by_one_that_is(worse: np.ndarray) -> None:
    front = unbeaten(worse)
    assert front.any()
    for point in worse[~front]:
        assert any((other <= point).all() and (other < point).any() for other in worse[front])


def test_more_of_a_gain_and_less_of_pain_are_wanted_and_outputs_without_an_aim_are_not_judged() -> None:
    samples = {
        "gain.wrinkles.90": np.array([[0.1, 0.1], [0.5, 0.5]]),
        "pain": np.array([[2.0, 2.0], [1.0, 3.0]]),
        "coverage": np.array([[0.0, 0.0], [9.0, 9.0]]),
    }
    found = fronts(samples, {"gain.wrinkles.90": "more", "pain": "less"})
    assert found is not None
    assert found[0].tolist() == [False, True]
    assert found[1] == pytest.approx([0.5, 1.0])
    assert fronts(samples, {}) is None
