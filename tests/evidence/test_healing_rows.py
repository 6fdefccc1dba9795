"""Published healing figures beside the model, with the class geometry of the outcome trial. Ids as in the evidence tables."""

import numpy as np
import pytest

from healing_cases import client, healed, injury, shape
from rederm.draws import Draws

MANY = Draws(200, 7)


def inside(samples: np.ndarray, seen: float) -> bool:
    low, high = np.quantile(samples, [0.05, 0.95])
    return bool(low <= seen <= high)


def test_basal_layer_is_continuous_a_day_after_1550_nm() -> None:  # laubach_2006
    assert healed("nafl-1550").closure_hours[0, 0] <= 24


@pytest.mark.parametrize(("name", "seen"), [("co2-3", 8.5), ("eryag", 5.5)])
def test_full_field_faces_close_in_the_days_a_textbook_gives(name: str, seen: float) -> None:
    result = healed(name, draws=MANY, who=client(50))
    assert inside(result.closure_hours[:, 0] / 24, seen)
    assert healed(name, who=client(50)).closure_hours[0, 0] / 24 == pytest.approx(seen, rel=0.3)


@pytest.mark.parametrize(("moist", "seen"), [(True, (9 + 12) / 2), (False, 16)])
def test_er_yag_wounds_of_the_forearm_close_with_and_without_cream(moist: bool, seen: float) -> None:  # two creams
    wound = injury(layer=True, open_share=1.0, ablation_depth_um=75)
    days = healed(wound, site="forearm", who=client(30), moist=moist).closure_hours[0, 0] / 24
    assert days == pytest.approx(seen, rel=0.15)


def test_confocal_holes_mature_as_seen_at_days_7_14_and_28() -> None:  # kim_2022_rcm
    maturity = healed("fractional-co2", days=np.array([0.0, 7, 14, 28])).states["maturity"][0]
    hole = (1 - maturity[1:]) / 0.36
    np.testing.assert_allclose(hole, [0.75, 0.25, 0.0], atol=0.1)


def test_blisters_lose_water_as_measured() -> None:  # koivukangas_1999
    blister = injury(layer=True, epidermal_loss=1.0)  # the basal layer is in place, the roof is gone
    barrier = healed(blister, days=np.array([0.0, 1e-6, 2, 4, 8])).states["barrier"][0]
    lost = 8 * (1 + 11 * (1 - barrier[1:]))
    np.testing.assert_array_less(np.abs(lost[:3] - [95, 60, 14]), [13, 30, 8])  # one sd; day 2: 1.25 sd
    assert lost[3] < 10


def test_primed_synthesis_peaks_near_a_month_and_is_still_high_at_three_and_six() -> None:  # xu_2011
    days = np.arange(0, 200.0)
    synthesis = healed("fractional-co2", days=days).states["synthesis"][0]
    assert 25 <= days[synthesis.argmax()] <= 32
    assert synthesis[90] > 0.4 * synthesis.max()
    assert synthesis[180] > 0.15 * synthesis.max()


def test_most_of_the_three_month_gain_is_kept_at_18_months() -> None:  # ortiz_2010: 0.74
    result = healed("fractional-co2", days=np.array([0.0, 90, 540]), draws=MANY)
    own = result.untreated["collagen_I"]
    gain = result.states["collagen_I"] + result.states["void"] * own - own  # of the tissue that is there
    kept = gain[:, 2] / gain[:, 1]
    assert 0.65 < np.median(kept) < 0.85
    assert inside(kept, 0.74)


LATE = pytest.param(
    "1320-nm",
    7,
    1.84,
    marks=pytest.mark.xfail(strict=True, reason="the chain is timed on punch wounds: gentle heat answers a week too late"),
)


@pytest.mark.parametrize(("name", "day", "seen"), [("co2-3", 21, 7.5), ("coarse", 14, 3.2), LATE])
def test_procollagen_is_made_faster_as_biopsies_show(name: str, day: float, seen: float) -> None:
    """orringer_2004 (recalled, fitted), karimipour_2009 (secondary), orringer_2005: within a factor of 1.5."""
    from rederm.sources import load_table

    others = {"coarse": injury(layer=True, epidermal_loss=0.8, open_share=0.1), "1320-nm": injury(heated_mm=0.5)}
    table = load_table("tissue/healing")
    states = healed(others.get(name, name), days=np.array([0.0, day])).states
    drive = 0.4 * states["fibroblasts"][0, 1] + 0.6 * states["synthesis"][0, 1]
    fold = 1 + table.number("matrix.a_I", "1") * drive / table.number("matrix.drive", "1")
    assert 1 / 1.5 < fold / seen < 1.5


def test_swelling_after_fractional_co2_is_seen_for_three_to_four_days() -> None:  # ancona_katz_2010 (fitted)
    days = healed("fractional-co2-lid", draws=MANY).edema_days[:, 0]
    assert inside(days, 3.5)
    assert 2 < np.median(days) < 5


def test_slow_swelling_is_not_there_at_once_and_is_there_for_weeks() -> None:
    """sleb_pre, sleb_post0, sleb_post: 0.31 mm before, 0.33 at once, 0.71 on days 5 to 28, after full-field laser."""
    draws = Draws.at_median()
    laid_open = injury(layer=True, open_share=1.0)  # the acute part needs a dermal volume: this has none
    swelling = healed(laid_open, days=np.array([0.0, 0.05, *range(5, 29)]), draws=draws).states["swelling"][0]
    assert swelling[1] < 0.1 * swelling[2:].mean()
    assert (swelling[2:] > 0.25 * swelling[2:].max()).mean() > 0.7


@pytest.mark.parametrize(
    ("name", "site", "seen"), [("rf-pins", "cheek", 3.9), ("plasma", "cheek", 7), ("plasma", "abdomen", 14)]
)
def test_crusts_come_off_within_the_published_days(name: str, site: str, seen: float) -> None:
    """lee11_scab; clinic and mishra15 figures are the longest seen, so the upper half of the band must hold them."""
    assert inside(healed(name, site=site, draws=MANY).crust_days[:, 0], seen)


def test_melanin_peaks_three_to_six_weeks_after_the_injury() -> None:  # textbook 21-42 d, TCA week 4
    days = np.arange(0, 120.0)
    for name in ("fractional-co2", "jessner-tca"):
        melanin = healed(name, days=days, who=client(fitzpatrick=4)).states["melanin"][0]
        assert 21 <= days[melanin.argmax()] <= 50


def test_three_passes_outlast_one_in_everything_that_is_downtime() -> None:
    one, three = healed("co2-1"), healed(shape("co2-3"))
    for name in ("closure_hours", "crust_days", "edema_days", "erythema_days"):
        assert getattr(three, name)[0, 0] > getattr(one, name)[0, 0]
