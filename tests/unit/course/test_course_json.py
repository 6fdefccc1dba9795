"""A course told as JSON and read again is the same course; a changed one is refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.course import Aftercare, Course, build_course, course_json, read_course
from rederm.devices import device_names
from rederm.skin.names import SITE_NAMES
from rederm.sources import InputError

TEXTS = (
    "3 sessions of opus-plasma on face at 60 W, 3 passes, 4 weeks apart, with moist care",
    "2 sessions of tca-peel at 20 %; after 6 weeks 1 session of fractional-co2 on cheek at 20 mJ, with antiviral",
    "1 session of opus-plasma on cheek; same days 1 session of opus-plasma on eyelid at tip=single-spark",
)


def again(course: Course) -> Course:
    return read_course(json.loads(json.dumps(course_json(course))))


@pytest.mark.parametrize("text", TEXTS)
def test_a_course_read_from_its_json_is_the_same_and_tells_the_same_bytes(text: str) -> None:
    course = Course.parse(text)
    assert again(course) == course
    assert json.dumps(course_json(again(course))) == json.dumps(course_json(course))


@settings(max_examples=60)
@given(
    device=st.sampled_from(device_names()),
    sessions=st.integers(1, 6),
    weeks=st.integers(1, 12),
    sites=st.lists(st.sampled_from([s for s in SITE_NAMES if s != "face"]), min_size=1, max_size=3, unique=True),
    antiviral=st.booleans(),
    numbing=st.sampled_from([None, 0.0, 30.0]),
)
def test_any_course_comes_back(
    device: str, sessions: int, weeks: int, sites: list[str], antiviral: bool, numbing: float | None
) -> None:
    care = Aftercare(antiviral=antiviral, numbing_minutes=numbing)
    course = build_course(device, {}, sessions, 7 * weeks, tuple(sites), care)
    assert again(course) == course


def broken(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    content: Any = course_json(Course.parse(TEXTS[0]))
    holder = content
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = value
    return dict(content)


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        (("schema",), "rederm.plan/1", "not a course"),
        (("course",), 3, "not a course"),
        (("course",), "three of everything", "sessions of"),
        (("sessions",), [], "not those of the course text"),
        (("sessions", 0, "setting", "power_W"), 70.0, "not those of the course text"),
        (("sessions", 1, "day"), 29.0, "not those of the course text"),
        (("sessions", 1, "aftercare", "moist"), None, "not those of the course text"),
    ],
)
def test_a_course_whose_sessions_are_not_its_text_is_refused(path: tuple[Any, ...], value: Any, word: str) -> None:
    with pytest.raises(InputError, match=word):
        read_course(broken(path, value))
