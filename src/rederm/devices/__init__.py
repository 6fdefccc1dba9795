"""What is used: one TOML file a device, and settings of its dials."""

from rederm.devices.bench import CAN_BE_TESTED, bench_path, clinic_folder
from rederm.devices.device import (
    FAMILIES,
    OPERATOR_WORDS,
    OPERATORS,
    Device,
    Dial,
    DialValue,
    Never,
    OperatorAbove,
    PublishedUse,
    Setting,
    StudiedRange,
)
from rederm.devices.load import device_names, load_device, parse_device, published_device
from rederm.devices.setting import dial_value, make_setting, show
from rederm.devices.studied import outside_studied, published, studied_range
from rederm.devices.variant import changeable, variant

__all__ = [
    "CAN_BE_TESTED",
    "FAMILIES",
    "OPERATORS",
    "OPERATOR_WORDS",
    "Device",
    "Dial",
    "DialValue",
    "Never",
    "OperatorAbove",
    "PublishedUse",
    "Setting",
    "StudiedRange",
    "bench_path",
    "changeable",
    "clinic_folder",
    "device_names",
    "dial_value",
    "load_device",
    "make_setting",
    "outside_studied",
    "parse_device",
    "published",
    "published_device",
    "show",
    "studied_range",
    "variant",
]
