"""Pain: one wide level, factors for care, and whether living tissue is met at all."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.outlook.comfort import comfort, feel_words, pain_felt

DRAWS = Draws(500, seed=4)
ONES = np.ones(DRAWS.n)
SKIN: Any = SimpleNamespace(junction_um=75.0, temperature_C=33.4)
CREAM = Aftercare(numbing_minutes=60.0)
COLD_AIR = Aftercare(numbing_minutes=60.0, cold_air=True)


def pain(
    depth_um: float,
    care: Aftercare = CREAM,
    nerve_heat: float = 0.0,
    hole_um: float = 0.0,
    coverage: float = 1.0,
    column: float = 0.0,
    model: str = "fractional",
) -> np.ndarray:
    depths = {"necrosis_depth_um": depth_um * ONES, "ablation_depth_um": hole_um * ONES, "coverage": coverage * ONES}
    injury: Any = SimpleNamespace(**depths, nerve_heat=nerve_heat * ONES, open_share=0.2 * ONES, column_mm=column * ONES)
    device: Any = SimpleNamespace(feel="Warm prickling.", model=model)
    return comfort(injury, device, care, SKIN, DRAWS).pain


def test_a_deep_injury_hurts_as_trials_say_on_the_whole() -> None:
    assert np.median(pain(400.0)) == pytest.approx(4.1, abs=0.3)


def test_scuffing_dead_skin_hardly_hurts() -> None:
    assert 0 < np.median(pain(10.0)) < 0.2 * np.median(pain(400.0))
    assert (pain(0.0, coverage=0.0) == 0.0).all()


def test_heat_at_the_nerves_hurts_without_any_dead_cell() -> None:
    assert np.median(pain(0.0, nerve_heat=1.0)) > 3


@pytest.mark.parametrize("published", [4.27 / 7.47, 4.0 / 6.95])
def test_cold_air_takes_as_much_as_in_split_faces(published: float) -> None:
    """Nothing of it is fitted: the warmth left to the threshold of the nerves says it."""
    share = pain(400.0, COLD_AIR) / np.maximum(pain(400.0), 1e-9)
    low, middle, high = np.quantile(share, [0.05, 0.5, 0.95])
    assert low < published < high
    assert middle == pytest.approx(published, abs=0.1)


def test_a_cold_window_takes_at_least_what_cold_air_does() -> None:
    window = Aftercare(numbing_minutes=60.0, contact_cooling=True)
    assert np.median(pain(400.0, window)) <= np.median(pain(400.0, COLD_AIR))


def test_cooling_is_taken_off_once() -> None:
    """A nerve plane that the cooled lesion heats in part stands for more without cooling, of which the relief is then taken."""
    warm = pain(0.0, nerve_heat=0.2, coverage=0.0)
    cold = pain(0.0, COLD_AIR, nerve_heat=0.2, coverage=0.0)
    assert np.median(cold) == pytest.approx(np.median(warm), rel=0.1)


def test_cold_air_over_a_peel_takes_what_trials_of_lasers_say() -> None:
    cold = pain(400.0, COLD_AIR, model="peel")
    assert np.median(cold / np.maximum(pain(400.0, model="peel"), 1e-9)) == pytest.approx(0.57, abs=0.03)


def test_cream_takes_a_third_and_needs_its_time() -> None:
    full = np.ones(DRAWS.n) * 0.3  # far from the end of the scale, where the factor would be hidden
    medians = [np.median(pain_felt(full, Aftercare(numbing_minutes=m), ONES, DRAWS)) for m in (0.0, 15.0, 30.0, 60.0)]
    assert medians == sorted(medians, reverse=True)
    assert 0.6 < medians[3] / medians[0] < 0.73
    assert medians[2] - medians[3] < medians[0] - medians[1]


def test_a_cold_needle_hurts_though_it_kills_nothing() -> None:
    assert np.median(pain(0.0, hole_um=700.0)) == pytest.approx(np.median(pain(700.0)))


def test_a_needle_in_the_dermis_hurts_whatever_it_heats() -> None:
    assert np.median(pain(0.0, column=0.01)) == pytest.approx(4.1, abs=0.3)


def test_words_name_the_level() -> None:
    assert feel_words("Warm prickling.", 4 * ONES) == "Warm prickling; moderate pain"
    assert feel_words("", 0.2 * ONES) == "hardly any pain"
    assert feel_words("Hot.", 8 * ONES) == "Hot; strong pain"
