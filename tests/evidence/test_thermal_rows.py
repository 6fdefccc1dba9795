"""Lesions of heat and light devices beside published depths and widths: `pytest -s` prints every ratio.

Depths of biopsies are smaller than in the skin by the shrinkage of histology. Rows are those of the evidence tables; a row that
was recalled or quoted, or that another row contradicts, has the wider tolerance, and a known miss is written as one.
"""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from rederm.devices.load import load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws
from rederm.evidence.lesion_fits import WHOLE, fits
from rederm.injury import Injury, injure
from rederm.skin import Site, Skin
from rederm.sources import load_table

FACE = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 1000.0, 3.5, 1.3, 1.0, 33.5)
BODY = Skin(Site("abdomen", "body", False, {}), 45.0, "female", 3, 14.0, 65.0, 80.0, 1900.0, 0.2, 1.2, 0.5, 33.5)
DRAWS = Draws(64, 0)


@dataclass(frozen=True)
class Row:
    id: str
    device: str
    dials: dict[str, float | str]
    quantity: str
    observed: float  # um
    within: float  # greatest factor between observed and median that passes
    biopsy: bool = True
    skin: Skin = FACE
    band: bool = True  # the band must reach the figure; not where the setting of the row is unknown
    blur: tuple[float, float, float] | None = None  # um, where the footprint of the row's own device is known


FIT = fits()[WHOLE]
PLACE = FIT.places["blur.eco2"]
# fitted on these rows, so that they test the path from dial to depth, not the number
ECO2 = FIT.terms[PLACE].bounds(FIT.mean[PLACE], FIT.sd[PLACE])
SPARK: dict[str, float | str] = {"power_W": 60}
ERBIUM: dict[str, float | str] = {"pulse_us": 250, "pulses": 1, "passes": 1, "rate_Hz": 1}
ROWS = [
    Row("mishra15-depth-cit", "opus-plasma", SPARK, "ablation_depth_um", 125, 1.8, biopsy=False),
    Row("mishra15-diam-cit", "opus-plasma", SPARK, "ablation_diameter_um", 100, 1.8, biopsy=False),
    Row("kh96-10-1", "full-eryag", {**ERBIUM, "fluence_J_cm2": 10}, "ablation_depth_um", 40, 1.35, biopsy=False),
    Row("eco2-120-80-abl", "fractional-co2", {"energy_mJ": 80}, "ablation_depth_um", 520, 1.5, blur=ECO2),
    Row("eco2-300-180-abl", "fractional-co2", {"energy_mJ": 180, "spot_um": 300}, "ablation_depth_um", 550, 1.5, blur=ECO2),
    Row("eco2-120-80, any device", "fractional-co2", {"energy_mJ": 80}, "ablation_depth_um", 520, 2.2, band=False),
    Row("pilot-1550", "nonablative-fractional", {"energy_mJ": 10}, "necrosis_depth_um", 262, 2.2, skin=BODY),
    Row("mem-bedi-6", "nonablative-fractional", {"energy_mJ": 6}, "necrosis_depth_um", 360, 1.6, skin=BODY),
    Row("mem-bedi-20", "nonablative-fractional", {"energy_mJ": 20}, "necrosis_depth_um", 750, 1.6, skin=BODY),
    Row("bedi-d40", "nonablative-fractional", {"energy_mJ": 40}, "necrosis_depth_um", 1000, 1.6, skin=BODY),
    Row("mem-bedi-70", "nonablative-fractional", {"energy_mJ": 70}, "necrosis_depth_um", 1359, 1.6, skin=BODY),
    Row(
        "mem-1927",
        "nonablative-fractional",
        {"energy_mJ": 20, "wavelength_nm": 1927},
        "necrosis_depth_um",
        200,
        2.5,
        band=False,
    ),
    Row("ruff-he20x1", "helium-plasma", {"fluence_J_cm2": 8.6, "passes": 1}, "necrosis_depth_um", 250, 1.7, skin=BODY),
    Row("ruff-he40x2", "helium-plasma", {"fluence_J_cm2": 17.8, "passes": 2}, "necrosis_depth_um", 720, 2.0, skin=BODY),
]


def at(row: Row) -> Injury:
    device = load_device(row.device)
    if row.blur is not None:
        value, low, high = row.blur
        known = replace(device.values["physics.blur"], value=value, low=low, high=high)
        device = replace(device, values={**device.values, "physics.blur": known})
    return injure(make_setting(device, row.dials), row.skin, DRAWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_published_figure_is_met_within_its_tolerance(row: Row) -> None:
    shrinkage = load_table("posterior/lesion").number("histology_depth", "1") if row.biopsy else 1.0
    samples = getattr(at(row), row.quantity) / shrinkage
    low, median, high = np.quantile(samples, [0.05, 0.5, 0.95])
    print(
        f"{row.id}: observed {row.observed:.0f}, median {median:.0f} ({low:.0f}-{high:.0f}), ratio {median / row.observed:.2f}"
    )
    assert 1 / row.within < median / row.observed < row.within
    assert not row.band or low / 1.1 < row.observed < high * 1.1


def test_erbium_ablates_four_to_six_micrometres_per_joule_per_square_centimetre() -> None:
    depths = []
    for fluence in (5, 10, 20):
        row = Row("eryag-slope", "full-eryag", {**ERBIUM, "fluence_J_cm2": fluence}, "ablation_depth_um", 0, 0)
        depths.append(float(np.median(at(row).ablation_depth_um)))
    slopes = [(depths[1] - depths[0]) / 5, (depths[2] - depths[1]) / 10]
    print("eryag-slope: observed 4-6 um per J/cm2, predicted", slopes)
    assert all(3.5 < slope < 6.5 for slope in slopes)


def test_band_of_dead_tissue_below_an_erbium_crater_overlaps_ten_to_fifty_micrometres() -> None:
    row = Row("walsh-er-200us", "full-eryag", {**ERBIUM, "fluence_J_cm2": 10}, "coagulation_below_um", 30, 0)
    low, median, high = np.quantile(at(row).coagulation_below_um, [0.05, 0.5, 0.95])
    print(f"walsh-er-200us: observed 10-50, median {median:.0f} ({low:.0f}-{high:.0f}): known to come out thin")
    assert low < 10
    assert 10 < high < 250  # steam that returns to an open floor either warms it or kills as deep as it reaches


def wide_spots(quantity: str) -> list[float]:
    """Depth in a biopsy [um] at 60 and 220 mJ on 1 mm: published 125 and 150 removed, 150 and 350 dead or gone."""
    rows = [
        Row(f"eco2-1000-{energy}", "fractional-co2", {"energy_mJ": energy, "spot_um": 1000}, quantity, 0, 0, blur=ECO2)
        for energy in (60, 220)
    ]
    shrinkage = load_table("posterior/lesion").number("histology_depth", "1")
    depths = [float(np.median(getattr(at(row), quantity))) / shrinkage for row in rows]
    print("eco2-1000-60, -220:", quantity, depths)
    return depths


def test_a_wide_spot_kills_deep_and_loses_its_epidermis_at_any_energy() -> None:
    removed, dead = wide_spots("removed_depth_um"), wide_spots("necrosis_depth_um")
    assert 1 / 1.5 < removed[1] / 150 < 1.5
    assert 1 / 1.7 < dead[0] / 150 < 1.7
    assert 1 / 1.7 < dead[1] / 350 < 1.7


@pytest.mark.xfail(strict=True, reason="at 60 mJ the epidermis alone comes off, some 65 um in a biopsy; published 125")
def test_a_wide_spot_of_little_energy_takes_papillary_tissue_with_the_epidermis() -> None:
    assert 1 / 1.5 < wide_spots("removed_depth_um")[0] / 125 < 1.5


def test_two_stacked_pulses_drill_as_deep_as_one_of_twice_the_energy() -> None:
    stacked, single = (
        at(Row("oni-face-equiv", "fractional-co2", {"energy_mJ": energy, "stack": stack}, "", 0, 0))
        for energy, stack in ((15, 2), (30, 1))
    )
    ratio = np.median(stacked.ablation_depth_um / single.ablation_depth_um)
    print("oni-face-equiv: 2 x 15 over 1 x 30 mJ, observed 1, predicted", ratio)
    assert 0.85 < ratio < 1.15


def zones_of_needles() -> list[float]:
    """Radius of the dead zone at the generator energies of the one published series; the zone's own series states none."""
    rows = [Row("manus-rftz", "rf-microneedle", {"energy_mJ": e, "depth_mm": 1}, "", 0, 0) for e in (62, 90, 124)]
    return [float(np.median(at(row).coagulation_beside_um)) for row in rows]


def test_zones_of_needles_grow_with_energy_and_have_the_published_size() -> None:
    zones = zones_of_needles()
    print("manus-rftz: observed 100-300 um over an energy series, predicted", zones)
    assert zones == sorted(zones)
    assert 100 / 1.25 < zones[0] < zones[-1] < 300 * 1.25


def test_half_a_second_kills_around_a_needle_what_five_seconds_only_warm() -> None:
    """The minipig rows state no energy: the highest of the published series is taken, for which both are to be seen."""
    half, five = (
        at(Row("rf_cho", "rf-microneedle", {"energy_mJ": 124, "depth_mm": 1, "pulse_ms": ms}, "", 0, 0)) for ms in (500, 5000)
    )
    print("rf_cho: necrosis at 500 ms, none at 5000", *(np.median(i.coagulation_beside_um) for i in (half, five)))
    assert np.median(half.coagulation_beside_um) > 100
    assert np.median(five.coagulation_beside_um) == 0
    assert five.heated_mm.mean() > 0


def test_nitrogen_takes_the_epidermis_at_low_energy_and_reaches_the_dermis_at_high() -> None:
    """Skin treated at 1.2 to 1.8 J grew a new epidermis within 4 to 9 days; 3 to 4 J in two passes is the deep treatment."""
    low, high = (
        at(Row("bogle07-reep", "nitrogen-plasma", {"energy_J": energy, "passes": passes}, "", 0, 0)).necrosis_depth_um
        for energy, passes in ((1.5, 1), (3.5, 2))
    )
    print(f"bogle07-reep: death at the junction ({FACE.junction_um:.0f} um), predicted", np.quantile(low, [0.05, 0.5, 0.95]))
    assert np.quantile(low, 0.05) < FACE.junction_um < np.quantile(low, 0.95)
    assert np.median(low) > FACE.junction_um / 1.5
    assert 1.3 * FACE.junction_um < np.median(high) < 4 * FACE.junction_um


def test_micro_plasma_leaves_most_of_the_surface_intact() -> None:
    injury = at(Row("mishra15-intact-cit", "opus-plasma", {"power_W": 60, "passes": 1}, "", 0, 0))
    print("mishra15-intact-cit: up to 95 % intact, predicted after one pass", 1 - np.median(injury.coverage))
    assert np.median(injury.coverage) < 0.25
