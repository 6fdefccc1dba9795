"""The printed plan: the answer first, nothing said twice, what is partial or stopped said before all."""

from typing import Any

import pytest
from rich.console import Console

from invented_plan import invented_plan, trade
from rederm.output.text_plan import print_plan


def band(low: float, median: float, high: float) -> dict[str, float]:
    return {"low": low, "median": median, "high": high}


def whole(**changed: Any) -> dict[str, Any]:
    plan = invented_plan(
        verdict="Fractional Er:YAG laser, 3 sessions: gives most of what meets the limits.",
        provisional=False,
        questions=[],
        assumed=[],
        price_note="",
        start="2027-01-04",
        seed=0,
        draws=50,
        statement="Simulation.",
    )
    shown = {
        "weighted_gain": band(0.2, 0.3, 0.4),
        "outlook": {"currency": "EUR", "social_downtime_days_per_session": band(1, 2, 3)},
        "pain": band(2, 3, 4),
        "risks": {"pih": band(0.001, 0.01, 0.1)},
        "price": band(900, 1000, 1100),
        "why": "why it stands here",
        "findings": [],
    }
    return plan | {"plans": [entry | shown for entry in plan["plans"]]} | changed


def printed(capsys: pytest.CaptureFixture[str], **changed: Any) -> str:
    print_plan(whole(**changed), [])
    return " ".join(capsys.readouterr().out.split())


def ruled_out(device: str, reason: str, kind: str = "operator", nearest: str = "ask") -> dict[str, Any]:
    return {"device": device, "kind": kind, "reason": reason, "nearest": nearest}


def test_the_answer_stands_first_then_the_ranking_then_what_one_more_would_buy(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys)
    places = [said.index(word) for word in ("gives most", "1 Fractional Er:YAG laser × 3", "why it stands here", "would buy 5")]
    assert places == sorted(places)
    assert said.startswith("Fractional Er:YAG laser, 3 sessions")
    assert all(figure in said for figure in ("40 % 30 % 2", "20 to 40 1 to 3 2 to 4", "900 to 1 100"))


def test_a_partial_plan_says_so_before_anything_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, partial=True).startswith("Partial. The search was stopped before its end, after 42 courses.")
    assert "Partial" not in printed(capsys)


def test_what_was_observed_stands_below_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys, adapted={"words": ["2 sessions done.", "1 of 1 reading counts."], "readings": [], "stopped": False})
    assert said.index("gives most") < said.index("2 sessions done. 1 of 1 reading counts.") < said.index("1 Fractional")


def test_a_limit_that_all_courses_surely_meet_takes_no_column(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys)
    assert "Met by each of these in all draws: price." in said
    assert "≤ 10 days" in said
    assert "≤ EUR" not in said


def test_devices_ruled_out_for_the_same_reason_share_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    excluded = [
        ruled_out(name, f"Another operator must treat. {name} is for a physician.") for name in ("full-co2", "full-eryag")
    ]
    said = printed(capsys, excluded=excluded)
    assert said.count("Another operator must treat. This device is for a physician.") == 1
    assert "full-co2, full-eryag" in said


def test_a_device_outside_the_limits_says_its_nearest_course_once(capsys: pytest.CaptureFixture[str]) -> None:
    excluded = [
        ruled_out("tca-peel", "too long", "limit", "nearest: 1 session; would hold at 9 days"),
        ruled_out("tca-peel", "too dear", "limit", "nearest: 1 session; would hold at EUR 900"),
    ]
    said = printed(capsys, excluded=excluded)
    assert said.count("nearest: 1 session") == 1
    assert all(words in said for words in ("too long", "too dear", "would hold at 9 days; would hold at EUR 900"))


def test_more_courses_than_a_screen_holds_are_counted_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    one = whole()["plans"][0]
    said = printed(capsys, plans=[one | {"rank": rank} for rank in range(1, 14)])
    assert "and 3 more" in said
    assert " 10 Fractional" in said
    assert " 11 Fractional" not in said


def test_without_limits_nothing_is_said_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys, limits=[], trades=[], front=[])
    assert "Chance to stay" not in said
    assert "one more would buy" not in said
    assert "What one more would buy" in printed(capsys, trades=[trade("budget")])


def test_a_narrow_screen_keeps_the_gain_with_its_band(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rederm.output.text_plan.console", lambda: Console(highlight=False, width=80))
    said = printed(capsys)
    assert "20 to 40" in said
    assert "900 to 1 100" not in said
    assert "Below the gain its 90 % band" in said
