"""The front of keratinocytes on a periodic grid, compiled: explicit finite volumes (front_cell.py holds the equations)."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def march(
    n: np.ndarray,
    c: np.ndarray,
    bare_until: np.ndarray,
    ducts: np.ndarray,
    duct_opens: float,
    hours: np.ndarray,
    step: float,
    cell: float,
    diffusion: float,
    growth: float,
    gain: float,
    signal_diffusion: float,
    signal_life: float,
    covered: float,
    told: np.ndarray,
) -> None:
    """Move n and c (ny, nx) through `hours` (ascending from 0); fill told (hours, 2, ny, nx) and bare_until (ny, nx).

    cell, diffusion, growth, signal_*: mm, mm^2/h, 1/h, mm^2/h, h. ducts (k, 2): grid places held full from the hour duct_opens
    on. A place is bare until n first reaches `covered`; it stays infinite where n never does.
    """
    ny, nx = n.shape
    new_n, new_c = np.empty_like(n), np.empty_like(c)
    spread, carried = diffusion / cell**2, signal_diffusion / cell**2
    t = 0.0
    for row in range(hours.size):
        while t < hours[row] - 1e-9:
            h = min(step, hours[row] - t)
            for i in range(ny):
                up, down = (i + 1) % ny, (i - 1) % ny
                for j in range(nx):
                    right, left = (j + 1) % nx, (j - 1) % nx
                    here, signal = n[i, j], c[i, j]
                    a, b, d, e = n[up, j], n[down, j], n[i, right], n[i, left]
                    # flux through a face: D n grad n with n the mean of the two cells is half the difference of the squares
                    own = here * here
                    flux = ((a * a - own) + (b * b - own) + (d * d - own) + (e * e - own)) / 2.0
                    s = 1.0 + (gain - 1.0) * signal
                    new_n[i, j] = min(max(here + h * (spread * flux + growth * s * here * (1.0 - here)), 0.0), 1.0)
                    around = (c[up, j] - signal) + (c[down, j] - signal) + (c[i, right] - signal) + (c[i, left] - signal)
                    new_c[i, j] = signal + h * (carried * around + (1.0 - here - signal) / signal_life)
            t += h
            if t >= duct_opens:
                for k in range(ducts.shape[0]):
                    new_n[ducts[k, 0], ducts[k, 1]] = 1.0
            for i in range(ny):
                for j in range(nx):
                    n[i, j], c[i, j] = new_n[i, j], new_c[i, j]
                    if n[i, j] >= covered and t < bare_until[i, j]:
                        bare_until[i, j] = t
        for i in range(ny):
            for j in range(nx):
                told[row, 0, i, j], told[row, 1, i, j] = n[i, j], c[i, j]
