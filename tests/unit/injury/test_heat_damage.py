from collections.abc import Callable

import numpy as np
import pytest
from scipy.optimize import brentq

from rederm.injury.damage import cell_death_log_rate, log_rate, rate_table
from rederm.injury.numerics_heat import TABLE_FROM, TABLE_STEP
from rederm.sources import load_table


def threshold(clock: Callable[[np.ndarray], np.ndarray], seconds: float, omega: float = 1.0) -> float:
    """degC that reaches this damage in this time."""
    return float(brentq(lambda at: float(clock(np.array(at))) + np.log(seconds / omega), 30.0, 200.0))


@pytest.mark.parametrize(("temperature", "seconds"), [(60.0, 1.0), (70.0, 0.033)])
def test_skin_dies_in_the_published_time(temperature: float, seconds: float) -> None:
    assert np.exp(-cell_death_log_rate(np.array(temperature))) == pytest.approx(seconds, rel=0.1)


def test_cell_death_takes_the_slower_clock() -> None:
    temperature = np.array([48.0, 90.0])
    assert cell_death_log_rate(temperature)[0] == log_rate("burn", temperature)[0]
    assert cell_death_log_rate(temperature)[1] == log_rate("cell_death", temperature)[1]


def test_collagen_outlives_cells_six_hundredfold_at_sixty_degrees() -> None:
    at = np.array(60.0)
    assert np.exp(cell_death_log_rate(at) - log_rate("collagen", at)) == pytest.approx(600, rel=0.1)


@pytest.mark.parametrize(("seconds", "temperature"), [(1e-3, 81.0), (1e-2, 73.0), (1.0, 60.0), (60.0, 54.0)])
def test_cells_die_at_the_printed_threshold_of_each_exposure(seconds: float, temperature: float) -> None:
    assert threshold(cell_death_log_rate, seconds) == pytest.approx(temperature, abs=0.5)


@pytest.mark.parametrize(("seconds", "temperature"), [(1e-3, 106.0), (1e-2, 97.0), (1.0, 80.0), (60.0, 67.0)])
def test_collagen_denatures_at_the_printed_threshold_of_each_exposure(seconds: float, temperature: float) -> None:
    assert threshold(lambda at: log_rate("collagen", at), seconds) == pytest.approx(temperature, abs=0.5)


def test_collagen_takes_the_printed_time_at_each_temperature() -> None:
    times = np.exp(-log_rate("collagen", np.array([60.0, 70.0, 100.0])))
    assert times == pytest.approx([590.0, 24.0, 4e-3], rel=0.1)


@pytest.mark.parametrize(("seconds", "kelvin"), [(60.0, 6.5), (1.0, 6.5), (1e-2, 13.5), (1e-3, 14.0)])
def test_the_heat_shocked_shell_reaches_some_kelvin_below_the_threshold(seconds: float, kelvin: float) -> None:
    """A hundredth of the damage of death: published as 1 to 6 K below it, which holds for exposures of a second and more."""
    share = load_table("tissue/damage").number("warm.threshold", "1")
    shell = threshold(cell_death_log_rate, seconds) - threshold(cell_death_log_rate, seconds, share)
    assert shell == pytest.approx(kelvin, abs=0.5)


def test_table_holds_the_rates_it_was_made_from() -> None:
    logs, rates = rate_table()
    middle = np.array(TABLE_FROM + TABLE_STEP * 500.5)
    assert logs[0, 500] == pytest.approx(float(cell_death_log_rate(middle)))
    assert logs[1, 500] == pytest.approx(float(log_rate("collagen", middle)))
    assert np.array_equal(rates, np.exp(logs))
