"""The learning plan of real courses: what it takes, narrows and is worth, from draws that were simulated once."""

from datetime import date

import pytest

from rederm.course import Course
from rederm.output.page import json_text
from rederm.planning.learning import learning_plan
from rederm.planning.learning.measurements import measurements
from rederm.skin import Client
from rederm.sources import InputError
from small_learning import MARIA, TEXTS, learning_answer, made_learning


def test_every_measurement_stands_once_for_each_course_and_a_split_face_for_each_pair() -> None:
    said = [(row.what.name, row.places) for row in made_learning().rows]
    single = [(what.name, (place,)) for what in measurements() if not what.pairs for place in (0, 1)]
    assert sorted(said) == sorted([*single, ("split-face", (0, 1))])


def test_what_narrows_most_comes_first_and_no_floor_is_passed() -> None:
    shares = [row.share for row in made_learning().rows]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.02
    for row in made_learning().rows:
        for each in row.narrowed:
            assert each.high >= each.floor * 0.9, (row.what.name, each)  # the floor is that of sixteen persons
            assert each.law_left <= 1
            if each.outcome != "scar":  # a few draws hold most of it: its band may be expected to widen, and is told as it is
                assert each.low <= each.before


def test_a_count_narrows_the_chance_that_it_counts_and_scores_the_pain_that_they_score() -> None:
    most = {row.what.name: row.most for row in made_learning().of(0)}
    assert most["darkening-count"] is not None
    assert most["darkening-count"].outcome == "pih"
    assert most["pain-scores"] is not None
    assert most["pain-scores"].outcome == "pain"
    assert most["pain-scores"].law_left < 0.3


def test_another_clinic_tells_less_of_this_one() -> None:
    for place in (0, 1):
        rows = {row.what.name: row for row in made_learning().of(place)}
        for here, there in (("darkening-count", "darkening-elsewhere"), ("gain-series", "gain-elsewhere")):
            best = {name: {each.outcome: each.law_left for each in rows[name].narrowed} for name in (here, there)}
            outcome = "pih" if here.startswith("dark") else "gain.texture.90"
            assert best[here][outcome] < best[there][outcome] - 0.1


def test_a_peel_has_no_crater_and_the_reason_is_told() -> None:
    rows = [row for row in made_learning().rows if row.what.name == "bench-craters"]
    assert all(row.why_not and not row.narrowed and row.worth is None for row in rows)


def test_visits_and_weeks_are_those_of_the_course_and_of_what_is_read() -> None:
    rows = {row.what.name: row for row in made_learning().of(0)}
    assert (rows["gain-series"].visits, rows["gain-series"].weeks) == (3, (28 + 90) / 7)
    assert (rows["pain-scores"].visits, rows["pain-scores"].weeks) == (1, 0.0)
    told = {row["measurement"]: row for row in learning_answer()["measurements"] if row["courses"] == [1]}
    assert told["gain-series"]["visits_all"] == 60
    assert (told["bench-craters"]["samples"], told["bench-craters"]["clients"]) == (10, 0)


def test_knowing_the_law_is_worth_at_least_nothing_and_no_measurement_more() -> None:
    found = made_learning()
    assert found.ceiling.within[0] >= 0
    for row in found.rows:
        if row.worth is not None:
            assert row.worth.within[1] <= found.ceiling.within[2]


def test_the_same_seed_gives_the_same_bytes_on_one_worker_and_on_two(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for workers in ("1", "2"):
        monkeypatch.setenv("REDERM_WORKERS", workers)
        course = Course.parse("1 session of salicylic-peel on cheek")
        found = learning_plan(Client.load(MARIA), [course], draws=256, seed=3, start=date(2027, 3, 1))
        said.append(json_text(found.to_json()))
    assert said[0] == said[1]


def test_too_few_draws_are_refused() -> None:
    with pytest.raises(InputError, match="draws = 100 is below 256"):
        learning_plan(Client.load(MARIA), [Course.parse(TEXTS[0])], draws=100)
