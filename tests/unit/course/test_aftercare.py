"""Aftercare that was not said is the usual of the device and of the client."""

from dataclasses import fields

import pytest

from rederm.course import Aftercare
from rederm.course.aftercare import resolve, usual_numbing_minutes
from rederm.devices import device_names, load_device
from rederm.skin.habits import Habits


@pytest.mark.parametrize("name", device_names())
def test_nothing_is_left_open(name: str) -> None:
    care = resolve(Aftercare(), load_device(name), Habits())
    assert all(getattr(care, field.name) is not None for field in fields(care))


def test_silence_takes_the_usual_of_the_device_and_the_habits() -> None:
    opus = load_device("opus-plasma")
    care = resolve(Aftercare(), opus, Habits(moisturise=False, sunscreen="daily"))
    assert care.numbing_minutes == usual_numbing_minutes(["face"])
    assert care.cool_mask
    assert not care.cold_air
    assert care.moist is False
    assert care.sunscreen == "daily"


def test_what_was_said_stays() -> None:
    said = Aftercare(numbing_minutes=0.0, cool_mask=False, cold_air=True, moist=True, sunscreen="never", steroid_days=2)
    care = resolve(said, load_device("opus-plasma"), Habits(moisturise=False))
    assert care == resolve(care, load_device("opus-plasma"), Habits())
    assert (care.numbing_minutes, care.cool_mask, care.cold_air, care.moist, care.sunscreen) == (0, False, True, True, "never")


def test_a_peel_that_needs_no_cream_gets_none() -> None:
    assert resolve(Aftercare(), load_device("glycolic-peel"), Habits()).numbing_minutes == 0


def test_cream_stays_on_for_the_slowest_site() -> None:
    assert usual_numbing_minutes(["eyelid"]) < usual_numbing_minutes(["cheek"]) < usual_numbing_minutes(["back"])
    assert usual_numbing_minutes(["eyelid", "back"]) == usual_numbing_minutes(["back"])
