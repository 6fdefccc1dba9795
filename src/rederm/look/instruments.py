"""What instruments read on treated skin: melanin and erythema index, elasticity.

    MI = MI0 + (MI_own - MI0) (Me + d Md)              Me, Md: epidermal and dermal melanin, 1 = own;  MI_own by type or ITA
    EI = EI_rest + most R / (R + most / threshold)     R: redness in units of the visible threshold
    R2 = R2(age) + l (R2_youth - R2(age)) (1 - exp(-H)) + e dE + z dZ

H is the hazard of removal of laxity (`look.gain`): skin whose laxity is gone springs back as in youth, l = 1, within the wide
bounds on which published changes disagree; dE and dZ are treated minus untreated elastin and contraction. R2(age) falls by
about one point a year from 0.9 at twenty and is kept between that of the very old and that of youth. Collagen states alone do
not order the published changes (docs/methods/scales.md), the law of laxity does better: it counts what is stimulated. The
indices are those of narrow-band reflectance meters, whose scales differ between makes: a change says more than a level. Bands
hold for one client whose own reading is not known. No injury: treated and untreated are equal exactly.

References: `rederm sources tissue/instruments`.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples
from rederm.look.ageing import DAYS_PER_YEAR
from rederm.sources import load_table

States = Mapping[str, Samples]
TYPES = range(1, 7)


def melanin_index(states: States, client: Any, draws: Draws) -> Samples:
    """Melanin index over days, (n, days)."""
    none = _drawn("melanin.unpigmented", draws)
    own = np.maximum(typical_melanin_index(client) * _drawn("melanin.person", draws), none)
    pigment = states["melanin"] + _drawn("melanin.dermal", draws) * states["dermal_melanin"]
    return np.asarray(none + (own - none) * pigment)


def typical_melanin_index(client: Any) -> float:
    """The index of this client's type, or where an ITA was measured, of that angle."""
    table = load_table("tissue/instruments")
    if client.ita is None:
        return table.number(f"melanin.type_{client.fitzpatrick}", "1")
    angles = [-table.number(f"ita.type_{kind}", "deg") for kind in TYPES]
    return float(np.interp(-client.ita, angles, [table.number(f"melanin.type_{kind}", "1") for kind in TYPES]))


def erythema_index(states: States, draws: Draws) -> Samples:
    """Erythema index over days, (n, days)."""
    most = _drawn("erythema.most", draws)
    half = most / _drawn("erythema.threshold", draws)
    red = np.clip(states["redness"], 0.0, None)
    return np.asarray(_drawn("erythema.resting", draws) + most * red / (red + half))


def elasticity(states: States, untreated: States, laxity: Samples, age: float, days: np.ndarray, draws: Draws) -> Samples:
    """Cutometer R2 over days, (n, days); laxity: hazard of its removal, (n, days); age: years on day 0."""
    table = load_table("tissue/instruments")
    youth = _drawn("elasticity.youth", draws)
    years = np.clip(age + days / DAYS_PER_YEAR - table.number("elasticity.youth_age", "a"), 0.0, None)
    least = table.number("elasticity.least", "1")
    own = np.maximum(youth - _drawn("elasticity.fall", draws) * years[None, :], least)
    gained = _drawn("elasticity.of_laxity", draws) * (youth - own) * -np.expm1(-laxity)
    for name in ("elastin", "contraction"):
        gained = gained + _drawn(f"elasticity.of_{name}", draws) * (states[name] - untreated[name])
    return np.asarray(np.clip(own + gained, least, youth))


def _drawn(key: str, draws: Draws) -> Samples:
    return draws.of(f"instruments.{key}", load_table("tissue/instruments")[key])[:, None]
