"""Cold needles: narrow columns that are pierced, not killed.

    depth = eta L          eta 0.5 (0.2-0.77): skin gives way before a needle of length L
    N     = needles per area and pass x passes, at most 1000 / cm^2
    r(z)  = w / 2 (1 - z / depth)^0.25

Tissue is pushed aside: nothing is ablated, dead or heated, so the replaced share is 0 and only the halo of the channels
counts. About 1 % of the basal layer is open. Assumes straight channels of one width; long needles that only compact the skin
are not described. Valid for needles of 0.2-3 mm.

References: `rederm sources posterior/needle`, `rederm sources tissue/needle`.
"""

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws
from rederm.injury.numerics_depth import STEP_UM
from rederm.injury.result import Injury
from rederm.injury.shares import describe_columns
from rederm.skin import Skin
from rederm.sources import load_table

_NOTES = ("How deep needles of 1-3 mm reach in people was never measured; half of their length is assumed (0.2-0.77).",)


def injure_needle(setting: Setting, skin: Skin, draws: Draws) -> Injury:
    """Injury by one session of microneedling at `needle_mm`, `needles_per_cm2` (per pass) and `passes`."""
    table = load_table("tissue/needle")
    deepest = draws["needle.reach"] * setting["needle_mm"] * 1000
    most = table.number("density.most", "1/cm^2")
    density = np.minimum(setting["needles_per_cm2"] * setting["passes"] * draws["needle.density_doubt"], most) / 100
    depth = np.arange(0.0, max(float(deepest.max()), skin.thickness_um) + 2 * STEP_UM, STEP_UM)
    pricked = deepest > 0.0
    left = np.clip(pricked[:, None] - depth / np.where(pricked, deepest, 1.0)[:, None], 0.0, None)
    pierced = (draws["needle.width"] / 2)[:, None] * left ** table.number("taper", "1")
    none = np.zeros_like(pierced)
    return describe_columns(
        device=setting.device.name,
        site=skin.site.name,
        skin=skin,
        depth_um=depth,
        ablated_um=none,
        dead_um=none,
        collagen_um=none,
        warm_um=none,
        pierced_um=pierced,
        cold=True,
        lesions_per_mm2=density,
        halo_mm=draws["halo.length"],
        halo_size_um=draws["halo.size"],
        ablation_depth_um=np.where(density > 0.0, deepest, 0.0),
        notes=_NOTES,
    )
