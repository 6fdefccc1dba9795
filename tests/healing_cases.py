"""Clients, skins, sessions and injuries that the tests of healing share."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from rederm.course import Aftercare, Session
from rederm.draws import Draws
from rederm.healing import Healing, heal
from rederm.injury import Injury
from rederm.skin import Skin, skin_of

MEDIAN = Draws.at_median()


def client(age: float = 45, sex: str = "male", fitzpatrick: int = 2, **given: Any) -> Any:
    """A healthy non-smoker; habits, menopause_years, ageing_in_family and diabetes by name."""
    habits = {"smoker": False, "sunscreen": "sometimes", "sun": "moderate", "moisturise": True, "skincare": "none"}
    habits |= {"nutrition": "good"}
    habits |= {key: given.pop(key) for key in tuple(given) if key in habits}
    history = SimpleNamespace(diabetes=given.pop("diabetes", None))
    rest = {"menopause_years": None, "ageing_in_family": "average"} | given
    return SimpleNamespace(age=age, sex=sex, fitzpatrick=fitzpatrick, habits=SimpleNamespace(**habits), history=history, **rest)


def session(day: float = 0, **care: Any) -> Session:
    resolved = {"numbing_minutes": 0.0, "cold_air": False, "contact_cooling": False, "cool_mask": False}
    resolved |= {"moist": True, "sunscreen": "sometimes"}
    return Session(day, SimpleNamespace(), ("cheek",), Aftercare(**(resolved | care)))  # type: ignore[arg-type]


def injury(n: int = 1, layer: bool = False, cold: bool = False, **given: float) -> Injury:
    """An injury by what healing reads; the epidermis is lost where it is open, and lesions do not overlap, unless said."""
    phi, width = given.get("open_share", 0.0), given.get("lesion_width_mm", 0.0)
    values = {
        name: 0.0 for name in Injury.__dataclass_fields__ if name not in ("device", "site", "layer", "cold", "notes", "outline")
    }
    values |= {"epidermal_loss": phi, "coverage": 1.0 if layer and phi else phi}
    values |= {"perimeter_mm": 4 * phi / width if width else 0.0, "energy_balance_error": np.nan}
    values["papillary_mm"] = given.get("coagulated_mm", 0.0) + given.get("ablated_mm", 0.0)
    if layer:
        names = ("ablation_diameter_um", "coagulation_beside_um", "collagen_beside_um", "lesions_per_cm2", "lesion_width_mm")
        values |= dict.fromkeys(names, np.nan)
    values |= given
    return Injury("test", "cheek", layer, cold, **{name: np.full(n, float(value)) for name, value in values.items()})


# class geometry of the outcome trial: what its devices do on the face
SHAPES: dict[str, dict[str, Any]] = {
    "plasma": {"open_share": 0.20, "ablated_mm": 0.002, "coagulated_mm": 0.014, "heated_mm": 0.044, "lesion_width_mm": 0.27}
    | {"ablation_depth_um": 125, "ablation_diameter_um": 180, "duct_depth_mm": 0.14},
    "fractional-co2": {
        "open_share": 0.36,
        "ablated_mm": 0.010,
        "coagulated_mm": 0.035,
        "heated_mm": 0.092,
        "lesion_width_mm": 0.23,
    }
    | {"ablation_depth_um": 200, "ablation_diameter_um": 130, "duct_depth_mm": 0.2},
    "fractional-co2-lid": {
        "open_share": 0.36,
        "ablated_mm": 0.007,
        "coagulated_mm": 0.030,
        "heated_mm": 0.084,
        "lesion_width_mm": 0.23,
    }
    | {"ablation_depth_um": 170, "ablation_diameter_um": 130, "duct_depth_mm": 0.17},
    "nafl-1550": {
        "open_share": 0.26,
        "coagulated_mm": 0.045,
        "heated_mm": 0.111,
        "papillary_mm": 0.036,
        "lesion_width_mm": 0.14,
        "duct_depth_mm": 0.27,
    },
    "rf-pins": {
        "open_share": 0.05,
        "coagulated_mm": 0.004,
        "heated_mm": 0.020,
        "lesion_width_mm": 0.24,
        "ablation_depth_um": 50,
    }
    | {"ablation_diameter_um": 100, "duct_depth_mm": 0.15},
    "needling": {"cold": True, "open_share": 0.01, "lesion_width_mm": 0.08, "column_mm": 0.005},
    "plasma-low": {"layer": True, "open_share": 0.9, "coagulated_mm": 0.032, "heated_mm": 0.045, "duct_depth_mm": 0.035},
    "co2-1": {
        "layer": True,
        "open_share": 1.0,
        "coagulated_mm": 0.075,
        "heated_mm": 0.05,
        "ablation_depth_um": 75,
        "duct_depth_mm": 0.075,
    },
    "co2-2": {
        "layer": True,
        "open_share": 1.0,
        "ablated_mm": 0.025,
        "coagulated_mm": 0.1,
        "heated_mm": 0.08,
        "ablation_depth_um": 100,
    }
    | {"duct_depth_mm": 0.125},
    "co2-3": {
        "layer": True,
        "open_share": 1.0,
        "ablated_mm": 0.075,
        "coagulated_mm": 0.13,
        "heated_mm": 0.1,
        "ablation_depth_um": 150,
    }
    | {"duct_depth_mm": 0.205},
    "eryag": {
        "layer": True,
        "open_share": 1.0,
        "ablated_mm": 0.045,
        "coagulated_mm": 0.03,
        "heated_mm": 0.03,
        "ablation_depth_um": 120,
    }
    | {"duct_depth_mm": 0.075},
    "jessner-tca": {"layer": True, "open_share": 1.0, "coagulated_mm": 0.095, "duct_depth_mm": 0.095},
    "light-peel": {"layer": True, "open_share": 0.03, "epidermal_loss": 0.2},
    "nothing": {},
}


# shares of the bands that the outcome trial gives the same devices: replaced, halo papillary, halo reticular
SHARES: dict[str, tuple[float, float, float]] = {
    "plasma": (0.07, 0.92, 0.26),
    "fractional-co2": (0.20, 1.0, 0.38),
    "fractional-co2-lid": (0.17, 1.0, 0.38),
    "nafl-1550": (0.12, 0.98, 0.68),
    "rf-pins": (0.02, 0.49, 0.12),
    "needling": (0.0, 0.71, 0.51),
    "plasma-low": (0.14, 0.90, 0.20),
    "co2-1": (0.33, 1.0, 0.26),
    "co2-2": (0.56, 1.0, 0.32),
    "co2-3": (0.91, 1.0, 0.41),
    "eryag": (0.33, 1.0, 0.26),
    "jessner-tca": (0.42, 1.0, 0.29),
}
for _name, _values in SHARES.items():
    SHAPES[_name] |= dict(zip(("replaced_papillary", "halo_papillary", "halo_reticular"), _values, strict=True))


def shape(name: str, n: int = 1, times: float = 1.0) -> Injury:
    """One of SHAPES; `times` scales its shares and volumes."""
    given = dict(SHAPES[name])
    flags = {key: given.pop(key) for key in ("layer", "cold") if key in given}
    scaled = {
        key: value * times if key.endswith("_mm") and key not in ("lesion_width_mm", "duct_depth_mm") else value
        for key, value in given.items()
    }
    for key in ("open_share", "replaced_papillary", "halo_papillary", "halo_reticular"):
        if key in scaled:
            scaled[key] = min(scaled[key] * times, 1.0)
    return injury(n, **flags, **scaled)


def face(age: float = 45, site: str = "cheek") -> Skin:
    return skin_of(site, age, "male", 2)


def grid(end: float) -> np.ndarray:
    return np.unique(np.concatenate([np.arange(0, min(end, 90) + 1), np.arange(97, end + 1, 7), [end]])).astype(float)


def healed(
    *names: str | Injury,
    days: np.ndarray | float = 365,
    at: tuple[float, ...] | None = None,
    who: Any = None,
    site: str = "cheek",
    draws: Draws = MEDIAN,
    **care: Any,
) -> Healing:
    """Heal these injuries, 28 days apart unless said."""
    when = at or tuple(28.0 * k for k in range(len(names)))
    injuries = [shape(name, draws.n) if isinstance(name, str) else name for name in names]
    person = who or client()
    skin = skin_of(site, person.age, person.sex, person.fitzpatrick)
    return heal(
        injuries,
        [session(day, **care) for day in when],
        skin,
        person,
        draws,
        days if isinstance(days, np.ndarray) else grid(days),
    )
