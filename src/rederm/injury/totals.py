"""Volumes and shares of an injury from its share at each depth, whatever made it."""

import numpy as np

from rederm.draws import Samples
from rederm.injury.bands import Bands
from rederm.sources import load_table


def totals(
    bands: Bands, *, ablated: np.ndarray, dead: np.ndarray, warm: np.ndarray, pierced: np.ndarray, halo: np.ndarray
) -> dict[str, Samples]:
    """The fields of Injury that are sums over depth. Shares (n, nz), nested: ablated <= dead <= warm."""
    corneum = load_table("tissue/bands").number("corneum.weight", "1")
    hurt = np.maximum(dead, pierced)
    return {
        "epidermal_loss": corneum * bands.mean(hurt, bands.corneum) + (1 - corneum) * bands.mean(hurt, bands.living),
        "ablated_mm": bands.volume_mm(ablated, bands.dermis),
        "coagulated_mm": bands.volume_mm(dead - ablated, bands.dermis),
        "heated_mm": bands.volume_mm(warm - dead, bands.dermis),
        "papillary_mm": bands.volume_mm(dead, bands.papillary),
        "column_mm": bands.volume_mm(pierced, bands.dermis),
        "replaced_papillary": bands.mean(dead, bands.papillary),
        "replaced_reticular": bands.mean(dead, bands.reticular),
        "halo_papillary": bands.mean(halo, bands.papillary),
        "halo_reticular": bands.mean(halo, bands.reticular),
    }
