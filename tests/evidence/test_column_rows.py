"""The fitted term of scattered light is what published columns leave of its prior, its error what they show when left out."""

import math
from functools import cache

import numpy as np
import pytest
from scipy.special import log_ndtr

from rederm.devices.load import load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws, Samples
from rederm.injury.closures import closures
from rederm.injury.scattered import light_sources
from rederm.injury.thermal import solve_lesions
from rederm.skin import Site, Skin
from rederm.sources import load_table

BODY = Skin(Site("abdomen", "body", False, {}), 45.0, "female", 3, 14.0, 65.0, 80.0, 1900.0, 0.2, 1.2, 0.5, 33.5)
SERIES = {  # energy [mJ], depth in a biopsy [um], sd of ln of it: of the figure, wider where it is recalled
    "pilot-1550": [(10, 262, 0.10)],
    "bedi": [(40, 1000, 0.15)],  # "could exceed": a bound
    "mem-bedi": [(6, 360, 0.20), (20, 750, 0.20), (70, 1359, 0.20)],
}
BOUNDS = ("bedi",)
TRIED = (2.0, 4.0, 8.0, 16.0)  # 1/cm
AT = np.linspace(math.log(1.0), math.log(40.0), 800)


class Scattering(Draws):
    """Medians, but for the reduced scattering."""

    reduced = 0.0

    def __getitem__(self, name: str) -> Samples:
        return np.array([self.reduced]) if name == "light.reduced_scattering" else super().__getitem__(name)


def depth(energy_mJ: float, reduced: float) -> float:
    """um of dead cells in a biopsy."""
    draws = Scattering(1, nominal=True)
    draws.reduced = reduced
    sources = light_sources(make_setting(load_device("nonablative-fractional"), {"energy_mJ": energy_mJ}), BODY, draws)
    found = solve_lesions(sources, closures(draws), BODY, draws).dead_depth[0]
    return float(found) / load_table("posterior/lesion").number("histology_depth", "1")


@cache
def misses() -> dict[str, np.ndarray]:
    """ln of observed over predicted, (rows, points), of every series over ln of the reduced scattering."""
    found = {}
    for name, rows in SERIES.items():
        curves = [np.polyfit(np.log(TRIED), [math.log(depth(energy, value)) for value in TRIED], 2) for energy, _, _ in rows]
        found[name] = np.array(
            [math.log(seen) - np.polyval(curve, AT) for curve, (_, seen, _) in zip(curves, rows, strict=True)]
        )
    return found


def share(error: float, left_out: str = "") -> np.ndarray:
    """Posterior shares over AT: the prior, and every series with a model error of its own that its rows have in common."""
    prior = load_table("posterior/light")["reduced_scattering"].prior
    assert prior is not None
    middle, low, high = (math.log(value) for value in prior)
    log = -(((AT - middle) / ((high - low) / 3.29)) ** 2) / 2
    for name in SERIES.keys() - {left_out}:
        spread = np.diag([sd**2 for _, _, sd in SERIES[name]]) + error**2
        off = misses()[name]
        if name in BOUNDS:
            log += log_ndtr(-off[0] / math.sqrt(spread[0, 0]))
        else:
            log -= np.einsum("ix,ij,jx->x", off, np.linalg.inv(spread), off) / 2
    chance = np.exp(log - log.max())
    return chance / chance.sum()


def test_reduced_scattering_is_what_the_columns_leave_of_its_prior() -> None:
    """Widths (200 um at 40 mJ) hardly depend on scattering, and are left out."""
    table = load_table("posterior/light")
    fitted = table["reduced_scattering"]
    found = np.exp(np.interp([0.05, 0.5, 0.95], share(table.number("column_error", "1")).cumsum(), AT))
    assert fitted.low is not None
    assert fitted.high is not None
    np.testing.assert_allclose(found, [fitted.low, fitted.value, fitted.high], rtol=0.05)


def test_error_of_a_columns_depth_is_what_series_left_out_show() -> None:
    """Mean square miss of a series that was not fitted, less what the figures and the scattering left open explain."""
    error = load_table("posterior/light").number("column_error", "1")
    beyond = []
    for name, rows in SERIES.items():
        chance = share(error, name)  # of a bound: what it misses by at least
        mean = (misses()[name] * chance).sum(axis=1)
        explained = ((misses()[name] - mean[:, None]) ** 2 * chance).sum(axis=1).mean()
        beyond.append(mean.mean() ** 2 - explained - sum(sd**2 for _, _, sd in rows) / len(rows) ** 2)
    assert math.sqrt(np.mean(beyond)) == pytest.approx(error, rel=0.05)
