"""Ready means that every session is over; the limit that is named as enough is enough."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.planning.limits import Limit, ReadyBy, Verdict

START = date(2026, 12, 1)


def outlook(*downtimes: float) -> Any:
    sessions = [SimpleNamespace(day=0.0, figures={"social_downtime_days": np.full(20, days)}) for days in downtimes]
    return SimpleNamespace(sessions=sessions)


def judged(limit: Limit, given: Any) -> Verdict:
    verdict = limit.judge(given)
    assert verdict is not None
    return verdict


@pytest.mark.parametrize("downtimes", [(10.0, 3.0), (3.0, 10.0)])
def test_ready_is_when_the_session_that_lasts_longest_is_over(downtimes: tuple[float, float]) -> None:
    limit = ReadyBy("ready_by", 5.0, "days", "", "", 7.0, 0.8, start=START, wanted=date(2026, 12, 6))
    assert not judged(limit, outlook(*downtimes)).holds
    assert judged(limit, outlook(4.0, 3.0)).holds


@pytest.mark.parametrize(
    ("value", "unit", "shown"), [(13.23, "days", "14 days"), (6.41, "days", "6.5 days"), (0.123, "%", "13 %"), (7.0, "", "7")]
)
def test_what_is_needed_is_rounded_up(value: float, unit: str, shown: str) -> None:
    assert Limit("pain", 1.0, unit, "pain", "it", 1.0, 0.8).needed(value) == f"it of {shown}"


_DAYS = st.floats(0, 20, allow_subnormal=False)  # below them a quantile loses its digits


@given(st.lists(_DAYS, min_size=1, max_size=60), _DAYS, st.floats(0.5, 0.99))
@settings(max_examples=60, deadline=None)
def test_a_limit_holds_exactly_where_what_is_reached_is_allowed(days: list[float], allowed: float, confidence: float) -> None:
    drawn = SimpleNamespace(samples=lambda name: np.array(days))
    verdict = judged(Limit("downtime_days", allowed, "days", "downtime_days", "it", 1.0, confidence), drawn)
    assert verdict.holds == (verdict.reached <= allowed)
    assert (verdict.excess > 0) == (not verdict.holds)
    assert judged(Limit("downtime_days", verdict.reached, "days", "downtime_days", "it", 1.0, confidence), drawn).holds
