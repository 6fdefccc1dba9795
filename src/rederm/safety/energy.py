"""What a device works with: light of one wavelength, sparks, a plasma jet, current through needles, or nothing electric."""

from typing import Any

from rederm.devices import Device, Setting
from rederm.sources import sentence

KINDS = {  # by the model that reads the setting
    "fractional": sentence("laser"),
    "full-field": sentence("laser"),
    "scattered": sentence("laser"),
    "plasma": sentence("spark"),
    "flux": sentence("plasma jet"),
    "electrode": sentence("current"),
    "peel": sentence("none"),
    "abrasion": sentence("none"),
    "needle": sentence("none"),
}


def energy_facts(device: Device) -> dict[str, Any]:
    """The kind of energy, and the wavelength where the device has only one."""
    facts: dict[str, Any] = {"energy.kind": KINDS[device.model]}
    if "physics.wavelength" in device.values:
        facts["energy.wavelength_nm"] = 1000 * device.number("physics.wavelength", "um")
    return facts


def chosen_wavelength(setting: Setting) -> dict[str, Any]:
    """The wavelength where it is a dial."""
    chosen = setting.values.get("wavelength_nm")
    return {} if chosen is None else {"energy.wavelength_nm": chosen}
