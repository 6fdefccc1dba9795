import numpy as np
import pytest

from rederm.injury.damage import cell_death_log_rate, log_rate, rate_table
from rederm.injury.numerics_heat import TABLE_FROM, TABLE_STEP


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


def test_table_holds_the_rates_it_was_made_from() -> None:
    logs, rates = rate_table()
    middle = np.array(TABLE_FROM + TABLE_STEP * 500.5)
    assert logs[0, 500] == pytest.approx(float(cell_death_log_rate(middle)))
    assert logs[1, 500] == pytest.approx(float(log_rate("collagen", middle)))
    assert np.array_equal(rates, np.exp(logs))
