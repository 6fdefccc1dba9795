"""What a course costs.

    price = sum over devices of  least sum of  price of an offer . max((area / face area)^exponent, least share)

over the sets of single sessions and packages that cover the visits with the device (`price_cover.py`). Sites that one device
treats on one day are one visit and are added up first. A package is bought for one device and one field, and serves smaller
fields too. low and high are the cheapest sets with every price of the list at its low and at its high end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rederm.course.model import Course
from rederm.course.price import load_prices
from rederm.course.price_cover import Purchase, cheapest_cover
from rederm.course.price_list import EXAMPLE_LIST, PriceList
from rederm.course.time import site_area_cm2
from rederm.sources import Sentence, counted, sentence

_OLD_DAYS = 365  # prices move about once a year


@dataclass(frozen=True)
class Price:
    """Price of a whole course; None throughout where the list lacks a device. source: "example" or the name of the list.

    packages: what is bought beyond single sessions at their price, in words. cautions: dates of the list that have passed.
    notes: packages, cautions, and all else to know.
    """

    total: float | None
    low: float | None
    high: float | None
    currency: str
    source: str
    notes: tuple[str, ...]
    packages: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    as_of: date | None = None


def course_price(course: Course, prices: PriceList | None = None) -> Price:
    """The price of a course by this list, by the examples where None. Sites must be named."""
    visits: dict[tuple[float, str], tuple[str, ...]] = {}
    for session in course.sessions:
        visit = session.day, session.setting.device.name
        visits[visit] = visits.get(visit, ()) + session.sites
    return _priced(prices or load_prices(), tuple((device, sites) for (_, device), sites in visits.items()))


@lru_cache(maxsize=4096)
def _priced(listed: PriceList, visits: tuple[tuple[str, tuple[str, ...]], ...]) -> Price:
    """The price of visits, each with a device on sites. A plan asks for the same ones time and again."""
    fields: dict[str, list[float]] = {}
    for device, sites in visits:
        fields.setdefault(device, []).append(_field(sites, listed))
    missing = sorted(set(fields) - set(listed.offers))
    if missing:
        note = sentence("no price for {devices} in the list {name}", devices=", ".join(missing), name=listed.name)
        return Price(None, None, None, listed.currency, listed.name, (note,), as_of=listed.dated)
    total = low = high = 0.0
    packages: list[Sentence] = []
    cautions = list(_dates(listed))
    for device, weights in fields.items():
        offers = listed.offered(device, len(weights))
        cost, bought = cheapest_cover(offers, weights, lambda offer: offer.value)
        total += cost
        low += cheapest_cover(offers, weights, lambda offer: offer.low)[0]
        high += cheapest_cover(offers, weights, lambda offer: offer.high)[0]
        packages += [_words(purchase, device, listed.currency) for purchase in bought if purchase.offer != offers[0]]
        cautions += _lapsed(bought, device, listed)
    notes = [*_counted(packages), *cautions]
    if listed.borrowed and any(weight != 1 for weights in fields.values() for weight in weights):
        notes.append(sentence("other fields than the face are priced by their area, as in the example list"))
    if listed.name == EXAMPLE_LIST:
        notes.append(sentence("example prices from public figures, not from a clinic"))
    if listed.dated and not cautions:
        notes.append(sentence("prices of {day}", day=str(listed.dated)))
    return Price(
        total, low, high, listed.currency, listed.name, tuple(notes), _counted(packages), tuple(cautions), listed.dated
    )


def _field(sites: tuple[str, ...], listed: PriceList) -> float:
    """Price of a field relative to the whole face."""
    share = site_area_cm2(sites) / site_area_cm2(("face",))
    return max(share ** listed.rules.get("area.exponent", 1.0), listed.rules.get("area.least_share", 0.0))


def _words(purchase: Purchase, device: str, currency: str) -> Sentence:
    """A package in words, for example "package of 4: 20% off opus-plasma; one session of it is left over"."""
    offer, left = purchase.offer, purchase.left_over
    if offer.discount is None:
        price = f"{offer.value * purchase.weight:,.0f}".replace(",", "\u202f")
        deal = sentence("{device} for {price} {currency}", device=device, price=price, currency=currency)
    else:
        deal = sentence("{discount} off {device}", discount=f"{offer.discount:.0%}", device=device)
    if not left:
        return sentence("package of {sessions}: {deal}", sessions=offer.sessions, deal=deal)
    return counted(
        "package of {sessions}: {deal}; one session of it is left over",
        "package of {sessions}: {deal}; {count} sessions of it are left over",
        left,
        sessions=offer.sessions,
        deal=deal,
    )


def _counted(packages: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Each package once, with how often it is bought."""
    counts = {words: packages.count(words) for words in packages}
    return tuple(
        words if count == 1 else sentence("{count} times {package}", count=count, package=words)
        for words, count in counts.items()
    )


def _dates(listed: PriceList) -> tuple[Sentence, ...]:
    """What to check about a list on the day it is used."""
    found = []
    if listed.on and listed.dated and (listed.on - listed.dated).days > _OLD_DAYS:
        found.append(
            sentence("the list {name} is dated {day}, older than a year; check it", name=listed.name, day=str(listed.dated))
        )
    if listed.on and listed.valid_until and listed.on > listed.valid_until:
        found.append(sentence("the list {name} was valid until {day}; check it", name=listed.name, day=str(listed.valid_until)))
    return tuple(found)


def _lapsed(bought: Sequence[Purchase], device: str, listed: PriceList) -> tuple[Sentence, ...]:
    """Offers among these whose date has passed."""
    return tuple(
        counted(
            "the price of a session of {device} was valid until {day}; check it",
            "the price of {count} sessions of {device} was valid until {day}; check it",
            offer.sessions,
            device=device,
            day=str(offer.valid_until),
        )
        for offer in dict.fromkeys(purchase.offer for purchase in bought)
        if listed.on and offer.valid_until and listed.on > offer.valid_until
    )
