"""Factors of client and aftercare."""

import pytest

from healing_cases import MEDIAN, client, face, session
from rederm.healing.host import care_of, host_of


def test_synthesis_is_one_for_a_healthy_45_year_old_who_does_not_smoke() -> None:
    host = host_of(client(45), face(), MEDIAN)
    assert host.synthesis == host.synthesis_III == 1.0


def test_synthesis_falls_with_age_and_smoking() -> None:
    at = {age: host_of(client(age), face(), MEDIAN).synthesis for age in (25, 45, 65, 80)}
    assert at[25] > at[45] > at[65] > at[80]
    assert at[80] / at[25] == pytest.approx(56 / 82, abs=0.05)
    assert host_of(client(45, smoker=True), face(), MEDIAN).synthesis == pytest.approx(0.82)


def test_pigment_drive_rises_with_skin_type() -> None:
    drive = [float(host_of(client(fitzpatrick=kind), face(), MEDIAN).pigment[0]) for kind in range(1, 7)]
    assert drive == sorted(drive)


def test_two_days_of_steroid_leave_less_than_one_and_none_leaves_all() -> None:
    rest = [care_of(session(steroid_days=d).aftercare, MEDIAN).steroid_after for d in (0.0, 1.0, 2.0, 7.0)]
    assert rest[0] == 1.0
    assert rest[0] > rest[1] > rest[2] == rest[3]


def test_keeping_out_of_the_sun_shades_more_than_sunscreen() -> None:
    shade = {
        name: care_of(session(**given).aftercare, MEDIAN).shade
        for name, given in {
            "none": {"sunscreen": "never"},
            "daily": {"sunscreen": "daily"},
            "out": {"sun_protected": True},
        }.items()
    }
    assert shade["none"] == 0.0 < shade["daily"] < shade["out"] < 1.0


def test_dry_care_slows_the_front() -> None:
    assert (
        care_of(session(moist=False).aftercare, MEDIAN).front[0]
        < care_of(session(moist=True).aftercare, MEDIAN).front[0]
        == 1.0
    )
