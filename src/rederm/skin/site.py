"""The body sites that rederm treats, and the skin of a client at one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rederm.sources import Value

FACE_PARTS = ("forehead", "temple", "periorbital", "nose", "cheek", "upper-lip", "chin")
GROUPS = ("face", "eyelid", "neck-chest", "body")


@dataclass(frozen=True)
class Site:
    """One site of the atlas (data/sites/atlas.toml).

    group: face, eyelid, neck-chest or body: what device ranges and rules are stated for.
    values: stratum_corneum [um], epidermis [um] (without stratum corneum), papillary [um], dermis [um], hair [1/cm^2],
        eccrine [1/cm^2], area [cm^2], healing [1] (speed of closure relative to the face), crust [1] (crust time relative
        to the face), damage_cap [1] (largest injury depth relative to the face that the rules allow).
    """

    name: str
    group: str
    eye_zone: bool
    values: Mapping[str, Value]

    def number(self, key: str, unit: str) -> float:
        return self.values[key].as_unit(unit)


@dataclass(frozen=True)
class Skin:
    """The skin of one client at one site, at its medians: what injury and healing need to know.

    All thicknesses in um, from histology; densities in 1/mm^2. `age_years`, `fitzpatrick`, `sex` as in the client file.
    """

    site: Site
    age_years: float
    sex: str
    fitzpatrick: int
    stratum_corneum_um: float
    epidermis_um: float  # living epidermis, without stratum corneum
    papillary_um: float
    dermis_um: float
    hair_per_mm2: float
    eccrine_per_mm2: float
    healing_factor: float  # closure speed relative to the face
    temperature_C: float

    @property
    def junction_um(self) -> float:
        """Depth of the dermo-epidermal junction below the surface."""
        return self.stratum_corneum_um + self.epidermis_um

    @property
    def thickness_um(self) -> float:
        """Full skin thickness, surface to fat."""
        return self.junction_um + self.dermis_um

    def key(self) -> dict[str, Any]:
        """What a cached lesion depends on."""
        return {
            "stratum_corneum_um": self.stratum_corneum_um,
            "epidermis_um": self.epidermis_um,
            "papillary_um": self.papillary_um,
            "dermis_um": self.dermis_um,
            "temperature_C": self.temperature_C,
        }
