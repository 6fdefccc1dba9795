"""A course of healing, one row (a draw of a client) after the other: sessions strike, steps advance (numerics_cascade.py).

Lands on every output day and every session. A state on the day of a session is the one before the session. Steps and the
matrices of the chains come ready (numerics_steps.py), so that rows differ in numbers only.
"""

import math
from typing import Any, TypeAlias

import numpy as np
from numba import njit

from rederm.healing.closure_kernel import open_share
from rederm.healing.numerics_cascade import FIBROSIS_H, FIBROSIS_U, LONG, advance
from rederm.healing.numerics_steps import SHUT, Plan

Record: TypeAlias = Any  # one record of STATE_TYPE or PARAMETER_TYPE

# columns of the impulse table
SIGNAL, STRUCK, REST, HIT, EMPTIED, ELASTIN, SHRINKAGE, BARRIER = range(8)
# columns of the care table
STEROID_DAYS, STEROID, STEROID_AFTER, HYDROQUINONE, LASTS, SUN, SUN_AFTER = range(7)
# columns of the table of steps
START, LENGTH, KIND, ROW, STRIKES = range(5)


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
        if day - session_days[k] < care[k, STEROID_DAYS]:  # goes on whatever the next session brings
            steroid = min(steroid, care[k, STEROID])
        if day - session_days[k] < care[k, LASTS]:
            hydroquinone = max(hydroquinone, care[k, HYDROQUINONE])
    return steroid, hydroquinone, c[SUN] if since < c[LASTS] else c[SUN_AFTER]


@njit(cache=True, nogil=True)
def _open_at(day: float, begun: int, session_days: np.ndarray, closure: np.ndarray, shut: np.ndarray) -> float:
    """Share of the area that lies open; `shut` (sessions,) remembers which have closed for good."""
    closed = 1.0
    for k in range(begun):
        if shut[k] == 0.0:
            left = open_share(day - session_days[k], closure[k])
            if left < SHUT:
                shut[k] = 1.0
            closed *= 1.0 - left
    return 1.0 - closed


@njit(cache=True, nogil=True)
def strike(y: Record, flat: np.ndarray, f: np.ndarray) -> None:
    """Add a session's impulses to the states of one row: `flat` is the memory of y."""
    moved = f[HIT]  # of unhit tissue too: where a session strikes, it strikes hit and unhit alike
    before = y.hit
    y.hit = before + moved * (1.0 - before)
    for i in range(LONG):
        part = moved * flat[FIBROSIS_U + i]
        flat[FIBROSIS_U + i] -= part
        flat[FIBROSIS_H + i] += part
    y.G_h += moved * y.G_u
    y.young_h += moved * y.young_u
    y.old_h += moved * y.old_u
    y.G_u -= moved * y.G_u
    y.young_u -= moved * y.young_u
    y.old_u -= moved * y.old_u
    y.S += f[SIGNAL]
    flat[FIBROSIS_H] += f[STRUCK] + f[REST] * before
    flat[FIBROSIS_U] += f[REST] * (1.0 - before)
    if y.hit > 0.0:
        emptied = min(f[EMPTIED] / y.hit, 1.0)
        y.young_h *= 1.0 - emptied
        y.old_h *= 1.0 - emptied
        y.void += emptied * (y.hit - y.void)
    y.frag *= 1.0 - f[EMPTIED]
    y.elastin *= 1.0 - f[ELASTIN]
    y.Z += f[SHRINKAGE]
    y.B *= 1.0 - f[BARRIER]


@njit(cache=True, nogil=True)
def integrate(
    steps: np.ndarray,
    short: np.ndarray,
    short_push: np.ndarray,
    long: np.ndarray,
    long_push: np.ndarray,
    session_days: np.ndarray,
    start: np.ndarray,
    p: np.ndarray,
    closure: np.ndarray,
    impulse: np.ndarray,
    who: np.ndarray,
    care: np.ndarray,
    usual_sun: np.ndarray,
    y: np.ndarray,
    flat: np.ndarray,
    out: np.ndarray,
) -> None:
    """Fill `out` (rows, days, states).

    steps (steps, columns); short, long: matrices of the chains (kinds, size, size), their push (kinds, 2, size). start, p
    (rows,) records; closure, impulse (rows, sessions, columns). who (rows,): place of the row's client in care (clients,
    sessions, columns) and usual_sun (clients,). y: one record of STATE_TYPE, flat the same memory (states,).
    """
    shut, memory = np.zeros(session_days.size), y[0]
    for i in range(p.size):
        y[0] = start[i]
        shut[:] = 0.0
        begun = np.int64(0)  # of a plain 0, a literal, Numba would first compile what takes it for this literal
        opened = 0.0
        row_p, wound, cared, usual = p[i], closure[i], care[who[i]], usual_sun[who[i]]
        own = math.exp(-row_p.age_elastin * steps[0, START])
        for j in range(steps.shape[0]):
            day, h, kind, row = steps[j, START], steps[j, LENGTH], int(steps[j, KIND]), int(steps[j, ROW])
            if row >= 0:
                for s in range(flat.size):
                    out[i, row, s] = flat[s]
            strikes = int(steps[j, STRIKES])
            for _ in range(strikes):
                strike(memory, flat, impulse[i, begun])
                begun += 1
            if h == 0.0:
                continue
            if strikes > 0:
                opened = _open_at(day, begun, session_days, wound, shut)
            middle = _open_at(day + h / 2.0, begun, session_days, wound, shut)
            end = _open_at(day + h, begun, session_days, wound, shut)
            held = _care_at(day + h / 2.0, begun, session_days, cared, usual)
            lit = (opened, middle, end)
            own = advance(memory, flat, row_p, day, h, own, held, lit, kind, short, short_push, long, long_push)
            opened = end


def run(
    plan: Plan,
    start: np.ndarray,
    p: np.ndarray,
    closure: np.ndarray,
    impulse: np.ndarray,
    care: np.ndarray,
    usual_sun: np.ndarray,
    who: np.ndarray | None = None,
    out: np.ndarray | None = None,
) -> np.ndarray:
    """Integrate these rows with fresh memory; returns `out` of `integrate`, float64 unless given. One client unless `who` says.

    The chains of all rows must leave at one rate (`out_M1`), which is the plan's.
    """
    flat = np.zeros(len(start.dtype.names or ()))
    if out is None:
        out = np.zeros((start.size, plan.days, flat.size))
    if who is None:
        who = np.zeros(start.size, np.int64)
    matrices = (plan.short, plan.short_push, plan.long, plan.long_push)
    integrate(
        plan.steps,
        *matrices,
        plan.session_days,
        start,
        p,
        closure,
        impulse,
        who,
        care,
        usual_sun,
        flat.view(start.dtype),
        flat,
        out,
    )
    return out
