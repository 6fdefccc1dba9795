"""Published rows beside the product, with the injuries that it simulates for them. Most were fitted on: this holds the fit."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.evidence import Observation, calibrate, observations, pairs, predict

MANY = Draws(100)


@cache
def rows(kind: str) -> list[tuple[Observation, np.ndarray]]:
    return [(o, predict(o, MANY)) for o in observations() if o.kind == kind]


def inside(observation: Observation, samples: np.ndarray) -> bool:
    seen = samples * np.exp(observation.detail.get("sd", 0.0) * MANY.normal("observation.spread"))
    low, high = np.quantile(seen, [0.05, 0.95])
    return bool(low <= observation.observed and (observation.observed <= high or "at_most" in observation.detail))


def days(kind: str) -> list[tuple[Observation, float]]:
    """Median of the prediction beside each figure that is not an upper bound."""
    return [(o, float(np.median(samples))) for o, samples in rows(kind) if "at_most" not in o.detail]


def errors(kind: str) -> np.ndarray:
    """ln of predicted over published days."""
    return np.log([max(found, 1 / 24) / o.observed for o, found in days(kind)])


@pytest.mark.parametrize(("kind", "share"), [("redness", 0.85), ("outcome", 0.85), ("pih", 0.85)])
def test_bands_hold_the_published_figures(kind: str, share: float) -> None:
    assert np.mean([inside(o, samples) for o, samples in rows(kind)]) >= share


@pytest.mark.parametrize("kind", ["redness", "crust", "edema", "downtime"])
def test_recovery_lasts_as_published_within_a_factor_of_two(kind: str) -> None:
    assert np.median(np.abs(errors(kind))) < np.log(2)


@pytest.mark.xfail(
    strict=True, reason="9 of 14: needling is told from hours to four days, full Er:YAG from three weeks to five months"
)
def test_redness_of_seven_in_ten_studies_lasts_as_published_within_a_factor_of_two() -> None:
    assert np.mean(np.abs(errors("redness")) < np.log(2)) > 0.7


def test_redness_is_days_after_fractional_and_months_after_full_field_lasers() -> None:
    """Ancona and Katz 2010, a page on care; Nanni and Alster 1998, a split face of 1997."""
    found = [(o.device, median) for o, median in days("redness")]
    assert all(median < 14 for device, median in found if device in ("fractional-co2", "nonablative-fractional"))
    assert all(60 < median < 240 for device, median in found if device == "full-co2")


def test_no_published_upper_bound_is_passed_at_the_median() -> None:
    bounds = [(o, float(np.median(s))) for k in ("redness", "crust", "edema") for o, s in rows(k) if "at_most" in o.detail]
    assert len(bounds) > 8
    assert [o.study for o, median in bounds if median > o.observed] == []


def test_fractional_co2_reddens_a_day_or_two_longer_than_needles_of_radio_frequency() -> None:  # 1.72 d, 8 trials pooled
    pair = pairs("redness_difference")[0]
    longer = np.median(predict(replace(pair.a, kind="redness"), MANY) - predict(replace(pair.b, kind="redness"), MANY))
    assert 0.0 < longer < 4.0


@pytest.mark.parametrize("kind", ["crust", "edema", "downtime"])
def test_bands_of_recovery_hold_the_published_days(kind: str) -> None:
    assert np.mean([inside(o, samples) for o, samples in rows(kind)]) >= 0.8


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
    for name in ("gain d", "gain v", "gain both"):
        assert scores[name]["error_wrinkles"] <= scores["gain alike"]["error_wrinkles"] + half_a_point
