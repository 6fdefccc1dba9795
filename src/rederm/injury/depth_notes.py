"""What the depths of an injury mean, in words, where the figures alone would mislead: buried death, and death through the skin.

All at the medians over draws.
"""

import numpy as np

from rederm.draws import Samples
from rederm.skin import Skin


def notes_on_columns(skin: Skin, top_um: Samples, death_um: Samples) -> tuple[str, ...]:
    """Notes on lesions that are dead from `top_um` to `death_um`, each (n,); top infinite and death 0 where nothing is dead."""
    top, death = float(np.median(top_um)), float(np.median(death_um))
    buried = skin.stratum_corneum_um < top < death  # the corneum was dead before
    through = death >= skin.thickness_um
    return (
        *((f"dead from {top:.0f} to {death:.0f} um below the surface, alive above",) if buried else ()),
        *(("death reaches below the dermis: what it does to the fat is not modelled",) if through else ()),
    )


def notes_on_layer(skin: Skin, death_um: Samples) -> tuple[str, ...]:
    """Notes on a sheet that is dead to `death_um`, (n,)."""
    if np.median(death_um) < skin.thickness_um:
        return ()
    return ("death reaches through the skin: such a wound does not heal from within",)
