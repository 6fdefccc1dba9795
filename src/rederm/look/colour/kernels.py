"""Compiled lookup of a colour by three pigments, straight lines between the nodes of the table."""

import math
from typing import Any

import numba
import numpy as np

Array = np.ndarray[Any, Any]


@numba.njit(cache=True, nogil=True)
def look_up(nodes: Array, most: Array, melanin: Array, blood: Array, dermal: Array, out: Array) -> None:
    """Fill out (n, 3). Nodes (m, b, d, 3) stand at even steps of the fourth root of each pigment, from 0 to the most of it."""
    m_last, b_last, d_last = nodes.shape[0] - 1, nodes.shape[1] - 1, nodes.shape[2] - 1
    none = np.float32(0.0)
    for i in range(melanin.size):
        m = m_last * math.sqrt(math.sqrt(min(max(melanin[i], none), most[0]) / most[0]))
        b = b_last * math.sqrt(math.sqrt(min(max(blood[i], none), most[1]) / most[1]))
        d = d_last * math.sqrt(math.sqrt(min(max(dermal[i], none), most[2]) / most[2]))
        mi, bi, di = min(int(m), m_last - 1), min(int(b), b_last - 1), min(int(d), d_last - 1)
        fm, fb, fd = np.float32(m - mi), np.float32(b - bi), np.float32(d - di)
        for c in range(3):
            near = nodes[mi, bi, di, c] + fb * (nodes[mi, bi + 1, di, c] - nodes[mi, bi, di, c])
            far = nodes[mi + 1, bi, di, c] + fb * (nodes[mi + 1, bi + 1, di, c] - nodes[mi + 1, bi, di, c])
            above = near + fm * (far - near)
            if fd > none:
                near = nodes[mi, bi, di + 1, c] + fb * (nodes[mi, bi + 1, di + 1, c] - nodes[mi, bi, di + 1, c])
                far = nodes[mi + 1, bi, di + 1, c] + fb * (nodes[mi + 1, bi + 1, di + 1, c] - nodes[mi + 1, bi, di + 1, c])
                above += fd * (near + fm * (far - near) - above)
            out[i, c] = above
