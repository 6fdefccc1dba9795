"""What the depths of an injury mean, in words, where the figures alone would mislead: buried death.

All at the medians over draws.
"""

import numpy as np

from rederm.draws import Samples
from rederm.skin import Skin


def notes_on_columns(skin: Skin, top_um: Samples, death_um: Samples) -> tuple[str, ...]:
    """Notes on lesions that are dead from `top_um` to `death_um`, each (n,); top infinite and death 0 where nothing is dead."""
    top, death = float(np.median(top_um)), float(np.median(death_um))
    buried = skin.stratum_corneum_um < top < death  # the corneum was dead before
    return (f"dead from {top:.0f} to {death:.0f} um below the surface, alive above",) if buried else ()
