"""Courses that share their draws: the same figures as alone, each draw by its own place."""

import json
from typing import Any

import numpy as np
import pytest

from rederm.course import parse_course
from rederm.draws import Draws
from rederm.injury import injure
from rederm.outlook import RISKS, Outlook, simulate
from rederm.skin import Client, skin_at

CLIENT = Client.parse(
    {
        "age": 52,
        "sex": "female",
        "fitzpatrick": 4,
        "concerns": [
            {"kind": "wrinkles", "site": "cheek"},
            {"kind": "texture", "site": "cheek"},
            {"kind": "age-spots", "site": "face"},
        ],
    }
)
COURSES = (
    "2 sessions of opus-plasma on cheek, 4 weeks apart",
    "2 sessions of rf-microneedle on cheek, 5 weeks apart",
    "1 session of full-co2 on face",
    "1 session of fractional-eryag on cheek; after 5 weeks 1 session of tca-peel on face",
)
SCALARS = (*RISKS, "pain", "downtime_days", "downtime_days_course", "visits", "price")
KEYS = CLIENT.keys()
FIGURES = (*SCALARS, *(f"gain.{key}.180" for key in KEYS))


def outlook(course: str, draws: int | Draws, **more: Any) -> Outlook:
    return simulate(CLIENT, parse_course(course), draws=draws, **more)


def figures(found: Outlook) -> dict[str, np.ndarray]:
    return {name: found.samples(name) for name in FIGURES}


def test_draws_given_are_the_draws_asked_for_by_number() -> None:
    by_number, given = (outlook(COURSES[0], draws, seed=3) for draws in (20, Draws(20, 3)))
    assert json.dumps(by_number.to_json()) == json.dumps(given.to_json())


def test_what_courses_share_changes_none_of_them() -> None:
    shared = Draws(20, 3)
    together = [outlook(course, shared).to_json() for course in (*COURSES, *COURSES)]
    alone = [outlook(course, Draws(20, 3)).to_json() for course in COURSES]
    assert [json.dumps(told) for told in together] == [json.dumps(told) for told in (*alone, *alone)]


def test_what_is_asked_first_changes_nothing() -> None:
    plain, asked = (outlook(COURSES[3], Draws(8, 3)) for _ in range(2))
    figures(asked)
    assert asked.warnings is not None
    assert json.dumps(plain.to_json()) == json.dumps(asked.to_json())


@pytest.mark.parametrize("course", COURSES)
def test_a_course_on_picked_draws_has_for_each_place_the_figure_of_the_whole_set(course: str) -> None:
    whole, places = Draws(40, 3), [33, 5, 5, 18, 39, 0, 27]
    every, few = figures(outlook(course, whole)), figures(outlook(course, whole.picked(places)))
    for name in FIGURES:
        # the grid on which lesions are described ends at the deepest of the draws at hand
        np.testing.assert_allclose(few[name], every[name][places], rtol=0.02, atol=1e-4, err_msg=name)


@pytest.mark.parametrize("course", COURSES)
def test_picked_draws_solve_no_lesion_of_their_own(course: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Draws(40, 3)
    outlook(course, whole)

    def never(*_: object) -> None:
        raise AssertionError("solved again")

    monkeypatch.setattr("rederm.injury.heat.solve_heat", never)
    outlook(course, whole.picked([33, 5, 5]))


def test_a_lesion_goes_with_the_place_of_its_draw_and_not_with_its_place_among_the_picked() -> None:
    session = parse_course("1 session of fractional-co2 on cheek").sessions[0]

    def hole(draws: Draws) -> np.ndarray:
        return injure(session.setting, skin_at(CLIENT, "cheek"), draws).ablation_depth_um

    whole, places = Draws(40, 3), [33, 5, 17, 18]
    np.testing.assert_array_equal(hole(whole.picked(places)), hole(whole)[places])


def test_a_text_that_names_its_sites_stays_itself() -> None:
    course = parse_course(COURSES[3])
    assert course.at_sites(("nose",)) is course
    assert parse_course("1 session of tca-peel").at_sites(("nose",)).sites == ("nose",)
