"""Redness that is still seen 90 days after the last session.

    p = Phi(max_k ln(D_k / (90 d + days from session k to the last)) / s)

D_k are the days of redness after session k of the typical person of a clinic, as healing tells them; persons spread around
them by s on ln (`healing.redness.person`). A person who stays red long does so after every session, so that sessions share
one chance.

References: Ko 2007 (`rederm sources posterior/healing`).
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Samples
from rederm.healing import Healing
from rederm.outlook.chances import finite, largest
from rederm.sources import load_table

Z95 = 1.6448536269514722  # 95 % point of the standard normal: bounds hold 90 %


def long_redness_risk(healing: Healing, after: float | None = None) -> Samples:
    """Chance that redness is visible `after` days from the last session (90 unless given), (n,)."""
    from scipy.special import ndtr

    person = load_table("posterior/healing")["redness.person"]
    spread = np.log((person.high or 1.0) / (person.low or 1.0)) / (2 * Z95)
    late = load_table("posterior/risk").number("redness.late", "d") if after is None else after
    return np.asarray(ndtr(_log_ratio(healing.erythema_days, healing.session_days, late) / spread))


def _log_ratio(red: Samples, days: Sequence[float], late: float) -> Samples:
    """ln of the days of redness over the days until then, of the session that reddens longest, (n,)."""
    waits = late + max(days) - np.asarray(days, float)
    with np.errstate(divide="ignore"):
        return largest(list(np.log(finite(red) / waits).T))
