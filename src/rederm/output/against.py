"""What sets a course apart from the first one of a comparison, in plain words. Differences are taken draw by draw."""

from collections.abc import Mapping
from typing import Any

from rederm.output.words import Band, money, number

_APART = (  # key of a comparison, unit, words, factor
    ("weighted_gain", "point", "gain", 100.0),
    ("downtime_days_course", "day", "downtime over the course", 1.0),
    ("pain", "point", "pain", 1.0),
    ("pih", "point", "risk of dark marks", 100.0),
    ("scar", "point", "risk of a scar", 100.0),
    ("hypopigmentation", "point", "risk of pale patches", 100.0),
    ("infection", "point", "risk of infection", 100.0),
)


def apart_lines(apart: Mapping[str, Any], currency: str) -> list[str]:
    """Sentences for one entry of `against_first`; a figure that one of the two lacks is left out."""
    told = [f"gains more in {in_draws(apart['gains_more_in'])}"]
    for key, unit, words, factor in _APART:
        band = apart[key]
        if band["median"] is not None:
            told.append(differing({end: factor * band[end] for end in ("low", "median", "high")}, unit, words))
    visits, price = apart["visits"]["median"], apart["price"]["median"]
    if visits:
        told.append(f"{abs(visits):g} {'visit' if abs(visits) == 1 else 'visits'} {'more' if visits > 0 else 'fewer'}")
    if price is not None:
        told.append(differing(apart["price"], currency, "price").removesuffix(" price") if price else "the same price")
    return told


def in_draws(share: float) -> str:
    """7 of 10 draws; what is neither none nor all is never rounded to it."""
    if share <= 0:
        return "no draw"
    if share >= 1:
        return "all draws"
    tenths = round(10 * share)
    return "fewer than 1 of 10 draws" if tenths == 0 else "more than 9 of 10 draws" if tenths == 10 else f"{tenths} of 10 draws"


_HARDLY = 0.05  # of a point or a day: what two courses differ by in the median without a word


def differing(band: Band, unit: str, of: str) -> str:
    """2 days less downtime (0 to 4); "the same pain" where no draw tells two courses apart.

    unit: "day", "point", or a currency. A bound on the other side says so: (4 less to 1 more).
    """
    low, median, high = (band[end] or 0.0 for end in ("low", "median", "high"))
    if number(low) == number(median) == number(high) == "0":
        return f"the same {of}"
    way = "more" if median > 0 else "less" if median < 0 else "more" if low + high > 0 else "less"
    sign = 1 if way == "more" else -1
    near, far = sorted((sign * low, sign * high))
    other = "less" if way == "more" else "more"
    spread = f"{number(near)} to {number(far)}" if near >= 0 else f"{number(-near)} {other} to {number(far)} {way}"
    bounds = "" if number(low) == number(high) else f" ({spread})"
    if abs(median) < _HARDLY:
        return f"about the same {of}{bounds}"
    return f"{_measured(abs(median), unit)} {way} {of}{bounds}"


def _measured(size: float, unit: str) -> str:
    if unit.isupper():
        return money(size, unit)
    return f"{number(size)} {unit}{'' if number(size) == '1' else 's'}"
