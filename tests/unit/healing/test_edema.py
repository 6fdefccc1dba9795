"""Swelling: the law, and the state that crosses the visible threshold when the law says."""

import numpy as np
import pytest

from healing_cases import MEDIAN, healed, injury
from rederm.draws import Draws
from rederm.sources import load_table

DAYS = np.arange(0, 60, 0.05)


@pytest.mark.parametrize("name", ["plasma", "fractional-co2", "nafl-1550", "co2-1", "co2-3"])
@pytest.mark.parametrize("draws", [MEDIAN, Draws(20, 3)], ids=["median", "draws"])
def test_the_state_falls_below_the_threshold_on_the_last_day_of_swelling(name: str, draws: Draws) -> None:
    result = healed(name, days=DAYS, draws=draws)
    visible = result.states["swelling"] > load_table("tissue/healing").number("edema.visible", "1")
    last = np.where(visible.any(axis=1), DAYS[DAYS.size - 1 - visible[:, ::-1].argmax(axis=1)], 0.0)
    np.testing.assert_allclose(last, result.edema_days[:, 0], atol=0.06)


def test_acute_swelling_is_seen_for_the_logarithm_of_the_volume() -> None:
    table = load_table("posterior/healing")
    tau, volume = table["edema.tau"].value, table["edema.volume"].value
    assert healed(injury(coagulated_mm=0.03)).edema_days[0, 0] == pytest.approx(tau * np.log(0.03 / volume), rel=1e-3)


def test_nothing_never_swells() -> None:
    result = healed("nothing", days=60)
    assert result.edema_days[0, 0] == 0.0
    assert not result.states["swelling"].any()


def test_swelling_is_bounded_whatever_the_injury() -> None:
    huge = injury(layer=True, open_share=1.0, coagulated_mm=3.0)
    assert healed(huge, huge, days=60).states["swelling"].max() < 1.0


def test_early_plumping_is_there_at_a_week_and_gone_in_a_month() -> None:
    swelling = healed("fractional-co2", days=np.array([0.0, 1, 7, 30])).states["swelling"][0]
    assert swelling[1] > swelling[2] > 0.01
    assert swelling[3] < 0.05 * swelling[1]
