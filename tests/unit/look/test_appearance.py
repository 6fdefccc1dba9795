"""What a picture shows is what the outlook says, at the bounds of its band."""

import numpy as np
import pytest

from picture_cases import DAYS, person, scene_of
from rederm.course import Course
from rederm.look.picture import QUANTILES, UNTREATED
from rederm.outlook import pictured, simulate
from rederm.sources import InputError

TEXT = "2 sessions of fractional-co2 on face, 4 weeks apart"


@pytest.fixture(scope="module")
def seen() -> tuple:
    return scene_of(TEXT, fitzpatrick=4, wrinkles=3.0, age_spots=2.0)


def test_the_median_picture_shows_the_median_states() -> None:
    client = person(fitzpatrick=4, wrinkles=3.0)
    outlook = simulate(client, Course.parse(TEXT), days=60, draws=20, also=DAYS)
    _, told = pictured(outlook, "cheek", DAYS)
    region = outlook.regions["face"].told(np.asarray(DAYS))
    for name in ("redness", "swelling", "debris", "closed"):
        assert [getattr(day, name) for day in told["median"]] == pytest.approx(np.median(region.states[name], axis=0))
    grades = 3.0 * np.median(outlook.scores_on(np.asarray(DAYS))["wrinkles"].treated, axis=0)
    assert [day.grades["wrinkles"] for day in told["median"]] == pytest.approx(grades)


def test_pessimistic_is_never_better_than_median_nor_median_than_optimistic(seen: tuple) -> None:
    _, told = seen
    for worse, middle, better in zip(*(told[name] for name in ("pessimistic", "median", "optimistic")), strict=True):
        for name in ("redness", "swelling", "debris", "vessels", "dermal_melanin"):
            assert getattr(worse, name) >= getattr(middle, name) >= getattr(better, name)
        for name in ("closed", "maturity", "barrier"):
            assert getattr(worse, name) <= getattr(middle, name) <= getattr(better, name)
        assert abs(worse.melanin - 1) >= abs(better.melanin - 1)
        assert all(worse.grades[key] >= middle.grades[key] >= better.grades[key] for key in middle.grades)
        for bad, good in zip(worse.sessions, better.sessions, strict=True):
            assert bad.open >= good.open
            assert bad.debris_mm >= good.debris_mm
            assert bad.mature <= good.mature


def test_before_the_first_session_every_picture_is_the_untreated_one(seen: tuple) -> None:
    _, told = seen
    for name in QUANTILES:
        first, alone = told[name][0], told[UNTREATED][0]
        assert first.grades == pytest.approx(alone.grades)
        assert (first.redness, first.swelling, first.debris, first.melanin) == (0.0, 0.0, 0.0, 1.0)
        assert all(mark.since_days <= 0 and mark.open == 0.0 and mark.debris_mm == 0.0 for mark in first.sessions)


def test_just_after_a_session_its_lesions_are_open_and_later_they_are_not(seen: tuple) -> None:
    _, told = seen
    just, month = told["median"][1], told["median"][-1]
    assert just.sessions[0].open == pytest.approx(1.0)
    assert just.sessions[0].since_days == 0.05
    assert month.sessions[0].open == 0.0
    assert month.sessions[0].mature == pytest.approx(1.0, abs=1e-3)


def test_a_scene_holds_the_median_injury_of_each_session(seen: tuple) -> None:
    scene, _ = seen
    assert [wounding.day for wounding in scene.woundings] == [0.0, 28.0]
    first = scene.woundings[0]
    assert not first.layer
    assert 0 < first.hole_mm < first.dead_mm
    assert first.per_mm2 > 0
    assert scene.site == "cheek"


def test_a_site_that_is_not_treated_has_no_picture() -> None:
    client = person()
    outlook = simulate(client, Course.parse("1 session of fractional-co2 on cheek"), days=30, draws=4)
    with pytest.raises(InputError, match="does not treat neck; it treats cheek"):
        pictured(outlook, "neck", (0.0, 3.0))


def test_days_between_are_followed_without_changing_what_is_told() -> None:
    client, course = person(), Course.parse(TEXT)
    plain, more = (simulate(client, course, days=60, draws=4, also=also) for also in ((), (0.3, 11.7)))
    assert np.array_equal(plain.days, more.days)
    assert np.allclose(plain.scores["wrinkles"].treated, more.scores["wrinkles"].treated, rtol=1e-5)
