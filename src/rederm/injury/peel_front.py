"""How deep an acid coagulates the skin: a titration front fed by a film that is used up.

    J     = (C_f - C_c) / (1/P + x/D)       flux to the front                                  (1)
    dx/dt = J / B                           B: acid that a volume of skin binds                (2)
    dC/dt = -J / h                          the film of thickness h is finite                  (3)
    ds/dt = k_s C_f (1 - s)                 acid opens the barrier                             (4)
    P(s)  = P0 + (Pm - P0) s                intact -> destroyed                                (5)
    C_f   = C u                             u: share of free (not dissociated) acid            (6)

C concentration in the film [mmol/cm^3], x depth of the front below the surface, C_c what does nothing to the skin however
long it stays. Each coat adds f C0 to what is left; the last one stays until it is wiped or neutralised. Limits: film used up,
x = h (N f C0 - C_c) / B; held back by the barrier, x = P C_f t / B; held back by diffusion, x = sqrt(2 D C_f t / B) (C_c = 0).
So strong acids that need no neutraliser stop themselves, coats add up, and weak acids go deeper with time.

Assumes one binding capacity and diffusivity from the surface down, an even film, no loss to the air. Neither B nor h was
measured: the front is placed by order of strength, time to frost and depth classes, not by a depth curve.

References: `rederm sources posterior/peel`, `rederm sources tissue/agents`.
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.injury.numerics_front import STEPS


@dataclass(frozen=True)
class Acid:
    """The liquid: all of shape (n,)."""

    molarity: Samples  # C0, mmol/cm^3
    free: Samples  # u, share of the acid that is not dissociated
    film_um: Samples  # h, thickness of one coat
    inert: Samples  # C_c, free acid that does nothing, mmol/cm^3


@dataclass(frozen=True)
class Barrier:
    """The skin it meets: all of shape (n,)."""

    intact: Samples  # P0, cm/h
    destroyed: Samples  # Pm, cm/h
    opening: Samples  # k_s, cm^3/mmol/s
    opened: Samples  # s before the first coat, 0..1
    diffusivity: Samples  # D behind the barrier, cm^2/s
    capacity: Samples  # B, mmol/cm^3


def front_depth(acid: Acid, barrier: Barrier, coats: list[tuple[float, Samples]]) -> Samples:
    """Depth (n,) [um] of the front after coats of (seconds until the next coat or the wash, share f of a full coat (n,)).

    Exponential midpoint rule: within a step the film decays exactly at the rate of the middle, so acid is conserved to
    rounding, the front never recedes, and any step is stable. Steps lengthen from the start of a coat (t ~ i^2), where the
    front runs fastest.
    """
    film = acid.film_um * 1e-4  # cm
    inert = acid.inert / acid.free  # concentration at which the film stops
    left = np.zeros_like(acid.molarity)
    front = np.zeros_like(left)  # cm
    opened = np.array(barrier.opened, float)

    def rate(opened: Samples, front: Samples) -> Samples:
        permeability = (barrier.intact + (barrier.destroyed - barrier.intact) * opened) / 3600
        return acid.free / (film * (1 / permeability + front / barrier.diffusivity))

    for seconds, share in coats:
        left = left + share * acid.molarity
        for i in range(STEPS):
            step = seconds * (2 * i + 1) / STEPS**2
            idle = np.minimum(left, inert)
            middle = idle + (left - idle) * np.exp(-rate(opened, front) * step / 2)
            dose = barrier.opening * acid.free * step / 2
            half_opened = 1 - (1 - opened) * np.exp(-dose * left)
            half_front = front + (left - middle) * film / barrier.capacity
            after = idle + (left - idle) * np.exp(-rate(half_opened, half_front) * step)
            front = front + (left - after) * film / barrier.capacity
            opened = 1 - (1 - opened) * np.exp(-2 * dose * middle)
            left = after
    return front * 1e4
