"""Price lists in CSV: one row an offer, under a row that names the columns.

    device, sessions, price, currency          sessions: 1 for a single session, else the package; price of all of them
    low, high, note, date                      optional; date of the price, YYYY-MM-DD, the oldest is that of the list

Commas, or semicolons as spreadsheets with decimal commas write them. Every device needs the row of its single session.
A price has at most two decimals and no mark between thousands: 1.250 is refused, for it is one price here and another there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rederm.course.price_list import MOST_SESSIONS, Offer, PriceList, day, ends, money
from rederm.devices import device_names
from rederm.sources import InputError, TableForm, nearest, read_csv

_NEEDED = ("device", "sessions", "price", "currency")
COLUMNS = (*_NEEDED, "low", "high", "note", "date")
_FORM = TableForm(
    what="a price list",
    empty="no price",
    example=f"{','.join(_NEEDED)} and below it opus-plasma,1,750,EUR",
    columns=COLUMNS,
    needed=_NEEDED,
    wide="part cells by semicolons where prices have decimal commas",
)


@dataclass(frozen=True)
class _Row:
    """One row of the table: cells by column, those that are empty left out."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def at(self, column: str) -> str:
        """Place in the file, in words."""
        return f"{self.path}: line {self.line}, column {column}"

    def amount(self, column: str) -> float | None:
        if column not in self.cells:
            return None
        text = self.cells[column]
        if not re.fullmatch(r"-?[0-9]+([.,][0-9]{1,2})?", text):
            raise InputError(f"{self.at(column)}: {text[:30]!r} is not a price; write 1250 or 1250,50, no mark for thousands")
        return money(self.at(column), float(text.replace(",", ".")))


def read_price_csv(path: Path, name: str, usual: Mapping[str, float]) -> PriceList:
    """The list in this file. usual: rules for other fields than the face, which a CSV does not give."""
    seen: dict[tuple[str, int], int] = {}
    offers: dict[str, list[Offer]] = {}
    dates: list[date] = []
    currency = ""
    for row in (_Row(path, line, cells) for line, cells in read_csv(path, _FORM)):
        device, offer = _device(row), _offer(row)
        first = seen.setdefault((device, offer.sessions), row.line)
        if first != row.line:
            raise InputError(
                f"{row.at('sessions')}: {device} with sessions = {offer.sessions} stands on line {first} too; keep one of them"
            )
        offers.setdefault(device, []).append(offer)
        currency = _currency(row, currency)
        if "date" in row.cells:
            dates.append(day(row.at("date"), row.cells["date"]))
    for device, found in offers.items():
        if (device, 1) not in seen:
            raise InputError(f"{path}: {device} has no row with sessions = 1; add the price of a single session")
        found.sort(key=lambda offer: offer.sessions)
    return PriceList(
        name=name,
        currency=currency,
        offers={device: tuple(found) for device, found in offers.items()},
        rules=usual,
        borrowed=tuple(usual),
        dated=min(dates, default=None),
    )


def _given(row: _Row, column: str) -> str:
    if column not in row.cells:
        raise InputError(f"{row.at(column)} is empty; fill {', '.join(_NEEDED)} in every row")
    return row.cells[column]


def _device(row: _Row) -> str:
    device, known = _given(row, "device"), device_names()
    if device not in known:
        raise InputError(
            f"{row.at('device')}: unknown device {device[:30]!r}{nearest(device[:30], known) or ';'} known: {', '.join(known)}"
        )
    return device


def _offer(row: _Row) -> Offer:
    sessions = _given(row, "sessions")
    if not re.fullmatch("[0-9]{1,4}", sessions) or not 1 <= int(sessions) <= MOST_SESSIONS:
        raise InputError(f"{row.at('sessions')}: {sessions[:30]!r} is not a whole number from 1 to {MOST_SESSIONS}")
    _given(row, "price")
    price = row.amount("price") or 0.0
    low, high = ends(row.at("low"), row.amount("low"), price, row.amount("high"))
    return Offer(int(sessions), price, low, high)


def _currency(row: _Row, before: str) -> str:
    currency = _given(row, "currency")
    if not re.fullmatch("[A-Z]{3}", currency):
        raise InputError(f"{row.at('currency')}: {currency[:30]!r} is not a currency; give three capital letters such as EUR")
    if before and currency != before:
        raise InputError(f"{row.at('currency')}: {currency} after {before}; state every price in one currency")
    return currency
