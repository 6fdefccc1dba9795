"""Volumes and shares against closed forms, and what the words of Injury promise."""

import math

import numpy as np
import pytest

from rederm.injury import Injury
from rederm.injury.bands import Bands
from rederm.injury.halo import grown
from rederm.injury.shares import describe_columns, describe_layer
from rederm.skin import Site, Skin

FACE = Skin(Site("cheek", "face", False, {}), 50.0, "female", 2, 12.0, 63.0, 225.0, 1500.0, 0.1, 1.0, 1.0, 33.0)
LID = Skin(Site("eyelid", "eyelid", True, {}), 50.0, "female", 2, 8.0, 42.0, 100.0, 500.0, 0.1, 1.0, 1.0, 33.0)
DEPTH = np.arange(0.0, 2000.0, 2.0)
SHARES = ("coverage", "open_share", "epidermal_loss", "replaced_papillary", "replaced_reticular")
HALOS = ("halo_papillary", "halo_reticular")
VOLUMES = ("ablated_mm", "coagulated_mm", "heated_mm", "papillary_mm", "column_mm")


def tube(radius: float, start: float, end: float) -> np.ndarray:
    return np.where((start <= DEPTH) & (end > DEPTH), radius, 0.0)[None]


def columns(
    density: float, ablated: np.ndarray, dead: np.ndarray, warm: np.ndarray, *, skin: Skin = FACE, **more: object
) -> Injury:
    return describe_columns(
        device="x", site="cheek", skin=skin, depth_um=DEPTH, ablated_um=ablated, dead_um=dead, collagen_um=ablated,
        warm_um=warm, lesions_per_mm2=np.array([density]), halo_mm=np.array([0.38]), **more,
    )  # fmt: skip


def layer(ablated: float, dead: float, warm: float, *, skin: Skin = FACE, **more: object) -> Injury:
    a, d, w = (np.array([float(v)]) for v in (ablated, dead, warm))
    return describe_layer(
        device="x", site="cheek", skin=skin, ablated_um=a, dead_um=d, collagen_um=a, warm_um=w,
        halo_mm=np.array([0.38]), **more,
    )  # fmt: skip


def one(injury: Injury, name: str) -> float:
    return float(getattr(injury, name)[0])


def test_cylinders_at_random_cover_as_a_poisson_process() -> None:
    found = columns(4.0, tube(90.0, 0.0, 225.0), tube(135.0, 0.0, 300.0), tube(180.0, 0.0, 400.0))
    cover = [1 - math.exp(-4.0 * math.pi * (r / 1000) ** 2) for r in (90.0, 135.0, 180.0)]
    assert one(found, "open_share") == pytest.approx(cover[1])
    assert one(found, "replaced_papillary") == pytest.approx(cover[1], rel=0.01)
    assert one(found, "replaced_reticular") == pytest.approx(0.0, abs=1e-3)
    assert one(found, "ablated_mm") == pytest.approx(cover[0] * 0.150, rel=0.02)
    assert one(found, "coagulated_mm") == pytest.approx(cover[1] * 0.225 - cover[0] * 0.150, rel=0.02)
    assert one(found, "heated_mm") == pytest.approx(cover[2] * 0.325 - cover[1] * 0.225, rel=0.02)
    assert one(found, "papillary_mm") == pytest.approx(cover[1] * 0.225, rel=0.02)
    assert one(found, "epidermal_loss") == pytest.approx(cover[1])
    assert one(found, "perimeter_mm") == pytest.approx(4.0 * 2 * math.pi * 0.135 * (1 - cover[1]))
    assert one(found, "lesion_width_mm") == pytest.approx(0.270)
    assert one(found, "duct_depth_mm") == pytest.approx(0.225, abs=0.002)


def test_one_lesion_is_described_by_its_hole_and_its_rims() -> None:
    found = columns(4.0, tube(90.0, 0.0, 225.0), tube(135.0, 0.0, 300.0), tube(180.0, 0.0, 400.0))
    expected = {"ablation_depth_um": 225, "ablation_diameter_um": 180, "coagulation_below_um": 75, "coagulation_beside_um": 45}
    for name, value in expected.items():
        assert one(found, name) == pytest.approx(value, abs=2.0), name
    assert one(found, "necrosis_depth_um") == pytest.approx(300, abs=2.0)
    assert one(found, "collagen_beside_um") == 0.0
    assert one(found, "lesions_per_cm2") == 400.0


def test_given_depths_replace_those_read_from_the_radii() -> None:
    found = columns(
        4.0, tube(90.0, 0.0, 225.0), tube(135.0, 0.0, 300.0), tube(180.0, 0.0, 400.0),
        ablation_depth_um=np.array([221.3]), dead_depth_um=np.array([303.1]),
    )  # fmt: skip
    assert one(found, "necrosis_depth_um") == 303.1
    assert one(found, "coagulation_below_um") == pytest.approx(81.8)


def test_the_halo_holds_every_point_within_its_length_of_the_wall() -> None:
    bands = Bands.of(FACE)
    radius = np.where(bands.depth < 400.0, 50.0, 0.0)[None]
    found = grown(bands, radius, np.array([380.0]))[0]
    exact = np.where(bands.depth < 400.0, 430.0, 50.0 + np.sqrt(np.clip(380.0**2 - (bands.depth - 400.0) ** 2, 0.0, None)))
    exact[bands.depth >= 780.0] = 0.0
    assert np.abs(found - exact)[bands.depth < 650.0].max() < 20.0
    assert abs((found**2).sum() / (exact**2).sum() - 1) < 0.02
    assert found[bands.depth > 800.0].max() == 0.0


def test_a_small_lesion_reaches_less_far_than_a_large_one() -> None:
    bands = Bands.of(FACE)

    def reach(radius_um: float) -> float:
        wall = np.where(bands.depth < 400.0, radius_um, 0.0)[None]
        return float(grown(bands, wall, np.array([380.0]), np.array([20.0]))[0].max() - radius_um)

    assert reach(20.0) == pytest.approx(190.0)  # half at the radius that is called so
    assert reach(2.0) < reach(20.0) < reach(200.0) < 380.0
    assert reach(0.01) < 1.0


def test_a_buried_lesion_leaves_the_surface_whole_and_stimulates_around_it() -> None:
    blob = tube(130.0, 700.0, 1300.0)
    found = columns(2.0, 0 * blob, blob, tube(230.0, 600.0, 1400.0))
    for name in ("open_share", "epidermal_loss", "replaced_papillary", "duct_depth_mm", "perimeter_mm", "ablation_depth_um"):
        assert one(found, name) == 0.0, name
    assert one(found, "replaced_reticular") > 0.05
    assert one(found, "halo_reticular") > 0.5
    assert one(found, "coagulation_beside_um") == 130.0


@pytest.mark.parametrize(
    ("hole", "dead", "gone"),
    [
        (tube(90.0, 0.0, 225.0), tube(135.0, 0.0, 300.0), 225.0),  # a hole below the junction
        (tube(90.0, 0.0, 31.0), tube(135.0, 0.0, 300.0), 75.0),  # all dead epidermis, no dead dermis
        (tube(90.0, 0.0, 31.0), tube(135.0, 0.0, 51.0), 51.0),  # the dead part of it
        (tube(0.0, 0.0, 1.0), tube(135.0, 12.0, 300.0), 75.0),  # light that spares the corneum
        (tube(0.0, 0.0, 1.0), tube(135.0, 700.0, 1300.0), 0.0),  # a buried lesion
    ],
)
def test_what_a_column_sheds_is_its_hole_or_the_dead_epidermis(hole: np.ndarray, dead: np.ndarray, gone: float) -> None:
    assert one(columns(4.0, hole, dead, dead), "removed_depth_um") == pytest.approx(gone, abs=1.5)


@pytest.mark.parametrize(
    ("ablated", "dead", "gone"), [(0.0, 40.0, 40.0), (0.0, 200.0, 75.0), (100.0, 200.0, 100.0), (20.0, 20.0, 20.0)]
)
def test_what_a_sheet_sheds_is_what_is_gone_or_the_dead_epidermis_unless_more_is_lifted(
    ablated: float, dead: float, gone: float
) -> None:
    assert one(layer(ablated, dead, dead), "removed_depth_um") == gone
    assert one(layer(ablated, dead, dead, lifted_um=np.array([dead])), "removed_depth_um") == dead


def test_a_buried_lesion_is_told_from_its_top_to_its_bottom_and_one_from_the_surface_is_not() -> None:
    blob, deep = tube(130.0, 700.0, 1301.0), tube(90.0, 0.0, 225.0)
    assert columns(2.0, 0 * blob, blob, blob).notes == ("dead from 699 to 1301 um below the surface, alive above",)
    for start in (0.0, FACE.stratum_corneum_um - 2):
        assert columns(2.0, 0 * deep, tube(90.0, start, 225.0), deep).notes == ()


def test_death_through_the_skin_is_told_and_a_sheet_of_it_does_not_heal_from_within() -> None:
    whole = tube(90.0, 0.0, FACE.thickness_um + 50.0)
    assert any("below the dermis" in note for note in columns(2.0, 0 * whole, whole, whole).notes)
    assert any("does not heal from within" in note for note in layer(0.0, FACE.thickness_um, 2000.0, notes=("x",)).notes)
    assert layer(0.0, FACE.thickness_um - 10.0, 2000.0, notes=("x",)).notes == ("x",)


def test_a_cold_column_is_pierced_not_replaced() -> None:
    none = tube(0.0, 0.0, 1.0)
    found = columns(2.5, none, none, none, pierced_um=tube(40.0, 0.0, 750.0), cold=True)
    for name in ("replaced_papillary", "ablated_mm", "coagulated_mm", "heated_mm", "removed_depth_um", "necrosis_depth_um"):
        assert one(found, name) == 0.0, name
    assert one(found, "column_mm") == pytest.approx((1 - math.exp(-2.5 * math.pi * 0.04**2)) * 0.675, rel=0.01)
    assert one(found, "open_share") == pytest.approx(0.0125, abs=1e-3)
    assert one(found, "halo_papillary") > 0.5
    assert one(found, "ablation_depth_um") == pytest.approx(750.0, abs=2.0)
    assert np.isnan(found.energy_balance_error).all()


def test_a_sheet_fills_the_bands_it_passes() -> None:
    found = layer(100.0, 200.0, 280.0)
    assert one(found, "open_share") == one(found, "epidermal_loss") == one(found, "coverage") == 1.0
    assert one(found, "replaced_papillary") == pytest.approx(125.0 / 225.0)
    assert one(found, "ablated_mm") == pytest.approx(0.025)
    assert one(found, "coagulated_mm") == pytest.approx(0.100)
    assert one(found, "heated_mm") == pytest.approx(0.080)
    assert one(found, "halo_reticular") == pytest.approx((200.0 + 380.0 - 300.0) / 900.0)
    assert np.isnan([one(found, n) for n in ("ablation_diameter_um", "lesions_per_cm2", "lesion_width_mm")]).all()


def test_reach_is_the_share_of_the_area_met() -> None:
    found, whole = layer(0.0, 110.0, 160.0, reach=0.9), layer(0.0, 110.0, 160.0)
    for name in (*SHARES, *HALOS, *VOLUMES):
        assert one(found, name) == pytest.approx(0.9 * one(whole, name)), name


def test_a_sheet_that_ends_near_the_junction_bares_it_in_patches() -> None:
    assert one(layer(0.0, 75.0, 75.0, spread=0.3), "open_share") == pytest.approx(0.5)
    assert one(layer(0.0, 40.0, 40.0, spread=0.3), "open_share") < 0.05
    assert one(layer(0.0, 150.0, 150.0, spread=0.3), "open_share") > 0.95
    assert one(layer(0.0, 40.0, 40.0, spread=1e-4), "epidermal_loss") == pytest.approx(
        one(layer(0.0, 40.0, 40.0), "epidermal_loss"), abs=0.03
    )


def test_what_only_strips_the_corneum_stimulates_as_much_as_is_assumed_for_it() -> None:
    assert one(layer(10.0, 10.0, 10.0), "halo_papillary") == 0.0
    assert one(layer(10.0, 10.0, 10.0, corneum_stimulus=0.1), "halo_papillary") == pytest.approx(0.1 * 10 / 12)
    assert one(layer(0.0, 200.0, 200.0, corneum_stimulus=0.1), "halo_papillary") == pytest.approx(1.0)
    assert one(layer(10.0, 10.0, 10.0), "epidermal_loss") == pytest.approx(0.03 * 10 / 12)


def test_bands_of_thin_skin_end_with_its_dermis() -> None:
    found = layer(0.0, 550.0, 550.0, skin=LID)
    assert one(found, "replaced_reticular") == 1.0
    assert one(found, "coagulated_mm") == pytest.approx(0.5)


def test_pain_counts_the_share_of_the_nerve_plane_that_is_heated() -> None:
    dead = tube(100.0, 0.0, 200.0)
    for area, share in ((0.0, 0.0), (0.1, 1 - math.exp(-0.4)), (math.inf, 1.0)):
        assert one(columns(4.0, dead, dead, dead, nerve_area_mm2=np.array([area])), "nerve_heat") == pytest.approx(share)
    assert one(columns(0.0, dead, dead, dead, nerve_area_mm2=np.array([math.inf])), "nerve_heat") == 0.0


def test_no_lesions_and_no_depth_are_no_injury() -> None:
    dead = tube(100.0, 0.0, 200.0)
    for found in (columns(0.0, dead, dead, dead), layer(0.0, 0.0, 0.0, spread=0.3, corneum_stimulus=0.1), layer(0.0, 0.0, 0.0)):
        for name in (*SHARES, *HALOS, *VOLUMES, "perimeter_mm", "nerve_heat"):
            assert one(found, name) == 0.0, name
