"""What a course costs.

    price = sum over visits and devices of  face price . max((area / face area)^exponent, least share) . (1 - discount)

Sites that one device treats on one day are added up first; the discount holds from as many visits with a device as the list
says. low and high take every price of the list at its low and its high end.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rederm.course.model import Course
from rederm.course.price import EXAMPLE_LIST, PriceList, load_prices
from rederm.course.time import site_area_cm2
from rederm.sources import Value


@dataclass(frozen=True)
class Price:
    """Price of a whole course; None throughout where the list lacks a device. source: "example" or the name of the list."""

    total: float | None
    low: float | None
    high: float | None
    currency: str
    source: str
    notes: tuple[str, ...]


def course_price(course: Course, prices: PriceList | None = None) -> Price:
    """The price of a course by this list, by the examples where None. Sites must be named."""
    listed = prices or load_prices()
    sites: dict[tuple[float, str], list[str]] = {}
    for session in course.sessions:
        sites.setdefault((session.day, session.setting.device.name), []).extend(session.sites)
    missing = sorted({device for _, device in sites if device not in listed.devices})
    if missing:
        note = f"no price for {', '.join(missing)} in the list {listed.name}"
        return Price(None, None, None, listed.currency, listed.name, (note,))
    visits = Counter(device for _, device in sites)
    share = {device: 1 - _discount(times, listed.rules) for device, times in visits.items()}
    weights = [(listed.devices[device], share[device] * _field(named, listed.rules)) for (_, device), named in sites.items()]
    notes = [f"package of {visits[device]}: {1 - kept:.0%} off {device}" for device, kept in share.items() if kept < 1]
    if listed.borrowed and any(_field(named, listed.rules) != 1 for named in sites.values()):
        notes.append("other fields than the face are priced by their area, as in the example list")
    if listed.name == EXAMPLE_LIST:
        notes.append("example prices from public figures, not from a clinic")
    return Price(
        total=sum(value.value * weight for value, weight in weights),
        low=sum(_end(value, value.low) * weight for value, weight in weights),
        high=sum(_end(value, value.high) * weight for value, weight in weights),
        currency=listed.currency,
        source=listed.name,
        notes=tuple(notes),
    )


def _discount(visits: int, rules: Mapping[str, float]) -> float:
    return rules.get("package.discount", 0.0) if visits >= rules.get("package.sessions", 0.0) else 0.0


def _field(sites: list[str], rules: Mapping[str, float]) -> float:
    """Price of a field relative to the whole face."""
    share = site_area_cm2(sites) / site_area_cm2(("face",))
    return max(share ** rules.get("area.exponent", 1.0), rules.get("area.least_share", 0.0))


def _end(value: Value, bound: float | None) -> float:
    return value.value if bound is None else bound
