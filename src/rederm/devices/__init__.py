"""What is used: one TOML file a device, and settings of its dials."""

from rederm.devices.device import FAMILIES, OPERATORS, Device, Dial, DialValue, Setting, StudiedRange

__all__ = ["FAMILIES", "OPERATORS", "Device", "Dial", "DialValue", "Setting", "StudiedRange"]
