"""Dials as people write them: "60 W", "3 passes", "density 10 %", "tip=roller".

The unit stands at the end of a dial's name (power_W, fluence_J_cm2, density_pct), so a number with a unit names its dial
wherever only one dial of the device has that unit. A count is its own unit (3 passes). Another unit works where the device
file has an alias for it.
"""

import re
from collections.abc import Iterable

from rederm.course.numbers import NUMBER, written
from rederm.devices import Device, DialValue, Setting, show
from rederm.sources import InputError, nearest

_SUFFIXES = {
    "_J_cm2": "J/cm2",
    "_per_cm2": "/cm2",
    "_mm_s": "mm/s",
    "_cm_s": "cm/s",
    "_mmHg": "mmHg",
    "_min": "min",
    "_mJ": "mJ",
    "_kPa": "kPa",
    "_pct": "%",
    "_um": "um",
    "_us": "us",
    "_ms": "ms",
    "_mm": "mm",
    "_nm": "nm",
    "_Hz": "Hz",
    "_W": "W",
    "_J": "J",
    "_s": "s",
}
_BARE = {"minutes": "min", "seconds": "s"}  # dials that are named by their unit alone
_SAME_UNIT = {
    "percent": "%",
    "pct": "%",
    "µm": "um",
    "μm": "um",
    "micron": "um",
    "microns": "um",
    "µs": "us",
    "μs": "us",
    "minute": "min",
    "minutes": "min",
    "mins": "min",
    "sec": "s",
    "second": "s",
    "seconds": "s",
    "watt": "w",
    "watts": "w",
    "per cm2": "/cm2",
    "needles/cm2": "/cm2",
    "needles per cm2": "/cm2",
    "j/cm²": "j/cm2",
    "j/cm^2": "j/cm2",
    "/cm²": "/cm2",
}
_COUNTS = ("passes", "coats", "pulses")
_VALUE = re.compile(rf"(?P<before>[^\d=]*?)\s*(?P<number>{NUMBER})\s*(?P<after>\D.*)?")


def read_dial(device: Device, item: str) -> tuple[str, DialValue]:
    """The dial and its value that one item of a course text gives. Raises InputError that names the candidates."""
    if "=" in item:
        name, _, value = (part.strip() for part in item.partition("="))
        return _named(device, name, value)
    match = _VALUE.fullmatch(item)
    if not match:
        return _choice(device, item)
    before, number, after = match["before"].strip(), match["number"], (match["after"] or "").strip()
    if not after:
        return _named(device, before, number) if before else _refuse(device, f"{number} has no unit")
    found = _by_unit(device, after, before)
    if len(found) == 1:
        return _canonical(device, found[0], float(number))
    if found:
        options = " or ".join(f"{name}={number}" for name in found)
        raise InputError(f"{item!r} could be several dials of {device.name}; write {options}")
    return _refuse(device, f"{item!r} names no dial of {device.name}")


def write_dials(setting: Setting) -> list[str]:
    """The items that give this setting: the dials a plan turns, and all that do not stand at their default."""
    device, items = setting.device, []
    for name, dial in device.dials.items():
        value = setting.values[name]
        if value is None or (value == dial.default and name not in device.search):
            continue
        items.append(f"{name}={value}" if isinstance(value, str) else _natural(device, name, float(value)))
    return items


def _natural(device: Device, name: str, value: float) -> str:
    unit, number = _split(name)[1], written(value)
    if [other for other in device.dials if _split(other)[1] == unit] != [name] or (unit == name and unit not in _COUNTS):
        return f"{name}={number}"
    return f"{number} {_singular(unit) if value == 1 else unit}"


def _split(name: str) -> tuple[str, str]:
    """(stem, unit) of a dial: power_W -> (power, W); passes -> (passes, passes); minutes -> (minutes, min)."""
    for suffix, unit in _SUFFIXES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix), unit
    return name, _BARE.get(name, name.replace("_", " "))


def _singular(unit: str) -> str:
    return {"passes": "pass", "coats": "coat", "pulses": "pulse", "jessner coats": "jessner coat"}.get(unit, unit)


def _by_unit(device: Device, after: str, before: str) -> list[str]:
    """Dials that "before NUMBER after" can mean; aliases only where no dial itself fits."""
    found = [name for name in device.dials if _fits(name, after, before)]
    if found:
        return found
    return list({device.aliases[name]: name for name in device.aliases if _fits(name, after, before)}.values())


def _fits(name: str, after: str, before: str) -> bool:
    stem, unit = _split(name)
    forms = [unit.lower(), _singular(unit).lower()]
    unit_given, words = _SAME_UNIT.get(after, after), before
    if unit_given not in forms:
        head, _, tail = after.partition(" ")
        unit_given, words = _SAME_UNIT.get(head, head), f"{before} {tail}".strip()
    return unit_given in forms and (not words or _fold(words) in (_fold(stem), _fold(name)))


def _named(device: Device, given: str, value: str) -> tuple[str, DialValue]:
    known = {_fold(name): name for name in (*device.aliases, *device.dials)}
    match = re.fullmatch(rf"({NUMBER})\s*(.*)", value)
    if match and match[2]:
        found = _by_unit(device, match[2], given)
        if len(found) == 1:
            return _canonical(device, found[0], float(match[1]))
    name = known.get(_fold(given))
    if name is None:
        raise InputError(
            f"unknown dial {given!r} for {device.name}{_hint(given, device.dials)}dials: {', '.join(device.dials)}"
        )
    if match and match[2]:
        raise InputError(f"{given}={value}: {name} takes {_split(name)[1]}; write {name}={match[1]} in that unit")
    if match:
        return _canonical(device, name, float(match[1]))
    if name not in device.dials or not device.dials[name].choices:
        raise InputError(f"{given}={value}: {value!r} is not a number; {_taken(device, name)}")
    words = {_fold(str(choice)): choice for choice in device.dials[name].choices}
    if _fold(value) not in words:
        options = ", ".join(str(choice) for choice in words.values())
        raise InputError(f"{name}={value} is not a choice of {device.name}{_hint(value, words)}choices: {options}")
    return name, words[_fold(value)]


def _choice(device: Device, item: str) -> tuple[str, DialValue]:
    """A word that only one choice dial of the device has: "roller", "single-spark tip"."""
    found = [
        (name, choice)
        for name, dial in device.dials.items()
        for choice in dial.choices
        if isinstance(choice, str) and _fold(item) in (_fold(choice), _fold(f"{choice} {name}"), _fold(f"{name} {choice}"))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{item!r} could be {' or '.join(f'{name}={choice}' for name, choice in found)}; write one of these")
    return _refuse(device, f"{item!r} names no dial of {device.name}")


def _canonical(device: Device, name: str, value: float) -> tuple[str, DialValue]:
    """The dial itself where an alias was named, its value free of the noise of the unit factor."""
    if name in device.dials:
        return name, value
    dial, factor = device.aliases[name]
    return dial, float(f"{value * factor:.7g}")


def _taken(device: Device, name: str) -> str:
    limits = device.dials[name].limits if name in device.dials else None
    return f"give a number from {limits[0]:g} to {limits[1]:g}" if limits else "give a number"


def _refuse(device: Device, what: str) -> tuple[str, DialValue]:
    options = ", ".join(f"{name}={'..' if dial.default is None else show(dial.default)}" for name, dial in device.dials.items())
    raise InputError(f"{what}; dials: {options}")


def _hint(given: str, options: Iterable[str]) -> str:
    """The nearest name, and before that one that begins with what was given; ";" where there is none."""
    close = [name for name in options if _fold(given) and _fold(name).startswith(_fold(given))]
    return f"; did you mean {close[0]}? " if close else f"{nearest(given, options) or ';'} "


def _fold(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().lower())
