"""The depth grid and the bands of the skin in which an injury is counted.

    share of a band = sum_z share(z) w(z) / sum_z w(z)        w(z): overlap of the cell at z with the band [um]

Cells are shared between the bands by overlap, so that a band moves smoothly with the skin. Corneum and living epidermis are
the client's own; the papillary band runs from the junction to `papillary.bottom`, the reticular band from there to
`reticular.bottom`, both below the surface and both cut where the dermis ends, as on the eyelid.

References: tables tissue/bands (`rederm sources tissue/bands`).
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.injury.numerics_depth import STEP_UM
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Bands:
    """Cell centres [um] of the depth grid (nz,), and the overlap [um] of each cell with each band (nz,)."""

    depth: np.ndarray
    corneum: np.ndarray
    living: np.ndarray  # living epidermis
    papillary: np.ndarray
    reticular: np.ndarray
    dermis: np.ndarray
    corneum_um: float
    junction_um: float

    @classmethod
    def of(cls, skin: Skin) -> "Bands":
        table = load_table("tissue/bands")
        junction, bottom = skin.junction_um, skin.thickness_um
        papillary = min(max(table.number("papillary.bottom", "um"), junction), bottom)
        reticular = min(max(table.number("reticular.bottom", "um"), papillary), bottom)
        top = np.arange(0.0, max(bottom, table.number("reticular.bottom", "um")), STEP_UM)

        def overlap(start: float, end: float) -> np.ndarray:
            return np.clip(np.minimum(top + STEP_UM, end) - np.maximum(top, start), 0.0, None)

        return cls(
            depth=top + STEP_UM / 2,
            corneum=overlap(0.0, skin.stratum_corneum_um),
            living=overlap(skin.stratum_corneum_um, junction),
            papillary=overlap(junction, papillary),
            reticular=overlap(papillary, reticular),
            dermis=overlap(junction, bottom),
            corneum_um=skin.stratum_corneum_um,
            junction_um=junction,
        )

    def mean(self, share: np.ndarray, band: np.ndarray) -> Samples:
        """Mean over a band of a share (n, nz); 0 where the skin has no such band."""
        total = float(band.sum())
        return np.clip(share @ band / total, 0.0, 1.0) if total > 0.0 else np.zeros(len(share))

    def volume_mm(self, share: np.ndarray, band: np.ndarray) -> Samples:
        """Volume per area [mm] of a share (n, nz) within a band."""
        return share @ band / 1000

    def sampled(self, depth_um: np.ndarray, radius: np.ndarray) -> np.ndarray:
        """Radii (n, m) given at depths (m,) brought to the grid, (n, nz): linear between, 0 below the last."""
        given = np.asarray(depth_um, float)
        right = np.clip(np.searchsorted(given, self.depth, side="right"), 1, len(given) - 1)
        share = np.clip((self.depth - given[right - 1]) / (given[right] - given[right - 1]), 0.0, 1.0)
        found = radius[:, right - 1] * (1 - share) + radius[:, right] * share
        found[:, self.depth > given[-1]] = 0.0
        return found
