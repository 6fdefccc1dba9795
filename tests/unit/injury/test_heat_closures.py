import numpy as np

from rederm.draws import Draws
from rederm.injury.closures import closures
from rederm.sources import load_table


def test_median_closure_is_the_posterior() -> None:
    table = load_table("posterior/lesion")
    median = closures(Draws.at_median())[0]
    assert median.useful_share == table.number("useful_share", "1")
    assert median.returned_length == table.number("returned_length", "um") * 1e-6
    assert median.ejection_share == 1.0


def test_draws_stay_physical_and_vary_what_the_rows_do_not_inform() -> None:
    drawn = closures(Draws(200, seed=3))
    for share in ("useful_share", "wall_share", "returned_share"):
        values = np.array([getattr(closure, share) for closure in drawn])
        assert np.all((values > 0) & (values < 1))
    temperatures = np.array([closure.ablation_temperature for closure in drawn])
    assert temperatures.min() >= 100.0
    assert np.quantile(temperatures, 0.95) > 2 * np.quantile(temperatures, 0.05)
