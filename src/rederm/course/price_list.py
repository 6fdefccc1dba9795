"""What a clinic sells: offers of one session or of a package, by device, in one currency.

An offer is k sessions of one device on a whole face at a total price; another field costs its share of it (`cost.py`). A
package is bought whole. The list-wide package (from N sessions of one device a discount) is an offer of every number of
sessions from N on.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rederm.sources import InputError

EXAMPLE_LIST = "example"
MOST_SESSIONS = 1000
MOST_MONEY = 1e12  # beyond, the total of a course would be no number that anyone pays
RULES = {
    "package.sessions": (1.0, float(MOST_SESSIONS)),
    "package.discount": (0.0, 1.0),
    "area.exponent": (0.0, 2.0),
    "area.least_share": (0.0, 1.0),
}


@dataclass(frozen=True)
class Offer:
    """Sessions of one device on a whole face, bought together. discount: off single sessions, None for a price of its own."""

    sessions: int
    value: float
    low: float
    high: float
    discount: float | None = None
    valid_until: date | None = None

    def discounted(self, sessions: int, discount: float) -> "Offer":
        """So many of this single session at a discount, as long as its price is valid."""
        times = sessions * (1 - discount)
        return replace(
            self,
            sessions=sessions,
            value=times * self.value,
            low=times * self.low,
            high=times * self.high,
            discount=discount,
        )


@dataclass(frozen=True, eq=False)
class PriceList:
    """Offers by device, the single session first, in one currency. `name`: "example", or the clinic's own."""

    name: str
    currency: str
    offers: Mapping[str, tuple[Offer, ...]]
    rules: Mapping[str, float]  # package.sessions, package.discount, area.exponent, area.least_share
    borrowed: tuple[str, ...] = ()  # rules taken from the examples
    dated: date | None = None
    valid_until: date | None = None
    on: date | None = None  # the day that dates are held against, None where only they are told

    def offered(self, device: str, visits: int) -> tuple[Offer, ...]:
        """All that may be bought for so many visits with a device, the list-wide package included."""
        offers = self.offers[device]
        if "package.sessions" not in self.rules:
            return offers
        first = math.ceil(self.rules["package.sessions"])
        counts = range(first, max(first, visits) + 1)
        return (*offers, *(offers[0].discounted(count, self.rules["package.discount"]) for count in counts))


def money(where: str, given: object) -> float:
    """A price as given in a file. Raises InputError, which starts with `where`, for what is none."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not -MOST_MONEY <= given <= MOST_MONEY:
        shown = str(given)[:30] if isinstance(given, str | float) else "this"
        raise InputError(f"{where}: {shown} is not a finite number up to {MOST_MONEY:g}; give a price such as 900")
    if given < 0:
        raise InputError(f"{where}: {given:g} is below 0; give what is paid")
    return float(given)


def ends(where: str, low: float | None, middle: float, high: float | None) -> tuple[float, float]:
    """low and high of a price, the price itself where neither is given."""
    if low is None and high is None:
        return middle, middle
    if low is None or high is None or not low <= middle <= high:
        raise InputError(f"{where}: low and high come together, with low <= price <= high")
    return low, high


def day(where: str, given: object) -> date:
    """A date as given in a file, as text or as a date of TOML."""
    told = str(given)[:30] if isinstance(given, str | date | float) else "this"
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise InputError(f"{where}: {told!r} is not a date; write it as 2026-11-25") from None
