"""Water of the body comes back into dried living tissue between pulses of a train.

    w += share (1 - w),   T = T0 + (T - T0) c(w before) / c(w after)

The water comes at the start temperature of the skin, the datum of heat content, so that no energy enters or leaves.
"""

from numba import njit

from rederm.injury.heat_kernel_cells import Cells, Grid, Layers, Rules
from rederm.injury.numerics_heat import KERNEL


@njit(**KERNEL)
def rewet(c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """Give back this share of the water that every cell in place has lost."""
    n = g.area.size
    for j in range(g.height.size):
        gain = y.wet_capacity[j] - y.dry_capacity[j]
        for k in range(j * n, j * n + n):
            if c.alive[k] == 1 and c.water[k] < 1.0:
                back = rules.rewetted_share * (1.0 - c.water[k])
                before = c.capacity[k]
                c.water[k] += back
                c.capacity[k] += back * gain * g.area[k % n] * g.height[j]
                c.temperature[k] = rules.start + (c.temperature[k] - rules.start) * before / c.capacity[k]
