"""Photons in one scattering medium, by this Monte Carlo and by pmcxcl on PoCL: absorbed energy and time.

A pencil of light at right angles on an endless half-space: absorption 1 1/mm, scattering 12 1/mm, anisotropy 0.85, index 1.4.
Told is the share of the energy that is absorbed, and the share absorbed above 0.5 mm.
"""

import math
from collections.abc import Callable

import numpy as np

ABSORPTION, SCATTERING, ANISOTROPY, INDEX = 1.0, 12.0, 0.85, 1.4  # 1/mm
SHALLOW = 0.5  # mm
VOXEL, VOXELS = 0.1, 80  # mm; of the cube of the voxel code
SPECULAR = ((INDEX - 1) / (INDEX + 1)) ** 2


def ours(photons: int) -> Callable[[], np.ndarray]:
    """Our own, on all workers; a call walks all photons."""
    from rederm.injury.photons import Medium, trace

    medium = Medium((math.inf,), (ABSORPTION * 1e3,), (SCATTERING * 1e3,), (ANISOTROPY,), (INDEX,))

    def solve() -> np.ndarray:
        found = trace([medium], [(4e-3, 4e-3)], photons)[0]
        above = np.append(0.0, np.cumsum(found.absorbed.sum(axis=1)))
        return np.array([above[-1], np.interp(SHALLOW * 1e-3, found.depth, above)])

    return solve


def pmcxcl_pocl(photons: int) -> Callable[[], np.ndarray]:
    """pmcxcl on whatever OpenCL device there is. ImportError without the package, RuntimeError without a device."""
    import numba  # noqa: F401  (Debian's PoCL compiles the kernel only after this)
    import pmcxcl

    if not pmcxcl.gpuinfo():
        raise RuntimeError("no OpenCL device: install pocl-opencl-icd")
    setup = {
        "vol": np.ones((VOXELS, VOXELS, VOXELS), np.uint8),
        "tstart": 0,
        "tend": 5e-10,
        "tstep": 5e-10,
        "srcpos": [VOXELS / 2, VOXELS / 2, 0],
        "srcdir": [0, 0, 1],
        "prop": [[0, 0, 1, 1], [ABSORPTION, SCATTERING, ANISOTROPY, INDEX]],
        "unitinmm": VOXEL,
        "isreflect": 1,
        "isspecular": 1,
        "gpuid": 1,
        "autopilot": 1,
        "outputtype": "energy",
        "seed": 7,
        "issaveref": 0,
        "nphoton": photons,
    }

    def solve() -> np.ndarray:
        done = pmcxcl.run(dict(setup))
        field = done["flux"].squeeze()
        # its account starts at what has entered the skin
        absorbed = done["stat"]["energyabs"] / done["stat"]["energytot"] * (1 - SPECULAR)
        above = field[:, :, : round(SHALLOW / VOXEL)].sum() / field.sum()
        return np.array([absorbed, absorbed * above])

    return solve
