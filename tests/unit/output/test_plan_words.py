"""What a plan says in words: what one more would buy, what is just out of reach, how far a stopped search came."""

from invented_plan import FRONT, invented_plan, point, trade
from rederm.devices import device_names
from rederm.output.plan_words import limit_rows, not_reached, outside_line, setting_line, stopped_line, trade_lines


def test_the_limit_of_which_more_buys_most_stands_first_and_those_that_buy_nothing_share_a_sentence() -> None:
    given = [trade("budget"), trade("downtime_days_course", 0.02, "c"), trade("pih_risk", 0.09, "c"), trade("pain")]
    told = trade_lines(invented_plan(trades=given, front=[]))
    assert told == [
        "One more pih_risk would buy 9 points",
        "One more downtime_days_course would buy 2 points",
        "One step more of the others buys nothing that was tried: price, pain.",
    ]


def test_where_nothing_buys_anything_one_sentence_says_so() -> None:
    told = trade_lines(invented_plan(trades=[trade("budget"), trade("pain")], front=[]))
    assert told == ["One step more of any one limit buys nothing that was tried: price, pain."]


def test_the_course_just_outside_is_named_with_all_that_it_asks() -> None:
    told = outside_line(invented_plan())
    assert told == (
        "Just outside the limits: Full-field Er:YAG laser, 3 sessions, gains 50 % in 8 of 10 draws, "
        "but asks downtime of the whole course 10.4 days (allowed 10 days)."
    )


def test_what_is_asked_never_looks_like_what_is_allowed() -> None:
    near = point("full-eryag", 0.5, 10.003, 1900.0, 0.05004)
    told = outside_line(invented_plan(front=[near, *FRONT[2:]]))
    assert "10.1 days (allowed 10 days)" in told
    assert "5.1 % (allowed 5 %)" in told


def test_a_course_far_outside_or_hardly_better_is_not_named() -> None:
    far, no_better = FRONT[0], point("full-eryag", 0.41, 10.4, 1900.0, 0.04)
    assert outside_line(invented_plan(front=[far, no_better, *FRONT[2:]])) == ""


def test_a_stopped_search_says_how_far_it_came_and_what_it_did_not_reach() -> None:
    told = stopped_line(invented_plan(partial=True, excluded=[{"device": "full-co2"}]))
    assert told.startswith("The search was stopped before its end, after 42 courses. A better course may exist.")
    missing = not_reached(invented_plan(partial=True, excluded=[{"device": "full-co2"}]))
    seen = {part for entry in FRONT for part in entry["device"].split("+")} | {"full-co2"}
    assert missing == [name for name in device_names() if name not in seen]
    assert not_reached(invented_plan(excluded=[])) == []


def test_a_price_is_within_or_above_and_everything_else_has_a_chance() -> None:
    rows = limit_rows(invented_plan(), 10)
    assert [row["label"] for row in rows] == ["1 Fractional Er:YAG laser × 3", "2 Opus Plasma × 3"]
    assert [[cell["text"] for cell in row["cells"]] for row in rows] == [["90 %", "within", "90 %"]] * 2


def test_where_no_course_fits_the_nearest_stand_beside_the_limits() -> None:
    twice = [point("full-eryag", 0.4, 10.3, 1900.0, 0.04), point("full-eryag", 0.2, 30.0, 5000.0, 0.2)]
    rows = limit_rows(invented_plan(plans=[], front=[twice[1], FRONT[0], twice[0]]), 10)
    assert [row["label"] for row in rows] == ["Full-field Er:YAG laser × 3", "Fractional CO2 laser × 3"]
    assert [[cell["holds"] for cell in row["cells"]] for row in rows] == [[False, True, True], [False, False, False]]


def test_a_setting_is_what_the_course_text_says_of_dials_and_interval() -> None:
    course = "3 sessions of opus-plasma on cheek and ear at 60 W, 3 passes, 4 weeks apart, with moist care, antiviral"
    assert setting_line({"device": "opus-plasma", "course": course}) == "60 W, 3 passes, 4 weeks apart"
    pair = "1 session of opus-plasma on cheek at 60 W, with antiviral; same days 1 session of tca-peel on ear at 10 %"
    bare = "1 session of opus-plasma on cheek at 60 W; same days 1 session of tca-peel on ear at 10 %"
    assert setting_line({"device": "opus-plasma+tca-peel", "course": pair}) == bare
