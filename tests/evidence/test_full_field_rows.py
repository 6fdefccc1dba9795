"""Full-field lasers beside what biopsies of passes and stacked pulses show: levels, heat that adds up, plateau, trains."""

import math

import numpy as np
import pytest

from rederm.devices.load import load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws
from rederm.injury import Injury, injure
from rederm.injury.full_field import open_closures
from rederm.injury.heat import solve_heat
from rederm.injury.heat_types import HeatLesion, HeatSource
from rederm.injury.hole import vented
from rederm.injury.optics import absorption
from rederm.skin import Site, Skin

FACE = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 1000.0, 3.5, 1.3, 1.0, 33.5)
LID = Skin(Site("eyelid", "eyelid", True, {}), 60.0, "female", 2, 12.0, 45.0, 60.0, 620.0, 3.5, 1.3, 1.0, 33.5)
MEDIAN = Draws.at_median()


def at(name: str, skin: Skin = FACE, draws: Draws = MEDIAN, **dials: float) -> Injury:
    return injure(make_setting(load_device(name), dials), skin, draws)


def stacked(pulses: int, apart: float, fluence: float = 7.5) -> HeatLesion:
    """Pulses of 0.9 ms on one place that nobody wipes."""
    setting = make_setting(load_device("full-co2"), {})
    (source,) = absorption(10.6, MEDIAN).beams([HeatSource(fluence * 1e4, 0.9e-3, math.inf, pulses=pulses, period=apart)])
    return solve_heat(source, FACE, vented(open_closures(setting, MEDIAN)[0], source, FACE))


def test_superposed_pulses_reach_epidermis_papillary_and_reticular_dermis() -> None:
    """trelles-up-1, -2, -3: forearm; setting of the pulses not stated, the usual one taken."""
    bottom = [FACE.junction_um, FACE.junction_um + FACE.papillary_um, FACE.thickness_um]
    level = [int(np.searchsorted(bottom, stacked(pulses, 0.5).dead_depth * 1e6)) for pulses in (1, 2, 3)]
    print("trelles-up: level of death after 1, 2, 3 pulses", [stacked(n, 0.5).dead_depth * 1e6 for n in (1, 2, 3)], level)
    assert level == sorted(level)
    assert level[0] <= 1 <= level[1] <= level[2] == 2


def test_pulses_at_once_add_heat_and_passes_far_apart_do_not() -> None:
    """ross-overlap: residual damage rises by up to 100 % where pulses overlap at once, not in 2 to 4 normal passes."""

    def residual(lesion: HeatLesion) -> float:
        return lesion.dead_depth - lesion.dry_depth

    once, overlapped, apart = residual(stacked(1, 0.0)), residual(stacked(2, 0.1)), residual(stacked(3, 20.0))
    print("ross-overlap: residual damage over that of one pulse", overlapped / once, apart / once)
    assert 1.2 < overlapped / once < 2.5
    assert abs(apart / once - 1) < 0.5 * (overlapped / once - 1)


@pytest.mark.parametrize("fluence", [5, 7.5, 10])
def test_first_pass_takes_what_is_published_and_three_to_four_end_on_the_plateau(fluence: float) -> None:
    """sp-co2-first: 20-60 um, setting dependent; mem-co2-pl (recalled): 150-300 um in all after 3 to 4 passes."""
    removed = [float(np.median(at("full-co2", fluence_J_cm2=fluence, passes=n).removed_depth_um)) for n in (1, 3, 4, 6)]
    print("sp-co2-first, mem-co2-pl: removed after 1, 3, 4, 6 passes", fluence, removed)
    assert 20 < removed[0] <= FACE.junction_um
    assert 75 < removed[2] < 300
    assert removed == sorted(removed)


def test_a_train_of_smooth_pulses_kills_the_epidermis_of_a_lid_near_the_published_fluence() -> None:
    """beltram-epi: 1.75 J/cm2, 550 us, 20 Hz; the number of pulses is not stated. Below its threshold one pulse does not."""
    one = at("full-eryag", LID, fluence_J_cm2=1.75, pulse_us=550, rate_Hz=20, pulses=1, passes=1)
    train = at("full-eryag", LID, fluence_J_cm2=1.75, pulse_us=550, rate_Hz=20, pulses=20, passes=1)
    print(
        "beltram-epi: dead after 1 and 20 pulses", one.necrosis_depth_um, train.necrosis_depth_um, "junction", LID.junction_um
    )
    assert one.necrosis_depth_um[0] < LID.junction_um < train.necrosis_depth_um[0]


def test_damage_below_an_erbium_crater_stays_thin_at_any_fluence_and_rate() -> None:
    """kh96-rtd: at most 50 um, also at high rates; walsh-er-80J: 100 um at an incision; eryag-slope: at any setting."""
    shots = [(5, 1, 1), (10, 1, 1), (20, 1, 1), (80, 1, 1), (10, 10, 15)]
    thick = [
        float(at("full-eryag", fluence_J_cm2=f, pulses=n, rate_Hz=rate, pulse_us=200, passes=1).coagulation_below_um[0])
        for f, n, rate in shots
    ]
    print("kh96-rtd, walsh-er-80J: dead below the crater", dict(zip(shots, thick, strict=True)))
    assert max(thick[:3]) <= 50
    assert thick[3] <= 100
    assert thick[4] <= 100
