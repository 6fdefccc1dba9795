"""A number and where it comes from.

Every physical number of rederm is a `Value` in a TOML table below data/. A value without a source is refused;
"assumed" is an allowed method and is shown to the user. Units are compared as text on the path of a run
(`Value.as_unit`), and parsed with pint only in tests and by `rederm sources`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rederm.sources.errors import InputError

METHODS = (
    "measured in vivo",
    "measured ex vivo",
    "measured in vitro",
    "measured in animals",
    "reported",  # a trial's or a series' published figure
    "computed",  # worked out from other values
    "fitted",  # posterior of a calibration
    "secondary",  # a review or a text that quotes another
    "recalled",  # remembered from the literature, page not seen: weak
    "assumed",
    "defined",
)
DISTRIBUTIONS = ("normal", "lognormal", "logit-normal")
_KEYS = {"value", "unit", "low", "high", "method", "population", "source", "note", "distribution", "prior"}


@dataclass(frozen=True)
class Value:
    """One sourced number; `low` and `high` are its 5 % and 95 % bounds where known.

    distribution: how `rederm.draws` samples it between low and high (normal unless said).
    prior: the bounds before calibration (value, low, high) where the value is fitted.
    """

    value: float
    unit: str
    method: str
    source: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    population: str = ""
    note: str = ""
    distribution: str = "normal"
    prior: tuple[float, float, float] | None = None

    def as_unit(self, unit: str) -> float:
        """Return the number, having made sure that it is stated in `unit`.

        Raises ValueError where the table states another unit: a mistake in the table or the code, never the user's.
        """
        if unit != self.unit:
            raise ValueError(f"value is stated in {self.unit!r}, the code asked for {unit!r}")
        return self.value

    @property
    def assumed(self) -> bool:
        return self.method == "assumed"


def parse_value(name: str, entry: Mapping[str, Any]) -> Value:
    """Build a Value from its TOML entry. Raises InputError with the entry's name for any lack."""
    unknown = set(entry) - _KEYS
    if unknown:
        raise InputError(f"{name}: unknown key {sorted(unknown)[0]!r}; allowed: {', '.join(sorted(_KEYS))}")
    source = tuple(entry.get("source", ()))
    if not source or not all(isinstance(s, str) and s for s in source):
        raise InputError(f"{name}: a value needs a source, for example source = ['burns-thermal-table']")
    method = entry.get("method", "")
    if method not in METHODS:
        raise InputError(f"{name}: method {method!r} is not known; allowed: {', '.join(METHODS)}")
    if "unit" not in entry:
        raise InputError(f"{name}: a value needs a unit ('1' for a share or a count)")
    number = entry["value"]
    low, high = entry.get("low"), entry.get("high")
    for key, given in (("value", number), ("low", low), ("high", high)):
        if given is not None and (isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given)):
            raise InputError(f"{name}: {key} = {given!r} is not a finite number")
    if (low is None) != (high is None) or (low is not None and high is not None and not low <= number <= high):
        raise InputError(f"{name}: low and high come together, with low <= value <= high")
    distribution = entry.get("distribution", "normal")
    if distribution not in DISTRIBUTIONS:
        raise InputError(f"{name}: distribution {distribution!r} is not known; allowed: {', '.join(DISTRIBUTIONS)}")
    if low is not None and distribution == "lognormal" and float(low) <= 0:
        raise InputError(f"{name}: a lognormal value needs low > 0")
    if low is not None and high is not None and distribution == "logit-normal" and not 0 < low <= high < 1:
        raise InputError(f"{name}: a logit-normal value needs 0 < low and high < 1")
    prior = entry.get("prior")
    return Value(
        value=float(number),
        unit=str(entry["unit"]),
        method=method,
        source=source,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        population=str(entry.get("population", "")),
        note=str(entry.get("note", "")),
        distribution=distribution,
        prior=None if prior is None else (float(prior[0]), float(prior[1]), float(prior[2])),
    )
