"""Heat that neither boils nor ablates, solved by this solver, by SciPy and by FiPy on the same cells: accuracy and time.

0.03 mJ in 1 ms on a Gaussian beam of 120 um; c 3.9e6 J/m^3/K, k 0.42 W/m/K, absorption 55 1/mm, 34 degC, air of 22 degC at
10 W/m^2/K, followed for 50 ms. Told is the rise at the surface after 1 ms, at r 50, z 20 um after 2 ms, and at z 50 um after
5 ms; the true rise is that of explicit steps on even cells of 3 and 2 um, extrapolated.
"""

import math
from collections.abc import Callable
from functools import cache

import numpy as np
import scipy.sparse as sp

CONDUCTIVITY, CAPACITY, START, AIR, LOSS = 0.42, 3.9e6, 34.0, 22.0, 10.0
BEAM, ABSORPTION, PULSE, ENERGY = 60e-6, 55e3, 1e-3, 3e-5
DIFFUSIVITY = CONDUCTIVITY / CAPACITY
PROBES = ((0.0, 0.0, 1e-3), (50e-6, 20e-6, 2e-3), (0.0, 50e-6, 5e-3))  # r, z, time
WHOLE = (*PROBES, (0.0, 0.0, 50e-3))  # what is solved; the last place is not compared, little is left by then
CELL, WIDE, DEEP = 7e-6, 300e-6, 600e-6
Arrays = tuple[np.ndarray, np.ndarray]


def faces(cell: float, flat: float, growth: float, end: float) -> np.ndarray:
    """Cell faces from 0 to `end`: even to `flat`, then growing."""
    edges, width = [0.0], cell
    while edges[-1] < end - 1e-12:
        width *= growth if edges[-1] > flat else 1.0
        edges.append(edges[-1] + width)
    return np.array(edges) * (end / edges[-1])


def mesh(cell: float = CELL, growth: float = 1.25) -> Arrays:
    """Faces along r and z."""
    return faces(cell, BEAM, growth, WIDE), faces(cell, 80e-6, growth, DEEP)


def middle(edges: np.ndarray) -> np.ndarray:
    return (edges[1:] + edges[:-1]) / 2


def heating(r: np.ndarray, z: np.ndarray) -> np.ndarray:
    """W/m^3 during the pulse (rings, layers): exact means over the cells."""
    across = -np.diff(np.exp(-2 * r**2 / BEAM**2)) / (math.pi * np.diff(r**2))
    down = -np.diff(np.exp(-ABSORPTION * z)) / np.diff(z)
    return ENERGY / PULSE * across[:, None] * down[None, :]


def operator(r: np.ndarray, z: np.ndarray) -> tuple[sp.csr_matrix, np.ndarray]:
    """dT/dt = L T + b without the pulse, cells flat ring by ring."""

    def diffusion(edges: np.ndarray, rings: bool) -> sp.dia_matrix:
        volume = np.diff(edges**2) / 2 if rings else np.diff(edges)
        face = (edges[1:-1] if rings else 1.0) / np.diff(middle(edges))
        inner = np.append(face, 0.0) + np.append(0.0, face)
        return sp.diags(1 / volume) @ sp.diags([face, -inner, face], [-1, 0, 1])

    nr, nz = r.size - 1, z.size - 1
    rate = np.zeros(nz)
    rate[0] = LOSS / CAPACITY / (z[1] - z[0])
    both = sp.kron(diffusion(r, True), sp.eye(nz)) + sp.kron(sp.eye(nr), diffusion(z, False))
    return (DIFFUSIVITY * both - sp.diags(np.tile(rate, nr))).tocsr(), np.tile(rate * AIR, nr)


def rise(r: np.ndarray, z: np.ndarray, field: np.ndarray, at: tuple[float, float]) -> float:
    """Of a field (rings, layers) at a place: even towards the axis and the surface, else linear."""
    rc, zc = middle(r), middle(z)

    def along(centre: np.ndarray, values: np.ndarray, x: float) -> np.ndarray:
        if x < centre[0]:
            return values[0] - (values[1] - values[0]) * (centre[0] ** 2 - x**2) / (centre[1] ** 2 - centre[0] ** 2)
        i = int(np.searchsorted(centre, x)) - 1
        share = (x - centre[i]) / (centre[i + 1] - centre[i])
        return (1 - share) * values[i] + share * values[i + 1]

    return float(along(zc, along(rc, field, at[0]), at[1])) - START


@cache
def truth() -> np.ndarray:
    """Rise (probes,): explicit steps on even cells of 3 and 2 um to the depth that is felt, extrapolated in the square."""

    def even(cell: float) -> np.ndarray:
        r, z = np.arange(0, 240e-6 + cell / 2, cell), np.arange(0, 240e-6 + cell / 2, cell)
        matrix, base = operator(r, z)
        pulse = heating(r, z).ravel() / CAPACITY
        t, found, now = np.full(base.size, START), [], 0.0
        for radius, depth, stop in PROBES:
            steps = math.ceil((stop - now) / (0.2 * cell**2 / DIFFUSIVITY))
            dt = (stop - now) / steps
            source = base + (pulse if stop <= PULSE else 0.0)
            for _ in range(steps):
                t = t + dt * (matrix @ t + source)
            now = stop
            found.append(rise(r, z, t.reshape(r.size - 1, -1), (radius, depth)))
        return np.array(found)

    coarse, fine = even(3e-6), even(2e-6)
    return fine + (fine - coarse) / (1.5**2 - 1)


def ours() -> Callable[[], np.ndarray]:
    """The conduction of the lesion solver, set up; a call solves once."""
    from rederm.injury.heat import first_step, follow, fresh_cells
    from rederm.injury.heat_grid import rings
    from rederm.injury.heat_kernel import Train, rest
    from rederm.injury.heat_kernel_cells import Layers, Rules
    from rederm.injury.heat_kernel_conduct import fresh_scratch
    from rederm.injury.heat_sources import deposition
    from rederm.injury.heat_types import HeatSource

    r, z = mesh()
    grid, one = rings(r, z), np.ones(z.size - 1)
    rules = Rules(START, 1e9, math.inf, 1.0, 1.0, math.inf, 0.0, 0.0, 1e-5, 3e-3, surface_loss=LOSS, outside=AIR)
    tissue = Layers(CAPACITY * one, CAPACITY * one, CONDUCTIVITY * one, CONDUCTIVITY * one, 1e9 * one)
    source = HeatSource(ENERGY, PULSE, 2 * BEAM, absorption_wet=ABSORPTION, absorption_dry=ABSORPTION)
    shape, first = deposition(source, grid), first_step(grid, tissue)

    def solve() -> np.ndarray:
        cells, now, found = fresh_cells(grid, tissue, rules), PULSE, []
        scratch = fresh_scratch(z.size - 1, r.size - 1)
        follow(Train(ENERGY / PULSE, PULSE, 1, 0.0, 0.0, first), shape, cells, grid, tissue, rules)
        for radius, depth, stop in WHOLE:
            if stop > now:
                rest(stop - now, first, cells, grid, tissue, rules, scratch)
                now = stop
            found.append(rise(r, z, cells.temperature.reshape(z.size - 1, -1).T, (radius, depth)))
        return np.array(found[: len(PROBES)])

    return solve


def scipy_bdf() -> Callable[[], np.ndarray]:
    """solve_ivp, BDF, the sparse Jacobian given."""
    from scipy.integrate import solve_ivp

    r, z = mesh()
    matrix, base = operator(r, z)
    pulse = heating(r, z).ravel() / CAPACITY

    def solve() -> np.ndarray:
        t, now, found = np.full(base.size, START), 0.0, []
        for radius, depth, stop in WHOLE:
            source = base + (pulse if stop <= PULSE else 0.0)
            rate = lambda _, y, s=source: matrix @ y + s  # noqa: E731
            t = solve_ivp(rate, (now, stop), t, "BDF", jac=matrix, rtol=3e-3, atol=0.05).y[:, -1]
            now = stop
            found.append(rise(r, z, t.reshape(r.size - 1, -1), (radius, depth)))
        return np.array(found[: len(PROBES)])

    return solve


def fipy_lu() -> Callable[[], np.ndarray]:
    """FiPy on its cylindrical grid, implicit steps growing by a quarter after the pulse, SciPy's LU below it."""
    import os

    os.environ.setdefault("FIPY_SOLVERS", "scipy")
    import fipy

    r, z = mesh()
    grid = fipy.CylindricalGrid2D(dx=np.diff(r), dy=np.diff(z))
    rate = np.zeros((z.size - 1, r.size - 1))
    rate[0] = LOSS / CAPACITY / (z[1] - z[0])
    pulse = fipy.CellVariable(mesh=grid, value=heating(r, z).T.ravel() / CAPACITY)
    loss = fipy.CellVariable(mesh=grid, value=rate.ravel())

    def solve() -> np.ndarray:
        t = fipy.CellVariable(mesh=grid, value=START, hasOld=True)
        cold = fipy.DiffusionTerm(coeff=DIFFUSIVITY) - fipy.ImplicitSourceTerm(loss) + loss * AIR
        solver, now, found, step = fipy.LinearLUSolver(), 0.0, [], PULSE / 16
        for radius, depth, stop in WHOLE:
            equation = fipy.TransientTerm() == (cold + pulse if stop <= PULSE else cold)
            while now < stop * (1 - 1e-9):
                step = step if stop <= PULSE else step * 1.25
                dt = stop - now if step > 0.75 * (stop - now) else step
                t.updateOld()
                equation.solve(var=t, dt=dt, solver=solver)
                now += dt
            found.append(rise(r, z, np.array(t.value).reshape(z.size - 1, -1).T, (radius, depth)))
        return np.array(found[: len(PROBES)])

    return solve
