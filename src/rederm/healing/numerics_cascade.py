"""The equations of healing (equations.py), compiled: exact steps of the signal chains, then one equation after the other.

Each equation of the cascade takes what stands before it, so that none has to be solved with another. Over a step h, with a
point in the middle:

    chains      linear with constant rates: y(t + h/2) = P y(t) + w0 s(t) + w1 s(t + h/2), exact for a source that is linear
    the rest    y' = s - k y:  y(h) = y + h/6 (e^-kh r0 + 4 e^-kh/2 rm + r1),  r = s - k y(0)                       (Simpson)
                and the value in the middle by the parabola through the same three points; what is in balance stays so

The fast rates all stand in the chains, so that steps may grow to weeks. e^-x is its rational form of order 4. The ceiling on
collagen is the one place where an equation looks back; there the young and old pools are stepped twice. Steps, where they
start and the matrices of the chains are the same for every row (steps.py). A state on the day of a session is the one before
the session.
"""

import math
from typing import Any, TypeAlias

import numpy as np
from numba import njit

Record: TypeAlias = Any  # one record of STATE_TYPE or PARAMETER_TYPE

# where the chains stand among the states, and their lengths
FIRST, FIBROSIS_U, FIBROSIS_H, SHORT, LONG = 0, 5, 13, 5, 8
FAST = {"contract", "arcp", "nsz", "reassoc"}  # what the compiler may do to arithmetic; infinities and NaN stay


@njit(cache=True, nogil=True, inline="always", error_model="numpy", fastmath=FAST)
def _fade(x: float) -> float:
    """e^-x for x of order one and less."""
    square = x * x / 12.0
    return (1.0 - x / 2.0 + square) / (1.0 + x / 2.0 + square)


@njit(cache=True, nogil=True, inline="always", error_model="numpy", fastmath=FAST)
def _middle(y: float, k: float, half: float, s0: float, sm: float, s1: float, h: float) -> float:
    """y(h/2) of y' = s - k y; half: e^(-k h/2). What is in balance stays exactly so."""
    still = k * y
    return y + h / 24.0 * (5.0 * half * (s0 - still) + 8.0 * (sm - still) - (s1 - still) / max(half, 0.1))


@njit(cache=True, nogil=True, inline="always", error_model="numpy", fastmath=FAST)
def _end(y: float, k: float, half: float, s0: float, sm: float, s1: float, h: float) -> float:
    """y(h) of y' = s - k y; half: e^(-k h/2)."""
    still = k * y
    return y + h / 6.0 * (half * half * (s0 - still) + 4.0 * half * (sm - still) + (s1 - still))


@njit(cache=True, nogil=True, error_model="numpy", fastmath=FAST, inline="always")
def _short(flat: np.ndarray, kind: int, move: np.ndarray, push: np.ndarray, before: float, after: float) -> None:
    """Half a step of the chain of inflammation; move: lower triangles (kinds, SHORT, SHORT), push (kinds, 2, SHORT)."""
    for i in range(SHORT - 1, -1, -1):
        total = push[kind, 0, i] * before + push[kind, 1, i] * after
        for j in range(SHORT):
            if j <= i:
                total += move[kind, i, j] * flat[FIRST + j]
        flat[FIRST + i] = total


@njit(cache=True, nogil=True, error_model="numpy", fastmath=FAST, inline="always")
def _long(flat: np.ndarray, at: int, kind: int, move: np.ndarray, push: np.ndarray, before: float, after: float) -> None:
    """Half a step of the chain to fibroblasts that stands at `at`."""
    for i in range(LONG - 1, -1, -1):
        total = push[kind, 0, i] * before + push[kind, 1, i] * after
        for j in range(LONG):
            if j <= i:
                total += move[kind, i, j] * flat[at + j]
        flat[at + i] = total


@njit(cache=True, nogil=True, error_model="numpy", fastmath=FAST)
def advance(
    y: Record,
    flat: np.ndarray,
    p: Record,
    day: float,
    h: float,
    own: float,
    held: tuple[float, float, float],
    opened: tuple[float, float, float],
    kind: int,
    short: np.ndarray,
    short_push: np.ndarray,
    long: np.ndarray,
    long_push: np.ndarray,
) -> float:
    """One step of one row, in y and flat (the same memory). Returns `own`, elastin of this age without an injury, at its end.

    held: care; opened: open share at the start, middle and end; kind: which of the matrices
    move the chains by half of this step.
    """
    steroid, hydroquinone, sun = held
    open0, openm, open1 = opened
    hit = y.hit
    # signals at the three points, summed and by class
    score0 = (y.N * p.per_N + p.share_M1 * y.M1 * p.per_M1) * p.per_P
    x0 = p.mmp_M1 * y.XM * p.per_M1 + p.mmp_F * (y.XF_u + y.XF_h) * p.per_F
    fu0, fh0 = y.F_u * p.per_F, y.F_h * p.per_F
    bare0, bare_m, bare1 = min(open0, hit), min(openm, hit), min(open1, hit)
    _short(flat, kind, short, short_push, open0, openm)
    _long(flat, FIBROSIS_U, kind, long, long_push, open0 - bare0, openm - bare_m)
    _long(flat, FIBROSIS_H, kind, long, long_push, bare0, bare_m)
    score_m = (y.N * p.per_N + p.share_M1 * y.M1 * p.per_M1) * p.per_P
    xm = p.mmp_M1 * y.XM * p.per_M1 + p.mmp_F * (y.XF_u + y.XF_h) * p.per_F
    fum, fhm = y.F_u * p.per_F, y.F_h * p.per_F
    _short(flat, kind, short, short_push, openm, open1)
    _long(flat, FIBROSIS_U, kind, long, long_push, openm - bare_m, open1 - bare1)
    _long(flat, FIBROSIS_H, kind, long, long_push, bare_m, bare1)
    score1 = (y.N * p.per_N + p.share_M1 * y.M1 * p.per_M1) * p.per_P
    fu1, fh1 = y.F_u * p.per_F, y.F_h * p.per_F

    half = _fade(p.k_G * h / 2.0)
    gu0 = y.G_u
    gum = _middle(gu0, p.k_G, half, p.prime * fu0, p.prime * fum, p.prime * fu1, h)
    y.G_u = gu1 = _end(gu0, p.k_G, half, p.prime * fu0, p.prime * fum, p.prime * fu1, h)
    half = _fade(p.k_G_hit * h / 2.0)
    gh0 = y.G_h
    ghm = _middle(gh0, p.k_G_hit, half, p.prime * fh0, p.prime * fhm, p.prime * fh1, h)
    y.G_h = gh1 = _end(gh0, p.k_G_hit, half, p.prime * fh0, p.prime * fhm, p.prime * fh1, h)

    # ageing of collagen: the rate may change within the step
    early = min(max(p.age_switch - day, 0.0), h)
    early_half = min(early, h / 2.0)
    q0 = y.q
    qm = q0 * _fade(p.age * early_half + p.age_later * (h / 2.0 - early_half))
    lost = p.age * early + p.age_later * (h - early)
    y.q = q1 = q0 * _fade(lost)
    ageing = lost / h

    # void of hit tissue, and what fills it
    void0 = y.void
    near0, near_m, near1, fill0, fill_m, fill1 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    voidm, void1 = 0.0, 0.0
    if void0 > 0.0:
        per = 1.0 / hit
        near0, near_m, near1 = fh0 * per, fhm * per, fh1 * per
        k0 = p.fill_F * near0 + p.fill_G * gh0 * per
        km = p.fill_F * near_m + p.fill_G * ghm * per
        k1 = p.fill_F * near1 + p.fill_G * gh1 * per
        voidm = void0 * _fade(h / 24.0 * (5.0 * k0 + 8.0 * km - k1))
        void1 = void0 * _fade(h / 6.0 * (k0 + 4.0 * km + k1))
        fill0, fill_m, fill1 = k0 * void0, km * voidm, k1 * void1
        y.void = void1

    # collagen I: young and old pools of both classes, twice, since the ceiling looks back at them
    f, g = p.f_I * p.a_I, (1.0 - p.f_I) * p.a_I
    du0, dum, du1 = f * fu0 + g * gu0, f * fum + g * gum, f * fu1 + g * gu1
    dh0, dhm, dh1 = f * fh0 + g * gh0, f * fhm + g * ghm, f * fh1 + g * gh1
    k_young, k_old = p.k_young + ageing, p.k_stable + ageing + p.k_loss
    half_young, half_old = _fade(k_young * h / 2.0), _fade(k_old * h / 2.0)
    turned, own_old = p.kept * p.k_young, p.k_loss * p.stable
    yu0, yh0, cu0, ch0 = y.young_u, y.young_h, y.old_u, y.old_h
    room0 = max(1.0 - ((yu0 + yh0 + cu0 + ch0) / q0 - (1.0 - p.labile)) * p.per_room, 0.0)
    room_m = room1 = room0
    for _ in range(2):
        s0, sm, s1 = (
            p.laid * q0 * (1.0 - hit + du0 * room0),
            p.laid * qm * (1.0 - hit + dum * room_m),
            p.laid * q1 * (1.0 - hit + du1 * room1),
        )
        yum = _middle(yu0, k_young, half_young, s0, sm, s1, h)
        yu1 = _end(yu0, k_young, half_young, s0, sm, s1, h)
        s0, sm, s1 = (
            p.laid * q0 * (hit + dh0 * room0),
            p.laid * qm * (hit + dhm * room_m),
            p.laid * q1 * (hit + dh1 * room1),
        )
        yhm = _middle(yh0, k_young, half_young, s0, sm, s1, h)
        yh1 = _end(yh0, k_young, half_young, s0, sm, s1, h)
        s0 = turned * yu0 + own_old * q0 * (1.0 - hit)
        sm = turned * yum + own_old * qm * (1.0 - hit)
        s1 = turned * yu1 + own_old * q1 * (1.0 - hit)
        cum = _middle(cu0, k_old, half_old, s0, sm, s1, h)
        cu1 = _end(cu0, k_old, half_old, s0, sm, s1, h)
        s0 = turned * yh0 + q0 * (p.stable * fill0 + own_old * (hit - void0))
        sm = turned * yhm + qm * (p.stable * fill_m + own_old * (hit - voidm))
        s1 = turned * yh1 + q1 * (p.stable * fill1 + own_old * (hit - void1))
        chm = _middle(ch0, k_old, half_old, s0, sm, s1, h)
        ch1 = _end(ch0, k_old, half_old, s0, sm, s1, h)
        room_m = max(1.0 - ((yum + yhm + cum + chm) / qm - (1.0 - p.labile)) * p.per_room, 0.0)
        room1 = max(1.0 - ((yu1 + yh1 + cu1 + ch1) / q1 - (1.0 - p.labile)) * p.per_room, 0.0)
    y.young_u, y.young_h, y.old_u, y.old_h = yu1, yh1, cu1, ch1

    # collagen III
    f, g = p.f_III * p.a_III, (1.0 - p.f_III) * p.a_III
    s0 = p.made_III * q0 * (1.0 + (f * (fu0 + fh0) + g * (gu0 + gh0)) * room0)
    sm = p.made_III * qm * (1.0 + (f * (fum + fhm) + g * (gum + ghm)) * room_m)
    s1 = p.made_III * q1 * (1.0 + (f * (fu1 + fh1) + g * (gu1 + gh1)) * room1)
    half = _fade(p.k_L3 * h / 2.0)
    l0 = y.L3
    lm = _middle(l0, p.k_L3, half, s0, sm, s1, h)
    y.L3 = _end(l0, p.k_L3, half, s0, sm, s1, h)
    y.C3 = _end(y.C3, p.k_C3, _fade(p.k_C3 * h / 2.0), p.k_L3 * l0, p.k_L3 * lm, p.k_L3 * y.L3, h)

    # what proteases cut
    x1 = p.mmp_M1 * y.XM * p.per_M1 + p.mmp_F * (y.XF_u + y.XF_h) * p.per_F
    mean_half, mean = h / 24.0 * (5.0 * x0 + 8.0 * xm - x1), h / 6.0 * (x0 + 4.0 * xm + x1)
    k_half, k_all = p.clear * mean_half, p.clear * mean
    first, rest = _fade(k_all), _fade(k_all - k_half)
    f0 = y.frag
    s0, sm, s1 = p.uv - p.clear * x0 * f0, p.uv - p.clear * xm * f0, p.uv - p.clear * x1 * f0
    y.frag = f0 + h / 6.0 * (first * s0 + 4.0 * rest * sm + s1)
    steady = p.age_elastin + p.k_elastin
    k_half, k_all = steady * h / 2.0 + p.cut * mean_half, steady * h + p.cut * mean
    first, rest = _fade(k_all), _fade(k_all - k_half)
    half = _fade(p.age_elastin * h / 2.0)
    s0 = p.k_elastin * own + p.made * (gu0 + gh0)
    sm = p.k_elastin * own * half + p.made * (gum + ghm)
    s1 = p.k_elastin * own * half * half + p.made * (gu1 + gh1)
    y.elastin = first * y.elastin + h / 6.0 * (first * s0 + 4.0 * rest * sm + s1)
    pull = p.pull
    y.Z = _end(y.Z, p.k_Z, _fade(p.k_Z * h / 2.0), pull * near0 * void0, pull * near_m * voidm, pull * near1 * void1, h)

    # pigment and barrier
    k = math.exp(-p.memory * sun) * p.k_drive
    half = _fade(k * h / 2.0)
    g = p.g * steroid
    d0 = y.drive
    dm = _middle(d0, k, half, g * score0, g * score_m, g * score1, h)
    y.drive = d1 = _end(d0, k, half, g * score0, g * score_m, g * score1, h)
    half = _fade(p.k_turnover * h / 2.0)
    g = (1.0 - hydroquinone) * p.k_turnover
    s0, sm, s1 = g * (1.0 + p.kappa * d0), g * (1.0 + p.kappa * dm), g * (1.0 + p.kappa * d1)
    e0 = y.Me
    em = _middle(e0, p.k_turnover, half, s0, sm, s1, h)
    y.Me = e1 = _end(e0, p.k_turnover, half, s0, sm, s1, h)
    half = _fade(p.k_Md * h / 2.0)
    y.Md = _end(
        y.Md, p.k_Md, half, p.leak * score0 * open0 * e0, p.leak * score_m * openm * em, p.leak * score1 * open1 * e1, h
    )
    y.B = 1.0 - _end(1.0 - y.B, p.k_B, _fade(p.k_B * h / 2.0), p.k_B * open0, p.k_B * openm, p.k_B * open1, h)
    return own * _fade(p.age_elastin * h)
