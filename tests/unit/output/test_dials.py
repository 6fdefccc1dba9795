"""Values of dials and quantities of an outlook in plain words."""

import pytest

from rederm.output.dials import dial
from rederm.output.words import allowed, quantity


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("power_W", 60.0, "60 W"),
        ("speed_mm_s", 15.0, "15 mm/s"),
        ("fluence_J_cm2", 7.5, "7.5 J/cm2"),
        ("needles_per_cm2", 49.0, "49 per cm2"),
        ("density_pct", 10.0, "10 %"),
        ("passes", 1.0, "1 pass"),
        ("passes", 3.0, "3 passes"),
        ("coats", 2.0, "2 coats"),
        ("jessner_coats", 3.0, "3 coats of Jessner's solution"),
        ("minutes", 1.5, "1.5 minutes"),
        ("stack", 1.0, "1 pulse on one spot"),
        ("pH", 1.5, "pH 1.5"),
        ("tip", "single-spark", "single-spark"),
    ],
)
def test_a_dial_is_said_with_its_unit_or_what_it_counts(name: str, value: float | str, words: str) -> None:
    assert dial(name, value) == words


def test_a_quantity_of_one_concern_names_it() -> None:
    assert quantity("pain_0_10_per_session") == "Pain"
    assert quantity("gain.age-spots") == "Gain, age spots"
    assert quantity("gain.wrinkles@upper-lip") == "Gain, wrinkles (upper lip)"


def test_one_day_is_allowed_as_one_day() -> None:
    assert allowed({"limit": "downtime_days", "allowed": 1.0, "unit": "days"}) == "1 day"
    assert allowed({"limit": "pain", "allowed": 6.0, "unit": "of 10"}) == "6 of 10"
    assert allowed({"limit": "budget", "allowed": 900.0, "unit": "EUR"}) == "EUR 900"
