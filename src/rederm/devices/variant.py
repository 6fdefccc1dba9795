"""A device that does not exist: a published one with other physical properties, so that an engineer can ask what it would do.

The stated properties are taken as exact. Nobody has been treated with such a device, so the variant has no published use: its
dials keep their limits, and every outlook of it is widened as that of any use that no study has seen.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from rederm.devices.device import Device
from rederm.sources import InputError, Value, nearest

PHYSICS = "physics."


def variant(device: Device, properties: Mapping[str, float]) -> Device:
    """The device with these properties, {"physics.NAME": number in the unit of the device file}.

    Raises InputError for a property that the device does not have, one that is a definition, or a number that it cannot take.
    """
    if not properties:
        return device
    return replace(
        device,
        values={**device.values, **{name: _exact(device, name, number) for name, number in properties.items()}},
        dials={name: replace(dial, studied=()) for name, dial in device.dials.items()},
        used=(),
    )


def changeable(device: Device) -> list[str]:
    """The properties of a device that a variant may have otherwise."""
    return [name for name, value in device.values.items() if name.startswith(PHYSICS) and value.method != "defined"]


def _exact(device: Device, name: str, number: float) -> Value:
    known = changeable(device)
    if name not in known:
        if name in device.values and name.startswith(PHYSICS):
            raise InputError(f"{name} of {device.name} is a definition and stays; properties: {', '.join(known)}")
        raise InputError(f"{device.name} has no property {name!r}{nearest(name, known) or ';'} properties: {', '.join(known)}")
    value = device.values[name]
    least, most = (0.0, 1.0) if value.distribution == "logit-normal" else (0.0, math.inf)
    given_well = isinstance(number, int | float) and not isinstance(number, bool) and least < number < most
    if not given_well:
        wanted = "a number between 0 and 1" if most == 1.0 else "a number above 0"
        raise InputError(
            f"{name} = {number!r} of {device.name} is not {wanted} ({value.unit}); the device file has {value.value:g}"
        )
    return replace(value, value=float(number), low=None, high=None, distribution="normal", method="assumed")
