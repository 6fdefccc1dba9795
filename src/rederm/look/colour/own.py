"""Optics of a client's untreated skin from a typology angle, the site and the age.

    u_k(ITA, site, age) = curve_k(ITA) + site_k + slope_k (age - middle) / 10        u: ln or logit of each figure
    melanin is then the one with which the skin has exactly this angle

The angle is the client's measured one, or the middle of the class of the Fitzpatrick type; it is taken to be that of the
treated site. People of one angle, site and age still differ, by about 2 CIEDE2000, and people of one Fitzpatrick type by much
more. Valid from -60 to 62 degrees and 18 to 65 years; beyond, curves stay level and only melanin follows the angle.

References: Lu 2025 (data/appearance/colour_own.toml, docs/methods/colour.md).
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from rederm.look.colour.optics import Optics
from rederm.look.colour.spaces import ita, lab_of_xyz
from rederm.sources import DATA, load_table, read_toml

FITTED = tuple(name for name in Optics.__dataclass_fields__ if name != "melanin")
SHARES = ("oxygenation", "rayleigh")  # fitted as logit, the others as ln
# Site of the atlas -> site of the archive; what was not measured takes the nearest that was, by place and by the sun it sees.
MEASURED_AT: Mapping[str, tuple[str, ...]] = {
    "face": ("cheek", "forehead", "chin"),
    "forehead": ("forehead",),
    "temple": ("forehead", "cheek"),
    "periorbital": ("cheek",),
    "eyelid": ("cheek",),
    "nose": ("nose",),
    "cheek": ("cheek",),
    "upper-lip": ("chin",),
    "chin": ("chin",),
    "ear": ("ear",),
    "neck": ("neck",),
    "decollete": ("neck",),
    "breast": ("inner-arm",),
    "abdomen": ("inner-arm",),
    "back": ("inner-arm",),
    "shoulder": ("outer-arm",),
    "arm": ("inner-arm", "outer-arm"),
    "forearm": ("outer-arm",),
    "hand": ("hand",),
    "hip": ("inner-arm",),
    "buttock": ("inner-arm",),
    "thigh": ("inner-arm",),
    "knee": ("outer-arm",),
    "lower-leg": ("outer-arm",),
}
_DECADE = 10
_HALVINGS = 40
LEAST_LN_MELANIN = -10.0


def own_colour(client: Any, site: Any) -> Optics:
    """Optics of this client's untreated skin at a site (its name, or a site of the atlas)."""
    return optics_at(typology_angle(client), getattr(site, "name", site), client.age)


def typology_angle(client: Any) -> float:
    """The measured angle [deg], or that of the middle of the client's Fitzpatrick type."""
    if client.ita is not None:
        return float(client.ita)
    return load_table("tissue/instruments").number(f"ita.type_{client.fitzpatrick}", "deg")


@cache
def optics_at(angle_deg: float, site: str, age: float) -> Optics:
    """Optics of untreated skin of this angle at a site of the atlas."""
    table = read_own()
    curves, ages = table["curves"], table["age"]
    decades = (float(np.clip(age, ages["first_years"], ages["last_years"])) - ages["middle_years"]) / _DECADE
    found = {"melanin": 1.0}
    for name in FITTED:
        figure = float(np.interp(angle_deg, curves["angle_deg"], curves[name])) + decades * ages[name]
        figure += float(np.mean([table["sites"][at][name] for at in MEASURED_AT[site]]))
        found[name] = float(1 / (1 + np.exp(-figure)) if name in SHARES else np.exp(figure))
    return with_angle(Optics(**found), angle_deg)


@cache
def read_own() -> dict[str, Any]:
    """The fitted curves as they ship."""
    return read_toml(DATA / "appearance" / "colour_own.toml")


def with_angle(skin: Optics, angle_deg: float) -> Optics:
    """The skin with as much melanin as gives it the angle, which falls as melanin rises; none where it is out of reach."""
    low, high = LEAST_LN_MELANIN, 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        tried = replace(skin, melanin=float(np.exp(middle)))
        darker = float(ita(lab_of_xyz(tried.xyz()))) < angle_deg
        low, high = (low, middle) if darker else (middle, high)
    return replace(skin, melanin=float(np.exp((low + high) / 2)))
