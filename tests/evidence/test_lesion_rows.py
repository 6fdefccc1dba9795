"""Published holes of fractional CO2 at the posterior medians: a regression of the fitted model, not a test of it.

A biopsy shrinks: observation = depth in skin / 1.21. Blur and the pig's spot, which are not published, are those of the fit
that ships; pig skin is thick.
"""

from dataclasses import replace

import numpy as np
import pytest

from heat_cases import MEDIAN, co2, skin
from rederm.draws import Draws
from rederm.evidence.lesion_fits import WHOLE, fits
from rederm.injury.closures import closures
from rederm.injury.heat import solve_heat
from rederm.injury.heat_types import HeatSource
from rederm.sources import load_table


def own(name: str) -> float:
    """Posterior median [um] of a term that is a series' own."""
    fit = fits()[WHOLE]
    place = fit.places[name]
    return fit.terms[place].number(fit.mean[place])


BLUR, PIG = own("blur.eco2"), own("spot.haak")
ROWS = {
    "eco2-120-80": (co2(80.0, 120.0, 30.0, BLUR), 1000.0, 520.0, 0.35),
    "eco2-120-160": (co2(160.0, 120.0, 30.0, BLUR), 1000.0, 900.0, 0.35),
    "eco2-300-100": (co2(100.0, 300.0, 30.0, BLUR), 1000.0, 200.0, 0.60),
    "eco2-300-180": (co2(180.0, 300.0, 30.0, BLUR), 1000.0, 550.0, 0.35),
    "haak-pig-37": (co2(37.0, PIG, 40.0, 0.0), 4000.0, 300.0, 0.35),
    "haak-pig-190": (co2(190.0, PIG, 40.0, 0.0), 4000.0, 1400.0, 0.35),
    "haak-pig-380": (co2(380.0, PIG, 40.0, 0.0), 4000.0, 2100.0, 0.35),
}
COAGULATED = {"eco2-120-80": 200.0, "eco2-120-160": 100.0, "eco2-300-100": 120.0, "eco2-300-180": 170.0}


def in_biopsy(depth: float) -> float:
    """um in a biopsy of a depth [m] in skin."""
    return depth * 1e6 / load_table("posterior/lesion").number("histology_depth", "1")


KNOWN_MISS = pytest.mark.xfail(
    strict=True,
    reason="published at 200 um as if by a threshold of some 50 mJ, which no term makes: 1.6 to 1.7 times",
)


@pytest.mark.parametrize("row", [pytest.param(row, marks=KNOWN_MISS) if row == "eco2-300-100" else row for row in ROWS])
def test_hole_is_as_deep_as_published(row: str) -> None:
    source, dermis_um, observed, tolerance = ROWS[row]
    lesion = solve_heat(source, skin(dermis_um), MEDIAN)
    assert in_biopsy(lesion.ablation_depth) == pytest.approx(observed, rel=tolerance)


def test_coagulation_below_is_the_cell_death_boundary_within_its_error() -> None:
    """Rows contradict each other (200 um at 80 mJ, 100 um at 160 mJ of one tip): only their mean can be asked for."""
    scale, ratios = load_table("posterior/lesion").number("coagulation_scale", "1"), []
    for row, observed in COAGULATED.items():
        lesion = solve_heat(ROWS[row][0], skin(), MEDIAN)
        ratios.append(np.log(scale * in_biopsy(lesion.dead_depth - lesion.ablation_depth) / observed))
    assert abs(np.mean(ratios)) < load_table("posterior/lesion").number("coagulation_error", "1")


def test_double_pulse_equals_single_pulse_of_the_same_energy() -> None:
    single: HeatSource = co2(30.0, 120.0, 30.0)
    double = HeatSource(
        15e-3,
        single.pulse / 2,
        single.diameter,
        pulses=2,
        period=5e-3,
        absorption_wet=single.absorption_wet,
        absorption_dry=single.absorption_dry,
    )
    depth = [solve_heat(source, skin(), MEDIAN).ablation_depth for source in (single, double)]
    assert depth[1] == pytest.approx(depth[0], rel=0.1)


def test_band_is_wider_below_the_char_threshold_than_far_above_it() -> None:
    """Below about 6 kW/cm^2 the dry phase, on which no row speaks, decides the depth."""
    draws = Draws(24, seed=1)
    absorption = draws["lesion.dry_absorption"] * 100

    def width(source: HeatSource) -> float:
        dry = [replace(source, absorption_dry=float(value)) for value in absorption]
        depth = [solve_heat(one, skin(), closure).ablation_depth for one, closure in zip(dry, closures(draws), strict=True)]
        low, high = np.quantile(depth, [0.05, 0.95])
        return float(high / low)

    assert width(co2(90.0, 400.0, 3.0, 0.0)) > 1.2 * width(co2(80.0, 120.0, 30.0))
