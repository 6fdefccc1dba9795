"""Any course reads back from its text; no text crashes the reader."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.course import EXAMPLE, Aftercare, Course, Session, parse_course
from rederm.devices import Dial, Setting, device_names, load_device, make_setting
from rederm.skin import FACE_PARTS
from rederm.skin.names import SITE_NAMES
from rederm.sources import InputError

SITES = [site for site in SITE_NAMES if site != "face"]


def dial_values(dial: Dial) -> st.SearchStrategy[Any]:
    if dial.choices:
        return st.sampled_from(dial.choices)
    low, high = dial.limits or (0.0, 0.0)
    return st.integers(int(low) + (low > int(low)), int(high)).map(float) if dial.whole else st.floats(low, high)


@st.composite
def device_settings(draw: st.DrawFn) -> Setting:
    device = load_device(draw(st.sampled_from(device_names())))
    named = draw(st.lists(st.sampled_from(sorted(device.dials)), unique=True))
    return make_setting(device, {name: draw(dial_values(device.dials[name])) for name in named})


AFTERCARE = st.builds(
    Aftercare,
    numbing_minutes=st.none() | st.floats(0, 240),
    anaesthesia=st.sampled_from([None, "nerve block", "sedation"]),
    cold_air=st.sampled_from([None, True, False]),
    contact_cooling=st.sampled_from([None, True, False]),
    cool_mask=st.sampled_from([None, True, False]),
    moist=st.sampled_from([None, True, False]),
    sunscreen=st.sampled_from([None, "daily", "sometimes"]),
    sun_protected=st.booleans(),
    steroid_days=st.floats(0, 30),
    antiviral=st.booleans(),
    hydroquinone_after=st.booleans(),
)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Visits on growing days, each of one to three treatments on sites that do not meet, some of them alike."""
    kinds = draw(st.lists(st.tuples(device_settings(), AFTERCARE), min_size=1, max_size=3))
    day, sessions = 0, []
    for _ in range(draw(st.integers(1, 6))):
        sites = draw(st.lists(st.sampled_from(SITES), min_size=1, max_size=3, unique=True))
        if draw(st.booleans()):
            sites = ["face", *(site for site in sites if site not in FACE_PARTS)]
        for site in sites:
            setting, care = draw(st.sampled_from(kinds))
            sessions.append(Session(float(day), setting, (site,), care))
        day += draw(st.sampled_from([7, 10, 28]))
    return Course.of(sessions)


@settings(deadline=None, max_examples=80)
@given(courses())
def test_a_course_reads_back_from_its_text(course: Course) -> None:
    again = parse_course(course.text)
    assert again.sessions == course.sessions
    assert again.text == course.text


@settings(deadline=None, max_examples=40)
@given(device_settings(), st.integers(2, 6), st.integers(1, 90))
def test_equal_sessions_make_one_block(setting: Setting, count: int, interval: int) -> None:
    course = Course.of(Session(float(interval * k), setting, (), Aftercare()) for k in range(count))
    assert ";" not in course.text
    assert parse_course(course.text) == course


WORDS = st.sampled_from(
    [
        *EXAMPLE.replace(",", " ,").split(),
        ";",
        "after",
        "same",
        "days",
        "1e999",
        "nan",
        "=",
        "-3",
        "µm",
        "%",
        "with",
        "and",
        "x" * 50,
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=40))
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        course = parse_course(text)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is right, a crash is not
    else:
        assert parse_course(course.text) == course


@pytest.mark.parametrize("name", device_names())
def test_every_device_is_read_by_its_name_alone(name: str) -> None:
    course = parse_course(f"2 sessions of {name}")
    assert course.devices == (name,)
    assert course.sessions[1].day == load_device(name).number("interval.default", "d")
