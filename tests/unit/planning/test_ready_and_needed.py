"""Ready means that every session is over; the limit that is named as enough is enough."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.planning.limits import _ready, _up

START = date(2026, 12, 1)


def outlook(*downtimes: float) -> Any:
    sessions = [SimpleNamespace(day=0.0, figures={"social_downtime_days": np.full(20, days)}) for days in downtimes]
    return SimpleNamespace(sessions=sessions)


@pytest.mark.parametrize("downtimes", [(10.0, 3.0), (3.0, 10.0)])
def test_ready_is_when_the_session_that_lasts_longest_is_over(downtimes: tuple[float, float]) -> None:
    limits = SimpleNamespace(ready_by=date(2026, 12, 6), confidence=0.8)
    client: Any = SimpleNamespace(limits=limits)
    assert not _ready(client, outlook(*downtimes), START).holds
    assert _ready(client, outlook(4.0, 3.0), START).holds


@pytest.mark.parametrize(
    ("value", "unit", "shown"), [(13.23, "days", 14.0), (6.41, "days", 6.5), (0.123, "%", 0.13), (7.0, "", 7.0)]
)
def test_what_is_needed_is_rounded_up(value: float, unit: str, shown: float) -> None:
    assert _up(value, unit) == pytest.approx(shown)
