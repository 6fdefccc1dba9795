"""The site atlas: data/sites/atlas.toml, and the whole face as the area-weighted mean of its parts."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from rederm.skin.site import FACE_PARTS, GROUPS, Site
from rederm.sources import DATA, InputError, Value, collect, nearest, read_toml

_WHOLE_FACE = "face"
_SUMMED = ("area",)


@cache
def _entries() -> dict[str, Any]:
    return read_toml(DATA / "sites" / "atlas.toml")


def site_names() -> list[str]:
    """Every site that a client file may name; "face" stands for its parts."""
    return [_WHOLE_FACE, *_entries()]


@cache
def load_site(name: str) -> Site:
    """The site of this name; "face" is the mean of FACE_PARTS by area. Raises InputError with the nearest name and the list."""
    if name == _WHOLE_FACE:
        return _mean(name, [load_site(part) for part in FACE_PARTS])
    if name not in _entries():
        hint = nearest(name, site_names()) or ";"
        raise InputError(f"unknown site {name!r}{hint} sites: {', '.join(site_names())}")
    entry = _entries()[name]
    if entry.get("group") not in GROUPS:
        raise InputError(f"atlas.toml: {name}: group = {entry.get('group')!r}; allowed: {', '.join(GROUPS)}")
    return Site(name, entry["group"], bool(entry["eye_zone"]), collect("", entry, f"atlas.toml: {name}"))


def _mean(name: str, parts: Sequence[Site]) -> Site:
    """Parts taken together: areas add up, everything else is weighted by area; the eye zone is in if any part has it."""
    areas = [part.values["area"] for part in parts]
    values = {}
    for key in parts[0].values:
        weights = [1.0] * len(parts) if key in _SUMMED else [area.value / sum(a.value for a in areas) for area in areas]
        values[key] = _weighted([part.values[key] for part in parts], weights)
    return Site(name, parts[0].group, any(part.eye_zone for part in parts), values)


def _weighted(values: Sequence[Value], weights: Sequence[float]) -> Value:
    """One value out of several; its bounds are the weighted bounds, as if the parts erred together."""

    def total(numbers: Sequence[float]) -> float:
        return sum(weight * number for weight, number in zip(weights, numbers, strict=True))

    lows = [value.value if value.low is None else value.low for value in values]
    highs = [value.value if value.high is None else value.high for value in values]
    bounded = any(value.low is not None for value in values)
    return replace(
        values[0],
        value=total([value.value for value in values]),
        low=total(lows) if bounded else None,
        high=total(highs) if bounded else None,
        method="computed",
        source=tuple(dict.fromkeys(key for value in values for key in value.source)),
        population="",
        note="from the parts of the face, weighted by area",
    )
