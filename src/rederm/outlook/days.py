"""The days on which an outlook is told, and the days after the last session at which a gain is."""

import numpy as np

from rederm.sources import InputError

HORIZONS = (30, 90, 180, 365, 730, 1825)
_DAILY, _WEEK, _LONGEST = 30, 7, 3650


def day_grid(session_days: tuple[float, ...], days: int) -> np.ndarray:
    """Daily to 30 days after each session, then weekly; the last day always. Day 0 is the first session."""
    if not 1 <= days <= _LONGEST:
        raise InputError(f"days = {days} is outside 1..{_LONGEST}; give the number of days to simulate, for example 365")
    kept: list[int] = []
    for day in range(days + 1):
        near = any(start <= day <= start + _DAILY for start in session_days)
        if near or not kept or day - kept[-1] >= _WEEK or day == days:
            kept.append(day)
    return np.array(kept, float)


def horizon_days(session_days: tuple[float, ...]) -> np.ndarray:
    """Days on which the gain is told, counted from the first session, in the order of HORIZONS."""
    return max(session_days) + np.array(HORIZONS, float)


def course_days(session_days: tuple[float, ...]) -> np.ndarray:
    """Days on which healing is followed whatever is told, so that a late gain does not hang on how many days are asked for."""
    near = [day + np.arange(_DAILY + 1.0) for day in session_days]
    return np.unique(np.concatenate([*near, np.arange(0.0, max(session_days) + HORIZONS[2] + 1, _WEEK)]))
