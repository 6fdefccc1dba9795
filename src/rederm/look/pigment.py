"""Sun spots, blotches and redness: what is shed, what comes back, what an injury adds.

    dH = k d(shed, by session) - H exposure / tau dt        spots and blotches: melanin carried out, return with the sun
    H  = k sum_k R_k r_k                                    vessels: papillary band replaced
    worse by  grades (melanin / untreated - 1) / severity   blotches that darken (post-inflammatory), melasma more
    worse by  grades (redness - untreated) / severity       redness while it lasts

All of it is prior: no row of the fit speaks to pigment. One image count (45 % fewer brown spots 90 days after one helium
plasma pass) and one review (6 % of spots completely clear after peels, 43 % after lasers of every kind) set the scale.

References: `rederm sources posterior/outcome`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing import Healing
from rederm.injury import Injury
from rederm.look.ageing import exposure

PIGMENT = ("age-spots", "blotchiness")
FOLLOWED = PIGMENT  # concerns whose score on a day hangs on what was shed on every day before it
SMALLEST_SHARE = 1e-9


def shed_hazard(concern: Any, healing: Healing, client: Any, draws: Draws) -> Samples:
    """Hazard of clearing pigment by what was shed, with its return, (n, days)."""
    key = "age-spots" if concern.kind == "age-spots" else f"blotchiness.{concern.subtype or 'sun'}"
    strength = draws[f"outcome.pigment.{key}"]
    rate = exposure(client, draws) / draws[f"outcome.relapse.{key}"]
    new = np.diff(_shed_by_session(healing), axis=1, prepend=0.0)
    gaps = np.diff(np.asarray(healing.days, float), prepend=healing.days[0])
    left, added = np.exp(-rate * gaps[:, None]), strength * np.clip(new.T, 0.0, None)  # (days, n)
    hazard = np.zeros_like(added)
    carried = np.zeros(draws.n)
    for i in range(len(gaps)):
        hazard[i] = carried = carried * left[i] + added[i]
    return np.ascontiguousarray(hazard.T)


def _shed_by_session(healing: Healing) -> Samples:
    """Shares of melanin shed after each session, added up, (n, days): `pigment_shed` counts all sessions as one share."""
    days = np.asarray(healing.days, float)
    depth = -np.log1p(-np.clip(healing.pigment_shed, 0.0, 1 - SMALLEST_SHARE))
    total = np.zeros_like(depth)
    for start, end in pairwise((*healing.session_days, np.inf)):
        since = depth - depth[:, [max(int(np.searchsorted(days, start, side="right")) - 1, 0)]]
        until = since[:, [max(int(np.searchsorted(days, end, side="right")) - 1, 0)]]
        total += -np.expm1(-np.clip(np.minimum(since, until), 0.0, None))
    return total


def vessel_hazard(injuries: Sequence[Injury], healing: Healing, draws: Draws) -> Samples:
    """Hazard of removing diffuse redness and vessels, (n, days): a prior, small and wide."""
    total = np.zeros((draws.n, len(healing.days)))
    for k, injury in enumerate(injuries):
        replaced = np.clip(injury.replaced_papillary, 0.0, 1.0)
        total += (draws["outcome.redness_gain"] * replaced)[:, None] * np.clip(healing.response[:, k], 0.0, None)
    return total


def darkening(concern: Any, healing: Healing, draws: Draws) -> Samples:
    """What post-inflammatory darkening adds to a score of blotches, (n, days)."""
    excess = np.clip(healing.states["melanin"] / healing.untreated["melanin"] - 1, 0.0, None)
    grades = draws["outcome.darkening"]
    if concern.subtype == "melasma":
        grades = grades * draws["outcome.melasma_darkening"]
    return grades[:, None] * excess / max(concern.severity, 1.0)


def reddening(concern: Any, healing: Healing, draws: Draws) -> Samples:
    """What the redness of healing adds to a score of redness, (n, days)."""
    excess = np.clip(healing.states["redness"] - healing.untreated["redness"], 0.0, None)
    return draws["outcome.redness_grades"][:, None] * excess / max(concern.severity, 1.0)
