"""Pictures of skin, day by day: what is shown, the maps that show it, and the light that makes them a picture."""

from rederm.look.picture.appearance import QUANTILES, UNTREATED, Appearance, SessionMark, appearances
from rederm.look.picture.describe import describe
from rederm.look.picture.light import Light
from rederm.look.picture.maps import Maps
from rederm.look.picture.render import render
from rederm.look.picture.scene import Patch, Scene, Wounding, wounding_of

__all__ = [
    "QUANTILES",
    "UNTREATED",
    "Appearance",
    "Light",
    "Maps",
    "Patch",
    "Scene",
    "SessionMark",
    "Wounding",
    "appearances",
    "describe",
    "render",
    "wounding_of",
]
