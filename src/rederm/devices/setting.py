"""A setting from what a person typed: aliases, defaults, limits."""

import math
from collections.abc import Mapping

from rederm.devices.device import Device, Dial, DialValue, Setting
from rederm.sources import InputError, nearest


def make_setting(device: Device, dials: Mapping[str, DialValue]) -> Setting:
    """The setting with these dials; the others stand at the device's defaults.

    A dial may be named by an alias in another unit (`device.aliases`). Raises InputError for an unknown dial, a wrong type,
    a value that is no number, or one outside the dial's limits.
    """
    chosen: dict[str, DialValue] = {}
    for given, value in dials.items():
        name, factor = device.aliases.get(given, (given, 1.0))
        if name not in device.dials:
            hint = nearest(given, device.dials) or ";"
            raise InputError(f"unknown dial {given!r} for {device.name}{hint} dials: {', '.join(device.dials)}")
        if name in chosen:
            raise InputError(f"{given} and another name of {name} are both given for {device.name}; give one of them")
        if factor != 1.0 and isinstance(value, int | float) and not isinstance(value, bool):
            value = value * factor
        chosen[name] = _checked(device, device.dials[name], value)
    return Setting(device, {name: chosen.get(name, dial.default) for name, dial in device.dials.items()})


def dial_value(text: str) -> DialValue:
    """What `dial=VALUE` says: a number where it reads as one, else the word."""
    try:
        return float(text)
    except ValueError:
        return text.strip()


def show(value: DialValue | None) -> str:
    """A dial's value as a person writes it: 60, 0.25, roller."""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _checked(device: Device, dial: Dial, value: DialValue) -> DialValue:
    unit = "" if dial.unit == "1" else f" {dial.unit}"
    if isinstance(value, str) and unit:  # 20 mJ, where the dial is in mJ
        number = dial_value(value.replace("µ", "u").replace("cm2", "cm^2").removesuffix(dial.unit))
        value = number if isinstance(number, float) else value
    if dial.choices:
        for choice in dial.choices:
            if value == choice and not isinstance(value, bool):
                return choice
        options = ", ".join(show(choice) for choice in dial.choices)
        hint = nearest(value, [str(choice) for choice in dial.choices]) if isinstance(value, str) else ""
        raise InputError(f"{dial.name} = {show(value)} is not a choice of {device.name}{hint or ';'} choices: {options}")
    low, high = dial.limits or (-math.inf, math.inf)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"{dial.name} = {value!r} is not a number; give one from {low:g} to {high:g}{unit} for {device.name}")
    if not low <= value <= high:
        raise InputError(
            f"{dial.name} = {value:g} is outside {low:g}..{high:g}{unit} for {device.name}{_evidence(dial, value)}"
        )
    if dial.whole and value != int(value):
        raise InputError(f"{dial.name} = {value:g} is not a whole number; give {math.floor(value)} or {math.ceil(value)}")
    return float(value)


def _evidence(dial: Dial, value: float) -> str:
    """ "; the highest setting with published use is 90", seen from the side that was missed."""
    ends = [float(end) for published in dial.studied for end in published.values]
    if not ends:
        return f"; try {show(dial.default)}" if dial.default is not None else ""
    high = value > (dial.limits or (0.0, 0.0))[1]
    return f"; the {'highest' if high else 'lowest'} setting with evidence is {max(ends) if high else min(ends):g}"
