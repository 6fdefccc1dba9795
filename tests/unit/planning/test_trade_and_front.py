"""The trade between gain and limits, seeds, combinations, progress and a search that is stopped."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from test_plan import START, _fast, client, planned  # noqa: F401 - the stand-in of the simulation

from rederm.planning import Plan, Progress, plan
from rederm.planning.candidates import Candidate
from rederm.planning.combine import combined
from rederm.planning.finalists import front
from rederm.safety import check


def test_the_front_holds_no_course_that_another_beats_on_every_count() -> None:
    result = planned(client(limits={"downtime_days": 6, "visits": 4}))
    assert result.front
    for one in result.front:
        for other in result.front:
            asks = [(a.reached, b.reached) for a, b in zip(one.verdicts, other.verdicts, strict=True) if a.limit == b.limit]
            assert one is other or other.value < one.value or any(b > a for a, b in asks)
    assert list(result.front) == front(result.front)


def test_every_limit_has_a_trade_and_its_course_fits_the_loosened_limit() -> None:
    person = client(limits={"downtime_days": 4, "visits": 2, "pain": 5.0})
    result = planned(person)
    assert [trade.limit.name for trade in result.trades] == ["downtime_days", "pain", "visits"]
    bought = [trade for trade in result.trades if trade.trial is not None]
    assert bought
    for trade in bought:
        assert trade.gain > 0
        assert not trade.trial.fits
        assert trade.trial.fits_with([trade.limit.loosened()])
        assert f"{100 * trade.gain:.1f}" in trade.words


def test_a_looser_limit_seeded_with_the_tight_plan_never_ends_in_less() -> None:
    tight = planned(client(limits={"downtime_days": 3, "visits": 3}))
    for looser in ({"downtime_days": 3.2, "visits": 3}, {"downtime_days": 3, "visits": 5}, {}):
        assert planned(client(limits=looser), seeds=tight).robust_gain >= tight.robust_gain


def test_a_seed_that_a_rule_bars_becomes_no_plan() -> None:
    earlier = planned(client())
    barred = planned(client(history={"pregnant": True}), seeds=earlier)
    assert barred.plans == ()


def test_progress_counts_every_course_and_names_the_best() -> None:
    seen: list[Progress] = []

    def watch(told: Progress) -> bool:
        seen.append(told)
        return True

    result = planned(client(), progress=watch)
    assert [told.simulated for told in seen] == list(range(1, len(seen) + 1))
    assert sum(result.simulated.values()) == len(seen)
    assert list(dict.fromkeys(told.stage for told in seen)) == [stage for stage, count in result.simulated.items() if count]
    assert seen[-1].best is not None
    assert not result.partial


@pytest.mark.parametrize("after", [1, 12, 200])
def test_a_stopped_search_gives_a_valid_plan_that_says_so(after: int) -> None:
    result = planned(client(), progress=lambda told: told.simulated < after)
    assert result.partial
    assert result.to_json()["partial"] is True
    assert result.verdict
    assert all(p.why for p in result.plans)


def test_combined_courses_ask_first_and_have_no_more_visits_than_the_longer_of_the_two() -> None:
    two = [{"kind": "wrinkles", "site": "cheek"}, {"kind": "wrinkles", "site": "forehead"}]
    person = client(concerns=two)
    singles = {p.device: p for p in reversed(planned(person).plans) if "+" not in p.device}
    best: list[Any] = [
        SimpleNamespace(fits=True, value=p.robust_gain, candidate=Candidate.of(p.course)) for p in singles.values()
    ]
    pairs = combined(best)
    assert pairs
    most = max(t.candidate.visits for t in best)
    for pair in pairs:
        assert pair.visits <= most
        asked = [f for f in check(person, pair.course) if f.rule.startswith("combination")]
        assert asked
        assert all(f.strength == "ask" for f in asked)


def test_goals_and_limits_say_where_they_come_from() -> None:
    told = planned(client(limits={"downtime_days": 6, "budget": 3000.0})).to_json()
    assert [goal["concern"] for goal in told["goals"]] == ["wrinkles"]
    assert {limit["limit"]: limit["allowed"] for limit in told["limits"]} == {"downtime_days": 6.0, "budget": 3000.0}
    assert all(entry["source"] and entry["reason"] and entry["unit"] for entry in [*told["goals"], *told["limits"]])


def test_a_second_course_of_a_device_spares_visits_or_downtime() -> None:
    result: Plan = planned(client())
    by_device: dict[str, list[Any]] = {}
    for p in result.plans:
        by_device.setdefault(p.device, []).append(p)
    for courses in by_device.values():
        assert len(courses) <= 2
        if len(courses) == 2:
            best, other = courses
            assert best.robust_gain >= other.robust_gain
            spared = [np.mean(p.outlook.downtime_days_course) for p in courses]
            ends = [p.course.sessions[-1].day for p in courses]
            assert other.visits < best.visits or spared[1] < spared[0] or ends[1] <= ends[0] - 28


def test_a_plan_is_the_same_with_and_without_a_watcher() -> None:
    watched = planned(client(), progress=lambda told: True)
    assert replace(watched, partial=False).to_json() == planned(client()).to_json()
    assert plan(client(), draws=40, start=START).verdict == watched.verdict
