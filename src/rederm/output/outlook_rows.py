"""An outlook in long form: a row for each figure, with what it is of, on which day, its unit and its band."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rederm.outlook.outlook import LEVEL_HORIZON

COLUMNS = (
    "rank",
    "quantity",
    "concern",
    "site",
    "session",
    "with_course",
    "day",
    "horizon_days",
    "unit",
    "low",
    "median",
    "high",
)
_LEVELS, _CURRENCY = "gain_levels", "currency"
Row = Mapping[str, Any]


def outlook_rows(outlook: Mapping[str, Any], rank: int) -> Iterator[Row]:
    """Curves first, then gains, sessions and the figures of the whole course."""
    units: Mapping[str, str] = outlook["units"]
    levels = {level for told in outlook[_LEVELS].values() for level in told}
    for found in (*_curves(outlook), *_gains(outlook), *_sessions(outlook), *_whole(outlook)):
        unit = units[_LEVELS if found["quantity"] in levels else found["quantity"]]
        row = found | {"rank": rank, "unit": outlook["currency"] if unit == _CURRENCY else unit}
        yield {name: row.get(name) for name in COLUMNS}


def _curves(outlook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    days = outlook["days"]
    for key, treated in (("scores", True), ("scores_untreated", False), ("swelling", True)):
        for concern, curve in outlook[key].items():
            head = {"quantity": key.removesuffix("_untreated"), "concern": concern, "with_course": treated}
            yield from (head | point for point in _points(days, curve))
    for key, treated in (("skin", True), ("skin_untreated", False)):
        for instrument, curve in outlook[key].items():
            head = {"quantity": instrument, "site": outlook["skin_site"], "with_course": treated}
            yield from (head | point for point in _points(days, curve))


def _points(days: Sequence[float], curve: Mapping[str, Sequence[float]]) -> Iterator[dict[str, Any]]:
    for day, low, median, high in zip(days, curve["low"], curve["median"], curve["high"], strict=True):
        yield {"day": day, "low": low, "median": median, "high": high}


def _gains(outlook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for quantity in ("gain", "of_which_swelling"):
        for concern, by_day in outlook[quantity].items():
            for horizon, band in by_day.items():
                yield {"quantity": quantity, "concern": concern, "with_course": True, "horizon_days": int(horizon), **band}
    for concern, levels in outlook[_LEVELS].items():
        for level, band in levels.items():
            yield {"quantity": level, "concern": concern, "with_course": True, "horizon_days": LEVEL_HORIZON, **band}


def _sessions(outlook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number, session in enumerate(outlook["sessions"], 1):
        for quantity, band in session.items():
            if isinstance(band, Mapping) and "median" in band:
                yield {"quantity": quantity, "session": number, "with_course": True, "day": session["day"], **band}


def _whole(outlook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for key, band in outlook.items():
        if key.endswith(("_per_session", "_course")) and isinstance(band, Mapping) and "median" in band:
            yield {"quantity": key, "with_course": True, **band}
    for state, band in (outlook["apparent_age_years"] or {}).items():
        head = {"quantity": "apparent_age_years", "with_course": state == "treated", "day": outlook["apparent_age_day"]}
        yield head | band
    yield {"quantity": "price_course", "with_course": True, "median": outlook["price_course"], **outlook["price_range"]}
