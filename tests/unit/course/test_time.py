"""Time of a visit, on the skin and from door to door."""

from dataclasses import replace

import numpy as np
import pytest

from rederm.course import Course, parse_course
from rederm.course.aftercare import resolve
from rederm.course.time import chair_minutes, site_area_cm2, treatment_minutes
from rederm.devices import device_names
from rederm.draws import Draws
from rederm.skin.habits import Habits

DRAWS = Draws(200, seed=1)


def resolved(text: str) -> Course:
    course = parse_course(text).at_sites(("face",))
    return Course.of(replace(s, aftercare=resolve(s.aftercare, s.setting.device, Habits())) for s in course.sessions)


def on_skin(text: str, site: str = "face") -> float:
    return float(np.median(treatment_minutes(parse_course(text).at_sites((site,)).sessions[0], DRAWS)))


def test_plasma_of_a_full_face_takes_what_clinics_say() -> None:
    assert 20 <= on_skin("1 session of opus-plasma") <= 30


def test_time_on_skin_grows_with_area_and_passes() -> None:
    text = "1 session of opus-plasma at 3 passes"
    share = site_area_cm2(("cheek",)) / site_area_cm2(("face",))
    assert on_skin(text, "cheek") == pytest.approx(on_skin(text) * share)
    assert on_skin(text.replace("3", "6")) > on_skin(text)
    assert on_skin(text.replace("3", "6")) < 2 * on_skin(text)


def test_a_peel_left_on_longer_takes_that_much_longer() -> None:
    assert on_skin("1 session of glycolic-peel at 13 min") - on_skin("1 session of glycolic-peel at 10 min") == pytest.approx(3)


def test_the_visit_holds_the_cream_and_the_treatment() -> None:
    with_cream = resolved("1 session of opus-plasma, with numbing 60 min").sessions[0]
    without = resolved("1 session of opus-plasma, with no numbing").sessions[0]
    difference = chair_minutes(with_cream, DRAWS) - chair_minutes(without, DRAWS)
    assert np.all(difference > 60)
    assert np.all(chair_minutes(without, DRAWS) > treatment_minutes(without, DRAWS))


def test_anaesthesia_beyond_cream_takes_its_own_time() -> None:
    block = resolved("1 session of full-co2, with no numbing, nerve block").sessions[0]
    none = resolved("1 session of full-co2, with no numbing").sessions[0]
    assert np.all(chair_minutes(block, DRAWS) > chair_minutes(none, DRAWS))


def test_open_aftercare_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="resolved aftercare"):
        chair_minutes(parse_course("1 session of opus-plasma on face").sessions[0], DRAWS)


@pytest.mark.parametrize("name", device_names())
def test_every_device_has_times_with_bands_above_zero(name: str) -> None:
    session = resolved(f"1 session of {name}").sessions[0]
    minutes = chair_minutes(session, DRAWS)
    assert minutes.shape == (DRAWS.n,)
    assert np.all(minutes > 10)
    assert minutes.std() > 1


def test_open_sites_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at_sites"):
        treatment_minutes(parse_course("1 session of opus-plasma").sessions[0], DRAWS)
