"""Comparisons within trials: what the file holds, and what the two sides share."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.evidence import comparisons as module
from rederm.evidence.comparisons import QUANTITIES, TrialDraws, _places, _row, _without, comparisons, not_compared, signs
from rederm.evidence.observations import Observation
from rederm.sources import reference


def test_every_comparison_names_a_study_its_rows_and_how_it_is_known() -> None:
    for one in comparisons():
        assert reference(one.study).title
        assert one.rows
        assert one.basis
        assert one.significant is not True or one.reported != "none", one.study


def test_the_two_sides_of_a_comparison_differ() -> None:
    for one in comparisons():
        assert (one.a.device, one.a.dials, one.a.detail) != (one.b.device, one.b.dials, one.b.detail), one.study


def test_every_course_of_a_comparison_can_be_given() -> None:
    for one in comparisons():
        for side in (one.a, one.b):
            assert side.course().sessions[0].setting.device.name == side.device


def test_what_is_not_compared_says_why() -> None:
    assert all(entry["rows"] and entry["reason"] for entry in not_compared())


def test_the_sides_of_a_trial_share_everything_but_the_chance_of_their_samples() -> None:
    a, b = (TrialDraws(64, 3, side) for side in ("a", "b"))
    np.testing.assert_array_equal(a.normal("outcome.study.wrinkles"), b.normal("outcome.study.wrinkles"))
    np.testing.assert_array_equal(a["outcome.d.gamma"], Draws(64, 3)["outcome.d.gamma"])
    assert np.any(a.normal("observation.sample") != b.normal("observation.sample"))


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Days by device, with noise that the sides share and a chance of the sample that they do not."""
    days = {"full-co2": 20.0, "dermabrasion": 10.0}

    def predicted(observation: Observation, draws: Draws) -> np.ndarray:
        own = 0.0 if observation.detail["n"] == module.EVERYONE else 9.0
        return days[observation.device] + draws.normal("clinic") + own * draws.normal("observation.sample")

    monkeypatch.setattr(module, "predict", predicted)
    return days


def redness(reported: str) -> Mapping[str, Any]:
    one = next(c for c in comparisons() if c.study == "holmkvist-2000" and c.quantity == "redness")
    return _row(module.replace(one, reported=reported), 100, 0)


def test_what_both_sides_share_is_no_doubt_of_their_difference(figures: dict[str, float]) -> None:
    row = redness("b")
    assert row["difference"] == pytest.approx({"median": -10.0, "low": -10.0, "high": -10.0})
    assert row["chance_a_more"] == 0.0
    assert row["trial_difference"]["low"] < -20.0 < 0.0 < row["trial_difference"]["high"]
    assert row["right"]
    assert not redness("a")["right"]
    assert redness("none")["right"]  # a trial of fifteen would not have seen ten days through such chance


def test_a_difference_that_rounds_to_nothing_has_no_sign(figures: dict[str, float]) -> None:
    figures["full-co2"] = 10.01
    row = redness("b")
    assert row["chance_a_more"] == 0.0
    assert not row["right"]


def test_signs_count_significant_ones_apart() -> None:
    def row(significant: bool | None, reported: str, right: bool) -> dict[str, Any]:
        told = {"study": "s", "quantity": "q", "significant": significant, "reported": reported, "right": right}
        return told | {"left_out": {"right": not right} if reported == "b" else None}

    found = signs([row(True, "a", True), row(True, "b", False), row(None, "a", True), row(False, "none", True)])
    assert found["significant"] == {"of": 2, "right": 1, "missed": ["s, q"]}
    assert found["other"]["of"] == found["none"]["of"] == 1
    assert found["unseen"] == {"of": 1, "right": 1, "missed": []}


def test_a_study_left_out_tells_a_difference_where_both_arms_are_rows() -> None:
    one = next(c for c in comparisons() if c.study == "cheyasak-2015")
    a, b = (_places(one, side) for side in (one.a, one.b))
    assert len(a) == len(b) == 1
    even = np.linspace(0.0, 1.0, 11)
    told = _without(one, {a[0]: even + 0.3, b[0]: even}) or {}
    assert told["chance_a_more"] == 1.0
    assert told["difference"]["median"] == pytest.approx(0.3)
    assert told["right"]
    assert _without(one, {a[0]: even}) is None


def test_every_quantity_has_a_unit_with_a_least_difference() -> None:
    assert {unit for _, unit in QUANTITIES.values()} == set(module.TOLD)
