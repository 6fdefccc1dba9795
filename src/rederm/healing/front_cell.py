"""The closing sheet itself: a front of keratinocytes on one periodic cell of skin, in the plane of the junction.

    n_t = f [div(D n grad n) + k s n (1 - n)]       basal cells, 1 = normal       s = 1 + (s1 - 1) c
    c_t = Dc lap c + (1 - n - c) / tc               alarm signal of bare skin
    h_t = r h (1 - h) from h0 at closure            maturity        m = exp(-(t - closure) / tau)      debris that is left

Cells spread into room only where there are cells (diffusion D n): a sharp front, in a wide wound of speed v = sqrt(D k s/2)
with s at c = 1/2, its value at a straight edge. Only v is fitted (`healing.front_speed`): k is the division time of
transit-amplifying cells and D follows, D = 2 v^2 / (k s). f, the factor of host and care, scales v.

The cell holds the hole of a lattice, or several that overlap, or is bare throughout; hair follicles and sweat ducts are points
held full once the sheets have climbed their dead walls (z / v). Time runs from the end of the delay. A place counts as closed
when its density first reaches a stated share. Finite volumes, explicit, one thread. Assumed: one layer of cells, no sublethal
rim (an Injury tells none), no pull of the wound. The distance form of closure.py stands in for it, and is its limit for a front
much thinner than the wound: bare fields and straight edges agree; holes under half a millimetre fill sooner here, since the
front of cells that divide once a day is 0.35 mm thick. Simulations do not run it.

References: Laubach 2006, consensus course of punch wounds (`rederm sources tissue/healing`).
"""

import math
from dataclasses import dataclass

import numpy as np

from rederm.healing.numerics_closure import CELLS, SNAPSHOT_HOURS, STEP_SHARE
from rederm.sources import load_table


@dataclass(frozen=True)
class FrontStates:
    """States on the cell. hours (t,) since cells began to move; n, c (t, ny, nx); closed_at (ny, nx) h, infinite where open."""

    cell_mm: float
    hours: np.ndarray
    n: np.ndarray
    c: np.ndarray
    closed_at: np.ndarray  # 0 where nothing was open

    def open_share(self, hours: np.ndarray) -> np.ndarray:
        """Share of the cell that is bare at these hours, (t,)."""
        return np.asarray((self.closed_at[None] > np.asarray(hours, float)[:, None, None]).mean(axis=(1, 2)))

    def hours_until(self, left: float) -> float:
        """Hours until this part of what was open is still open; infinite where the run ended before."""
        bare = np.sort(self.closed_at[self.closed_at > 0.0])
        return float(bare[max(math.ceil((1 - left) * bare.size) - 1, 0)]) if bare.size else 0.0

    def maturity(self) -> np.ndarray:
        """h (t, ny, nx): 1 where nothing was open."""
        table = load_table("tissue/healing")
        first, rate = table.number("epidermis.first_maturity", "1"), table.number("epidermis.maturation", "1/d") / 24
        late = self.hours[:, None, None] - self.closed_at[None]
        grown = 1 / (1 + (1 / first - 1) * np.exp(-rate * np.maximum(np.where(np.isfinite(late), late, 0.0), 0.0)))
        return np.where(self.closed_at[None] == 0.0, 1.0, np.where(late >= 0.0, grown, 0.0))

    def debris(self, tau_d: float) -> np.ndarray:
        """Share of the debris that is still in place, (t, ny, nx); tau_d in days."""
        late = np.maximum(self.hours[:, None, None] - self.closed_at[None], 0.0)
        left = np.exp(-np.where(np.isfinite(late), late, 0.0) / (24 * tau_d))
        return np.where(self.closed_at[None] == 0.0, 0.0, left)


def holes(cell_mm: float, width_mm: float, centres_mm: np.ndarray | None = None) -> np.ndarray:
    """Bare places (ny, nx) of a cell: round holes of this width about these centres (k, 2), one in the middle unless given."""
    at = (np.arange(CELLS) + 1 / 2) * cell_mm / CELLS
    centres = np.array([[cell_mm / 2, cell_mm / 2]]) if centres_mm is None else centres_mm
    bare = np.zeros((CELLS, CELLS), bool)
    for y, x in centres:
        apart = [np.abs((at - place + cell_mm / 2) % cell_mm - cell_mm / 2) for place in (y, x)]
        bare |= np.hypot(apart[0][:, None], apart[1][None, :]) <= width_mm / 2
    return bare


def follow_front(
    bare: np.ndarray,
    cell_mm: float,
    speed_mm_d: float,
    hours: float,
    ducts_mm: np.ndarray | None = None,
    duct_depth_mm: float = 0.0,
    factor: float = 1.0,
    division_d: float | None = None,
) -> FrontStates:
    """Let the front close these bare places (ny, nx) of a periodic square cell for so many hours.

    speed_mm_d: of a straight front at factor 1, mm/d; ducts_mm (k, 2): where hair follicles and sweat ducts open; division_d:
    time of one division, d, that of transit-amplifying cells unless given. A shorter one makes the front thinner at one speed.
    Raises ValueError where the grid is too coarse for the front.
    """
    from rederm.healing.front_kernel import march

    table = load_table("tissue/healing")
    size = cell_mm / bare.shape[0]
    gain = table.number("closure.signal_gain", "1")
    growth = factor * math.log(2) / (24 * (division_d or table.number("closure.cycle_amplifying", "d")))
    speed = factor * speed_mm_d / 24
    diffusion = 2 * speed**2 / (growth * (1 + gain) / 2)
    signal_diffusion = table.number("closure.signal_diffusion", "mm^2/d") / 24
    signal_life = 24 * table.number("closure.signal_life", "d")
    if size > math.sqrt(2 * diffusion / growth) / 2:
        raise ValueError(f"a grid of {1000 * size:.0f} um cannot resolve this front; give it more cells, or a longer division")
    step = STEP_SHARE * size**2 / max(diffusion, signal_diffusion)
    told_at = np.arange(0.0, hours + SNAPSHOT_HOURS / 2, SNAPSHOT_HOURS)
    n, c = np.where(bare, 0.0, 1.0), np.where(bare, 1.0, 0.0)
    closed_at = np.where(bare, np.inf, 0.0)
    told = np.zeros((told_at.size, 2, *bare.shape))
    places = np.zeros((0, 2)) if ducts_mm is None else np.asarray(ducts_mm, float).reshape(-1, 2)
    grid = np.minimum((places / size).astype(np.int64), bare.shape[0] - 1)
    climb = duct_depth_mm / speed
    covered = table.number("closure.covered", "1")
    rates = (step, size, diffusion, growth, gain, signal_diffusion, signal_life, covered)
    march(n, c, closed_at, grid, climb, told_at, *rates, told)
    return FrontStates(cell_mm, told_at, told[:, 0], told[:, 1], closed_at)
