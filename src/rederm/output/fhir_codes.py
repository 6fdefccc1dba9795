"""The code system of rederm, and the small parts that every resource is made of: concepts, quantities, ranges.

No code of a licensed terminology is written; a clinic maps ours to those that it may use.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from rederm.devices import device_names, load_device
from rederm.output.words import CONCERNS, LIMITS, RISKS, capital
from rederm.skin import site_names
from rederm.skin.names import SUBTYPES
from rederm.sources import DATA, read_toml

UCUM = "http://unitsofmeasure.org"
_GROUPS = ("observation", "fitzpatrick", "answer", "diabetes", "operator", "method", "tag")
_DIGITS = 6  # significant: more would say more than a band of draws knows
Part = dict[str, Any]


@cache
def table() -> Mapping[str, Any]:
    return read_toml(DATA / "exchange" / "codes.toml")


@cache
def codes() -> Mapping[str, str]:
    """Every code of the system, with its words."""
    return dict(_codes())


def _codes() -> Iterator[tuple[str, str]]:
    for group in _GROUPS:
        yield from ((f"{group}.{name}", words) for name, words in table()[group].items())
    for kind, words in CONCERNS.items():
        yield f"concern.{kind}", words
        yield from ((f"concern.{kind}.{subtype}", f"{words}, {subtype}") for subtype in SUBTYPES.get(kind, ()))
    yield from ((f"site.{site}", capital(site.replace("-", " "))) for site in site_names())
    yield from ((f"risk.{name}", words) for name, words in RISKS.items())
    yield from ((f"limit.{name}", f"Within the limit: {words}") for name, words in LIMITS.items())
    for name in device_names():
        device = load_device(name)
        yield f"device.{name}", device.title
        yield from ((f"dial.{name}.{dial.name}", f"{dial.name}: {dial.meaning}") for dial in device.dials.values())


def code_system() -> Part:
    """The system as a resource, so that a bundle explains itself."""
    system = table()["system"]
    return {
        "resourceType": "CodeSystem",
        "url": system["url"],
        "version": system["version"],
        "name": "RedermCodes",
        "title": system["title"],
        "status": "draft",
        "caseSensitive": True,
        "content": "complete",
        "count": len(codes()),
        "concept": [{"code": code, "display": words} for code, words in codes().items()],
    }


def coding(code: str) -> Part:
    """One of our codes. KeyError for a code that is not in the system."""
    return {"system": table()["system"]["url"], "code": code, "display": codes()[code]}


def concept(*given: str, text: str = "") -> Part:
    """A concept by one or more of our codes; text: else the words of the last of them."""
    return {"coding": [coding(code) for code in given], "text": text or codes()[given[-1]]}


def quantity(value: float, unit: str, words: str = "") -> Part:
    """A number with its UCUM unit. words: how a person writes the unit, where that differs."""
    return {"value": _plain(value), "unit": words or unit, "system": UCUM, "code": table()["ucum"][unit]}


def percent(share: float) -> float:
    """A share 0..1 in per cent, which is what FHIR wants of a probability."""
    return figure(100 * share)


def percent_range(band: Mapping[str, float | None]) -> Part:
    """Low and high of a band of shares."""
    return {end: quantity(percent(value), "%") for end in ("low", "high") if (value := band[end]) is not None}


def figure(value: float) -> float:
    """A predicted number at six significant digits."""
    return _plain(float(f"{value:.{_DIGITS}g}"))


def _plain(value: float) -> float:
    """The number as it is, without a point where it is whole."""
    return int(value) if float(value).is_integer() else value


def tagged(*tags: str) -> Part:
    """What a resource is: a simulation, or given by the client."""
    return {"tag": [coding(f"tag.{tag}") for tag in tags]}
