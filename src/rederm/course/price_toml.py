"""Price lists in TOML, laid out as data/prices/example.toml, whose head explains every key.

In a clinic's list an entry needs value and unit only; its list stands as the source. A list without packages gives none; how
the price of other fields follows from that of the face is borrowed from the examples where a list does not say (`borrowed`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from rederm.course.price_list import MOST_SESSIONS, RULES, Offer, PriceList, day, ends, money
from rederm.devices import device_names
from rederm.sources import InputError, Value, nearest, parse_value, read_toml

_OWN = ("name", "date", "valid_until")  # of the list as a whole
_ENTRY = ("value", "unit", "low", "high", "method", "source", "note", "valid_until", "package")
_PACKAGE = ("sessions", "price", "discount", "low", "high", "note", "valid_until")


def read_price_toml(path: Path, name: str, usual: Mapping[str, float]) -> PriceList:
    """The list in this file. usual: rules that hold where it gives none."""
    entries, where = read_toml(path), f"price list {path.stem}"
    tables = {key: entry for key, entry in entries.items() if key not in _OWN}
    _check_keys(tables, where)
    name = _name(where, entries.get("name", name))
    devices = tables.get("device", {})
    if not devices:
        raise InputError(
            f'{where} holds no price; give one, for example [device.opus-plasma] with value = 900 and unit = "USD"'
        )
    prices = {device: _value(f"{where}: device.{device}", entry, name) for device, entry in devices.items()}
    given = {
        f"{table}.{key}": _rule(f"{where}: {table}.{key}", f"{table}.{key}", entry, name)
        for table in ("package", "area")
        for key, entry in tables.get(table, {}).items()
    }
    if ("package.sessions" in given) != ("package.discount" in given):
        raise InputError(f"{where}: package.sessions and package.discount come together; give both or neither")
    return PriceList(
        name=name,
        currency=_currency({device: price.unit for device, price in prices.items()}, where),
        offers={device: _offers(f"{where}: device.{device}", devices[device], prices[device]) for device in prices},
        rules={**usual, **given},
        borrowed=tuple(key for key in usual if key not in given),
        dated=_date(where, entries, "date"),
        valid_until=_date(where, entries, "valid_until"),
    )


def _name(where: str, given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise InputError(f'{where}: name is not text; write it as name = "our clinic"')
    return " ".join(given.split())


def _date(where: str, entry: Mapping[str, Any], key: str) -> date | None:
    return day(f"{where}: {key}", entry[key]) if key in entry else None


def _check_keys(tables: Mapping[str, Any], where: str) -> None:
    """Only known tables, devices and rules; each entry a table of its own."""
    known = {
        "device": device_names(),
        **{table: [k.split(".")[1] for k in RULES if k.startswith(table)] for table in ("package", "area")},
    }
    for table, entries in tables.items():
        if table not in known:
            raise InputError(
                f"{where}: unknown table {table!r}{nearest(table, (*known, *_OWN)) or ';'} "
                f"tables: {', '.join(known)}; keys: {', '.join(_OWN)}"
            )
        for key, entry in entries.items() if isinstance(entries, Mapping) else [(table, None)]:
            if key not in known[table] and isinstance(entries, Mapping):
                what = "device" if table == "device" else f"key of {table}"
                raise InputError(
                    f"{where}: unknown {what} {key!r}{nearest(key, known[table]) or ';'} known: {', '.join(known[table])}"
                )
            if not isinstance(entry, Mapping) or "value" not in entry:
                raise InputError(f"{where}: {table}.{key} has no value; write [{table}.{key}] with value = .. and unit = ..")


def _known(where: str, entry: Mapping[str, Any], allowed: Iterable[str]) -> None:
    for key in entry:
        if key not in allowed:
            raise InputError(f"{where}: unknown key {key!r}{nearest(key, allowed) or ';'} allowed: {', '.join(allowed)}")


def _value(where: str, entry: Mapping[str, Any], name: str) -> Value:
    """Price of a single session; a clinic's own entry stands for itself."""
    _known(where, entry, _ENTRY)
    for key in ("value", "low", "high"):
        if key in entry:
            money(f"{where}: {key}", entry[key])
    return _sourced(where, {key: entry[key] for key in entry if key not in ("valid_until", "package")}, name)


def _rule(where: str, key: str, entry: Mapping[str, Any], name: str) -> float:
    """A share or a count, which has no unit."""
    _known(where, entry, _ENTRY[:-2])
    low, high = RULES[key]
    return _within(where, _sourced(where, {"unit": "1", **entry}, name).value, low, high)


def _sourced(where: str, entry: Mapping[str, Any], name: str) -> Value:
    source = entry.get("source", [name])
    if not isinstance(source, list) or not all(isinstance(word, str) for word in source):
        raise InputError(f'{where}: source is not a list of words; write it as source = ["our-list"]')
    try:
        return parse_value("", {"method": "defined", **entry, "source": source})
    except InputError as error:
        raise InputError(f"{where}{error}") from None
    except (OverflowError, ValueError):  # an integer too large for a float, or to be written
        raise InputError(f"{where}: a whole number in it is not a finite number; give a smaller one") from None


def _within(where: str, number: float, low: float, high: float) -> float:
    if not low <= number <= high:
        raise InputError(f"{where} = {number:g} is outside {low:g}..{high:g}")
    return number


def _currency(units: Mapping[str, str], where: str) -> str:
    for device, unit in units.items():
        if not re.fullmatch("[A-Z]{3}", unit):
            raise InputError(
                f"{where}: device.{device}: unit = {unit[:30]!r} is not a currency; "
                'give three capital letters, for example "USD"'
            )
    if len(set(units.values())) > 1:
        raise InputError(f"{where} mixes {' and '.join(sorted(set(units.values())))}; state every price in one currency")
    return next(iter(units.values()))


def _offers(where: str, entry: Mapping[str, Any], price: Value) -> tuple[Offer, ...]:
    """The single session and the packages of a device."""
    low, high = ends(where, price.low, price.value, price.high)
    single = Offer(1, price.value, low, high, valid_until=_date(where, entry, "valid_until"))
    packages = entry.get("package", [])
    if not isinstance(packages, list) or not all(isinstance(package, Mapping) for package in packages):
        raise InputError(f"{where}.package is not a list of packages; write [[device.NAME.package]] in double brackets")
    return (single, *(_package(f"{where}.package {k}", package, single) for k, package in enumerate(packages, 1)))


def _package(where: str, package: Mapping[str, Any], single: Offer) -> Offer:
    """A package at its price, or at a discount off so many single sessions."""
    _known(where, package, _PACKAGE)
    sessions = package.get("sessions")
    if isinstance(sessions, bool) or not isinstance(sessions, int) or not 1 <= sessions <= MOST_SESSIONS:
        raise InputError(f"{where}: sessions is not a whole number from 1 to {MOST_SESSIONS}; give sessions = 4, for example")
    until = _date(where, package, "valid_until")
    amounts = {key: money(f"{where}: {key}", package[key]) for key in ("price", "discount", "low", "high") if key in package}
    if ("price" in amounts) == ("discount" in amounts):
        raise InputError(f"{where}: give its price, or its discount as a share such as 0.15, and not both")
    if "price" in amounts:
        low, high = ends(where, amounts.get("low"), amounts["price"], amounts.get("high"))
        return Offer(sessions, amounts["price"], low, high, valid_until=until)
    if "low" in amounts or "high" in amounts:
        raise InputError(f"{where}: a discount has no low and high; it follows those of the single session")
    offer = single.discounted(sessions, _within(f"{where}: discount", amounts["discount"], 0, 1))
    return replace(offer, valid_until=until or single.valid_until)
