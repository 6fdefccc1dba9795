"""One call for every device: the model that a device file names turns a setting into an injury.

A model's module is imported when it is first asked for, so that peels do not load the heat solver. The error of the laws that
follow is drawn here, by what was done: whoever reads an `Injury` knows no device.
"""

from dataclasses import replace
from importlib import import_module

from rederm.devices import Setting
from rederm.draws import Draws
from rederm.injury.result import Injury
from rederm.skin import Skin

MODELS = {
    "plasma": ("plasma", "injure_plasma"),
    "flux": ("plasma", "injure_flux"),
    "electrode": ("electrode", "injure_electrode"),
    "fractional": ("light", "injure_fractional"),
    "scattered": ("scattered", "injure_scattered"),
    "full-field": ("full_field", "injure_full_field"),
    "peel": ("peel", "injure_peel"),
    "abrasion": ("abrasion", "injure_abrasion"),
    "needle": ("needle", "injure_needle"),
}


HEATING = ("plasma", "flux", "electrode", "fractional", "scattered", "full-field")  # models that cooling of the surface enters


def injure(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """What one session at this setting does to this skin; every array of the result has shape (draws.n,).

    cooling: what cools the surface meanwhile, "cold air", "contact cooling" or "cryogen"; else room air does.
    """
    model = setting.device.model
    module, function = MODELS[model]
    extra = (cooling,) if model in HEATING else ()
    injury: Injury = getattr(import_module(f"rederm.injury.{module}"), function)(setting, skin, draws, *extra)
    return replace(injury, model_error=draws.normal(f"outcome.arm.{setting.device.name}"))
