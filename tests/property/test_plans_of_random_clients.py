"""Whatever the client: a plan keeps every hard rule, stays in what was published, and looser limits never give less."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from random_clients import ADVERSE, DRAWS, LOOSER, START, client, entries, planned, replanned
from rederm.course import Course, course_price
from rederm.devices import OPERATORS, Setting, device_names, load_device, outside_studied, published, studied_range
from rederm.outlook import simulate
from rederm.planning import Plan, compare
from rederm.planning.candidates import default_course
from rederm.safety import check
from rederm.skin import load_site

SOME = (23, 40, 41, 42, 46, 47)  # thigh, thigh, ear, neck, cheek, eyelid; types II to VI; few devices to search on most
FEW = (23, 41, 42)  # of these, those that make test has time for
ALL = (*SOME, *range(6))
OVERLOOKED = 0.02  # robust gain that a search may leave lying
WORSE = ("keloids", "isotretinoin_stopped_months", "pacemaker", "melasma", "immunosuppressed", "pih_history")
LOOSENED = {
    "downtime_days": 23,
    "downtime_days_course": 42,
    "budget": 42,
    "pih_risk": 41,
    "scar_risk": 41,
    "hypopigmentation_risk": 42,
    "pain": 23,
    "visits": 23,
    "ready_by": 23,
}  # limit -> client whose plan is made again with it loosened
SOON = ("downtime_days", "pih_risk", "budget")  # of these, those that make test has time for


def slowly(*given: object) -> object:
    """A case for where minutes are given."""
    return pytest.param(*given, marks=pytest.mark.slow)


@pytest.fixture(scope="module", params=[number if number in FEW else slowly(number) for number in ALL])
def number(request: pytest.FixtureRequest) -> int:
    """Of a client. All tests of one follow each other, so that the process which made a plan is asked about it."""
    return int(request.param)


@pytest.mark.slow
def test_random_clients_are_not_all_refused() -> None:
    """The properties below speak of planned courses: most clients must have some, of several devices."""
    with_plans = [number for number in SOME if planned(number).plans]
    assert len(with_plans) >= len(SOME) // 2
    assert len({p.device for number in with_plans for p in planned(number).plans}) >= 4


def test_no_planned_course_breaks_a_rule_or_a_limit(number: int) -> None:
    person = client(number)
    for p in planned(number).plans:
        blocks = [f.rule for f in check(person, p.course, p.outlook) if f.strength == "block"]
        assert blocks == [], p.course.text
        assert all(share >= person.limits.confidence for share in p.chance_within.values()), p.course.text


def test_no_setting_leaves_what_was_studied(number: int) -> None:
    """On this site in this skin type. A dial that no study of the site states stands at its default, and a warning says so."""
    fitzpatrick = client(number).fitzpatrick
    for p in planned(number).plans:
        for setting, group in settings_of(p.course):
            assert published(setting.device, group, fitzpatrick), p.course.text
            assert set(outside_studied(setting, group, fitzpatrick)) <= set(p.outlook.warnings), p.course.text
            for name, value in setting.values.items():
                dial = setting.device.dials[name]
                others = {other: v for other, v in setting.values.items() if other != name and v is not None}
                studied = studied_range(setting.device, name, group, fitzpatrick, others)
                if studied is None or value is None:
                    assert value == dial.default, f"{name}: {p.course.text}"
                elif dial.choices:
                    assert value in studied, f"{name}: {p.course.text}"
                else:
                    assert studied[0] <= value <= studied[1], f"{name}: {p.course.text}"


def test_sessions_and_intervals_are_those_that_the_device_publishes(number: int) -> None:
    for p in planned(number).plans:
        for site in p.course.sites:
            for name in p.course.devices:
                device, days = load_device(name), [s.day for s in p.course.on(site) if s.setting.device.name == name]
                assert len(days) <= device.number("sessions.most", "1"), p.course.text
                for earlier, later in pairwise(days):
                    assert later - earlier >= device.number("interval.floor", "d"), p.course.text
                    assert later - earlier <= device.number("interval.ceiling", "d"), p.course.text


def test_nobody_treats_beyond_their_training(number: int) -> None:
    allowed = OPERATORS.index(client(number).limits.operator)
    for p in planned(number).plans:
        assert all(OPERATORS.index(s.setting.operator) <= allowed for s in p.course.sessions), p.course.text


def test_a_contraindication_never_adds_a_device(number: int) -> None:
    before, answer = planned(number), WORSE[ALL.index(number) % len(WORSE)]
    after = replanned(client(number, history={answer: ADVERSE[answer]}))
    assert devices(after) <= devices(before), f"{answer} made possible what was not"


@pytest.mark.parametrize("number", FEW)
def test_an_adverse_answer_lifts_no_block(number: int) -> None:
    site = entries(number)["concerns"][0]["site"]
    courses = [default_course(load_device(name), [site]) for name in device_names()]
    healthy = client(number)
    before = [blocks_of(healthy, course) for course in courses]
    for answer in ADVERSE:
        if healthy.sex == "male" and answer in ("pregnant", "breastfeeding"):
            continue
        ill = client(number, history={answer: ADVERSE[answer]})
        for course, blocks in zip(courses, before, strict=True):
            assert blocks <= blocks_of(ill, course), f"{answer}: {course.text}"


@pytest.mark.parametrize(
    ("limit", "number"),
    [
        *((limit, number) if limit in SOON else slowly(limit, number) for limit, number in LOOSENED.items()),
        *(slowly(limit, number) for number in range(6) for limit in LOOSER if limit in entries(number)["limits"]),
    ],
)
def test_a_looser_limit_never_gives_less(limit: str, number: int) -> None:
    own = entries(number)["limits"]
    looser = {limit: LOOSER[limit](own[limit])}
    if limit == "downtime_days" and "downtime_days_course" in own:
        looser["downtime_days_course"] = LOOSER["downtime_days_course"](own["downtime_days_course"])
    before = planned(number)
    after = replanned(client(number, limits=looser), before)
    assert robust_gain(after) >= robust_gain(before) - 1e-12


def test_darker_skin_never_darkens_less(number: int) -> None:
    person = client(number)
    for p in planned(number).plans[:1]:
        darker = person.model_copy(update={"fitzpatrick": min(person.fitzpatrick + 1, 6)})
        lighter = person.model_copy(update={"fitzpatrick": max(person.fitzpatrick - 1, 1)})
        risks = [simulate(who, p.course, draws=p.outlook.draws).samples("pih") for who in (lighter, person, darker)]
        for less, more in pairwise(risks):
            assert np.all(more >= less), p.course.text


def test_a_session_more_is_never_cheaper(number: int) -> None:
    for p in planned(number).plans[:1]:
        last = max(s.day for s in p.course.sessions)
        more = Course.of([*p.course.sessions, *(replace(s, day=s.day + 28) for s in p.course.sessions if s.day == last)])
        price, dearer = course_price(p.course), course_price(more)
        assert p.outlook.price == price
        assert dearer.total >= price.total
        assert dearer.low >= price.low
        assert dearer.high >= price.high


def test_a_comparison_says_of_a_planned_course_what_the_plan_says(number: int) -> None:
    best = planned(number).plans[:2]
    told = compared(number, [p.course for p in best])
    for place, p in enumerate(best):
        assert told["misses"][place] == []
        assert told["blocked"][place] == []
        assert told["chance_within"][place] == dict(p.chance_within)
        assert told["robust_gain"][place] == pytest.approx(robust(p.gain), abs=1e-12)


def test_no_session_more_would_fit_and_give_clearly_more(number: int) -> None:
    """Of each device's best course: the same with one session more, which the search could have taken."""
    best = {p.course.devices: p for p in reversed(planned(number).plans) if len(p.course.devices) == 1}
    longer = [(p, course) for p in best.values() if (course := one_more(p.course, p.interval_days))]
    told = compared(number, [course for _, course in longer])
    overlooked = [
        f"{course.text}: {gain:.3f} instead of {robust(p.gain):.3f}"
        for (p, course), gain, misses, blocked in zip(longer, told["robust_gain"], told["misses"], told["blocked"], strict=True)
        if not misses and not blocked and gain > robust(p.gain) + OVERLOOKED
    ]
    assert overlooked == []


def compared(number: int, courses: list[Course]) -> dict[str, Any]:
    return dict(compare(client(number), courses, draws=DRAWS, seed=0, start=START).to_json())


def one_more(course: Course, interval: float) -> Course | None:
    """The course with one session more; None where the device publishes no more."""
    device, days = load_device(course.devices[0]), sorted({s.day for s in course.sessions})
    if len(days) >= device.number("sessions.most", "1"):
        return None
    wait = interval if len(days) > 1 else device.number("interval.default", "d")
    return Course.of([*course.sessions, *(replace(s, day=s.day + wait) for s in course.sessions if s.day == days[-1])])


def settings_of(course: Course) -> list[tuple[Setting, str]]:
    """Each setting of a course with each site group on which it is used."""
    return [(s.setting, group) for s in course.sessions for group in {load_site(site).group for site in s.sites}]


def devices(plan: Plan) -> set[str]:
    """Devices of courses with one device; which of them are combined follows from the three of most gain."""
    return {p.device for p in plan.plans if len(p.course.devices) == 1}


def blocks_of(person: object, course: Course) -> set[str]:
    return {f.rule for f in check(person, course) if f.strength == "block"}


def robust_gain(plan: Plan) -> float:
    """What the best course gains in 8 of 10 draws."""
    return max((robust(p.gain) for p in plan.plans), default=-np.inf)


def robust(gain: np.ndarray) -> float:
    return float(np.quantile(gain, 0.2))
