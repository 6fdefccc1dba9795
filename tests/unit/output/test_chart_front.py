"""The chart of the trade shows the front, all of it and nothing else."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_plan import FRONT, LIMITS, invented_plan, point, trade
from rederm.output.chart_front import _ROOM, _named, _spread, axis_limit, front_chart, front_points


def drawn(svg: str) -> list[str]:
    """What is drawn for each course of the front, in order."""
    return re.findall(r'<g id="front-\d+">.*?</g>\s*</g>', svg, re.DOTALL)


def test_every_course_of_the_front_is_one_point_and_no_other_course_is() -> None:
    svg = front_chart(invented_plan())
    assert re.findall(r'id="(front-\d+)"', svg) == [f"front-{place}" for place in range(len(FRONT))]


def test_a_point_stands_where_its_course_stands() -> None:
    points = front_points(invented_plan(), LIMITS[2])
    assert [(p.gain, p.asks) for p in points] == [(100 * f["robust_gain"], 100 * f["asks"]["pih_risk"]) for f in FRONT]
    assert [p.fits for p in points] == [f["fits"] for f in FRONT]


def test_what_fits_is_filled_and_what_does_not_is_hollow() -> None:
    for course, shape in zip(FRONT, drawn(front_chart(invented_plan())), strict=True):
        assert ("fill: #ffffff" in shape) == (not course["fits"]), course["course"]


def test_two_devices_share_a_point_of_two_colours() -> None:
    pair = point("opus-plasma+tca-peel", 0.35, 8.0, 1000.0, 0.03)
    shape = drawn(front_chart(invented_plan(front=[pair, FRONT[4]])))[0].lower()
    assert "#9e36a0" in shape
    assert "#20685b" in shape


def test_a_point_keeps_the_other_limits_whatever_it_asks_of_this_one() -> None:
    others = {p.label.split(" × ")[0].lstrip("12 "): p.others for p in front_points(invented_plan(), LIMITS[0])}
    assert others["Full-field Er:YAG laser"]
    assert not others["Fractional CO2 laser"]


@pytest.mark.parametrize(
    ("trades", "limit"),
    [
        ([], "downtime_days_course"),
        ([trade("budget", 0.01, "c"), trade("downtime_days_course")], "downtime_days_course"),
        ([trade("budget", 0.06, "c"), trade("downtime_days_course", 0.05, "c")], "downtime_days_course"),
        ([trade("budget", 0.08, "c"), trade("downtime_days_course", 0.05, "c")], "budget"),
    ],
)
def test_gain_is_drawn_against_downtime_unless_more_of_another_limit_buys_clearly_more(
    trades: list[dict[str, Any]], limit: str
) -> None:
    found = axis_limit(invented_plan(trades=trades))
    assert found is not None
    assert found["limit"] == limit


def test_without_limits_or_with_one_course_there_is_no_chart() -> None:
    bare = [f | {"asks": {}, "chance_within": {}} for f in FRONT]
    assert front_chart(invented_plan(limits=[], trades=[], front=bare)) == ""
    assert front_chart(invented_plan(front=FRONT[:1])) == ""


def test_names_are_those_of_the_best_of_each_kind_and_of_the_most_gain() -> None:
    twice = [*FRONT, point("opus-plasma", 0.2, 3.0, 1400.0, 0.02, sessions=2)]
    names = [p.label for p in _named(front_points(invented_plan(front=twice), LIMITS[0]))]
    assert names[0] == "Fractional CO2 laser × 3"
    assert "2 Opus Plasma × 3" in names
    assert "Opus Plasma × 2" not in names


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_names_keep_their_order_and_never_cover_each_other(heights: list[float]) -> None:
    placed = _spread(sorted(heights, reverse=True))
    assert all(above - below >= _ROOM - 1e-9 for above, below in pairwise(placed))
    assert min(placed) >= -1e-9
    assert max(placed) <= 1 + 1e-9
