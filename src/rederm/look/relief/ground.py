"""What the drawing of a patch starts from: the raster, and whose skin it is at which site."""

from dataclasses import dataclass

import numpy as np

from rederm.look.relief.grid import Grid
from rederm.skin import Skin
from rederm.sources import load_table

SITE_GROUPS = {
    "oily-face": ("forehead", "nose", "chin"),
    "face": ("face", "temple", "cheek", "upper-lip", "ear"),
    "lid": ("periorbital", "eyelid"),
    "neck-chest": ("neck", "decollete", "breast"),
    "trunk": ("abdomen", "back", "shoulder", "hip", "buttock"),
    "limb": ("arm", "forearm", "thigh", "lower-leg"),
    "joint": ("hand", "knee"),
}
GROUP_OF = {site: group for group, sites in SITE_GROUPS.items() for site in sites}


@dataclass(frozen=True)
class Ground:
    grid: Grid
    skin: Skin

    def number(self, key: str, unit: str) -> float:
        return load_table("appearance/relief").number(key, unit)

    def of_site(self, key: str, unit: str) -> float:
        """A number of the group of sites that this one belongs to."""
        return self.number(f"group.{GROUP_OF[self.skin.site.name]}.{key}", unit)

    def of_type(self, key: str) -> float:
        return self.number(f"{key}.type_{self.skin.fitzpatrick}", "1")

    def aged(self, key: str) -> float:
        """1 to the age at which furrows begin to change, then rising by so much a year, by the site's share."""
        years = max(0.0, self.skin.age_years - self.number("age.level", "a"))
        return 1 + years * self.number(f"age.{key}", "1/a") * self.of_site("ageing", "1")

    @property
    def freckled(self) -> float:
        """Share of the freckles of types I and II: halved at III, none beyond."""
        return {1: 1.0, 2: 1.0, 3: 1 / 2}.get(self.skin.fitzpatrick, 0.0)

    @property
    def line_rad(self) -> float:
        """Direction of the lines of this site, counter-clockwise from the right."""
        return float(np.deg2rad(self.number(f"lines.{self.skin.site.name}", "deg")))

    def along(self, stretch: float) -> tuple[np.ndarray, np.ndarray]:
        """Coordinates (along, across) the lines [mm]; what is even in them is drawn out along the lines by the stretch."""
        x, y = self.grid.plane
        cos, sin = np.float32(np.cos(self.line_rad)), np.float32(np.sin(self.line_rad))
        root = np.float32(np.sqrt(stretch))
        return (x * cos - y * sin) / root, (x * sin + y * cos) * root
