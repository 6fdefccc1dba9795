"""Scores: what is left, what oedema hides, what an injury makes worse, what age does."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.look import FAMILY, age_curve, concern_score, left_alone

DAYS = np.array([0.0, 7.0, 90.0, 365.0, 1825.0])
N = 300
DRAWS = Draws(N, seed=2)
KINDS = [
    "fine-lines",
    "wrinkles",
    "texture",
    "age-spots",
    "blotchiness",
    "redness",
    "acne-scars",
    "scars",
    "stretch-marks",
    "laxity",
]
FACE = SimpleNamespace(name="cheek", group="face", eye_zone=False)


def client(**changes: Any) -> Any:
    habits = {"smoker": False, "sunscreen": "sometimes", "sun": "moderate", "skincare": "none", "nutrition": "fair"}
    person = {key: changes.pop(key) for key in ("age", "ageing_in_family") if key in changes}
    return SimpleNamespace(**{"age": 52.0, "ageing_in_family": "average"} | person, habits=SimpleNamespace(**habits | changes))


def concern(kind: str, subtype: str | None = None, severity: float = 2.0) -> Any:
    return SimpleNamespace(kind=kind, subtype=subtype, severity=severity)


def injury(replaced: float = 0.2, halo: float = 0.8) -> Any:
    full = np.ones(N)
    return SimpleNamespace(
        model_error=np.zeros(1),
        cold=False,
        epidermal_loss=replaced * full,
        replaced_papillary=replaced * full,
        halo_papillary=halo * full,
        halo_reticular=halo * full / 2,
    )


def healing(strength: float = 1.0, **states: Any) -> Any:
    rest = {"swelling": 0.0, "debris": 0.0, "redness": 0.0, "melanin": 1.0}
    shape = (N, len(DAYS))
    untreated = {name: np.full(shape, value) for name, value in rest.items()}
    treated = {name: np.full(shape, value) for name, value in rest.items()}
    treated |= {name: np.broadcast_to(np.asarray(value, float), shape) for name, value in states.items()}
    response = strength * np.broadcast_to(-np.expm1(-DAYS / 42), (N, 1, len(DAYS)))
    shed = strength * 0.5 * np.broadcast_to(DAYS > 0, shape)
    return SimpleNamespace(
        days=DAYS, states=treated, untreated=untreated, response=response, pigment_shed=shed, session_days=(0.0,)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_no_injury_equals_untreated_exactly(kind: str) -> None:
    score = concern_score(concern(kind), [injury(0.0, 0.0)], healing(0.0), FACE, client(), DRAWS, np.zeros(N))
    assert (score.treated == score.untreated).all()
    assert (score.gain == 0.0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_day_0_is_1_and_treatment_helps_later(kind: str) -> None:
    score = concern_score(concern(kind), [injury()], healing(), FACE, client(), DRAWS)
    assert score.untreated[:, 0] == pytest.approx(np.ones(N))
    assert score.treated[:, 0] == pytest.approx(np.ones(N))
    assert (score.gain[:, 2] > 0).all()
    assert (score.gain[:, 2] < score.untreated[:, 2]).all()


def test_a_mark_outside_the_treated_sites_only_ages() -> None:
    score = left_alone(concern("wrinkles"), client(), DAYS, DRAWS)
    assert (score.treated == score.untreated).all()
    assert (np.diff(score.untreated, axis=1) > 0).all()


def test_new_epidermis_smooths_for_weeks_and_leaves_wrinkles_alone() -> None:
    scuffed = SimpleNamespace(**vars(injury(0.0, 0.0)) | {"epidermal_loss": 0.5 * np.ones(N)})
    texture = concern_score(concern("texture"), [scuffed], healing(), FACE, client(), DRAWS)
    wrinkles = concern_score(concern("wrinkles"), [scuffed], healing(), FACE, client(), DRAWS)
    assert (texture.gain[:, 1] > 0).all()
    assert np.median(texture.gain[:, 3]) < 0.1 * np.median(texture.gain[:, 1])
    assert (wrinkles.gain == 0).all()


def test_swelling_hides_lines_for_days_and_is_told_apart() -> None:
    swollen = np.array([0.0, 1.0, 0.0, 0.0, 0.0])
    plain = concern_score(concern("wrinkles"), [injury()], healing(), FACE, client(), DRAWS)
    puffy = concern_score(concern("wrinkles"), [injury()], healing(swelling=swollen), FACE, client(), DRAWS)
    assert puffy.gain - puffy.swelling == pytest.approx(plain.gain)
    assert (puffy.swelling[:, 1] > 0).all()
    assert (puffy.swelling[:, 2:] == 0).all()


def test_darkening_makes_blotches_worse_and_melasma_more_so() -> None:
    dark = healing(0.0, melanin=1.5)
    plain = concern_score(concern("blotchiness", "sun"), [injury()], dark, FACE, client(), DRAWS)
    melasma = concern_score(concern("blotchiness", "melasma"), [injury()], dark, FACE, client(), DRAWS)
    assert (plain.gain < 0).all()
    assert np.median(melasma.gain[:, 2]) < np.median(plain.gain[:, 2])


def test_spots_come_back_faster_in_strong_sun() -> None:
    shade = concern_score(concern("age-spots"), [injury()], healing(), FACE, client(sun="low", sunscreen="daily"), DRAWS)
    sun = concern_score(concern("age-spots"), [injury()], healing(), FACE, client(sun="high", sunscreen="never"), DRAWS)
    left = [np.median(s.treated[:, 4] / s.untreated[:, 4]) for s in (shade, sun)]
    assert left[0] < left[1]


def test_icepick_scars_answer_least() -> None:
    icepick, boxcar, rolling = (
        np.median(concern_score(concern("acne-scars", sub), [injury()], healing(), FACE, client(), DRAWS).gain[:, 3])
        for sub in ("icepick", "boxcar", "rolling")
    )
    assert icepick < 0.6 * min(boxcar, rolling)


def test_a_raised_scar_is_not_filled_by_oedema_and_grows_sooner_where_it_is_hurt() -> None:
    swollen, risk = healing(swelling=np.array([0.0, 1.0, 0.0, 0.0, 0.0])), np.full(N, 0.02)
    raised, sunken = (
        concern_score(concern("scars", sub), [injury()], swollen, FACE, client(), DRAWS, risk)
        for sub in ("hypertrophic", "atrophic")
    )
    assert (raised.swelling == 0).all()
    assert (sunken.swelling[:, 1] > 0).all()
    idle = healing(0.0)
    idle.response = healing().response
    grown = [
        concern_score(concern("scars", sub), [injury(0.0, 0.0)], idle, FACE, client(), DRAWS, risk).gain[:, 3]
        for sub in ("hypertrophic", "atrophic")
    ]
    assert np.median(grown[0]) < 2 * np.median(grown[1]) < 0


@pytest.mark.parametrize(("kind", "subtype"), [("stretch-marks", "red"), ("blotchiness", "post-inflammatory")])
def test_red_marks_and_marks_of_inflammation_fade_of_themselves(kind: str, subtype: str) -> None:
    alone = left_alone(concern(kind, subtype), client(), DAYS, DRAWS).untreated
    assert (alone[:, 0] == 1.0).all()
    assert (np.diff(alone, axis=1) < 0).all()
    assert (alone > 0).all()
    treated = concern_score(concern(kind, subtype), [injury()], healing(), FACE, client(), DRAWS)
    assert (treated.gain[:, 4] < alone[:, 4]).all()


def test_melasma_comes_back_within_months_and_sooner_in_the_sun() -> None:
    def left(subtype: str, **habits: str) -> float:
        score = concern_score(concern("blotchiness", subtype), [injury()], healing(), FACE, client(**habits), DRAWS)
        return float(np.median(score.gain[:, 3]) / np.median(score.gain[:, 1]))

    assert left("melasma") < 0.3 < left("sun")
    assert left("melasma", sun="high", sunscreen="never") < left("melasma", sun="low", sunscreen="daily")


def test_a_chance_of_a_scar_raises_the_score_by_its_grades() -> None:
    safe = concern_score(concern("texture"), [injury()], healing(), FACE, client(), DRAWS, np.zeros(N))
    risky = concern_score(concern("texture"), [injury()], healing(), FACE, client(), DRAWS, np.full(N, 0.1))
    assert (risky.treated[:, 3] > safe.treated[:, 3]).all()


@pytest.mark.parametrize("kind", [k for k in KINDS if k in FAMILY])
def test_what_scars_is_not_improved(kind: str) -> None:
    def gain(risk: float) -> np.ndarray:
        return concern_score(concern(kind), [injury()], healing(), FACE, client(), DRAWS, np.full(N, risk)).gain[:, 3]

    certain, ordinary, none = gain(1.0), gain(0.001), gain(0.0)
    assert (certain <= 0).all()
    assert ordinary == pytest.approx(none, abs=0.005)


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in FAMILY])
def test_pigment_and_redness_do_not_depend_on_the_chance_of_a_scar(kind: str) -> None:
    scarred, whole = (
        concern_score(concern(kind), [injury()], healing(), FACE, client(), DRAWS, np.full(N, risk)) for risk in (1.0, 0.0)
    )
    assert (scarred.gain == whole.gain).all()


def test_wrinkles_grow_faster_at_50_than_at_25_or_80() -> None:
    def yearly(age: float) -> float:
        curve = age_curve(concern("wrinkles"), client(age=age), Draws.at_median())
        assert curve is not None
        ages = np.array([age, age + 1])
        return float(np.diff(curve.at(ages[None, :]))[0, 0])

    assert yearly(50) > 3 * yearly(25)
    assert yearly(50) > 3 * yearly(80)


def test_sunscreen_slows_and_smoking_hastens_ageing() -> None:
    pace = {
        name: float(age_curve(concern("wrinkles"), client(**change), Draws.at_median()).pace[0])  # type: ignore[union-attr]
        for name, change in {"plain": {}, "sunscreen": {"sunscreen": "daily"}, "smoker": {"smoker": True}}.items()
    }
    assert pace["sunscreen"] < pace["plain"] < pace["smoker"]


@pytest.mark.parametrize(
    ("kind", "subtype"), [("acne-scars", "rolling"), ("stretch-marks", "white"), ("blotchiness", "melasma")]
)
def test_scars_and_melasma_do_not_follow_age(kind: str, subtype: str) -> None:
    assert (left_alone(concern(kind, subtype), client(), DAYS, DRAWS).untreated == 1.0).all()


def test_one_client_at_any_clinic_is_told_with_the_spread_of_clinics_and_persons() -> None:
    score = concern_score(concern("wrinkles"), [injury(0.3, 1.0)], healing(2.0), FACE, client(), DRAWS)
    hazard = -np.log(score.treated[:, 3] / score.untreated[:, 3])
    spread = float(np.std(np.log(hazard)))
    assert 0.6 < spread < 1.2


@pytest.mark.parametrize("severity", [1.0, 2.0, 4.0])
def test_an_injury_makes_no_score_worse_than_the_worst_grade(severity: float) -> None:
    score = concern_score(
        concern("redness", severity=severity), [injury()], healing(redness=200.0), FACE, client(), DRAWS, np.zeros(N)
    )
    worst = np.maximum(score.untreated, 4 / severity)
    assert np.all(score.treated <= worst)
    assert np.all(score.treated[:, 1:].max(axis=1) == worst[:, 1:].max(axis=1))
