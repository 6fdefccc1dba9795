"""Price lists as files: TOML laid out as data/prices/example.toml, or CSV as a spreadsheet writes it."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from rederm.course.price_csv import read_price_csv
from rederm.course.price_list import EXAMPLE_LIST, PriceList
from rederm.course.price_toml import read_price_toml
from rederm.sources import DATA


def load_prices(path: Path | str | None = None, on: date | None = None) -> PriceList:
    """The price list of this file, the examples where None. Raises InputError for what cannot be used.

    on: the day on which prices are needed; a list or an offer past its date is then used and said to be.
    """
    if path is None:
        return _examples()
    path, area = Path(path), {key: number for key, number in _examples().rules.items() if key.startswith("area")}
    read = read_price_csv if path.suffix.lower() == ".csv" else read_price_toml
    return replace(read(path, path.stem, area), on=on)


@cache
def _examples() -> PriceList:
    return read_price_toml(DATA / "prices" / "example.toml", EXAMPLE_LIST, {})
