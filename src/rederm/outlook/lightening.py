"""Permanent lightening by 24 months: melanocytes that are gone and not re-seeded.

    p = phi^2 logistic(a + b (v - v0) + c toxicity + study)    v: dermis ablated or dead [mm], phi: open share
    seen(t) = p (t / t50)^r / (1 + (t / t50)^r)              what shows on day t after the session

A bare field is pigmented anew from the skin beside it and from follicles below. Spared skin re-seeds, hence phi^2: columns
that stand apart hardly lighten. Dead dermis reaches down the follicles, hence v; phenol and croton oil are poisons to what
is left there (`Injury.toxicity`). Lightening comes late: `seen` is what a series of short follow-up could find.

References: Ward and Baker 2008, Nanni and Alster 1998, Hetter 2000 (`rederm sources posterior/risk`).
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.injury import Injury
from rederm.outlook.chances import largest, logistic
from rederm.sources import load_table


def lightening_risk(injuries: Sequence[Injury], draws: Draws) -> Samples:
    """Chance of permanent lightening by 24 months, (n,): of the strongest session."""
    return largest([_chance(injury, draws) for injury in injuries])


@remembered
def _chance(injury: Injury, draws: Draws) -> Samples:
    """Chance by one session, (n,)."""
    table = load_table("posterior/risk")
    intercept, slope = draws["risk.hypopigmentation.intercept"], draws["risk.hypopigmentation.slope"]
    study = draws["risk.hypopigmentation.study"] * draws.normal("risk.hypopigmentation.clinic")
    poison = table.number("hypopigmentation.toxicity", "1")
    lost = injury.ablated_mm + injury.coagulated_mm - table.number("hypopigmentation.volume", "mm")
    return np.asarray(injury.open_share**2 * logistic(intercept + slope * lost + poison * injury.toxicity + study))


def seen_by(day: float, draws: Draws) -> Samples:
    """Share of lasting lightening that shows `day` days after the session, (n,)."""
    table = load_table("posterior/risk")
    odds = (day / draws["risk.hypopigmentation.onset"]) ** table.number("hypopigmentation.onset_power", "1")
    return np.asarray(odds / (1 + odds))
