"""Published rows beside the product, with the injuries that it simulates for them. Most were fitted on: this holds the fit."""

from functools import cache

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.evidence import Observation, calibrate, observations, predict

MANY = Draws(100)


@cache
def rows(kind: str) -> list[tuple[Observation, np.ndarray]]:
    return [(o, predict(o, MANY)) for o in observations() if o.kind == kind]


def inside(observation: Observation, samples: np.ndarray) -> bool:
    seen = samples * np.exp(observation.detail.get("sd", 0.0) * MANY.normal("observation.spread"))
    low, high = np.quantile(seen, [0.05, 0.95])
    return bool(low <= observation.observed <= high)


@pytest.mark.parametrize(("kind", "share"), [("redness", 0.85), ("outcome", 0.85), ("pih", 0.85)])
def test_bands_hold_the_published_figures(kind: str, share: float) -> None:
    assert np.mean([inside(o, samples) for o, samples in rows(kind)]) >= share


def test_redness_lasts_as_published_within_a_factor_of_two() -> None:
    errors = {o.study: np.log(np.median(samples) / o.observed) for o, samples in rows("redness")}
    assert np.median(np.abs(list(errors.values()))) < np.log(2)


@pytest.mark.xfail(
    strict=True, reason="10 of 15: a jet of nitrogen hurts too little of the dermis, one needling series is gone in hours"
)
def test_redness_of_seven_in_ten_studies_lasts_as_published_within_a_factor_of_two() -> None:
    errors = {o.study: np.log(np.median(samples) / o.observed) for o, samples in rows("redness")}
    assert np.mean(np.abs(list(errors.values())) < np.log(2)) > 0.7


def test_redness_is_days_after_fractional_and_months_after_full_field_lasers() -> None:
    """Ancona and Katz 2010, Kim 2013, Tierney and Hanke; Nanni and Alster 1998, a split face of 1997."""
    days = {(o.device, o.study): np.median(samples) for o, samples in rows("redness")}
    assert all(found < 14 for (device, _), found in days.items() if device in ("fractional-co2", "nonablative-fractional"))
    assert all(60 < found < 240 for (device, _), found in days.items() if device == "full-co2")


def test_redness_of_asian_skin_after_full_er_yag_is_in_the_band() -> None:  # ko07_ery: 144 d, types III to V
    assert [inside(o, samples) for o, samples in rows("redness") if o.study == "ko-2007"] == [True]


def test_plasma_darkens_less_than_fractional_co2_on_the_same_faces() -> None:  # Zhang 2013: 0 and 12 of 33
    laser, plasma = (
        np.mean(next(samples for o, samples in rows("pih") if o.study == "zhang-2013" and o.device == device))
        for device in ("fractional-co2", "opus-plasma")
    )
    assert plasma < laser


@pytest.mark.slow
def test_studies_left_out_are_predicted_and_wrinkles_no_worse_than_by_devices_all_alike() -> None:
    scores = calibrate(write=False).scores
    for name in ("gain d", "gain v", "gain both"):
        assert scores[name]["error"] <= 0.13
        assert 0.85 <= scores[name]["in_band"] <= 0.98
    half_a_point = 0.005  # a tie is no loss: without the pins of radio-frequency the rows hardly tell devices apart
    assert scores["gain both"]["error_wrinkles"] <= scores["gain alike"]["error_wrinkles"] + half_a_point
