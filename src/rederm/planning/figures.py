"""Figures in words: a number with the digits that its size deserves, and its unit."""

from rederm.sources import Sentence, joined, mark, sentence

_IN_UNIT = {  # units that are words
    "days": mark("{number} days"),
    "hours": mark("{number} hours"),
    "of 10": mark("{number} of 10"),
}


def quantity(value: float | None, unit: str) -> str:
    """A figure with its unit: 2.1 %, 9 days."""
    shown = number(value, unit)
    if unit in _IN_UNIT:
        return Sentence(_IN_UNIT[unit], {"number": shown})
    return joined(" ", [shown, unit] if unit else [shown]) if isinstance(shown, Sentence) else f"{shown} {unit}".strip()


def number(value: float | None, unit: str) -> str:
    """A figure with the digits that its size deserves; shares as percent. What is below a tenth is said so, never as zero."""
    if value is None:
        return sentence("no data")
    shown = (value * 100 if unit == "%" else value) + 0.0  # never "-0"
    if 0 < abs(shown) < 0.1:
        return sentence("under 0.1") if shown > 0 else "0"
    return f"{shown:.0f}" if abs(shown) >= 10 or shown == int(shown) else f"{shown:.1f}"
