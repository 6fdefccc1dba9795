"""One thing that a sweep turns: its levels in a grid, and its value at a uniform number.

[..]                          levels as listed; by a uniform number each is as likely as the others
{ low, high, steps, log }     steps levels, evenly apart (of the logarithm with log = true); by a number u
                              low + u (high - low),  or low (high / low)^u
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.sources import InputError, nearest

Level = float | str | bool
STEPS = 5
MOST_STEPS = 200
_KEYS = ("low", "high", "steps", "log")


@dataclass(frozen=True)
class Axis:
    """kind: "dial", "course" (sessions, interval_days), "property" of the device, or "covariate" of the client.

    levels: of a grid; low, high: the ends of a range, None for a list. whole: takes whole numbers only.
    """

    name: str
    kind: str
    unit: str
    levels: tuple[Level, ...]
    low: float | None = None
    high: float | None = None
    log: bool = False
    whole: bool = False

    def at(self, uniform: np.ndarray) -> list[Level]:
        """The values at uniform numbers (n,) between 0 and 1."""
        if self.low is None or self.high is None:
            places = np.minimum((uniform * len(self.levels)).astype(int), len(self.levels) - 1)
            return [self.levels[place] for place in places]
        if self.whole:
            values = np.minimum(np.floor(self.low + uniform * (self.high - self.low + 1)), self.high)
        elif self.log:
            values = self.low * (self.high / self.low) ** uniform
        else:
            values = self.low + uniform * (self.high - self.low)
        return [float(value) for value in values]

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "kind": self.kind,
            "unit": self.unit,
            "levels": list(self.levels),
            "low": self.low,
            "high": self.high,
            "log": self.log,
        }


def read_axis(name: str, kind: str, unit: str, given: Any, whole: bool = False) -> Axis:
    """The axis of one line of the file. Raises InputError, which names the line, for what cannot be used."""
    if isinstance(given, Mapping):
        return _range(name, kind, unit, given, whole)
    if not isinstance(given, list | tuple) or not given:
        raise InputError(
            f"{name} = {given!r} is not a list of values; write {name} = [..] or {name} = {{ low = .., high = .. }}"
        )
    if any(not isinstance(value, int | float | str) or value != value for value in given):
        raise InputError(f"{name} = {list(given)!r} holds what is no value; give numbers or words")
    levels = tuple(value if isinstance(value, bool | str) else float(value) for value in given)
    if whole:
        uneven = [value for value in levels if isinstance(value, str) or value != int(value)]
        if uneven:
            raise InputError(f"{name} = {uneven[0]} is not a whole number")
    twice = [value for value in levels if levels.count(value) > 1]
    if twice:
        raise InputError(f"{name} holds {twice[0]} twice; keep it once")
    return Axis(name, kind, unit, levels, whole=whole)


def _range(name: str, kind: str, unit: str, given: Mapping[str, Any], whole: bool) -> Axis:
    for key in given:
        if key not in _KEYS:
            raise InputError(f"{name}: unknown key {key!r}{nearest(key, _KEYS) or ';'} keys: {', '.join(_KEYS)}")
    low, high = (_number(name, key, given.get(key)) for key in ("low", "high"))
    steps, log = given.get("steps", STEPS), given.get("log", False)
    if not low < high:
        raise InputError(f"{name}: low = {low:g} is not below high = {high:g}")
    if isinstance(steps, bool) or not isinstance(steps, int) or not 2 <= steps <= MOST_STEPS:
        raise InputError(f"{name}: steps = {steps!r} is not a whole number from 2 to {MOST_STEPS}")
    if not isinstance(log, bool) or (log and low <= 0):
        raise InputError(f"{name}: log = {log!r} needs true or false, and low above 0")
    if whole and (low != int(low) or high != int(high) or log):
        raise InputError(f"{name} takes whole numbers, evenly apart; give whole ends, without log")
    spaced = np.geomspace(low, high, steps) if log else np.linspace(low, high, steps)
    levels = dict.fromkeys(float(round(value)) if whole else float(f"{value:.7g}") for value in spaced)
    return Axis(name, kind, unit, tuple(levels), low, high, log, whole)


def _number(name: str, key: str, given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise InputError(f"{name}: {key} = {given!r} is not a number; write {name} = {{ low = .., high = .. }}")
    return float(given)
