"""Device files read into devices: data/devices/<name>.toml, one a device."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rederm.devices.bench import bench_path, overlaid
from rederm.devices.device import (
    COOLING,
    FAMILIES,
    MODELS,
    NUMBING,
    OPERATORS,
    Device,
    Dial,
    Never,
    OperatorAbove,
    PublishedUse,
    StudiedRange,
)
from rederm.skin import GROUPS
from rederm.sources import DATA, InputError, collect, nearest, read_toml, worded

_NAMES = (
    "opus-plasma",
    "nitrogen-plasma",
    "helium-plasma",
    "rf-microneedle",
    "fractional-co2",
    "full-co2",
    "fractional-eryag",
    "full-eryag",
    "nonablative-fractional",
    "tca-peel",
    "glycolic-peel",
    "salicylic-peel",
    "jessner-tca-peel",
    "phenol-croton-peel",
    "microdermabrasion",
    "dermabrasion",
    "microneedling",
)
_TEXTS = ("name", "title", "family", "model", "operator", "color", "feel", "summary", "numbing", "cooling", "provenance")
_WORDS = ("title", "feel", "summary")  # texts that are shown as they stand
_TABLES = ("dial", "alias", "physics", "time", "interval", "sessions")
_LISTS = ("sites", "search", "used", "never", "operator_above")


def device_names() -> list[str]:
    """The 17 devices: heat, light, chemical, mechanical."""
    return list(_NAMES)


def load_device(name: str) -> Device:
    """The device of this name, with the clinic's own bench test where it has made one (devices.bench).

    Raises InputError with the nearest name and the list of devices, or for a bench test that does not fit the device.
    """
    device = published_device(name)
    path = bench_path(name)
    try:
        made = path.stat()
    except OSError:
        return device
    return _tested(name, path, made.st_mtime_ns, made.st_size)


@cache
def published_device(name: str) -> Device:
    """The device as its file states it, whatever this clinic has measured: what published studies are compared with."""
    if name not in _NAMES:
        raise InputError(f"unknown device {name!r}{nearest(name, _NAMES) or ';'} devices: {', '.join(_NAMES)}")
    path = DATA / "devices" / f"{name}.toml"
    return parse_device(read_toml(path), path.name)


@lru_cache(maxsize=32)
def _tested(name: str, path: Path, made_ns: int, size: int) -> Device:
    """One reading of a bench test, kept as long as the file stays as it was written at `made_ns`."""
    return overlaid(published_device(name), path)


def parse_device(entry: Mapping[str, Any], where: str) -> Device:
    """Build a device from its file's content. Raises InputError that names the file and the key for any lack."""
    _known(entry, (*_TEXTS, *_TABLES, *_LISTS, "simulation_only"), where)
    texts = {key: entry[key] if isinstance(entry.get(key), str) else _lack(where, key, "a text") for key in _TEXTS}
    for key, allowed in (
        ("family", FAMILIES),
        ("model", MODELS),
        ("operator", OPERATORS),
        ("numbing", NUMBING),
        ("cooling", COOLING),
    ):
        if texts[key] not in allowed:
            raise InputError(f"{where}: {key} = {texts[key]!r}; allowed: {', '.join(allowed)}")
    dials = {key: _dial(key, node, f"{where}: dial.{key}") for key, node in entry.get("dial", {}).items()}
    tables = {key: entry[key] for key in ("physics", "time", "interval", "sessions") if key in entry}
    sites = tuple(entry.get("sites", ()))
    if not sites or not set(sites) <= set(GROUPS):
        raise InputError(f"{where}: sites = {list(sites)}; allowed: {', '.join(GROUPS)}")
    aliases = {key: (node["dial"], float(node.get("factor", 1))) for key, node in entry.get("alias", {}).items()}
    search = tuple(entry.get("search", ()))
    for name in (*search, *(dial for dial, _ in aliases.values())):
        if name not in dials:
            raise InputError(f"{where}: no dial {name!r}{nearest(name, dials)}")
    return Device(
        **texts | {key: worded(texts[key]) for key in _WORDS},
        dials=dials,
        values=collect("", tables, where),
        sites=sites,
        simulation_only=bool(entry.get("simulation_only", False)),
        search=search,
        aliases=aliases,
        used=tuple(_used(node, where) for node in entry.get("used", ())),
        never=tuple(
            Never(**rule | {"source": tuple(rule["source"]), "reason": worded(rule["reason"])})
            for rule in entry.get("never", ())
        ),
        operator_above=tuple(OperatorAbove(**rule) for rule in entry.get("operator_above", ())),
    )


def _dial(name: str, node: Mapping[str, Any], where: str) -> Dial:
    _known(node, ("unit", "meaning", "default", "limits", "choices", "whole", "studied", "source"), where)
    limits, choices, default = node.get("limits"), tuple(node.get("choices", ())), node.get("default")
    if (limits is None) == (not choices):
        raise InputError(f"{where}: give either limits = [low, high] or choices = [..]")
    if limits is not None and not (len(limits) == 2 and limits[0] < limits[1]):
        raise InputError(f"{where}: limits = {limits}; give [low, high] with low < high")
    low, high = limits or (0, 0)
    if default is not None and not (default in choices if choices else low <= default <= high):
        raise InputError(f"{where}: default = {default!r} is outside {limits or choices}")
    return Dial(
        name=name,
        unit=str(node.get("unit", "1")),
        meaning=str(node.get("meaning", "")),
        default=default if choices or default is None else float(default),
        limits=None if limits is None else (float(limits[0]), float(limits[1])),
        choices=choices,
        whole=bool(node.get("whole", False)),
        studied=tuple(_studied(rng, choices, limits, where) for rng in node.get("studied", ())),
        source=tuple(node.get("source", ())),
    )


def _studied(node: Mapping[str, Any], choices: tuple[Any, ...], limits: Any, where: str) -> StudiedRange:
    """One published range: `range` = [low, high] inside limits for a numeric dial, `choices` for a choice dial."""
    _known(node, ("site", "fitzpatrick", "range", "choices", "source", "when", "note"), where)
    types = _types(node, where)
    values = tuple(node["choices"]) if choices else tuple(float(v) for v in node["range"])
    inside = set(values) <= set(choices) if choices else len(values) == 2 and limits[0] <= values[0] <= values[1] <= limits[1]
    if not inside or not node.get("source"):
        raise InputError(f"{where}: studied {list(values)} needs a source and values inside {limits or list(choices)}")
    return StudiedRange(
        site=node["site"],
        fitzpatrick=types,
        values=values,
        source=tuple(node["source"]),
        when=dict(node.get("when", {})),
        note=str(node.get("note", "")),
    )


def _used(node: Mapping[str, Any], where: str) -> PublishedUse:
    _known(node, ("site", "fitzpatrick", "source", "note"), f"{where}: used")
    return PublishedUse(node["site"], _types(node, where), tuple(node["source"]), str(node.get("note", "")))


def _types(node: Mapping[str, Any], where: str) -> tuple[int, int]:
    types = tuple(node.get("fitzpatrick", ()))
    if node.get("site") not in GROUPS or not (len(types) == 2 and 1 <= types[0] <= types[1] <= 6):
        raise InputError(
            f"{where}: published use needs a site of {', '.join(GROUPS)} and fitzpatrick = [low, high] within 1..6"
        )
    return int(types[0]), int(types[1])


def _known(node: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for key in node:
        if key not in allowed:
            raise InputError(f"{where}: unknown key {key!r}{nearest(key, allowed)}")


def _lack(where: str, key: str, what: str) -> Any:
    raise InputError(f"{where}: {key} is missing; give {what}")
