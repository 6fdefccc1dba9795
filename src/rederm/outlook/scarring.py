"""A new visible scar at 12 months: depth, days to close, width of deep columns, site and history.

    logit = a + depth x apart x softplus((d / skin thickness - threshold) / width) + per day x (days to close - free)+
            + ln(1 + wide^2) logistic(excess) + keloids + off the face + study
    p     = logistic(logit) x dermis / (dermis + volume)

apart is 1 for a sheet; columns that stand apart count by the square of the share of the reticular band that is dead, the
chance that neighbours meet at depth. wide is the width of a column beyond the one from which harvested columns mark. No
dermis met, no scar. The intercept is fitted on counts of scars, the rest is placed on experimental wounds and burns.

References: Dunkin 2007, Chipp 2017, Avram 2009 (`rederm sources posterior/risk`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing import Healing
from rederm.injury import Injury
from rederm.outlook.chances import largest, logistic, off_face
from rederm.skin import Skin
from rederm.sources import load_table


def scar_risk(injuries: Sequence[Injury], healing: Healing, skin: Skin, client: Any, draws: Draws) -> Samples:
    """Chance of a new visible scar at 12 months, (n,): of the strongest session."""
    table = load_table("posterior/risk")
    person = draws["risk.scar.intercept"] + draws["risk.scar.study"] * draws.normal("risk.scar.clinic")
    if client.history.keloids:
        person = person + draws["risk.scar.keloids"]
    if off_face(skin):
        person = person + draws["risk.scar.off_face"]
    chances = []
    for k, injury in enumerate(injuries):
        dermis = injury.ablated_mm + injury.coagulated_mm + injury.column_mm
        logit = person + harm(injury, healing.closure_hours[:, k], skin, draws)
        chances.append(logistic(logit) * dermis / (dermis + table.number("scar.volume", "mm")))
    return largest(chances)


def harm(injury: Injury, closure_hours: Samples, skin: Skin, draws: Draws) -> Samples:
    """What depth, days and width of one session add to the logit, (n,)."""
    table = load_table("posterior/risk")
    share = injury.necrosis_depth_um / skin.thickness_um
    excess = (share - draws["risk.scar.threshold"]) / table.number("scar.threshold_width", "1")
    apart = np.ones(draws.n) if injury.layer else np.clip(injury.replaced_reticular, 0.0, 1.0) ** 2
    days = np.nan_to_num(closure_hours) / 24.0
    late = np.clip(days - table.number("scar.free_days", "d"), 0.0, None)
    beyond = np.clip(np.nan_to_num(injury.lesion_width_mm) - draws["risk.scar.width"], 0.0, None)
    wide = beyond / table.number("scar.width_scale", "mm")
    return np.asarray(
        draws["risk.scar.depth"] * apart * np.logaddexp(0.0, excess)
        + draws["risk.scar.per_day"] * late
        + np.log1p(wide**2) * logistic(excess)
    )
