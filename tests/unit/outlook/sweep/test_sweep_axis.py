"""An axis holds its levels, spaces a range as asked, and spreads uniform numbers over what it may be."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rederm.outlook.sweep.axis import read_axis
from rederm.sources import InputError


def test_a_range_is_evenly_spaced_and_in_the_logarithm_where_asked() -> None:
    assert read_axis("x", "dial", "W", {"low": 10, "high": 90, "steps": 5}).levels == (10, 30, 50, 70, 90)
    assert read_axis("x", "dial", "W", {"low": 1, "high": 100, "steps": 3, "log": True}).levels == pytest.approx((1, 10, 100))
    assert read_axis("x", "dial", "1", {"low": 1, "high": 4, "steps": 7}, whole=True).levels == (1, 2, 3, 4)


@given(
    low=st.floats(0.01, 10), wide=st.floats(1.01, 100), log=st.booleans(), u=st.lists(st.floats(0, 1), min_size=1, max_size=20)
)
def test_values_at_uniform_numbers_stay_inside_and_rise(low: float, wide: float, log: bool, u: list[float]) -> None:
    axis = read_axis("x", "dial", "W", {"low": low, "high": low * wide, "log": log})
    values = np.array(axis.at(np.sort(u)))
    assert (values >= low * (1 - 1e-9)).all()
    assert (values <= low * wide * (1 + 1e-9)).all()
    assert (np.diff(values) >= -1e-9 * low * wide).all()


def test_the_middle_of_a_range_is_its_mean_and_in_the_logarithm_its_geometric_mean() -> None:
    half = np.array([0.5])
    assert read_axis("x", "dial", "W", {"low": 2, "high": 8}).at(half) == [5.0]
    assert read_axis("x", "dial", "W", {"low": 2, "high": 8, "log": True}).at(half) == pytest.approx([4.0])


def test_whole_numbers_and_words_are_equally_likely() -> None:
    u = (np.arange(1200) + 0.5) / 1200
    passes = read_axis("passes", "dial", "1", {"low": 1, "high": 4}, whole=True).at(u)
    assert [passes.count(value) for value in (1, 2, 3, 4)] == [300] * 4
    tips = read_axis("tip", "dial", "1", ["roller", "single-spark", "other"]).at(u)
    assert [tips.count(word) for word in ("roller", "single-spark", "other")] == [400] * 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (5, "is not a list of values"),
        ([], "is not a list of values"),
        ([1, 1], "holds 1.0 twice"),
        ([math.nan], "holds what is no value"),
        ({"low": 1, "hgih": 2}, "did you mean high?"),
        ({"low": 1}, "high = None is not a number"),
        ({"low": 2, "high": 1}, "is not below"),
        ({"low": 1, "high": 2, "steps": 1}, "steps = 1"),
        ({"low": 0, "high": 2, "log": True}, "low above 0"),
    ],
)
def test_what_is_no_axis_is_refused_in_words(given: Any, said: str) -> None:
    with pytest.raises(InputError, match=said.replace("?", r"\?")) as caught:
        read_axis("power_W", "dial", "W", given)
    assert str(caught.value).startswith("power_W")
