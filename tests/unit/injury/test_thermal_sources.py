"""From dials to what the heat solver is given: energies, footprints, densities, passes."""

import numpy as np
import pytest

from rederm.devices import Setting
from rederm.devices.load import load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws
from rederm.injury.closures import closures
from rederm.injury.electrode import rod
from rederm.injury.full_field import describe_layers, later_share
from rederm.injury.light import hole_closures, hole_sources
from rederm.injury.optics import absorption, depth_of, layered_skin
from rederm.injury.plasma import jet_fluence
from rederm.injury.spark import spark, sparks_per_mm2
from rederm.injury.thermal import Layers
from rederm.skin import Site, Skin
from rederm.sources import InputError, load_table

MEDIAN = Draws.at_median()
SKIN = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 1000.0, 3.5, 1.3, 1.0, 33.5)


def setting(name: str, **dials: float | str) -> Setting:
    return make_setting(load_device(name), dials)


def test_a_spark_takes_its_energy_from_power_and_contact_time() -> None:
    energy, radius = spark(setting("opus-plasma", power_W=60, speed_mm_s=15), MEDIAN)
    stronger, same = spark(setting("opus-plasma", power_W=90, speed_mm_s=10), MEDIAN)
    assert 1e-3 < energy[0] < 15e-3  # what crater sizes allow
    assert np.isclose(stronger[0], energy[0] * 90 / 60 * 15 / 10)
    assert same == radius


def test_a_measured_energy_is_taken_exactly_and_narrows_fluence_at_the_root() -> None:
    draws = Draws(400, 1)
    energy, radius = spark(setting("opus-plasma"), draws)
    known, narrowed = spark(setting("opus-plasma", energy_per_lesion_mJ=5), draws)
    assert (known == 5e-3).all()
    assert np.std(np.log(known / narrowed**2)) < 0.9 * np.std(np.log(energy / radius**2))
    # in the middle of what power alone would give, the root is left as it was
    middle = float(np.exp(np.mean(np.log(energy)))) * 1e3
    _, unmoved = spark(setting("opus-plasma", energy_per_lesion_mJ=middle), draws)
    assert abs(np.mean(np.log(unmoved / radius))) < 0.02


def test_a_single_spark_stands_still_and_sets_fewer_lesions() -> None:
    slow = setting("opus-plasma", tip="single-spark", speed_mm_s=5)
    fast = setting("opus-plasma", tip="single-spark", speed_mm_s=50)
    assert spark(slow, MEDIAN)[0] == spark(fast, MEDIAN)[0]
    roller = sparks_per_mm2(setting("opus-plasma", passes=3), MEDIAN)[0]
    assert 1 < roller < 8
    assert sparks_per_mm2(setting("opus-plasma", tip="single-spark", passes=3), MEDIAN)[0] < roller


def test_four_joules_over_six_millimetres_are_14_joules_per_square_centimetre() -> None:
    assert np.isclose(jet_fluence(setting("nitrogen-plasma", energy_J=4, spot_mm=6)), 14.1e4, rtol=0.005)
    assert jet_fluence(setting("helium-plasma", fluence_J_cm2=8.6)) == pytest.approx(8.6e4)


def test_a_beam_is_blurred_and_lasts_as_long_as_its_power_says() -> None:
    (beam,) = hole_sources(setting("fractional-co2", energy_mJ=30, power_W=30, spot_um=120, stack=2), MEDIAN)
    assert beam.pulse == pytest.approx(1e-3)
    assert beam.diameter > 120e-6
    assert (beam.pulses, beam.energy) == (2, pytest.approx(30e-3))
    assert beam.period >= beam.pulse
    assert 500e2 < beam.absorption_wet < 800e2


def test_later_pulses_of_a_train_lose_more_the_less_time_they_leave_to_clear() -> None:
    shares = [later_share(setting("full-eryag", pulses=5, rate_Hz=rate), MEDIAN)[0] for rate in (1, 10, 20, 50)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.99
    assert shares[-1] < 0.7
    # the same rate leaves less time after a longer pulse
    long = setting("full-eryag", pulses=5, rate_Hz=50, pulse_us=10_000)
    assert later_share(long, MEDIAN)[0] < shares[-1]


def test_the_first_pulse_of_a_train_loses_nothing() -> None:
    (beam,) = hole_sources(setting("fractional-eryag", energy_mJ=20, pulses=5, rate_Hz=50), MEDIAN)
    assert beam.energy == pytest.approx(20e-3)
    assert beam.given == pytest.approx(20e-3 * (1 + 4 * beam.later_share))
    assert beam.later_share < 0.7


def test_the_loss_of_a_train_is_told_wide() -> None:
    share = later_share(setting("full-eryag", pulses=20, rate_Hz=50), Draws(64))
    low, high = np.quantile(share, [0.05, 0.95])
    assert low < 0.4
    assert high > 0.7


def test_a_hole_returns_steam_and_loses_light_and_a_wide_spot_is_open() -> None:
    def closed(name: str, **dials: float) -> tuple[float, float]:
        dialled = setting(name, **dials)
        (closure,) = hole_closures(dialled, hole_sources(dialled, MEDIAN), SKIN, MEDIAN)
        return closure.useful_share, closure.returned_share

    deep, wide = closed("fractional-co2", energy_mJ=100, spot_um=120), closed("fractional-co2", energy_mJ=50, spot_um=2000)
    hole = closures(MEDIAN)[0]
    assert deep == pytest.approx((hole.useful_share, hole.returned_share), rel=0.1)
    assert wide[0] == pytest.approx(load_device("fractional-co2").number("physics.useful_share", "1"), rel=0.05)
    assert wide[1] == pytest.approx(load_table("posterior/light").number("open_returned_share", "1"), rel=0.2)
    assert closed("fractional-eryag", energy_mJ=100, spot_um=120)[1] < hole.returned_share / 2  # debris, little steam


def test_an_insulated_needle_heats_its_tip_and_a_bare_one_its_whole_length() -> None:
    centre, height = rod(setting("rf-microneedle", depth_mm=1.5, electrode="insulated"), MEDIAN)
    assert centre[0] + height[0] / 2 == pytest.approx(1.5e-3)
    assert height[0] < 0.6e-3
    centre, height = rod(setting("rf-microneedle", depth_mm=1.5, electrode="bare"), MEDIAN)
    assert (centre[0], height[0]) == (pytest.approx(0.75e-3), pytest.approx(1.5e-3))


def test_light_of_1927_nm_stops_far_above_light_of_1550_nm() -> None:
    far, near = (depth_of(1.0, layered_skin(light, SKIN, MEDIAN, 1.0, np.ones(1))[0]) for light in (1.55, 1.927))
    assert far > 4 * near
    assert 0.4e-3 < far < 1e-3
    with pytest.raises(InputError, match="1064"):
        absorption(1.064, MEDIAN)


def layers(**changed: float) -> Layers:
    depths = {
        "ablation_depth": 0.0,
        "collagen_depth": 50.0,
        "dead_depth": 60.0,
        "warm_depth": 100.0,
        "dry_depth": 20.0,
    } | changed
    arrays = {name: np.full(2, value) for name, value in depths.items()}
    return Layers(**arrays, nerve_share=np.ones(2), energy_error=np.zeros(2))


def test_wiping_takes_dead_epidermis_and_dry_dermis_and_no_wiping_sheds_dead_epidermis_alone() -> None:
    device = setting("full-co2")

    def removed(passes: int, wiped: bool = True, **changed: float) -> float:
        injury = describe_layers(device, SKIN, Draws(2), layers(**changed), passes=passes, wiped=wiped, notes=())
        assert (injury.ablation_depth_um <= injury.removed_depth_um).all()
        assert (injury.removed_depth_um <= injury.necrosis_depth_um).all()
        return float(injury.removed_depth_um[0])

    assert removed(1) == 60  # all that is dead; the junction lies at 77
    assert removed(2) == 60 + 20  # dead to 120: all epidermis, and what is dry
    assert removed(3) == 60 + 20 + 20
    assert removed(1, wiped=False) == 60
    assert removed(1, wiped=False, dead_depth=90.0) == SKIN.junction_um  # dead dermis stays


def test_more_passes_never_injure_less() -> None:
    found = [
        describe_layers(setting("full-co2"), SKIN, Draws(2), layers(), passes=n, wiped=True, notes=()) for n in (1, 2, 3, 4)
    ]
    for name in ("necrosis_depth_um", "removed_depth_um", "replaced_papillary", "open_share"):
        values = [float(getattr(injury, name)[0]) for injury in found]
        assert values == sorted(values)
        assert values[-1] > values[0]
