"""Every heat and light device from its defaults to an injury, through the heat solver."""

from importlib import import_module

import numpy as np
import pytest

from rederm.devices.load import device_names, load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws
from rederm.injury import Injury, injure
from rederm.injury.dispatch import MODELS
from rederm.skin import Site, Skin

SKIN = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 1000.0, 3.5, 1.3, 1.0, 33.5)
DEVICES = [
    "opus-plasma",
    "nitrogen-plasma",
    "helium-plasma",
    "rf-microneedle",
    "fractional-co2",
    "full-co2",
    "fractional-eryag",
    "full-eryag",
    "nonablative-fractional",
]
SHARES = (
    "coverage",
    "open_share",
    "epidermal_loss",
    "replaced_papillary",
    "replaced_reticular",
    "halo_papillary",
    "halo_reticular",
    "nerve_heat",
)


def at(name: str, draws: Draws, **dials: float | str) -> Injury:
    return injure(make_setting(load_device(name), dials), SKIN, draws)


@pytest.mark.parametrize("name", DEVICES)
def test_an_injury_at_defaults_is_whole(name: str) -> None:
    injury = at(name, Draws(40, 3))
    assert injury.draws == 40
    for share in SHARES:
        values = getattr(injury, share)
        assert values.shape == (40,)
        assert ((values >= 0) & (values <= 1)).all()
    assert (injury.ablation_depth_um <= injury.necrosis_depth_um + 1e-9).all()
    assert np.median(injury.necrosis_depth_um) > 20
    assert (injury.energy_balance_error < 1e-3).all()
    assert injury.layer == (name in {"nitrogen-plasma", "helium-plasma", "full-co2", "full-eryag"})
    assert np.ptp(injury.necrosis_depth_um) > 0  # never one number


@pytest.mark.parametrize(
    ("name", "dials"),
    [
        ("helium-plasma", {"fluence_J_cm2": 2}),
        ("nitrogen-plasma", {"energy_J": 0.3, "spot_mm": 12}),
        ("rf-microneedle", {"energy_mJ": 1}),
        ("fractional-co2", {"energy_mJ": 1, "density_pct": 0.5, "passes": 1}),
        ("nonablative-fractional", {"energy_mJ": 1, "density_pct": 0.2, "passes": 1}),
        ("full-co2", {"fluence_J_cm2": 1, "passes": 1}),
    ],
)
def test_the_lowest_dials_hardly_injure(name: str, dials: dict[str, float]) -> None:
    injury = at(name, Draws.at_median(), **dials)
    assert injury.replaced_papillary[0] < 0.01
    assert injury.replaced_reticular[0] == pytest.approx(0.0, abs=1e-3)


def test_an_energy_measured_on_the_bench_narrows_the_band() -> None:
    draws = Draws(60, 5)
    by_power, measured = at("opus-plasma", draws), at("opus-plasma", draws, energy_per_lesion_mJ=6.3)
    for name in ("necrosis_depth_um", "coagulation_beside_um"):
        wide, narrow = (np.quantile(np.log(getattr(i, name)), [0.05, 0.95]) for i in (by_power, measured))
        assert np.ptp(narrow) < 0.9 * np.ptp(wide)
    assert "not calibrated" in by_power.notes[0]
    assert "not calibrated" not in measured.notes[0]


def test_the_same_seed_gives_the_same_bytes_on_one_worker_and_on_two(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = []
    for workers in ("1", "2"):
        monkeypatch.setenv("REDERM_WORKERS", workers)
        monkeypatch.setenv("REDERM_CACHE", str(tmp_path_factory.mktemp("cache")))
        found.append(at("fractional-eryag", Draws(4, 11)))
    for name in (*SHARES, "necrosis_depth_um", "coagulation_beside_um"):
        assert getattr(found[0], name).tobytes() == getattr(found[1], name).tobytes()


def test_dials_that_leave_the_single_lesion_alone_solve_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    first = at("fractional-eryag", Draws(4, 11))

    def never(*_: object) -> None:
        raise AssertionError("solved again")

    monkeypatch.setattr("rederm.injury.heat.solve_heat", never)
    denser = at("fractional-eryag", Draws(4, 11), density_pct=20, passes=2)
    np.testing.assert_array_equal(first.necrosis_depth_um, denser.necrosis_depth_um)
    hit = first.coverage > 0  # a hole that ends in the epidermis covers nothing of the junction at any density
    assert hit.any()
    assert (denser.coverage > first.coverage)[hit].all()


def test_a_needle_kills_around_its_tip_and_spares_what_lies_above() -> None:
    injury = at("rf-microneedle", Draws.at_median(), energy_mJ=60, depth_mm=1)
    assert injury.coagulation_beside_um[0] > 100
    assert 900 < injury.necrosis_depth_um[0] < 1200  # most heat leaves the edges of the bare tip, at 700 and 1000 um
    assert injury.replaced_reticular[0] > 0
    assert injury.replaced_papillary[0] == 0
    assert 0 < injury.open_share[0] < 0.1  # the channels alone


@pytest.mark.parametrize("energy", [1, 62])
def test_the_track_of_a_needle_is_drawn_and_told_down_to_its_tip_however_little_it_heats(energy: float) -> None:
    injury = at("rf-microneedle", Draws.at_median(), energy_mJ=energy, depth_mm=1, electrode="bare")
    assert injury.necrosis_depth_um[0] == injury.ablation_depth_um[0] == injury.removed_depth_um[0] == 0
    assert injury.outline is not None
    void = injury.outline.ablated_um
    assert 75 < void.max() < 150
    assert (void[injury.outline.depth_um < 980] == void.max()).all()
    assert (void[injury.outline.depth_um > 1000] == 0).all()
    assert injury.outline.depth_um[-1] > 1000
    assert "each needle opens a channel of about 220 um to 1 mm and removes nothing" in injury.notes


def test_needles_that_heat_nothing_pierce_all_that_hot_ones_pierce() -> None:
    weak, strong = (at("rf-microneedle", Draws.at_median(), energy_mJ=energy, depth_mm=1) for energy in (1, 80))
    assert weak.column_mm[0] == pytest.approx(strong.column_mm[0], rel=0.02)
    assert weak.open_share[0] == pytest.approx(strong.open_share[0])


def test_every_device_names_a_model_that_exists() -> None:
    for name in device_names():
        module, function = MODELS[load_device(name).model]
        assert callable(getattr(import_module(f"rederm.injury.{module}"), function))
