"""Cells of a report's tables: a median, and its band on a line of its own."""

from rederm.output.language import tr
from rederm.output.words import Band, at_most_all, number, percent, untreated

Cell = dict[str, str]
"""{"value", "band"}; the band is empty where there is none."""


def cell(value: str, band: str = "") -> Cell:
    return {"value": value, "band": band}


def span_cell(band: Band) -> Cell:
    """4 above 2 to 9; a band whose ends read alike is none."""
    if band["median"] is None:
        return cell(tr("not applicable"))
    low, high = number(band["low"]), number(band["high"])
    return cell(number(band["median"]), _bounds(low, high) if low != high else "")


def percent_cell(band: Band) -> Cell:
    """34 % above 12 to 60."""
    if band["median"] is None:
        return cell(tr("no data"))
    return cell(percent(band["median"]), _bounds(*(percent(band[end]).removesuffix(" %") for end in ("low", "high"))))


def share_cell(gain: Band) -> Cell:
    """A gain as `share_span` says it."""
    return cell(tr("not treated")) if untreated(gain) else percent_cell(at_most_all(gain))


def _bounds(low: str, high: str) -> str:
    return tr("{low} to {high}", low=low, high=high)


def fact(label: str, figure: Cell) -> dict[str, str]:
    """A figure under its label, with what its band bounds."""
    detail = tr("{bounds} in 90 % of cases", bounds=figure["band"]) if figure["band"] else ""
    return {"label": label, "value": figure["value"], "detail": detail}
