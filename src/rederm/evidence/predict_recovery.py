"""How long a study's people were red, crusted, swollen, hidden and open: the typical person of a clinic that is not known."""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.evidence.wounds import typical
from rederm.outlook.downtime import social_downtime_days

CLOSURE_DAYS = np.arange(0.0, 60.0, 1 / 8)


def redness(observation: Observation, draws: Draws) -> Samples:
    """Days from the last session to the last visible day, (n,)."""
    return Treated(observation, typical(draws)).healed(1.0).erythema_days[:, -1]


def crust(observation: Observation, draws: Draws) -> Samples:
    """Days of crust or peeling after the last session, (n,)."""
    return Treated(observation, typical(draws)).healed(1.0).crust_days[:, -1]


def edema(observation: Observation, draws: Draws) -> Samples:
    """Days of visible swelling after the last session, (n,)."""
    return Treated(observation, typical(draws)).healed(1.0).edema_days[:, -1]


def downtime(observation: Observation, draws: Draws) -> Samples:
    """Days after the last session until make-up can cover what is left, (n,)."""
    return social_downtime_days(Treated(observation, typical(draws)).healed(1.0))[:, -1]


def closure(observation: Observation, draws: Draws) -> Samples:
    """Hours until closed, or until a stated share of the area is, (n,)."""
    course, share = Treated(observation, typical(draws)), observation.detail.get("closed_share")
    if share is None:
        return course.healed(1.0).closure_hours[:, -1]
    closed = course.heal(CLOSURE_DAYS).states["closed"][:, 1:] >= share  # day 0 is the one before the session
    first = np.where(closed.any(axis=1), closed.argmax(axis=1) + 1, CLOSURE_DAYS.size - 1)
    return np.asarray(CLOSURE_DAYS[first] * 24)
