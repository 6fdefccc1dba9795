"""Risks as counts: one whole a phrase, never none, never rounded to look safer."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rederm.output.natural import WHOLES, frequency, natural


def band(low: float | None, median: float | None, high: float | None) -> dict[str, float | None]:
    return {"low": low, "median": median, "high": high}


@pytest.mark.parametrize(
    ("low", "median", "high", "said"),
    [
        (0.0149, 0.041, 0.1101, "about 4 in 100, between 1 and 12"),
        (0.0048, 0.108, 0.504, "about 11 in 100, between fewer than 1 and 51"),
        (0.0002, 0.0023, 0.0199, "about 2 in 1000, between fewer than 1 and 20"),
        (0.00003, 0.0004, 0.0034, "fewer than 1 in 1000, up to 4"),
        (0.0, 0.00003, 0.0003, "fewer than 1 in 1000"),
        (0.0, 0.0, 0.0, "fewer than 1 in 1000"),
        (0.04, 0.04, 0.04, "about 4 in 100"),
        (0.12, 0.12, 0.12, "about 12 in 100"),  # 100 * 0.12 is a little more than 12
        (0.9, 0.97, 1.0, "about 97 in 100, between 90 and 100"),
        (None, None, None, "no data"),
    ],
)
def test_a_band_is_said_in_one_whole(low: float | None, median: float | None, high: float | None, said: str) -> None:
    assert natural(band(low, median, high)) == said


def test_below_half_in_a_hundred_the_whole_is_a_thousand() -> None:
    assert natural(band(0.001, 0.005, 0.02)) == "about 1 in 100, between fewer than 1 and 2"
    assert natural(band(0.001, 0.0049, 0.02)) == "about 5 in 1000, between 1 and 20"


shares = st.floats(0.0, 1.0)


@given(st.tuples(shares, shares, shares).map(sorted))
def test_rounding_never_narrows_a_band_nor_makes_it_safer(ends: list[float]) -> None:
    found = frequency(band(*ends))
    assert found is not None
    assert found.of in WHOLES
    assert found.low <= found.median <= found.high
    assert found.low / found.of <= ends[0] + 1e-9
    assert found.high / found.of >= ends[2] - 1e-9
    assert abs(found.median / found.of - ends[1]) <= 0.5 / found.of + 1e-9


@given(st.tuples(shares, shares, shares).map(sorted))
def test_no_phrase_says_nought_and_each_names_its_whole_once(ends: list[float]) -> None:
    said = natural(band(*ends))
    assert not re.search(r"\b0\b", said)
    assert len(re.findall(r" in 10+\b", said)) == 1
