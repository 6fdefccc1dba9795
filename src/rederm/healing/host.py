"""Who heals and how the wound is cared for, as numbers: factors on speed, synthesis and pigment.

    front = (1 - slope (age - 35), at least 0.7) x smoking x diabetes x site        times the speed of the moist front
    dry care   a factor below 1 on the speed, and its inverse on the delay: it never speeds closure
    synthesis = (1 - 0.005 (age - 25), at least 0.6) x smoking x skincare x nutrition,
                divided by the same at 45 years, non-smoking, no skincare

Synthesis is stated against a typical trial patient, because the outcome model was fitted on trial patients: it is 1 for a
healthy 45-year-old who does not smoke. What was not asked (None) has no effect. Diabetes counts only when it is uncontrolled.
Smoking, skincare, nutrition and sun have little or no direct evidence in resurfacing; their tables say so.

References: Holt 1992, Varani 2006, Knuutinen 2002, Koivukangas 1999, Cheyasak 2015 (`rederm sources tissue/healing`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course import Aftercare
from rederm.draws import Draws, Samples, remembered
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Host:
    """Factors of one client at one site; arrays have shape (draws,)."""

    front: Samples  # speed of the keratinocyte front against a 35-year-old, moist
    barrier: float  # rate of barrier repair
    linger: float  # stay of inflammatory macrophages
    synthesis: float  # collagen synthesis against a typical trial patient
    synthesis_III: float
    person: Samples  # unexplained spread between persons, matrix states only
    mmp: float
    turnover_days: float  # of the epidermis
    pigment: Samples  # drive of melanocytes for each unit of inflammation, 1/d
    sun: float  # exposure against moderate
    redness_tau: Samples  # stretch of vascular redness
    crust: float  # crust time against the face


@dataclass(frozen=True)
class Care:
    """Aftercare of one session, as numbers."""

    front: Samples  # factor on closure speed, and its inverse on the delay
    steroid_days: float
    steroid: float  # factor on the pigment drive while the steroid is applied
    steroid_after: float  # and afterwards
    hydroquinone: float  # share of melanin formation blocked
    lasts_days: float  # how long hydroquinone and strict protection go on
    shade: float  # share of ultraviolet kept out meanwhile
    shade_after: float  # and afterwards


@remembered
def host_of(client: Any, skin: Skin, draws: Draws) -> Host:
    """The factors of this client at this site. `client` has the attributes of the client file."""
    table = load_table("tissue/healing")

    def one(key: str) -> float:
        return table.number(key, "1")

    habits = client.habits
    uncontrolled = client.history.diabetes == "uncontrolled"
    lost = draws["healing.closure.age"] * (client.age - one("host.front_age_from"))
    front = np.maximum(1 - lost, one("host.front_floor")) * skin.healing_factor
    if habits.smoker:
        front *= one("host.front_smoker")
    if uncontrolled:
        front *= one("host.front_diabetes")
    synthesis = _synthesis_at(client.age) / _synthesis_at(one("host.typical_age"))
    if habits.skincare == "retinoid":
        synthesis *= one("host.synthesis_retinoid")
    if habits.nutrition in ("fair", "poor"):
        synthesis *= one(f"host.synthesis_nutrition_{habits.nutrition}")
    turnover = table.number("epidermis.turnover", "d")
    turnover += table.number("epidermis.turnover_age", "d") * max(client.age - one("host.front_age_from"), 0.0)
    if habits.skincare == "retinoid":
        turnover *= one("epidermis.turnover_retinoid")
    return Host(
        front=front,
        barrier=one("host.barrier_diabetes") if uncontrolled else 1.0,
        linger=one("host.linger_diabetes") if uncontrolled else 1.0,
        synthesis=synthesis * (one("host.synthesis_smoker") if habits.smoker else 1.0),
        synthesis_III=synthesis * (one("host.synthesis_smoker_III") if habits.smoker else 1.0),
        person=draws["healing.person"],
        mmp=one("host.mmp_smoker") if habits.smoker else 1.0,
        turnover_days=turnover,
        pigment=table.number(f"pigment.type_{client.fitzpatrick}", "1/d") * draws["healing.pigment_response"],
        sun=one(f"ageing.sun_{habits.sun or 'moderate'}"),
        redness_tau=draws["healing.redness.tau_darker"] if client.fitzpatrick >= 3 else np.ones(draws.n),
        crust=skin.site.number("crust", "1"),
    )


@remembered
def care_of(aftercare: Aftercare, draws: Draws) -> Care:
    """The aftercare of a session, which arrives resolved."""
    table = load_table("tissue/healing")
    full = table.number("pigment.steroid_days", "d")
    after = table.number("pigment.steroid_after", "1")
    usual = table.number(f"shade.{aftercare.sunscreen or 'sometimes'}", "1")
    return Care(
        front=draws["healing.closure.dry"] if aftercare.moist is False else np.ones(draws.n),
        steroid_days=aftercare.steroid_days,
        steroid=table.number("pigment.steroid", "1"),
        steroid_after=1 - (1 - after) * min(aftercare.steroid_days / full, 1.0),
        hydroquinone=table.number("pigment.hydroquinone", "1") if aftercare.hydroquinone_after else 0.0,
        lasts_days=table.number("pigment.care_lasts", "d"),
        shade=max(usual, table.number("shade.protected", "1")) if aftercare.sun_protected else usual,
        shade_after=usual,
    )


def _synthesis_at(age: float) -> float:
    table = load_table("tissue/healing")
    lost = table.number("host.synthesis_age", "1") * (age - table.number("host.synthesis_age_from", "1"))
    return max(1 - max(lost, 0.0), table.number("host.synthesis_floor", "1"))
