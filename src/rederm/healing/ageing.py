"""Ageing of the skin, treated or not.

    collagen:  q' = -r q,   r = family x skincare x .. x (intrinsic + sun x exposure x sunscreen), about 1 % a year,
               or the rate after menopause where that is higher (6 % a year for five years, then 2.1 %)
    fragments rise with sun; elastic recovery falls by 1 % and dermal thickness by 0.6 % a year

q is stated against the client's own young skin at 25, and every pool of collagen follows it without an injury, so that the
gain of a course is always the difference from the same skin untreated. Rates are population averages drawn with a wide
spread.

References: Shuster 1975, Branchet 1990, Hughes 2013, review of skin and menopause 2011 (`rederm sources tissue/healing`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.sources import load_table

YEAR = 365.25


@dataclass(frozen=True)
class Ageing:
    """Rates of one client, 1/d unless said; arrays (draws,)."""

    level: Samples  # collagen at day 0, 1 = own young skin
    fragments: Samples  # fragmented collagen at day 0
    rate: Samples  # loss of collagen until the switch
    rate_later: Samples
    switch_day: float  # end of the fast loss after menopause
    fragments_rate: Samples
    elastin_rate: Samples
    dermis_rate: Samples


@remembered
def ageing_of(client: Any, draws: Draws) -> Ageing:
    """The rates at which this client's skin ages."""
    table = load_table("tissue/healing")

    def one(key: str) -> float:
        return table.number(f"ageing.{key}", "1")

    habits = client.habits
    screened = draws.of("healing.ageing.sunscreen_daily", table["ageing.sunscreen_daily"])
    if habits.sunscreen != "daily":
        screened = np.full(draws.n, one(f"sunscreen_{habits.sunscreen or 'sometimes'}"))
    light = one(f"sun_{habits.sun or 'moderate'}") * screened
    person = draws["healing.ageing"] * one(f"family_{client.ageing_in_family or 'average'}")
    if habits.smoker:
        person = person * one("smoker")
    if habits.nutrition == "poor":
        person = person * one("nutrition_poor")
    care = {"retinoid": one("retinoid"), "vitamin-c": one("vitamin_c")}.get(habits.skincare or "none", 1.0)
    usual = person * (table.number("ageing.intrinsic", "1/yr") + table.number("ageing.sun", "1/yr") * light)
    years = max(client.age - one("from_age"), 0.0)
    fast_years = table.number("ageing.menopause_years", "yr")
    since = client.menopause_years if client.sex == "female" else None
    fast = slow = usual
    if since is not None:
        fast = np.maximum(usual, draws.of("healing.ageing.menopause_first", table["ageing.menopause_first"]))
        slow = np.maximum(usual, table.number("ageing.menopause_later", "1/yr"))
    past = min(since or 0.0, years)
    past_fast = min(past, fast_years)
    lost = usual * (years - past) + fast * past_fast + slow * (past - past_fast)
    fragments = table.number("ageing.fragments", "1/yr") * light * person
    now = fast if since is not None and since < fast_years else slow
    return Ageing(
        level=np.exp(-lost),
        fragments=one("fragments_young") + fragments * years,
        rate=now * care / YEAR,
        rate_later=slow * care / YEAR,
        switch_day=(fast_years - since) * YEAR if since is not None and since < fast_years else 0.0,
        fragments_rate=fragments * care / YEAR,
        elastin_rate=table.number("ageing.elastin", "1/yr") * person / YEAR,
        dermis_rate=table.number("ageing.dermis", "1/yr") * person / YEAR,
    )
