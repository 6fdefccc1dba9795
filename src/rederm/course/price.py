"""Price lists: TOML files laid out as data/prices/example.toml, which a clinic copies and fills with its own prices.

In a clinic's list an entry needs value and unit only; its list stands as the source. A list without packages gives none; how
the price of other fields follows from that of the face is borrowed from the examples where a list does not say (`borrowed`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rederm.devices import device_names
from rederm.sources import DATA, InputError, Value, collect, nearest, read_toml

EXAMPLE_LIST = "example"
_RULES = {
    "package.sessions": (1.0, 1000.0),
    "package.discount": (0.0, 1.0),
    "area.exponent": (0.0, 2.0),
    "area.least_share": (0.0, 1.0),
}


@dataclass(frozen=True)
class PriceList:
    """Prices of one session on a whole face by device, in one currency. `name`: "example", or the clinic's own."""

    name: str
    currency: str
    devices: Mapping[str, Value]
    rules: Mapping[str, float]  # package.sessions, package.discount, area.exponent, area.least_share
    borrowed: tuple[str, ...] = ()  # rules taken from the examples


def load_prices(path: Path | str | None = None) -> PriceList:
    """The price list of this file, the examples where None. Raises InputError for what cannot be used."""
    if path is None:
        return _examples()
    area = {key: number for key, number in _examples().rules.items() if key.startswith("area")}
    return _read(read_toml(Path(path)), Path(path).stem, area)


@cache
def _examples() -> PriceList:
    return _read(read_toml(DATA / "prices" / "example.toml"), EXAMPLE_LIST, {})


def _read(entries: Mapping[str, Any], name: str, usual: Mapping[str, float]) -> PriceList:
    where = f"price list {name}"
    name = str(entries.get("name", name))
    tables = {key: entry for key, entry in entries.items() if key != "name"}
    _check_keys(tables, where)
    values = collect("", _sourced(tables, name), where)
    prices = {key.removeprefix("device."): value for key, value in values.items() if key.startswith("device.")}
    if not prices:
        raise InputError(
            f'{where} holds no price; give one, for example [device.opus-plasma] with value = 900 and unit = "USD"'
        )
    for device, price in prices.items():
        if price.value < 0 or (price.low or 0) < 0:
            raise InputError(f"{where}: device.{device}: {price.value:g} is below 0; give the price of one session")
    rules = {**usual, **{key: values[key].value for key in _RULES if key in values}}
    for key, number in rules.items():
        low, high = _RULES[key]
        if not low <= number <= high:
            raise InputError(f"{where}: {key} = {number:g} is outside {low:g}..{high:g}")
    return PriceList(name, _currency(prices, where), prices, rules, tuple(key for key in usual if key not in values))


def _currency(prices: Mapping[str, Value], where: str) -> str:
    units = {price.unit: device for device, price in prices.items()}
    if len(units) > 1:
        raise InputError(f"{where} mixes {' and '.join(sorted(units))}; state every price in one currency")
    currency = next(iter(units))
    if not re.fullmatch("[A-Z]{3}", currency):
        raise InputError(f'{where}: unit = {currency!r} is not a currency; give three capital letters, for example "USD"')
    return currency


def _check_keys(tables: Mapping[str, Any], where: str) -> None:
    """Only known tables, devices and rules; each entry a table of its own."""
    known = {
        "device": device_names(),
        **{table: [k.split(".")[1] for k in _RULES if k.startswith(table)] for table in ("package", "area")},
    }
    for table, entries in tables.items():
        if table not in known:
            raise InputError(f"{where}: unknown table {table!r}{nearest(table, known) or ';'} tables: {', '.join(known)}")
        for key, entry in entries.items() if isinstance(entries, Mapping) else [(table, None)]:
            if not isinstance(entry, Mapping) or "value" not in entry:
                raise InputError(f"{where}: {table}.{key} has no value; write [{table}.{key}] with value = .. and unit = ..")
            if key not in known[table]:
                what = "device" if table == "device" else f"key of {table}"
                raise InputError(
                    f"{where}: unknown {what} {key!r}{nearest(key, known[table]) or ';'} known: {', '.join(known[table])}"
                )


def _sourced(tables: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A clinic's own entry stands for itself; shares and counts have no unit."""
    return {
        table: {
            key: {"method": "defined", "source": [name], **({} if table == "device" else {"unit": "1"}), **entry}
            for key, entry in entries.items()
        }
        for table, entries in tables.items()
    }
