"""The score of one concern over time, treated and left alone, relative to day 0 (1 = as it was, 0 = none).

    untreated = ageing or fading of this concern, same habits
    treated   = untreated (1 - gain) (1 - swelling) + what the injury made worse
    gain      = (1 - scar risk) (1 - exp(-H))       lines, texture, laxity, scars, marks: what scars is not improved
    gain      = 1 - exp(-H)                         pigment and redness
    swelling  = c W: oedema fills lines and scars for days; it is part of what one sees, and reported apart

What an injury can make worse: rough crust (texture), a new scar (texture, scars; its chance is given), darkening (blotches),
redness. A raised scar is not filled by oedema, and grows again where it is hurt: the chance of a scar counts more than once.
No injury takes a score beyond the worst grade of its scale. It is what a blinded rater would give on average. Without an
injury treated equals untreated exactly.

References: `rederm sources posterior/outcome`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.healing import Healing
from rederm.injury import Injury
from rederm.look.ageing import age_curve, faded
from rederm.look.gain import FAMILY, course_hazard
from rederm.look.pigment import PIGMENT, darkening, reddening, shed_hazard, vessel_hazard
from rederm.look.renewal import RENEWED, renewal_hazard
from rederm.look.spread import offset, spread
from rederm.skin import Site
from rederm.sources import load_table


@dataclass(frozen=True)
class ConcernScore:
    """One concern over `days`; arrays (n, days). swelling: part of the gain that is oedema."""

    days: np.ndarray
    untreated: Samples
    treated: Samples
    swelling: Samples

    @property
    def gain(self) -> Samples:
        """Untreated minus treated on the same day."""
        return self.untreated - self.treated


@remembered
def untreated_score(concern: Any, client: Any, days: np.ndarray, draws: Draws) -> Samples:
    """Score of a concern left alone, (n, days)."""
    curve = age_curve(concern, client, draws)
    return faded(concern, days, draws) if curve is None else curve.over(client.age, days)


def left_alone(concern: Any, client: Any, days: np.ndarray, draws: Draws) -> ConcernScore:
    """A concern outside every treated site."""
    untreated = untreated_score(concern, client, days, draws)
    return ConcernScore(np.asarray(days, float), untreated, untreated, np.zeros_like(untreated))


def hazard(
    concern: Any,
    injuries: Sequence[Injury],
    healing: Healing,
    site: Site,
    client: Any,
    draws: Draws,
    outside: bool = False,
    level: str = "any_clinic",
) -> Samples:
    """Hazard of removal of one concern, (n, days), with site, subtype, severity, clinic and person."""
    factor = spread(concern.kind, draws, outside, level)
    if concern.kind in PIGMENT:
        mean = shed_hazard(concern, healing, client, draws)
    elif concern.kind == "redness":
        mean = vessel_hazard(injuries, healing, draws)
    else:
        mean = course_hazard(FAMILY[concern.kind], injuries, healing.response, draws)
        if concern.kind in RENEWED:
            mean = mean + renewal_hazard(injuries, healing, draws)
        factor = factor + offset(concern, site, draws)
    return mean * np.exp(factor)[:, None]


def concern_score(
    concern: Any,
    injuries: Sequence[Injury],
    healing: Healing,
    site: Site,
    client: Any,
    draws: Draws,
    scar_risk: Samples | None = None,
    outside: bool = False,
    level: str = "any_clinic",
) -> ConcernScore:
    """Score of a concern on treated skin.

    site: the concern's own. scar_risk (n,): chance of a new scar by this course. outside: no published use speaks to it.
    level: whose gain, one of `LEVELS`.
    """
    if scar_risk is not None and raised(concern):
        scar_risk = np.clip(draws["outcome.raised_risk"] * scar_risk, 0.0, 1.0)
    untreated = untreated_score(concern, client, healing.days, draws)
    left = untreated * np.exp(-hazard(concern, injuries, healing, site, client, draws, outside, level))
    if concern.kind in FAMILY and scar_risk is not None:
        left = left + scar_risk[:, None] * (untreated - left)
    hidden = left * _hidden(concern, healing, draws)
    treated = left - hidden + _worse(concern, healing, draws, scar_risk)
    worst = load_table("posterior/outcome").number("worst_grade", "1") / max(concern.severity, 1.0)
    return ConcernScore(np.asarray(healing.days, float), untreated, np.minimum(treated, np.maximum(untreated, worst)), hidden)


def raised(concern: Any) -> bool:
    """Whether a concern stands above the skin instead of lying below it."""
    return bool(concern.kind == "scars" and concern.subtype == "hypertrophic")


def _hidden(concern: Any, healing: Healing, draws: Draws) -> Samples:
    """Share of a score that oedema hides, (n, days)."""
    key = f"swelling.{concern.kind}"
    if key not in load_table("posterior/outcome") or raised(concern):
        return np.zeros((draws.n, len(healing.days)))
    excess = np.clip(healing.states["swelling"] - healing.untreated["swelling"], 0.0, None)
    return np.clip(draws[f"outcome.{key}"][:, None] * excess, 0.0, 1.0)


def _worse(concern: Any, healing: Healing, draws: Draws, scar_risk: Samples | None) -> Samples:
    """What the injury adds to a score, (n, days), >= 0."""
    if concern.kind == "blotchiness":
        return darkening(concern, healing, draws)
    if concern.kind == "redness":
        return reddening(concern, healing, draws)
    added = np.zeros((draws.n, len(healing.days)))
    severity = max(concern.severity, 1.0)
    if concern.kind == "texture":
        covered = -np.expm1(-healing.states["debris"] / draws["outcome.crust_depth"][:, None])
        added = added + draws["outcome.crust_grades"][:, None] * covered / severity
    if concern.kind in ("texture", "scars", "acne-scars") and scar_risk is not None:
        grown = np.clip(healing.response.max(axis=1, initial=0.0), 0.0, 1.0)
        added = added + (draws["outcome.scar_grades"] * scar_risk)[:, None] * grown / severity
    return added
