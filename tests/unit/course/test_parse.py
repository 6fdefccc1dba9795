"""Course text: read exactly, refused with what was read, what is allowed and an example."""

from dataclasses import replace

import pytest

from rederm.course import EXAMPLE, Aftercare, Course, build_course, parse_course
from rederm.sources import InputError


def days(text: str) -> list[float]:
    return [session.day for session in parse_course(text).sessions]


def test_the_example_is_read_whole() -> None:
    course = Course.parse(EXAMPLE)
    first = course.sessions[0]
    assert [s.day for s in course.sessions] == [0, 28, 56]
    assert first.sites == ("face",)
    assert (first.setting["power_W"], first.setting["passes"]) == (60, 3)
    assert first.aftercare == Aftercare(moist=True)
    assert course.text == EXAMPLE


def test_capitals_and_spaces_do_not_matter() -> None:
    spoken = "  3 Sessions of OPUS plasma  on FACE at power_w = 60,3 Passes ,4 WEEKS apart,with Moist Care. "
    assert parse_course(spoken) == parse_course(EXAMPLE)


@pytest.mark.parametrize(
    ("item", "dial", "value"),
    [
        ("70 W", "power_W", 70),
        ("70 watts", "power_W", 70),
        ("power 70 W", "power_W", 70),
        ("power_W=70", "power_W", 70),
        ("4 passes", "passes", 4),
        ("1 pass", "passes", 1),
        ("20 mm/s", "speed_mm_s", 20),
        ("2 cm/s", "speed_mm_s", 20),
        ("10 mJ", "energy_per_lesion_mJ", 10),
        ("0.01 J", "energy_per_lesion_mJ", 10),
        ("single-spark", "tip", "single-spark"),
        ("single spark tip", "tip", "single-spark"),
        ("tip = Roller", "tip", "roller"),
    ],
)
def test_a_unit_or_a_word_names_its_dial(item: str, dial: str, value: object) -> None:
    assert parse_course(f"1 session of opus-plasma at {item}").sessions[0].setting[dial] == value


def test_no_interval_is_the_usual_one_of_the_device() -> None:
    assert days("2 sessions of opus-plasma") == [0, 28]


def test_blocks_follow_from_the_last_session_so_far() -> None:
    assert days("2 sessions of opus-plasma, 10 days apart; after 5 weeks 2 sessions of opus-plasma, 3 weeks apart") == [
        0,
        10,
        45,
        66,
    ]


def test_same_days_pairs_session_by_session_on_another_site() -> None:
    course = parse_course("3 sessions of opus-plasma on face; same days 2 sessions of opus-plasma on neck at 40 W")
    assert [(s.day, s.sites) for s in course.sessions] == [
        (0, ("face",)),
        (0, ("neck",)),
        (28, ("face",)),
        (28, ("neck",)),
        (56, ("face",)),
    ]
    assert parse_course(course.text) == course


def test_after_counts_from_the_latest_session_of_paired_blocks() -> None:
    text = (
        "2 sessions of opus-plasma on face; same days 1 session of opus-plasma on neck; after 1 week 1 session of opus-plasma"
    )
    assert days(text) == [0, 0, 28, 35]


def test_open_sites_are_filled_later_and_the_text_follows() -> None:
    course = parse_course("2 sessions of opus-plasma").at_sites(("cheek",))
    assert course.sites == ("cheek",)
    assert " on cheek " in course.text
    assert parse_course(course.text) == course


def test_the_face_covers_its_parts_but_not_the_eyelid() -> None:
    course = parse_course("2 sessions of opus-plasma on face")
    assert len(course.on("cheek")) == 2
    assert course.on("eyelid") == ()
    assert course.on("neck") == ()


def test_aids_are_read_and_written() -> None:
    care = (
        parse_course("1 session of opus-plasma, with numbing 45 min, cold air and no sunscreen, steroid 2 days, antiviral")
        .sessions[0]
        .aftercare
    )
    assert care == Aftercare(numbing_minutes=45, cold_air=True, sunscreen="never", steroid_days=2, antiviral=True)


def test_a_planned_course_reads_back_from_its_text() -> None:
    course = build_course("opus-plasma", {"power_W": 72.5, "passes": 4}, 3, 35, ("cheek", "chin"), Aftercare(steroid_days=2))
    assert course.text == "3 sessions of opus-plasma on cheek and chin at 72.5 W, 4 passes, 5 weeks apart, with steroid 2 days"
    assert parse_course(course.text) == course


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is empty"),
        ("3 x opus", "'3 x opus' cannot be read"),
        ("3 sessions of opus", "did you mean opus-plasma?"),
        ("0 sessions of opus-plasma", "from 1 to 60"),
        ("9999 sessions of opus-plasma", "from 1 to 60"),
        ("3 sessions of opus-plasma on fase", "unknown site 'fase'; did you mean face?"),
        ("3 sessions of opus-plasma on face and cheek", "cheek is part of the face"),
        ("3 sessions of opus-plasma on neck and neck", "named twice"),
        ("3 sessions of opus-plasma on face, chin at 60 W", "'chin"),
        ("3 sessions of opus-plasma on cheek, chin", "'chin' is a site; join sites with and"),
        ("3 sessions of opus-plasma at 60", "60 has no unit"),
        ("3 sessions of opus-plasma at 60 kPa", "names no dial of opus-plasma; dials: power_W=60"),
        ("3 sessions of opus-plasma at speeed=60", "did you mean speed_mm_s?"),
        ("3 sessions of opus-plasma at energy=60", "did you mean energy_per_lesion_mJ?"),
        ("3 sessions of opus-plasma at power_W=60 mJ", "power_W takes W"),
        ("3 sessions of opus-plasma at 400 W", "power_W = 400 is outside"),
        ("3 sessions of opus-plasma at passes=nan", "'nan' is not a number"),
        ("3 sessions of opus-plasma at 3.5 passes", "not a whole number"),
        ("3 sessions of opus-plasma at tip=rollr", "did you mean roller?"),
        ("3 sessions of opus-plasma at 60 W, 70 W", "power_W is given twice"),
        ("3 sessions of opus-plasma, 1 month apart", "give the interval in days or weeks"),
        ("3 sessions of opus-plasma, 1.5 days apart", "not a whole number of days"),
        ("3 sessions of opus-plasma, 2 weeks apart, 3 weeks apart", "names 2 intervals"),
        ("1 session of opus-plasma, 4 weeks apart", "1 session has no interval"),
        ("3 sessions of opus-plasma, with cold ar", "did you mean cold air?"),
        ("3 sessions of opus-plasma, with moist care, dry care", "contradict each other"),
        ("3 sessions of opus-plasma, with sun protected, no sunscreen", "contradict each other"),
        ("3 sessions of opus-plasma, with numbing 900 min", "outside 0..240 min"),
        ("1 session of opus-plasma; 1 session of opus-plasma", 'must start with "after K weeks" or "same days"'),
        ("after 4 weeks 1 session of opus-plasma", "cannot refer to one before it"),
        ("1 session of opus-plasma; same days 1 session of opus-plasma", "say which"),
        ("1 session of opus-plasma; same days 2 sessions of opus-plasma on neck", "pairs with 1 session, not 2"),
        ("1 session of opus-plasma on face; same days 1 session of opus-plasma on cheek", "cheek is treated twice"),
        ("2 sessions of opus-plasma on face; same days 2 sessions of opus-plasma on neck, 9 days apart", "keeps the days"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line_with_an_example(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_course(text)
    message = str(caught.value)
    assert words in message
    assert "\n" not in message
    assert EXAMPLE in message


@pytest.mark.parametrize(
    ("days", "words"), [([], "day 0"), ([7.0, 14.0], "day 0"), ([0.0, 10.5], "whole day"), ([0.0, 0.0], "twice")]
)
def test_sessions_that_no_text_says_make_no_course(days: list[float], words: str) -> None:
    session = parse_course("1 session of opus-plasma on neck").sessions[0]
    with pytest.raises(InputError, match=words):
        Course.of(replace(session, day=day) for day in days)


def test_a_session_names_the_face_or_its_parts() -> None:
    with pytest.raises(InputError, match="overlap"):
        parse_course("1 session of opus-plasma").at_sites(("face", "cheek"))


def test_a_planned_course_needs_whole_days() -> None:
    with pytest.raises(InputError, match="whole number of days"):
        build_course("opus-plasma", {}, 3, 28.4, ("face",))
