"""The lights under which skin is photographed; one for a whole series of pictures.

    front             two soft lights before the skin, as a clinical photograph
    raking            one low light from the side: relief stands out
    cross-polarised   the front lights through crossed filters: no reflection of the surface, pigment stands out

A beam gives its share of what falls on a flat surface, the surroundings give the rest, so that flat white paper has mean 1.
"""

from dataclasses import dataclass

import numpy as np

from rederm.sources import InputError, load_table, nearest

NAMES = ("front", "raking", "cross-polarised")
BEAMS = ("key", "fill")


@dataclass(frozen=True)
class Light:
    """beams: (n, 4), unit vector to each light (x right, y down, z to the camera), and its share of the light on flat skin.

    soft: width that the size of the lights adds to a reflection. polarised: crossed filters. casts: low enough for shadows.
    """

    name: str
    beams: np.ndarray
    ambient: float
    soft: float
    polarised: bool
    casts: bool

    @classmethod
    def named(cls, name: str) -> "Light":
        if name not in NAMES:
            raise InputError(f"unknown light {name!r}{nearest(name, NAMES)}; lights: {', '.join(NAMES)}")
        table, beams = load_table("appearance/light"), []
        for beam in BEAMS:
            if f"{name}.{beam}.share" not in table:
                continue
            azimuth = np.deg2rad(table.number(f"{name}.{beam}.azimuth", "deg"))
            height = np.deg2rad(table.number(f"{name}.{beam}.elevation", "deg"))
            flat = np.cos(height)
            share = table.number(f"{name}.{beam}.share", "1")
            beams.append((flat * np.cos(azimuth), -flat * np.sin(azimuth), np.sin(height), share))
        return cls(
            name=name,
            beams=np.asarray(beams),
            ambient=table.number(f"{name}.ambient", "1"),
            soft=table.number(f"{name}.soft", "1"),
            polarised=name == "cross-polarised",
            casts=name == "raking",
        )
