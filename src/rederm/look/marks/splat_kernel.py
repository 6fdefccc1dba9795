"""The edge of every lesion on the raster, compiled: signed distance to the nearest outline, and whose it is.

R(theta) = r (1 + sum_k a_k cos k theta + b_k sin k theta)        e(x) = |x - c| - R(theta)        least over the lesions
"""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def outlines(
    centre: np.ndarray, radius: np.ndarray, wave: np.ndarray, reach: float, pixel: float, edge: np.ndarray, owner: np.ndarray
) -> None:
    """centre (n, 2), radius (n,) [mm], wave (n, 2, k); fill edge [mm] and owner (h, w) where an outline is within `reach`."""
    rows, columns = edge.shape
    for i in range(radius.size):
        far = radius[i] * 2.0 + reach
        left = max(0, int(np.floor((centre[i, 0] - far) / pixel)))
        right = min(columns - 1, int(np.ceil((centre[i, 0] + far) / pixel)))
        top = max(0, int(np.floor((centre[i, 1] - far) / pixel)))
        bottom = min(rows - 1, int(np.ceil((centre[i, 1] + far) / pixel)))
        for row in range(top, bottom + 1):
            y = (row + 1 / 2) * pixel - centre[i, 1]
            for column in range(left, right + 1):
                x = (column + 1 / 2) * pixel - centre[i, 0]
                distance = np.sqrt(x * x + y * y)
                if distance > far:
                    continue
                cosine, sine = (x / distance, y / distance) if distance > 0.0 else (1.0, 0.0)
                turn_cosine, turn_sine, shape = cosine, sine, 1.0
                for k in range(wave.shape[2]):
                    turn_cosine, turn_sine = (
                        turn_cosine * cosine - turn_sine * sine,
                        turn_sine * cosine + turn_cosine * sine,
                    )
                    shape += wave[i, 0, k] * turn_cosine + wave[i, 1, k] * turn_sine
                here = distance - radius[i] * max(shape, 0.0)
                if here < edge[row, column]:
                    edge[row, column] = here
                    owner[row, column] = i
