"""How far each session's remodelling has come: what `look` multiplies by what the session stimulates and replaces.

    response_k(t) = ready_k mature_k K(t - t_k) synthesis
    K(x) = (1 - e^(-x / rise)) e^(-x / loss) / norm,  K(180 d) = 1;     ready_k = 1 - max_j e^(-(t_k - t_j) / tau)

Rise and loss come from the fit on published outcomes (`rederm sources tau_`). Readiness is an assumption, since no study
compares two intervals: its tau is a drawn prior of 14 days, the weeks in which inflammation and activated fibroblasts of the
last session fall. Where epidermis is still open or immature (mature_k, the state `maturity` on the day of the session), a
session is answered by less new matrix and by more inflammation; from three weeks on this is over. Sessions on one day are
one visit and do not tire one another. A session that hurt nothing does not tire the next. Synthesis is 1 for a typical trial
patient. Valid from days to about five years after a session.
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing.epidermis import Renewal
from rederm.sources import load_table

HALF_YEAR = 180


def kernel(since: np.ndarray, rise: Samples, loss: Samples) -> np.ndarray:
    """K at these days after a session, (draws, days); 0 before it."""
    x = np.maximum(since, 0.0)[None, :]
    rise, loss = rise[:, None], loss[:, None]
    norm = -np.expm1(-HALF_YEAR / rise) * np.exp(-HALF_YEAR / loss)
    return np.asarray(-np.expm1(-x / rise) * np.exp(-x / loss) / norm)


def readiness(
    session_days: Sequence[float], presence: Sequence[Samples], memory: Samples | float | None = None
) -> list[Samples]:
    """Readiness of the skin at each session, (draws,) each. memory: its time constant [d], else the median of the prior."""
    if memory is None:
        memory = load_table("posterior/healing").number("ready", "d")
    ready = []
    for k, day in enumerate(session_days):
        tired = np.zeros_like(presence[k])
        for j in range(k):
            if session_days[j] < day:
                tired = np.maximum(tired, presence[j] * np.exp(-(day - session_days[j]) / memory))
        ready.append(1 - tired)
    return ready


def matured(session_days: Sequence[float], renewals: Sequence[Renewal], draws: Draws) -> list[Samples]:
    """Maturity of the epidermis that each session meets, (draws,) each."""
    found = [np.ones(draws.n) for _ in session_days]
    for j, renewal in enumerate(renewals[:-1]):
        met = renewal.maturity(np.asarray(session_days[j + 1 :], float) - session_days[j])
        for k in range(j + 1, len(session_days)):
            found[k] = found[k] * met[:, k - j - 1]
    return found


def response_of(
    days: np.ndarray, session_days: Sequence[float], ready: Sequence[Samples], synthesis: float, draws: Draws
) -> np.ndarray:
    """(draws, sessions, days)."""
    rise, loss = draws["healing.tau_rise"], draws["healing.tau_loss"]
    out = np.zeros((draws.n, len(session_days), days.size))
    for k, day in enumerate(session_days):
        out[:, k] = (ready[k] * synthesis)[:, None] * kernel(days - day, rise, loss)
    return out
