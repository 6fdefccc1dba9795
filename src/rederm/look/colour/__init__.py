"""Colour of skin from its physiology: optics of two layers, colour spaces and measures, and a table for pictures.

own = own_colour(client, "cheek")
ColourTable.of(own).linear(melanin, blood, dermal_melanin)
"""

from rederm.look.colour.cover import COVERS, cover
from rederm.look.colour.difference import ciede2000
from rederm.look.colour.optics import Optics
from rederm.look.colour.own import own_colour
from rederm.look.colour.redness import blood_of_redness
from rederm.look.colour.spaces import erythema_index, ita, ita_class, lab, linear, melanin_index, srgb
from rederm.look.colour.table import ColourTable

__all__ = [
    "COVERS",
    "ColourTable",
    "Optics",
    "blood_of_redness",
    "ciede2000",
    "cover",
    "erythema_index",
    "ita",
    "ita_class",
    "lab",
    "linear",
    "melanin_index",
    "own_colour",
    "srgb",
]
