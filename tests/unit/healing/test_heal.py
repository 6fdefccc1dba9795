"""A course healed: superposition, no injury, aftercare, what is counted per session."""

import numpy as np
import pytest

from healing_cases import MEDIAN, client, face, grid, healed, injury, session
from rederm.draws import Draws
from rederm.healing import STATES, heal
from rederm.healing.ageing import ageing_of


def test_every_state_is_there_with_one_value_a_draw_and_day() -> None:
    draws = Draws(7, 1)
    result = healed("plasma", "co2-1", draws=draws, days=100)
    assert set(result.states) == set(result.untreated) == set(STATES)
    for values in (*result.states.values(), *result.untreated.values(), result.pigment_shed):
        assert values.shape == (7, result.days.size)
        assert np.isfinite(values).all()
    assert result.response.shape == (7, 2, result.days.size)
    for values in (result.closure_hours, result.crust_days, result.edema_days, result.erythema_days):
        assert values.shape == (7, 2)
        assert np.isfinite(values).all()


def test_no_injury_leaves_every_state_exactly_as_untreated() -> None:
    result = healed("nothing", "nothing", who=client(60, "female", 4, menopause_years=3), draws=Draws(20, 5), days=800)
    for name in STATES:
        np.testing.assert_array_equal(result.states[name], result.untreated[name], err_msg=name)
    for values in (result.closure_hours, result.crust_days, result.edema_days, result.erythema_days, result.pigment_shed):
        assert not values.any()


def test_skin_that_is_not_treated_at_all_only_ages() -> None:
    result = heal([], [], face(), client(), MEDIAN, grid(365))
    assert result.response.shape == (1, 0, result.days.size)
    assert result.states["collagen_I"][0, -1] < result.states["collagen_I"][0, 0]
    np.testing.assert_array_equal(result.states["melanin"], 1.0)


AGES = {"collagen_I", "collagen_III", "collagen_hit", "collagen_unhit", "fragmented", "elastin", "dermis"}


def test_ten_years_without_an_injury_only_age() -> None:
    """Three sessions that hurt nothing: every state is where it began but those that age, and these age at the sourced rate."""
    days = np.array([0.0, 30.0, 365.25, 1826.25, 3652.5])
    result = healed("nothing", "nothing", "nothing", at=(0.0, 28.0, 56.0), draws=Draws(9, 3), days=days)
    for name in STATES:
        np.testing.assert_array_equal(result.states[name], result.untreated[name], err_msg=name)
        if name not in AGES:
            started = result.states[name][:, :1]
            np.testing.assert_allclose(result.states[name], np.broadcast_to(started, (9, 5)), atol=1e-12, err_msg=name)
    rates = ageing_of(client(), Draws(9, 3))
    kept = result.states["collagen_I"][:, -1] / result.states["collagen_I"][:, 0]
    np.testing.assert_allclose(kept, np.exp(-rates.rate * days[-1]), rtol=1e-3)


def test_a_state_on_the_day_of_a_session_is_the_one_before_it() -> None:
    result = healed("co2-1", "co2-1", at=(0.0, 60.0))
    assert result.states["closed"][0, 0] == 1.0
    assert result.states["closed"][0, 1] < 0.1
    np.testing.assert_allclose(result.states["closed"][0, result.days == 60.0], 1.0, atol=1e-6)


def test_two_devices_on_one_day_both_count() -> None:
    both = healed("plasma", "nafl-1550", at=(0.0, 0.0), days=60)
    for name in ("plasma", "nafl-1550"):
        assert both.states["inflammation"].max() > healed(name, days=60).states["inflammation"].max()


def test_devices_may_differ_and_signals_add() -> None:
    when = np.array([100.0])
    both = healed("plasma", "fractional-co2", at=(0.0, 28.0), days=when)
    alone = [healed(name, at=(day,), days=when) for name, day in (("plasma", 0.0), ("fractional-co2", 28.0))]
    added = sum(float(one.states["inflammation"][0, 0]) for one in alone)
    assert both.states["inflammation"][0, 0] == pytest.approx(added, rel=1e-3)


def test_a_session_after_the_last_day_does_not_reach_back() -> None:
    days = grid(20)
    once, twice = healed("plasma", days=days), healed("plasma", "plasma", days=days)
    for name in STATES:
        np.testing.assert_array_equal(once.states[name], twice.states[name], err_msg=name)
    assert twice.closure_hours.shape == (1, 2)


def test_days_asked_for_do_not_change_what_is_counted_per_session() -> None:
    few, many = healed("fractional-co2", days=np.array([0.0, 365.0])), healed("fractional-co2")
    assert few.edema_days[0, 0] == pytest.approx(many.edema_days[0, 0], abs=0.05)
    assert few.states["collagen_I"][0, -1] == pytest.approx(many.states["collagen_I"][0, -1], abs=1e-5)


def test_the_first_draws_are_the_same_whatever_the_number() -> None:
    few, many = (healed("plasma", draws=Draws(n, 2), days=90) for n in (3, 9))
    for name in STATES:
        np.testing.assert_array_equal(few.states[name], many.states[name][:3], err_msg=name)


def test_two_days_of_steroid_halve_the_pigment_drive() -> None:
    injured = injury(open_share=0.0, coagulated_mm=0.04)  # no epidermis lost, so that melanin shows the drive alone
    days = np.arange(0, 900.0)
    sums = [
        np.sum(healed(injured, days=days, who=client(fitzpatrick=4), steroid_days=d).states["melanin"][0] - 1)
        for d in (0.0, 2.0)
    ]
    assert sums[1] / sums[0] == pytest.approx(0.5, abs=0.03)


def test_a_session_that_brings_no_steroid_does_not_end_one_that_is_still_applied() -> None:
    """The second session, a day later, is without: the first day of steroid after it counts all the same."""
    skin, who, days = face(), client(fitzpatrick=4), np.array([0.0, 1.0, 2.0, 5.0, 40.0])
    hurt = [injury(coagulated_mm=0.04), injury()]
    darkened = [
        heal(hurt, [session(0.0, steroid_days=d), session(1.0)], skin, who, MEDIAN, days).states["melanin"][0, -1]
        for d in (1.0, 3.0)
    ]
    assert darkened[1] < darkened[0]


def test_darker_types_darken_more_and_the_peak_comes_after_a_month() -> None:
    injured = injury(coagulated_mm=0.04)
    peaks = []
    for kind in (1, 2, 3, 4, 5):
        melanin = healed(injured, days=200, who=client(fitzpatrick=kind)).states["melanin"][0]
        peaks.append(melanin.max())
        assert 25 < grid(200)[melanin.argmax()] < 50
    assert peaks == sorted(peaks)


def test_sun_keeps_the_pigment_and_shade_lets_it_go() -> None:
    injured, days = injury(coagulated_mm=0.04), np.array([0.0, 120.0])
    open_, shaded = (
        healed(injured, days=days, who=client(fitzpatrick=4, sun="high"), **care).states["melanin"][0, 1]
        for care in ({"sunscreen": "never"}, {"sun_protected": True})
    )
    assert open_ > shaded > 1.0


def test_hydroquinone_acts_on_treated_and_untreated_skin_alike() -> None:
    result = healed("plasma", days=60, hydroquinone_after=True)
    assert result.untreated["melanin"][0, -1] < 1.0


def test_swelling_is_counted_until_it_falls_below_the_visible_level() -> None:
    result = healed("co2-1", days=np.arange(0, 30, 0.05))
    seen = result.days[result.states["swelling"][0] > 0.3].max()
    assert result.edema_days[0, 0] == pytest.approx(seen, abs=0.06)


def test_moist_care_closes_sooner_than_dry_care() -> None:
    assert healed("co2-1", moist=True).closure_hours[0, 0] < healed("co2-1", moist=False).closure_hours[0, 0]


def test_poorly_controlled_diabetes_halves_barrier_repair() -> None:
    injured, days = injury(epidermal_loss=1.0), np.array([0.0, 2.0])
    left = [1 - healed(injured, days=days, who=client(diabetes=d)).states["barrier"][0, 1] for d in ("none", "uncontrolled")]
    assert np.log(left[1]) / np.log(left[0]) == pytest.approx(0.49, rel=1e-3)


def test_a_rested_skin_answers_a_second_session_with_more_fibroblasts() -> None:
    peaks = []
    for gap in (5.0, 14.0, 60.0):
        result = healed("plasma", "plasma", at=(0.0, gap), days=np.array([gap + 180.0]))
        peaks.append(result.states["collagen_I"][0, 0] - result.untreated["collagen_I"][0, 0])
    assert peaks[0] < peaks[1]


def test_repeated_sessions_do_not_run_away() -> None:
    result = healed(*["co2-3"] * 6, at=tuple(30.0 * k for k in range(6)))
    gain = (result.states["collagen_I"] / result.untreated["collagen_I"]).max()
    assert 1.0 < gain < 1.35
