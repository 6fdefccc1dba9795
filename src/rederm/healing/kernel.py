"""The equations of healing (equations.py), compiled, and their integration over a course, one draw after the other.

Runge-Kutta of order 4 forward in time, with steps that are short after a session and grow to a day; lands on every output
day and every session. A state on the day of a session is the one before the session.
"""

import math
from typing import Any, TypeAlias

import numpy as np
from numba import njit

from rederm.healing.closure_kernel import open_share
from rederm.healing.numerics_steps import FIRST_STEP, LONGEST_STEP, STEP_GROWTH

Record: TypeAlias = Any  # one record of STATE_TYPE or PARAMETER_TYPE

# columns of the impulse table
SIGNAL, READY, EMPTIED, ELASTIN, SHRINKAGE, BARRIER = range(6)
# columns of the care table
STEROID_DAYS, STEROID, STEROID_AFTER, HYDROQUINONE, LASTS, SUN, SUN_AFTER = range(7)


@njit(cache=True, nogil=True)
def rates(day: float, y: Record, p: Record, opened: float, steroid: float, hydroquinone: float, sun: float, d: Record) -> None:
    """Time derivative of one draw's states: records y, d of STATE_TYPE and p of PARAMETER_TYPE (equations.py)."""
    n_hat, m_hat, f_hat = y.N * p.per_N, y.M1 * p.per_M1, y.F * p.per_F
    score = (n_hat + p.share_M1 * m_hat) * p.per_P
    d.S = -y.S * p.k_S + p.source * opened
    d.N = y.S - y.N * p.k_N
    d.R = (y.S - y.R) * p.k_R
    d.M1 = y.R - (p.out_M1 + p.turn) * y.M1
    d.Sf = -y.Sf * p.k_S + p.source * opened
    d.Rf = (y.Sf - y.Rf) * p.k_R
    d.M1f = y.Rf - (p.out_M1 + p.turn) * y.M1f
    d.M2 = p.turn * y.M1f - p.out_M2 * y.M2
    d.T = (y.M2 - y.T) * p.k_T
    d.A = (y.T - y.A) * p.k_T
    d.F = y.A - y.F * p.k_T
    d.X = (p.mmp_M1 * m_hat + p.mmp_F * f_hat - y.X) * p.k_X
    d.G = p.prime * f_hat - y.G * p.k_G

    ageing = p.age if day < p.age_switch else p.age_later
    cap = max(1.0 - ((y.L1 + y.C1) / y.q - 1.0) * p.per_room, 0.0)
    fold = 1.0 + p.a_I * (p.f_I * f_hat + (1.0 - p.f_I) * y.G) * cap
    fold_iii = 1.0 + p.a_III * (p.f_III * f_hat + (1.0 - p.f_III) * y.G) * cap
    fill = (p.fill_F * f_hat + p.fill_G * y.G) * y.dep
    d.q = -ageing * y.q
    d.L1 = p.fsr * y.q * fold - p.k_L1 * y.L1
    d.C1 = p.to_stable * y.L1 - (p.k_stable + ageing) * y.C1 + y.q * fill - p.k_loss * (y.C1 - p.stable * y.q)
    d.L3 = p.share_III * p.fsr * y.q * fold_iii - y.L3 * p.k_L3
    d.C3 = y.L3 * p.k_L3 - y.C3 * p.k_C3
    d.frag = p.uv - p.clear * y.X * y.frag
    d.dep = -fill
    own = math.exp(-p.age_elastin * day)
    kept = (p.age_elastin + p.cut * y.X) * y.elastin
    d.elastin = p.k_elastin * (own - y.elastin) + p.made * y.G - kept

    d.W = p.gain_W * score - y.W * p.k_W
    d.Z = -y.Z * p.k_Z + p.pull * f_hat * y.dep
    d.drive = p.g * score * steroid - y.drive * math.exp(-p.memory * sun) * p.k_drive
    d.Me = ((1.0 - hydroquinone) * (1.0 + p.kappa * y.drive) - y.Me) * p.k_turnover
    d.Md = p.leak * score * opened * y.Me - y.Md * p.k_Md
    d.B = (1.0 - opened - y.B) * p.k_B


@njit(cache=True, nogil=True)
def _care_at(
    day: float, begun: int, session_days: np.ndarray, care: np.ndarray, usual_sun: float
) -> tuple[float, float, float]:
    """Factor of the steroid on the pigment drive, share that hydroquinone blocks, and sun, by the sessions begun so far."""
    if begun == 0:
        return 1.0, 0.0, usual_sun
    steroid, hydroquinone = 1.0, 0.0
    c = care[begun - 1]
    since = day - session_days[begun - 1]
    if c[STEROID_DAYS] > 0.0:
        steroid = c[STEROID] if since < c[STEROID_DAYS] else c[STEROID_AFTER]
    for k in range(begun):
        if day - session_days[k] < care[k, LASTS]:
            hydroquinone = max(hydroquinone, care[k, HYDROQUINONE])
    return steroid, hydroquinone, c[SUN] if since < c[LASTS] else c[SUN_AFTER]


@njit(cache=True, nogil=True)
def _derivative(
    day: float,
    y: Record,
    p: Record,
    begun: int,
    session_days: np.ndarray,
    closure: np.ndarray,
    held: tuple[float, float, float],
    d: Record,
) -> None:
    """Rates at `day` under what the sessions begun so far leave open; held: the care of this step."""
    closed = 1.0
    for k in range(begun):
        closed *= 1.0 - open_share(day - session_days[k], closure[k])
    rates(day, y, p, 1.0 - closed, held[0], held[1], held[2], d)


@njit(cache=True, nogil=True)
def _strike(y: Record, f: np.ndarray) -> None:
    """Add a session's impulses to the states of one draw."""
    y.S += f[SIGNAL]
    y.Sf += f[SIGNAL] * f[READY]
    y.dep += f[EMPTIED]
    y.L1 *= 1.0 - f[EMPTIED]
    y.C1 *= 1.0 - f[EMPTIED]
    y.elastin *= 1.0 - f[ELASTIN]
    y.Z += f[SHRINKAGE]
    y.B *= 1.0 - f[BARRIER]


@njit(cache=True, nogil=True)
def integrate(
    stops: np.ndarray,
    row: np.ndarray,
    session_days: np.ndarray,
    start: np.ndarray,
    p: np.ndarray,
    closure: np.ndarray,
    impulse: np.ndarray,
    care: np.ndarray,
    usual_sun: float,
    visible: float,
    step: tuple[float, float, float],
    work: np.ndarray,
    flat: np.ndarray,
    out: np.ndarray,
    swollen: np.ndarray,
) -> None:
    """Fill `out` (draws, days) of STATE_TYPE and `swollen` (draws, sessions), last day of visible swelling after each session.

    stops, row: numerics_steps.stops_of. start, p (draws,) records; closure, impulse (draws, sessions, columns); care
    (sessions, columns); step: first, growth with the time since a session, longest. work (6,) records of STATE_TYPE and
    flat, the same memory as (6, states) floats.
    """
    states = flat.shape[1]
    first, growth, longest = step
    for i in range(p.size):
        work[0] = start[i]
        day = 0.0
        begun = 0
        for j in range(stops.size):
            while day < stops[j]:
                since = day - session_days[begun - 1] if begun > 0 else longest / growth
                h = min(longest, first + growth * since)
                left = stops[j] - day
                h = left / math.ceil(left / h)
                after = stops[j] if h == left else day + h
                before = work[0].W
                held = _care_at(day + h / 2.0, begun, session_days, care, usual_sun)
                _derivative(day, work[0], p[i], begun, session_days, closure[i], held, work[1])
                for s in range(states):
                    flat[5, s] = flat[0, s] + h / 2.0 * flat[1, s]
                _derivative(day + h / 2.0, work[5], p[i], begun, session_days, closure[i], held, work[2])
                for s in range(states):
                    flat[5, s] = flat[0, s] + h / 2.0 * flat[2, s]
                _derivative(day + h / 2.0, work[5], p[i], begun, session_days, closure[i], held, work[3])
                for s in range(states):
                    flat[5, s] = flat[0, s] + h * flat[3, s]
                _derivative(day + h, work[5], p[i], begun, session_days, closure[i], held, work[4])
                for s in range(states):
                    flat[0, s] += h / 6 * (flat[1, s] + 2.0 * (flat[2, s] + flat[3, s]) + flat[4, s])
                if begun > 0 and before > visible:
                    now = work[0].W
                    share = 1.0 if now > visible else (before - visible) / (before - now)
                    swollen[i, begun - 1] = day + share * h - session_days[begun - 1]
                day = after
            if row[j] >= 0:
                out[i, row[j]] = work[0]
            while begun < session_days.size and session_days[begun] <= stops[j]:
                _strike(work[0], impulse[i, begun])
                begun += 1


def run(
    stops: np.ndarray,
    row: np.ndarray,
    session_days: np.ndarray,
    start: np.ndarray,
    p: np.ndarray,
    closure: np.ndarray,
    impulse: np.ndarray,
    care: np.ndarray,
    usual_sun: float,
    visible: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Integrate with fresh memory; returns (out, swollen) of `integrate`."""
    work = np.zeros(6, start.dtype)
    flat = work.view(np.float64).reshape(6, -1)
    out = np.zeros((start.size, int(row.max()) + 1), start.dtype)
    step = (FIRST_STEP, STEP_GROWTH, LONGEST_STEP)  # handed over: a compiled copy kept on disk would not see an edit
    swollen = np.zeros((start.size, session_days.size))
    integrate(stops, row, session_days, start, p, closure, impulse, care, usual_sun, visible, step, work, flat, out, swollen)
    return out, swollen
