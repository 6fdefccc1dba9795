"""Numbers of the method: where the integrator steps and lands, and the matrices that move the signal chains by half a step.

Steps are short after a session and grow with the time since it; they end on every output day, every session and every change
of care. A chain y' = A y + b s(t), s linear over the half step, is moved by the exponential of the matrix

    [A b 0]
    [0 0 1]      whose last two columns hold what a constant and a rising source add.
    [0 0 0]

Plans are kept by content: the untreated run, and every course of one client at the same days, share one.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

FIRST_STEP = 0.2  # d, right after a session
STEP_GROWTH = 0.1  # of the time since the session
LONGEST_STEP = 15.0  # d
SHUT = 1e-9  # an open share below this is closed for good
SOURCE_POINTS = 401  # of the quadrature over the path of the sheets
LAST_LEVEL = 9.0  # the sheets are followed until e^-9 of what was open is left
NOTHING = 1e-9  # a share or path below this is none
PLANS = 32  # kept
MOVES = 4096  # kept, of half a kilobyte each
CHUNK = 2000  # rows that one thread takes at a time


@dataclass(frozen=True)
class Plan:
    """Steps of a course (steps, columns of kernel.py) and the matrices of each kind of step."""

    steps: np.ndarray
    session_days: np.ndarray
    days: int
    short: np.ndarray
    short_push: np.ndarray
    long: np.ndarray
    long_push: np.ndarray


def plan_of(days: np.ndarray, session_days: np.ndarray, changes: np.ndarray, chain: Sequence[float]) -> Plan:
    """Steps that land on `days` (ascending, from 0), sessions and changes of care, so that no step straddles one.

    chain: rates 1/d k_S, source, k_N, k_R, out_M1, turn, out_M2, k_T, k_X. Sessions after the last day have no part.
    """
    return _plan(tuple(map(float, days)), tuple(map(float, session_days)), tuple(sorted(map(float, changes))), tuple(chain))


@lru_cache(maxsize=PLANS)
def _plan(days: tuple[float, ...], sessions: tuple[float, ...], changes: tuple[float, ...], chain: tuple[float, ...]) -> Plan:
    end = days[-1]
    stops = np.unique([0.0, *days, *(d for d in (*sessions, *changes) if d < end)])
    row = np.full(stops.size, -1)
    row[np.searchsorted(stops, days)] = np.arange(len(days))
    steps, last, visits = [], -math.inf, Counter(sessions)
    ends = stops.tolist()
    for at, day in enumerate(ends):
        strikes = visits[day]
        last = day if strikes else last
        if at + 1 == len(ends):
            steps.append((day, 0.0, 0, row[at], 0))
            break
        lengths, now, whole = [], day, 0.0
        while now < ends[at + 1]:
            lengths.append(min(LONGEST_STEP, FIRST_STEP + STEP_GROWTH * (now - last)))
            now, whole = now + lengths[-1], whole + lengths[-1]
        shrink = (ends[at + 1] - day) / whole
        for k, length in enumerate(lengths):
            steps.append((day, length * shrink, 0, row[at] if k == 0 else -1, strikes if k == 0 else 0))
            day += length * shrink
    table = np.array(steps, float)
    kinds, table[:, 2] = np.unique(np.round(table[:, 1], 12), return_inverse=True)
    k_s, source, k_n, k_r, out_m1, turn, out_m2, k_t, k_x = chain
    short, long = np.zeros((5, 5)), np.zeros((8, 8))
    for i, rate in enumerate((k_s, k_n, k_r, out_m1 + turn, k_x)):
        short[i, i] = -rate
    for i, j, rate in ((1, 0, 1.0), (2, 0, k_r), (3, 2, 1.0), (4, 3, k_x)):
        short[i, j] = rate
    for i, rate in enumerate((k_s, k_r, out_m1 + turn, out_m2, k_t, k_t, k_t, k_x)):
        long[i, i] = -rate
    for i, rate in enumerate((k_r, 1.0, turn, k_t, k_t, 1.0, k_x)):
        long[i + 1, i] = rate
    half = (np.unique(kinds) / 2).tolist()
    return Plan(table, np.array(sessions), len(days), *_moves(short, source, half), *_moves(long, source, half))


def _moves(rates: np.ndarray, source: float, times: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Moves (times, size, size) and pushes (times, 2, size) by the source before and after."""
    made = [_move(rates.tobytes(), source, time) for time in times]
    return np.array([move for move, _ in made]), np.array([push for _, push in made])


@lru_cache(maxsize=MOVES)
def _move(rates: bytes, source: float, time: float) -> tuple[np.ndarray, np.ndarray]:
    """Move (size, size) and push (2, size) over one time: courses with other days mostly take steps of the same lengths."""
    from scipy.linalg import expm

    size = math.isqrt(len(rates) // 8)
    whole = np.zeros((size + 2, size + 2))
    whole[:size, :size] = np.frombuffer(rates).reshape(size, size) * time
    whole[0, size] = source * time
    whole[size, size + 1] = 1.0
    found = expm(whole)
    constant, rising = found[:size, size], found[:size, size + 1]
    return found[:size, :size], np.stack([constant - rising, rising])
