"""Compiled loops of the drawing: the network of cells, and the profile across curves.

Cells: one seed in each square of a jittered lattice (Worley 1996); the distance from a point x to the edge between the nearest
seed p and another one q is (|x - q|^2 - |x - p|^2) / (2 |q - p|). Each edge has a depth of its own, hashed from both cells.
Curves: segments with depth and half-width at both ends; where several reach a point the deepest holds.
"""

import numpy as np
from numba import njit

MIX_A, MIX_B, GOLDEN, UNIT = 0x7FEB352D, 0x846CA68B, 0x9E3779B9, 1 / 2**32
REACH = 3.2  # half-widths at which a profile has ended


@njit(cache=True, nogil=True)
def hashed(i: int, j: int, seed: int) -> float:
    """A number in 0..1 that belongs to (i, j, seed)."""
    h = np.uint32(np.uint32(i) * np.uint32(MIX_A)) ^ np.uint32(np.uint32(j) * np.uint32(MIX_B))
    h = np.uint32(h ^ np.uint32(np.uint32(seed) * np.uint32(GOLDEN)))
    h = np.uint32(h ^ (h >> np.uint32(16)))
    h = np.uint32(h * np.uint32(MIX_A))
    h = np.uint32(h ^ (h >> np.uint32(15)))
    h = np.uint32(h * np.uint32(MIX_B))
    h = np.uint32(h ^ (h >> np.uint32(16)))
    return np.float64(h) * UNIT


@njit(cache=True, nogil=True)
def network(u, v, width, seed, jitter, least):  # type: ignore[no-untyped-def]
    """u, v: coordinates in cells; width of a furrow in cells. Returns depth 0..1 of the furrows, and a number of each cell."""
    rows, columns = u.shape
    furrow = np.empty((rows, columns), np.float32)
    cell = np.empty((rows, columns), np.float32)
    first_i, first_j = int(np.floor(u.min())) - 3, int(np.floor(v.min())) - 3
    count_i, count_j = int(np.floor(u.max())) + 4 - first_i, int(np.floor(v.max())) + 4 - first_j
    all_x, all_y = np.empty((count_i, count_j)), np.empty((count_i, count_j))
    for k in range(count_i):
        for m in range(count_j):
            i, j = first_i + k, first_j + m
            all_x[k, m] = i + 0.5 + jitter * (hashed(i, j, seed) - 0.5)
            all_y[k, m] = j + 0.5 + jitter * (hashed(i, j, seed + 1) - 0.5)
    far_of = np.empty(25)
    for r in range(rows):
        for c in range(columns):
            x, y = u[r, c], v[r, c]
            i0, j0 = int(np.floor(x)), int(np.floor(y))
            nearest, best = 12, 1e9
            for k in range(25):
                a, b = i0 + k % 5 - 2 - first_i, j0 + k // 5 - 2 - first_j
                far = (x - all_x[a, b]) ** 2 + (y - all_y[a, b]) ** 2
                far_of[k] = far
                if far < best:
                    best, nearest = far, k
            mine_i, mine_j = i0 + nearest % 5 - 2, j0 + nearest // 5 - 2
            mine_x, mine_y = all_x[mine_i - first_i, mine_j - first_j], all_y[mine_i - first_i, mine_j - first_j]
            deepest = 0.0
            for k in range(25):
                if k == nearest or far_of[k] - best > 6.0 * REACH * width:
                    continue
                i, j = i0 + k % 5 - 2, j0 + k // 5 - 2
                between = np.sqrt(
                    (all_x[i - first_i, j - first_j] - mine_x) ** 2 + (all_y[i - first_i, j - first_j] - mine_y) ** 2
                )
                edge = (far_of[k] - best) / (2.0 * between + 1e-6)
                if edge > REACH * width:
                    continue
                share = hashed(mine_i + i, mine_j + j, seed + 2)
                depth = (least + (1.0 - least) * share) * np.exp(-((edge / width) ** 1.3))
                if depth > deepest:
                    deepest = depth
            furrow[r, c] = deepest
            cell[r, c] = hashed(mine_i, mine_j, seed + 3)
    return furrow, cell


@njit(cache=True, nogil=True)
def engrave(segments, points, pitch, flatness):  # type: ignore[no-untyped-def]
    """segments (n, 9): x0 y0 x1 y1 [mm], depth and half-width [mm] at both ends, skew. Returns the deepest of the profiles.

    Across a curve: exp(-(d / w)^flatness), w of one side wider by the skew.
    """
    out = np.zeros((points, points), np.float32)
    for s in range(segments.shape[0]):
        x0, y0, x1, y1, a0, a1, w0, w1, skew = segments[s]
        reach = REACH * max(w0, w1) * (1.0 + abs(skew))
        first_c = max(0, int((min(x0, x1) - reach) / pitch))
        last_c = min(points, int((max(x0, x1) + reach) / pitch) + 1)
        first_r = max(0, int((min(y0, y1) - reach) / pitch))
        last_r = min(points, int((max(y0, y1) + reach) / pitch) + 1)
        dx, dy = x1 - x0, y1 - y0
        length = dx * dx + dy * dy
        if length <= 0.0:
            continue
        for r in range(first_r, last_r):
            for c in range(first_c, last_c):
                px, py = (c + 0.5) * pitch - x0, (r + 0.5) * pitch - y0
                t = min(1.0, max(0.0, (px * dx + py * dy) / length))
                ex, ey = px - t * dx, py - t * dy
                side = 1.0 if dx * py - dy * px > 0.0 else -1.0
                w = (w0 + t * (w1 - w0)) * (1.0 + skew * side)
                far = np.sqrt(ex * ex + ey * ey)
                if far > REACH * w:
                    continue
                value = (a0 + t * (a1 - a0)) * np.exp(-((far / w) ** flatness))
                if value > out[r, c]:
                    out[r, c] = value
    return out
