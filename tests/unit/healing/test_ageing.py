"""Ageing of untreated skin."""

import numpy as np
import pytest

from healing_cases import MEDIAN, client, healed
from rederm.healing.ageing import ageing_of


def yearly(**who: object) -> float:
    """Share of collagen lost in the coming year."""
    age = who.pop("age", 45)
    collagen = healed("nothing", days=np.array([0.0, 365.25]), who=client(age, **who)).untreated["collagen_I"][0]
    return float(1 - collagen[1] / collagen[0])


def test_moderate_sun_costs_one_percent_of_collagen_a_year() -> None:
    assert yearly(sunscreen="never") == pytest.approx(0.01, abs=2e-4)


def test_forty_years_bring_the_collagen_score_from_73_towards_55() -> None:
    young, old = (ageing_of(client(age, sunscreen="daily"), MEDIAN).level[0] for age in (29.5, 69.5))
    assert old / young == pytest.approx(55 / 73, abs=0.1)


def test_habits_and_family_order_the_rate() -> None:
    assert yearly(sun="high") > yearly(sun="moderate") > yearly(sun="low")
    assert yearly(sunscreen="never") > yearly(sunscreen="sometimes") > yearly(sunscreen="daily")
    assert yearly(ageing_in_family="early") > yearly() > yearly(ageing_in_family="late")
    assert yearly(smoker=True) > yearly() > yearly(skincare="retinoid")


def test_the_first_years_after_menopause_are_the_fastest_and_unknown_is_as_none() -> None:
    early, late = (yearly(age=55, sex="female", menopause_years=years) for years in (1, 10))
    assert early > late > yearly(age=55, sex="female") == yearly(age=55, sex="male")


def test_the_fast_years_end_during_a_course() -> None:
    who = client(55, "female", menopause_years=4)
    collagen = healed("nothing", days=np.array([0.0, 360.0, 370.0, 730.0]), who=who).untreated["collagen_I"][0]
    rates = -np.diff(np.log(collagen)) / np.diff([0.0, 360.0, 370.0, 730.0])
    assert rates[0] > 2 * rates[2]


def test_dermis_thins_by_six_percent_a_decade() -> None:
    dermis = healed("nothing", days=np.array([0.0, 3652.5])).untreated["dermis"][0]
    assert dermis[0] == pytest.approx(1.0, rel=1e-12)
    assert dermis[1] == pytest.approx(0.94, abs=0.003)
