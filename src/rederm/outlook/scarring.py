"""A new visible scar at 12 months: depth, days to close, width of deep columns, site and history. Odds add.

    odds = e^(a + per day x (days to close - free)+) + D / (1 - D)
    D    = Phi(ln(depth of death / skin thickness / threshold) / person) x (apart + (1 - apart) w^2 / (1 + w^2))
    p    = logistic(ln odds + keloids + off the face + study) x dermis / (dermis + volume)

D is the share of people whose skin is too thin for the depth. apart is 1 for a sheet; columns that stand apart count by the
square of the share of the reticular band that is dead, the chance that neighbours meet at depth, or scar each for itself where
they are wider than harvested columns that do not mark (w: the excess in units of its scale), and that at the depth from which
skin scars: harvested columns keep their width, dead ones narrow to their tip as paraboloids do. No dermis met, no scar. a, the
threshold and the spread between studies are fitted on counts of scars; the rest stands on experimental wounds and burns.

References: Dunkin 2007, Chipp 2017, Avram 2009 (`rederm sources posterior/risk`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.healing import Healing
from rederm.injury import Injury
from rederm.outlook.chances import finite, largest, logistic, off_face
from rederm.skin import Skin
from rederm.sources import load_table

NEARLY = 1e-9


def scar_risk(injuries: Sequence[Injury], healing: Healing, skin: Skin, client: Any, draws: Draws) -> Samples:
    """Chance of a new visible scar at 12 months, (n,): of the strongest session."""
    person = draws["risk.scar.study"] * draws.normal("risk.scar.clinic")
    if client.history.keloids:
        person = person + np.maximum(draws["risk.scar.keloids"], 0.0)
    if off_face(skin):
        person = person + np.maximum(draws["risk.scar.off_face"], 0.0)
    closed = healing.closure_hours
    return largest([_chance(injury, closed[:, k], person, skin, draws) for k, injury in enumerate(injuries)])


@remembered
def _chance(injury: Injury, closure_hours: Samples, person: Samples, skin: Skin, draws: Draws) -> Samples:
    """Chance by one session, (n,); person: what person and place add to ln odds."""
    table = load_table("posterior/risk")
    dermis = injury.ablated_mm + injury.coagulated_mm + injury.column_mm
    late = np.clip(finite(closure_hours) / 24.0 - table.number("scar.free_days", "d"), 0.0, None)
    slow = draws["risk.scar.intercept"] + np.maximum(draws["risk.scar.per_day"], 0.0) * late
    deep = too_deep(injury, skin, draws)
    with np.errstate(divide="ignore"):
        log_odds = np.logaddexp(slow, np.log(deep) - np.log1p(-deep))
    return np.asarray(logistic(log_odds + person) * dermis / (dermis + table.number("scar.volume", "mm")))


def too_deep(injury: Injury, skin: Skin, draws: Draws) -> Samples:
    """Share of people in whom one session scars by its depth, (n,), below 1."""
    from scipy.special import ndtr

    table = load_table("posterior/risk")
    with np.errstate(divide="ignore", over="ignore"):  # no depth at all, or next to none
        excess = np.log(injury.necrosis_depth_um / skin.thickness_um / draws["risk.scar.threshold"])
        narrowed = np.sqrt(np.clip(-np.expm1(-excess), 0.0, None))
    beyond = np.clip(np.nan_to_num(injury.lesion_width_mm) * narrowed - draws["risk.scar.width"], 0.0, None)
    wide = (beyond / table.number("scar.width_scale", "mm")) ** 2
    apart = np.ones(draws.n) if injury.layer else np.clip(injury.replaced_reticular, 0.0, 1.0) ** 2
    share = ndtr(excess / table.number("scar.person", "1")) * (apart + (1 - apart) * wide / (1 + wide))
    return np.asarray(np.minimum(share, 1 - NEARLY))
