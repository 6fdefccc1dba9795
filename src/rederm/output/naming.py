"""What a course is called and how it is coloured, whether one device makes it or several ("opus-plasma+tca-peel")."""

from collections.abc import Mapping
from typing import Any

from rederm.devices import Device, load_device
from rederm.output.language import tr, trn
from rederm.sources import listed


def devices_of(name: str) -> list[Device]:
    """The devices that a name joins, in the order of first use."""
    return [load_device(part) for part in name.split("+")]


def title(name: str) -> str:
    """Short title, without what stands in brackets."""
    return tr(listed(tr(device.title).split(" (")[0] for device in devices_of(name)))


def colors(name: str) -> list[str]:
    """The colour of each device."""
    return [device.color for device in devices_of(name)]


def label(entry: Mapping[str, Any]) -> str:
    """Short name of a course: what and how often."""
    return f"{title(entry['device'])} × {entry['sessions']}"


def named(entry: Mapping[str, Any]) -> str:
    """The same in a sentence: Fractional Er:YAG laser, 3 sessions."""
    return trn("{device}, {count} session", "{device}, {count} sessions", entry["sessions"], device=title(entry["device"]))
