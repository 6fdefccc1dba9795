"""Comfort of a session: what pain follows, what cream and cooling take of it, and how it is told."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.outlook.comfort import Comfort, comfort
from rederm.skin.history import History

DRAWS = Draws(500, seed=4)
ONES = np.ones(DRAWS.n)
SKIN: Any = SimpleNamespace(epidermis_um=60.0, temperature_C=33.4, site=SimpleNamespace(name="face"))
CREAM = Aftercare(numbing_minutes=60.0)
BARE = Aftercare(numbing_minutes=0.0)
COLD_AIR = Aftercare(numbing_minutes=60.0, cold_air=True)
FELT = (
    "ablated_mm",
    "coagulated_mm",
    "heated_mm",
    "nerve_heat",
    "epidermal_loss",
    "column_mm",
    "lesions_per_cm2",
    "coverage",
    "necrosis_depth_um",
    "ablation_depth_um",
    "model_error",
)


def session(care: Aftercare = CREAM, history: Any = None, energy: bool = True, feel: str = "", **fields: float) -> Comfort:
    injury: Any = SimpleNamespace(
        **{name: fields.get(name, 0.0) * ONES for name in FELT},
        energy_balance_error=(0.0 if energy else np.nan) * ONES,
        layer=False,
    )
    return comfort(injury, SimpleNamespace(feel=feel), care, SKIN, DRAWS, history)  # type: ignore[arg-type]


def pain(care: Aftercare = CREAM, **fields: Any) -> np.ndarray:
    return session(care, **fields).pain


def test_a_fractional_injury_under_cream_hurts_as_trials_say() -> None:
    assert 4.0 < np.median(pain(coagulated_mm=0.05, heated_mm=0.03)) < 6.5


def test_pain_stays_within_its_scale() -> None:
    hurt = pain(BARE, coagulated_mm=1.0, coverage=1.0)
    assert hurt.max() <= 10.0
    assert hurt.min() >= 0.0


def test_no_injury_is_no_pain() -> None:
    assert (pain(BARE) == 0.0).all()


@pytest.mark.parametrize("name", ["ablated_mm", "coagulated_mm", "heated_mm", "epidermal_loss"])
def test_more_of_what_hurts_never_hurts_less(name: str) -> None:
    hurts = np.stack([pain(coverage=1.0, **{name: amount}) for amount in (0.0, 0.01, 0.1, 0.5)])
    assert (np.diff(hurts, axis=0) >= 0.0).all()


def test_pain_grows_weakly_with_what_is_stirred() -> None:
    """Ten times the volume is far from ten times the stimulus."""
    few, many = (-np.log1p(-pain(coagulated_mm=amount) / 10) for amount in (0.005, 0.05))
    assert 1.3 < np.median(many / few) < 6.0


def test_scuffing_dead_skin_hardly_hurts() -> None:
    scuffed = pain(BARE, energy=False, coverage=1.0)
    assert 0 < np.median(scuffed) < 1.5
    assert np.median(scuffed) < 0.25 * np.median(pain(BARE, coagulated_mm=0.1, coverage=1.0))


def test_heat_at_the_nerves_hurts_without_any_dead_cell() -> None:
    assert np.median(pain(BARE, nerve_heat=1.0)) > 3


def test_a_cold_needle_hurts_though_it_kills_nothing() -> None:
    assert np.median(pain(energy=False, column_mm=0.005, lesions_per_cm2=240.0)) > 2


def test_lesions_that_pierce_nothing_are_no_pricks() -> None:
    assert (pain(lesions_per_cm2=1000.0) == 0.0).all()


@pytest.mark.parametrize("published", [4.27 / 7.47, 4.0 / 6.95])
def test_cold_air_takes_as_much_as_in_split_faces(published: float) -> None:
    """The volumes are those of fractional carbon dioxide without and with cold air."""
    cold, warm = pain(COLD_AIR, coagulated_mm=0.016, heated_mm=0.037), pain(coagulated_mm=0.022, heated_mm=0.051)
    low, middle, high = np.quantile(cold / warm, [0.05, 0.5, 0.95])
    assert low < published < high
    assert middle == pytest.approx(published, abs=0.1)


def test_a_cold_window_takes_at_least_what_cold_air_does() -> None:
    window = Aftercare(numbing_minutes=60.0, contact_cooling=True)
    assert np.median(pain(window, coagulated_mm=0.05)) <= np.median(pain(COLD_AIR, coagulated_mm=0.05))


def test_cold_air_helps_less_surely_where_the_pain_is_not_of_heat() -> None:
    hot, acid = (
        pain(COLD_AIR, energy=energy, coagulated_mm=0.1) / pain(CREAM, energy=energy, coagulated_mm=0.1)
        for energy in (True, False)
    )
    assert np.median(hot) < np.median(acid) < 1.0


def test_more_minutes_of_cream_never_hurt_more() -> None:
    hurts = np.stack([pain(Aftercare(numbing_minutes=m), coagulated_mm=0.1) for m in (0.0, 15.0, 30.0, 60.0, 120.0, 240.0)])
    assert (np.diff(hurts, axis=0) <= 0.0).all()


def test_a_block_takes_most() -> None:
    block = Aftercare(numbing_minutes=0.0, anaesthesia="nerve block")
    assert np.median(pain(block, coagulated_mm=0.2)) < np.median(pain(CREAM, coagulated_mm=0.2))


def test_an_error_of_the_injury_is_an_error_of_its_pain() -> None:
    assert np.median(pain(coagulated_mm=0.05, model_error=1.0)) > np.median(pain(coagulated_mm=0.05, model_error=-1.0))


def test_who_tolerates_no_cream_feels_all_of_it() -> None:
    allergic = History(allergies=("lidocaine", "tetracaine"))
    told = session(CREAM, allergic, coagulated_mm=0.05)
    assert (told.pain == pain(BARE, coagulated_mm=0.05)).all()
    assert "no numbing cream is tolerated" in told.feel.lower()


def test_another_cream_is_named_with_its_reason() -> None:
    told = session(CREAM, History(methaemoglobin_risk=True), coagulated_mm=0.05)
    assert "lidocaine/tetracaine peel (risk of methaemoglobin)" in told.feel


def test_without_cream_no_cream_is_spoken_of() -> None:
    assert "umb" not in session(BARE, History(methaemoglobin_risk=True), coagulated_mm=0.05).feel


def test_a_cool_mask_shortens_the_heat() -> None:
    mask = Aftercare(numbing_minutes=60.0, cool_mask=True)
    assert (session(mask, coagulated_mm=0.05).heat_hours < session(CREAM, coagulated_mm=0.05).heat_hours).all()


def test_plasma_at_treatment_power_feels_hot_for_about_as_long_as_a_clinic_says() -> None:
    hours = session(coagulated_mm=0.011, heated_mm=0.008).heat_hours
    assert np.quantile(hours, 0.05) < 2.0 < np.quantile(hours, 0.95)
