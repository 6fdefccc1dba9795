"""Heat properties of the rows of a grid: epidermis, dermis and fat by depth, at the thicknesses of a client's skin."""

import numpy as np
from numpy.typing import NDArray

from rederm.injury.heat_kernel_cells import Layers
from rederm.skin import Skin
from rederm.sources import load_table


def layers(middle: NDArray[np.float64], skin: Skin, dry_conductivity: float) -> Layers:
    """Properties at the depths `middle` [m] of the rows; dry tissue conducts as the closure says, never better than wet."""
    bounds = np.array([skin.junction_um, skin.thickness_um]) * 1e-6
    layer = np.searchsorted(bounds, middle)
    table = load_table("tissue/thermal")

    def by_row(key: str, unit: str) -> NDArray[np.float64]:
        return np.array([table.number(f"{name}.{key}", unit) for name in ("epidermis", "dermis", "fat")])[layer]

    wet = by_row("conductivity", "W/m/K")
    return Layers(
        wet_capacity=by_row("heat_capacity", "J/m^3/K"),
        dry_capacity=by_row("dry_heat_capacity", "J/m^3/K"),
        wet_conductivity=wet,
        dry_conductivity=np.minimum(wet, dry_conductivity),
        latent=by_row("latent_heat", "J/m^3"),
    )
