"""Draws: nested, by name, the same at any worker count; the cache never answers for another model."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.draws import Draws, band, kept, spread
from rederm.sources import Value


def value(**changes: object) -> Value:
    return Value(**({"value": 2.0, "unit": "1", "method": "assumed", "source": ("x",), "low": 1.0, "high": 4.0} | changes))  # type: ignore[arg-type]


def test_the_first_draws_do_not_depend_on_how_many_are_asked_for() -> None:
    assert np.array_equal(Draws(500, 3).normal("a")[:20], Draws(20, 3).normal("a"))


def test_every_block_of_sixteen_takes_each_sixteenth_of_the_distribution_once() -> None:
    from scipy.special import ndtr

    for block in Draws(48, 7).normal("a").reshape(3, 16):
        assert np.array_equal(np.sort((ndtr(block) * 16).astype(int)), np.arange(16))


def test_names_are_independent() -> None:
    draws = Draws(4096, 2)
    assert abs(np.corrcoef(draws.normal("a"), draws.normal("b"))[0, 1]) < 0.05


def test_names_and_seeds_have_their_own_streams() -> None:
    a = Draws(50, 1)
    assert not np.array_equal(a.normal("a"), a.normal("b"))
    assert not np.array_equal(a.normal("a"), Draws(50, 2).normal("a"))
    assert np.array_equal(a.normal("a"), Draws(50, 1).normal("a"))


@pytest.mark.parametrize("distribution", ["normal", "lognormal", "logit-normal"])
def test_low_and_high_bound_ninety_percent(distribution: str) -> None:
    stated = value(value=0.5, low=0.25, high=0.75, distribution=distribution)
    if distribution == "lognormal":
        stated = value(distribution=distribution)
    found = band(Draws(20000, 5).of("x", stated))
    assert found["median"] == pytest.approx(stated.value, rel=0.02)
    assert found["low"] == pytest.approx(stated.low, rel=0.05)
    assert found["high"] == pytest.approx(stated.high, rel=0.05)


def test_nominal_draws_sit_at_the_medians() -> None:
    assert Draws.at_median().of("x", value(distribution="lognormal")) == pytest.approx([2.0])


@given(st.lists(st.integers(), max_size=20))
@settings(max_examples=10, deadline=None)
def test_results_keep_the_order_of_the_items(items: list[int]) -> None:
    assert spread(lambda x: x * x, items) == [x * x for x in items]


def test_a_kept_answer_is_given_again_but_not_to_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_CACHE", str(tmp_path))
    asked = []

    def answer() -> dict[str, np.ndarray]:
        asked.append(1)
        return {"x": np.array([1.0, 2.0])}

    for version in ("a", "a", "b"):
        assert np.array_equal(kept({"q": 1}, version, answer)["x"], [1.0, 2.0])
    assert len(asked) == 2


def test_arrays_in_a_question_count_by_their_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_CACHE", str(tmp_path))
    asked = []

    def answer() -> dict[str, np.ndarray]:
        asked.append(1)
        return {"x": np.ones(1)}

    for question in (np.arange(6.0), np.arange(6.0), np.arange(6.0).reshape(2, 3), np.arange(6.0) + 1):
        kept({"q": [{"field": question}]}, "v", answer)
    assert len(asked) == 3


def test_a_spoiled_cache_file_is_computed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_CACHE", str(tmp_path))
    kept({"q": 1}, "v", lambda: {"x": np.ones(2)})
    for path in tmp_path.glob("*.npz"):
        path.write_bytes(b"not a zip")
    assert np.array_equal(kept({"q": 1}, "v", lambda: {"x": np.ones(2)})["x"], np.ones(2))


def test_a_band_of_what_does_not_apply_is_empty() -> None:
    assert band([np.nan, np.nan]) == {"median": None, "low": None, "high": None}
