"""Compiled loops of the light: slopes, what falls on each point, shadows of the relief, and the reflection of the surface."""

import numpy as np
from numba import njit

STEEPEST = 2.5  # slopes beyond are cut: the raster does not resolve them
SHADOW_MM = 6.0  # how far a shadow is followed
SOFT_EDGE = 0.08  # tangent over which a shadow fades
GAMMA_STEPS = 16384
KNEE = 0.82  # linear value above which a camera presses highlights together


@njit(cache=True, nogil=True)
def slopes(height_um, mm):  # type: ignore[no-untyped-def]
    """Change of height per distance to the right and down, at most STEEPEST."""
    rows, columns = height_um.shape
    right, down = np.empty((rows, columns), np.float32), np.empty((rows, columns), np.float32)
    scale = np.float32(1e-3 / mm)
    for r in range(rows):
        above, below = max(r - 1, 0), min(r + 1, rows - 1)
        for c in range(columns):
            before, after = max(c - 1, 0), min(c + 1, columns - 1)
            p = (height_um[r, after] - height_um[r, before]) * scale / (after - before)
            q = (height_um[below, c] - height_um[above, c]) * scale / (below - above)
            steep = np.sqrt(p * p + q * q) / STEEPEST
            if steep > 1.0:
                p, q = p / steep, q / steep
            right[r, c], down[r, c] = p, q
    return right, down


@njit(cache=True, nogil=True)
def fall(right, down, beams, lit, ambient, cavity):  # type: ignore[no-untyped-def]
    """Light on each point against a flat one: beams by Lambert's law where lit, surroundings where not shut in a cavity."""
    rows, columns = right.shape
    out = np.empty((rows, columns), np.float32)
    for r in range(rows):
        for c in range(columns):
            p, q = right[r, c], down[r, c]
            norm = 1.0 / np.sqrt(1.0 + p * p + q * q)
            total = ambient * cavity[r, c] * (1.0 + norm) / 2.0
            for b in range(beams.shape[0]):
                facing = (beams[b, 2] - p * beams[b, 0] - q * beams[b, 1]) * norm
                if facing > 0.0:
                    total += beams[b, 3] * lit[r, c] * facing / beams[b, 2]
            out[r, c] = total
    return out


@njit(cache=True, nogil=True)
def shadows(height_um, mm, beam):  # type: ignore[no-untyped-def]
    """Share of a low beam that reaches each point past the relief before it, 0..1."""
    rows, columns = height_um.shape
    out = np.ones((rows, columns), np.float32)
    flat = np.sqrt(beam[0] ** 2 + beam[1] ** 2)
    step_c, step_r, rise = beam[0] / flat, beam[1] / flat, beam[2] / flat
    steps = int(SHADOW_MM / mm)
    top = height_um.max()
    for r in range(rows):
        for c in range(columns):
            worst = rise - SOFT_EDGE  # nothing lower casts a shadow
            away = 1.0
            while away <= steps:
                cc, rr = c + away * step_c, r + away * step_r
                if cc < 0.0 or rr < 0.0 or cc > columns - 1 or rr > rows - 1:
                    break
                if (top - height_um[r, c]) * 1e-3 <= worst * away * mm:
                    break
                there = height_um[int(rr + 0.5), int(cc + 0.5)] - height_um[r, c]
                tangent = there * 1e-3 / (away * mm)
                if tangent > worst:
                    worst = tangent
                away += 1.0 if away < 8.0 else away / 6.0
            blocked = (worst - rise) / SOFT_EDGE + 0.5
            out[r, c] = min(1.0, max(0.0, 1.0 - blocked))
    return out


@njit(cache=True, nogil=True)
def reflection(right, down, beams, lit, gloss, width, refraction):  # type: ignore[no-untyped-def]
    """Light reflected by the surface towards a camera above it, against flat white paper: GGX, Smith, Schlick's Fresnel."""
    rows, columns = right.shape
    out = np.zeros((rows, columns), np.float32)
    head_on = ((refraction - 1.0) / (refraction + 1.0)) ** 2
    for r in range(rows):
        for c in range(columns):
            p, q, weight = right[r, c], down[r, c], gloss[r, c]
            if weight <= 0.0:
                continue
            norm = 1.0 / np.sqrt(1.0 + p * p + q * q)
            a2 = width[r, c] ** 2
            for b in range(beams.shape[0]):
                lx, ly, lz, share = beams[b]
                n_l = (lz - p * lx - q * ly) * norm
                if n_l <= 0.0:
                    continue
                size = np.sqrt(2.0 + 2.0 * lz)
                n_h = (lz + 1.0 - p * lx - q * ly) * norm / size
                l_h = (1.0 + lz) / size
                spread = n_h * n_h * (a2 - 1.0) + 1.0
                facets = a2 / (np.pi * spread * spread)
                fresnel = head_on + (1.0 - head_on) * (1.0 - l_h) ** 5
                n_v = norm
                seen = 2.0 * n_v / (n_v + np.sqrt(a2 + (1.0 - a2) * n_v * n_v))
                met = 2.0 * n_l / (n_l + np.sqrt(a2 + (1.0 - a2) * n_l * n_l))
                out[r, c] += weight * lit[r, c] * share * np.pi * facets * fresnel * seen * met / (4.0 * n_v * lz)
    return out


@njit(cache=True, nogil=True)
def develop(linear, curve):  # type: ignore[no-untyped-def]
    """Linear colours -> bytes by a curve over 0..1; highlights above the knee are pressed together."""
    rows, columns, _ = linear.shape
    out = np.empty((rows, columns, 3), np.uint8)
    last = curve.shape[0] - 1
    for r in range(rows):
        for c in range(columns):
            for k in range(3):
                value = linear[r, c, k]
                if value > KNEE:
                    over = (value - KNEE) / (1.0 - KNEE)
                    value = KNEE + (1.0 - KNEE) * over / (1.0 + over)
                out[r, c, k] = curve[int(min(1.0, max(0.0, value)) * last + 0.5)]
    return out
