"""The days on which an outlook is told, and the days after the last session at which a gain is."""

from functools import lru_cache

import numpy as np

from rederm.sources import InputError

HORIZONS = (30, 90, 180, 365, 730, 1825)
_DAILY, _WEEK, _LONGEST = 30, 7, 3650
GRIDS = 256  # kept: courses of a plan stand on few sets of days


@lru_cache(maxsize=GRIDS)
def day_grid(session_days: tuple[float, ...], days: int) -> np.ndarray:
    """Daily to 30 days after each session, then weekly; the last day always. Day 0 is the first session."""
    check_days(days)
    every, starts = np.arange(days + 1), np.array(session_days)[:, None]
    near: np.ndarray = np.any((every >= starts) & (every <= starts + _DAILY), axis=0)
    kept: list[int] = []
    for day, follows in enumerate(near.tolist()):
        if follows or not kept or day - kept[-1] >= _WEEK or day == days:
            kept.append(day)
    grid = np.array(kept, float)
    grid.setflags(write=False)
    return grid


def check_days(days: int) -> None:
    """Raises InputError for a last day that cannot be told."""
    if not 1 <= days <= _LONGEST:
        raise InputError(f"days = {days} is outside 1..{_LONGEST}; give the number of days to simulate, for example 365")


def horizon_days(session_days: tuple[float, ...]) -> np.ndarray:
    """Days on which the gain is told, counted from the first session, in the order of HORIZONS."""
    return max(session_days) + np.array(HORIZONS, float)


def course_days(session_days: tuple[float, ...]) -> np.ndarray:
    """Days on which healing is followed whatever is told, so that a late gain does not hang on how many days are asked for."""
    near = [day + np.arange(_DAILY + 1.0) for day in session_days]
    return np.unique(np.concatenate([*near, np.arange(0.0, max(session_days) + HORIZONS[2] + 1, _WEEK)]))


@lru_cache(maxsize=GRIDS)
def followed_days(session_days: tuple[float, ...], days: int, also: tuple[float, ...] = ()) -> np.ndarray:
    """All days on which healing is followed: told, the horizons, what a late gain needs whatever is told, and `also`."""
    told = np.union1d(day_grid(session_days, days), horizon_days(session_days))
    every = np.union1d(np.union1d(told, course_days(session_days)), np.array(also, float))
    every.setflags(write=False)
    return every
