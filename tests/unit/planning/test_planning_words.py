"""What a plan says: no course of nothing is praised, no share passes 100 %, no figure reads "-0" or "0 points less"."""

from collections.abc import Callable
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from invented_outlook import Invented, invented
from test_plan import START, client, planned

from rederm.course import Price
from rederm.devices import device_names
from rederm.planning import judge, limits_of, plan
from rederm.planning.figures import number
from rederm.planning.words import _more_downtime, _more_gain, _more_risk, _percent
from rederm.sources import InputError


def scaled(given_client: Any, course: Any, *, factor: float, **options: Any) -> Invented:
    """The invented simulation with its gain multiplied."""
    outlook = invented(given_client, course, **options)
    outlook.figures["gain"] = outlook.figures["gain"] * factor
    return outlook


def simulated_by(monkeypatch: pytest.MonkeyPatch, stand_in: Any) -> None:
    for module in ("trial", "tell"):
        monkeypatch.setattr(f"rederm.planning.{module}.simulate", stand_in)


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    simulated_by(monkeypatch, invented)


def price(total: float, low: float, high: float, source: str = "example") -> Any:
    return SimpleNamespace(price=Price(total, low, high, "USD", source, ()), samples=lambda name: np.full(20, total))


@pytest.mark.parametrize(
    ("total", "share", "words"),
    [
        (2400.0, 1.0, "price 2400 USD at the middle price (example price, 900 to 4000 USD); allowed 3000 USD; at the high end"),
        (3200.0, 0.0, "price 3200 USD at the middle price (example price, 900 to 4000 USD); allowed 3000 USD; at the low end"),
    ],
)
def test_a_budget_inside_the_price_range_says_that_the_middle_price_was_judged(total: float, share: float, words: str) -> None:
    verdict = judge(limits_of(client(limits={"budget": 3000.0}), START), price(total, 900.0, 4000.0))[0]
    assert (verdict.limit, verdict.share) == ("budget", share)
    assert verdict.words.startswith(words)


def test_a_clinics_own_price_is_no_example_and_has_no_range() -> None:
    verdict = judge(limits_of(client(limits={"budget": 3000.0}), START), price(2400.0, 2400.0, 2400.0, "clinic"))[0]
    assert verdict.words == "price 2400 USD at the middle price; allowed 3000 USD"


def test_a_date_before_the_start_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError, match=r"^ready_by 2020-01-07 lies before the start 2027-01-04; give a later date"):
        planned(client(limits={"ready_by": date(2020, 1, 7)}))


def test_a_best_course_that_hardly_shows_is_no_recommendation_and_what_would_show_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def steep(given_client: Any, course: Any, **options: Any) -> Invented:
        outlook = invented(given_client, course, **options)
        outlook.figures["gain"] = 0.002 * outlook.figures["downtime_days"] ** 3
        return outlook

    simulated_by(monkeypatch, steep)
    result = planned(client(limits={"downtime_days": 2}))
    assert result.plans
    assert "gives most" not in result.verdict
    assert result.verdict.startswith("Nothing within the limits changes much: the best, ")
    assert "would gain" in result.verdict
    assert "is kept out by downtime of the worst session" in result.verdict


def test_a_plan_of_nothing_never_gives_most(monkeypatch: pytest.MonkeyPatch) -> None:
    simulated_by(monkeypatch, partial(scaled, factor=0.001))
    result = planned(client())
    assert all(p.why.startswith("Hardly any change is expected.") for p in result.plans)
    assert result.verdict.startswith("Nothing within the limits changes much")
    assert "stands under each device" in result.verdict


def test_a_gain_that_rounds_to_nothing_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    simulated_by(monkeypatch, partial(scaled, factor=1e-6))
    assert all("no change in any concern" in p.why for p in planned(client()).plans)


def test_a_plan_that_helps_gives_most() -> None:
    assert planned(client()).verdict.endswith("gives most of what meets the limits.")


def test_no_concern_loses_more_than_all_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    simulated_by(monkeypatch, partial(scaled, factor=2.0))
    best = planned(client()).plans[0]
    assert float(np.quantile(best.gain, 0.95)) > 1
    assert "to 100 %)" in best.why
    assert _percent(1.03) == "100 %"


@pytest.mark.parametrize(
    ("told", "difference", "words"),
    [
        (_more_gain, 0.3, "the same gain in 8 of 10 draws"),
        (_more_gain, 1.4, "1 point more gain in 8 of 10 draws"),
        (_more_gain, -2.0, "2 points less gain in 8 of 10 draws"),
        (_more_downtime, -0.2, "the same downtime over the course"),
        (_more_downtime, 1.0, "1 day more downtime over the course"),
        (_more_downtime, -3.0, "3 days less downtime over the course"),
        (_more_risk, 0.0, "the same risk of dark marks"),
        (_more_risk, 2.0, "2 points more risk of dark marks"),
        (_more_risk, -4.6, "5 points less risk of dark marks"),
    ],
)
def test_a_difference_of_nothing_is_the_same(told: Callable[[float], str], difference: float, words: str) -> None:
    assert told(difference) == words


@pytest.mark.parametrize("value", [-0.0, -1e-9, -0.0004])
def test_no_figure_reads_minus_nothing(value: float) -> None:
    assert number(value, "%") == "0"
    assert _percent(value) == "0 %"


def test_few_draws_say_that_bands_are_rough() -> None:
    few, enough = plan(client(), draws=8, start=START), planned(client())
    assert all("With 8 draws the bands are rough." in p.why for p in few.plans)
    assert not any("rough" in p.why for p in enough.plans)


def test_a_rule_that_bars_every_device_is_told_once_and_in_the_verdict() -> None:
    told = planned(client(history={"pregnant": True})).to_json()
    assert [entry["rule"] for entry in told["blocked_for_all"]] == ["pregnancy"]
    assert told["blocked_for_all"][0]["reason"].startswith("Pregnancy. ")
    assert told["verdict"].startswith("No safe course, because a rule bars every device: Pregnancy. ")
    assert {e["device"] for e in told["excluded"] if e["rule"] == "pregnancy"} == set(device_names())


def test_a_rule_that_leaves_a_device_bars_not_all() -> None:
    assert planned(client(history={"keloids": True})).to_json()["blocked_for_all"] == []
