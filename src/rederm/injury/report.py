"""The injury of one setting, told as bands: what `rederm lesion` answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.devices import DialValue, Setting, load_device, make_setting, outside_studied
from rederm.draws import Draws, band
from rederm.injury.cooling import COOLERS
from rederm.injury.dispatch import injure
from rederm.injury.result import Injury
from rederm.skin import Skin, skin_of
from rederm.sources import InputError, nearest

BANDS = (
    "ablation_depth_um",
    "ablation_diameter_um",
    "coagulation_below_um",
    "coagulation_beside_um",
    "collagen_below_um",
    "collagen_beside_um",
    "necrosis_depth_um",
    "removed_depth_um",
    "lesions_per_cm2",
    "coverage",
)
NONE = "none"
DEFAULT_AGE = 45  # years: the middle of those who are treated
UNITS = dict.fromkeys(BANDS, "um") | {"lesions_per_cm2": "1/cm^2", "coverage": "1"}


@dataclass(frozen=True)
class LesionReport:
    """One setting in one skin, and its injury over the draws."""

    setting: Setting
    skin: Skin
    injury: Injury
    warnings: tuple[str, ...]
    draws: int
    seed: int
    cooling: str = NONE

    def to_json(self) -> dict[str, Any]:
        """Bands of 90 %; None where a quantity does not apply (a layer has no diameter, a peel no energy)."""
        errors = self.injury.energy_balance_error
        samples = {name: getattr(self.injury, name) for name in BANDS}
        return {
            "schema": "rederm.lesion/1",
            "device": self.setting.device.name,
            "site": self.skin.site.name,
            "age": self.skin.age_years,
            "setting": dict(self.setting.values),
            "cooling": self.cooling,
            **{name: None if np.isnan(values).all() else band(values) for name, values in samples.items()},
            "energy_balance_error": None if np.isnan(errors).all() else float(np.nanmax(errors)),
            "units": dict(UNITS),
            "notes": list(self.injury.notes),
            "warnings": list(self.warnings),
            "draws": self.draws,
            "seed": self.seed,
        }


def lesion_report(
    device: str,
    dials: Mapping[str, DialValue],
    *,
    site: str = "cheek",
    age: float = DEFAULT_AGE,
    draws: int = 100,
    seed: int = 0,
    cooling: str = NONE,
) -> LesionReport:
    """Simulate one setting of a device, by name, in the skin of a woman of this age and type III.

    cooling: "none" (room air, as most published sections were made), "cold air", "contact cooling" or "cryogen".
    Raises InputError for an unknown device, dial, site or cooling and for a value outside the limits.
    """
    if cooling not in (NONE, *COOLERS):
        raise InputError(f"unknown cooling {cooling!r}{nearest(cooling, COOLERS) or ';'} allowed: none, {', '.join(COOLERS)}")
    setting = make_setting(load_device(device), dials)
    skin = skin_of(site, age)
    injury = injure(setting, skin, Draws(draws, seed), cooling)
    never = setting.refused_on(skin.site.group)
    outside = [*([never] if never else []), *outside_studied(setting, skin.site.group, skin.fitzpatrick)]
    return LesionReport(setting, skin, injury, tuple(outside), draws, seed, cooling)
