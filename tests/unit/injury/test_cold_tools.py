"""Abrasion and needles: what wears off, where the eye stops, and columns that are pierced."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.injury import Injury
from rederm.injury.abrasion import injure_abrasion
from rederm.injury.needle import injure_needle
from rederm.skin import Site, Skin
from rederm.sources import InputError

FACE = Skin(Site("cheek", "face", False, {}), 50.0, "female", 2, 12.0, 58.0, 71.0, 900.0, 0.1, 1.0, 1.0, 33.0)
NOMINAL, MANY = Draws.at_median(), Draws(100, seed=5)
USUAL = {
    "microdermabrasion": {"pressure_kPa": 30.0, "passes": 4.0},
    "dermabrasion": {"depth_endpoint": "papillary", "tool": "diamond"},
    "microneedling": {"needle_mm": 1.5, "needles_per_cm2": 16.0, "passes": 15.0},
}


class FakeSetting(SimpleNamespace):
    def __getitem__(self, dial: str) -> object:
        return self.values[dial]


def treat(name: str, draws: Draws = NOMINAL, **dials: object) -> Injury:
    setting = FakeSetting(device=SimpleNamespace(name=name), values=USUAL.get(name, {}) | dials)
    return (injure_needle if name == "microneedling" else injure_abrasion)(setting, FACE, draws)  # type: ignore[arg-type]


def test_four_passes_only_scuff_the_corneum() -> None:
    found = treat("microdermabrasion", MANY)
    assert np.median(found.ablation_depth_um) < FACE.stratum_corneum_um / 2
    assert np.median(found.open_share) < 0.01


def test_the_exposures_of_the_rig_remove_corneum_and_epidermis() -> None:
    """30 kPa for 20 s: corneum (15 um); 50 kPa for 60 s: epidermis (50-80 um). One pass rests 0.5 s on a point."""
    assert treat("microdermabrasion", passes=40.0).ablation_depth_um[0] == pytest.approx(15.0, abs=4.0)
    assert 50.0 < treat("microdermabrasion", pressure_kPa=50.0, passes=120.0).ablation_depth_um[0] < 80.0


def test_dermis_wears_more_slowly_than_epidermis() -> None:
    deep = [float(treat("microdermabrasion", passes=n).ablation_depth_um[0]) for n in (100.0, 400.0, 500.0)]
    assert deep[0] < FACE.junction_um < deep[1]
    assert (deep[2] - deep[1]) / 100.0 == pytest.approx(0.3 * deep[0] / 100.0)


def test_dermabrasion_goes_as_deep_as_its_endpoint_says() -> None:
    papillary, reticular = treat("dermabrasion"), treat("dermabrasion", depth_endpoint="upper-reticular")
    assert FACE.junction_um < papillary.ablation_depth_um[0] < FACE.junction_um + FACE.papillary_um
    assert FACE.junction_um + FACE.papillary_um < reticular.ablation_depth_um[0] < 500.0
    assert treat("dermabrasion", tool="wire").ablation_depth_um[0] > papillary.ablation_depth_um[0]
    assert papillary.open_share[0] > 0.95
    assert reticular.ablated_mm[0] > 3 * reticular.coagulated_mm[0]


def test_the_eye_stops_to_a_third_at_a_depth_that_is_known_to_a_third() -> None:
    below = treat("dermabrasion", Draws(400)).ablation_depth_um - FACE.junction_um
    assert np.std(np.log(below)) == pytest.approx(np.hypot(0.3, 0.33), abs=0.06)


def test_the_bands_of_both_endpoints_span_the_only_range_found() -> None:
    """0.1 to 0.5 mm by target, from a weak source."""
    low = np.quantile(treat("dermabrasion", Draws(200)).ablation_depth_um, 0.05)
    high = np.quantile(treat("dermabrasion", Draws(200), depth_endpoint="upper-reticular", tool="wire").ablation_depth_um, 0.95)
    assert 70.0 < low < 110.0
    assert high > 500.0


def test_needles_open_about_one_percent_and_replace_nothing() -> None:
    found = treat("microneedling")
    assert found.cold
    assert not found.layer
    assert found.open_share[0] == pytest.approx(0.011, abs=0.004)
    assert found.ablation_depth_um[0] == pytest.approx(750.0)
    assert found.lesions_per_cm2[0] == pytest.approx(240.0)
    for name in ("replaced_papillary", "replaced_reticular", "coagulated_mm", "heated_mm", "ablated_mm", "necrosis_depth_um"):
        assert getattr(found, name)[0] == 0.0, name
    assert found.halo_papillary[0] > 0.5
    assert found.column_mm[0] > 0.0
    assert np.isnan(found.energy_balance_error).all()


def test_the_channel_is_a_fifth_to_three_quarters_of_the_needle() -> None:
    share = treat("microneedling", Draws(400)).ablation_depth_um / 1500.0
    low, high = np.quantile(share, [0.05, 0.95])
    assert low < 152.5 / 770.0  # a roller in the rat
    assert high > 460.0 / 600.0  # a stiff array in people
    assert low == pytest.approx(0.2, abs=0.05)
    assert high == pytest.approx(0.77, abs=0.05)
    assert share.max() < 1.0


@pytest.mark.parametrize(
    ("name", "dial", "values"),
    [
        ("microdermabrasion", "pressure_kPa", (0.0, 10.0, 30.0, 60.0)),
        ("microdermabrasion", "passes", (0.0, 4.0, 40.0, 200.0)),
        ("microneedling", "needle_mm", (0.2, 0.5, 1.5, 2.5)),
        ("microneedling", "passes", (0.0, 1.0, 5.0, 15.0)),
        ("microneedling", "needles_per_cm2", (0.0, 16.0, 100.0, 1000.0)),
    ],
)
def test_more_is_never_less_in_any_draw(name: str, dial: str, values: tuple[float, ...]) -> None:
    found = [treat(name, MANY, **{dial: value}) for value in values]
    for less, more in pairwise(found):
        for what in ("ablation_depth_um", "open_share", "epidermal_loss", "column_mm", "halo_papillary", "halo_reticular"):
            assert (getattr(more, what) >= getattr(less, what) - 1e-9).all(), what


@pytest.mark.parametrize(
    ("name", "dials"),
    [("microdermabrasion", {"passes": 0.0}), ("microneedling", {"passes": 0.0}), ("microneedling", {"needle_mm": 0.0})],
)
def test_no_exposure_is_no_injury(name: str, dials: dict[str, float]) -> None:
    found = treat(name, MANY, **dials)
    for what in (
        "ablation_depth_um",
        "open_share",
        "epidermal_loss",
        "column_mm",
        "halo_papillary",
        "halo_reticular",
        "coverage",
    ):
        assert getattr(found, what).max() == 0.0, what


def test_a_tool_without_a_model_is_refused() -> None:
    with pytest.raises(InputError, match="did you mean dermabrasion"):
        treat("dermabrasions")
