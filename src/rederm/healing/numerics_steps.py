"""Numbers of the method: steps of the integrator and where it must land.

Classical Runge-Kutta of order 4. The fastest rate is about 2 per day, so that a step of a day is stable (limit 2.78 / 2.02 d);
right after a session steps are short and grow with the time since it.
"""

import numpy as np

FIRST_STEP = 0.1  # d, right after a session
STEP_GROWTH = 0.15  # of the time since the session
LONGEST_STEP = 7 / 6  # d, so that a week takes six steps
SETTLE_DAYS = 60.0  # followed at least this long after the last session, so that swelling has gone
SOURCE_POINTS = 401  # of the quadrature over the path of the sheets
LAST_LEVEL = 9.0  # the sheets are followed until e^-9 of what was open is left
NOTHING = 1e-9  # a share or path below this is none


def stops_of(days: np.ndarray, session_days: np.ndarray, changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Times to land on, and the output row at each (-1: none).

    changes: days on which care changes, so that no step straddles one. Sessions after the last day have no part in the
    states, but the days after them are followed for what is counted per session.
    """
    end = max(float(days[-1]), float(session_days[-1]) + SETTLE_DAYS) if session_days.size else float(days[-1])
    stops = np.unique(np.concatenate([[0.0], days, session_days, changes[changes < end], [end]]))
    row = np.full(stops.size, -1)
    row[np.searchsorted(stops, days)] = np.arange(days.size)
    return stops, row
