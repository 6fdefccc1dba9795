"""Redness that is still seen 90 days after the last session.

    p = Phi(max_k ln(D_k e^(-s^2 / 2) / (90 d + days from session k to the last)) / s)

D_k is the mean of the days of redness after session k, which healing tells for a clinic; persons of one clinic spread around
their median by s on ln. s is from one series that gives both a mean and a late share (144 days on average, 1.8 % beyond a
year). A person who stays red long does so after every session.

References: Ko 2007 (`rederm sources posterior/risk`).
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing import Healing
from rederm.outlook.chances import largest
from rederm.sources import load_table


def long_redness_risk(healing: Healing, draws: Draws, after: float | None = None) -> Samples:
    """Chance that redness is visible `after` days from the last session (90 unless given), (n,)."""
    from scipy.special import ndtr

    spread = draws["risk.redness.person"]
    late = load_table("posterior/risk").number("redness.late", "d") if after is None else after
    return np.asarray(ndtr((_log_ratio(healing.erythema_days, healing.session_days, late) - spread**2 / 2) / spread))


def _log_ratio(red: Samples, days: Sequence[float], late: float) -> Samples:
    """ln of the days of redness over the days until then, of the session that reddens longest, (n,)."""
    waits = late + max(days) - np.asarray(days, float)
    with np.errstate(divide="ignore"):
        return largest(list(np.log(np.nan_to_num(red) / waits).T))
