"""The one fitted term of scattered light is what the published columns leave of its prior."""

import math

import numpy as np

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
    "bedi": [(40, 1000, 0.15)],
    "mem-bedi": [(6, 360, 0.20), (20, 750, 0.20), (70, 1359, 0.20)],
}
TRIED = (2.0, 4.0, 8.0, 16.0)  # 1/cm


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
    found = solve_lesions(sources, closures(draws), BODY, 1).dead_depth[0]
    return float(found) / load_table("posterior/lesion").number("histology_depth", "1")


def test_reduced_scattering_is_what_the_columns_leave_of_its_prior() -> None:
    """Each series has a model error of its own that its rows share; widths (200 um at 40 mJ) hardly depend on scattering."""
    fitted = load_table("posterior/light")["reduced_scattering"]
    assert fitted.prior is not None
    middle, low, high = (math.log(value) for value in fitted.prior)
    x = np.linspace(math.log(1.0), math.log(40.0), 800)
    log = -(((x - middle) / ((high - low) / 3.29)) ** 2) / 2
    shared = load_table("posterior/lesion").number("depth_error", "1") ** 2
    for rows in SERIES.values():
        curves = [np.polyfit(np.log(TRIED), [math.log(depth(energy, value)) for value in TRIED], 2) for energy, _, _ in rows]
        off = np.array([math.log(seen) - np.polyval(curve, x) for curve, (_, seen, _) in zip(curves, rows, strict=True)])
        spread = np.diag([sd**2 for _, _, sd in rows]) + shared
        log -= np.einsum("ix,ij,jx->x", off, np.linalg.inv(spread), off) / 2
    share = np.exp(log - log.max()).cumsum()
    found = np.exp(np.interp([0.05, 0.5, 0.95], share / share[-1], x))
    assert fitted.low is not None
    assert fitted.high is not None
    np.testing.assert_allclose(found, [fitted.low, fitted.value, fitted.high], rtol=0.1)
