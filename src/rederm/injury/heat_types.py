"""What goes into the heat solver and what comes out: one spot heated by a beam, an arc, an electrode or scattered light."""

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Field:
    """Where a volume source leaves its energy: share of it by ring and layer, total 1. Edges start at the axis and the surface.

    Read-only, equal to and hashed as any other field of the same numbers. ValueError where shapes or numbers do not fit.
    """

    radius: np.ndarray  # (nr + 1,) m, edges of the rings, increasing from 0
    depth: np.ndarray  # (nz + 1,) m, edges of the layers, increasing from 0
    share: np.ndarray  # (nz, nr) of the energy of one pulse

    def __post_init__(self) -> None:
        for name in ("radius", "depth", "share"):
            held = np.array(getattr(self, name), float)
            held.flags.writeable = False
            object.__setattr__(self, name, held)
        if self.share.shape != (self.depth.size - 1, self.radius.size - 1):
            raise ValueError(f"share is {self.share.shape}, edges ask for {(self.depth.size - 1, self.radius.size - 1)}")
        for edges in (self.radius, self.depth):
            if edges[0] != 0.0 or not (np.diff(edges) > 0.0).all():
                raise ValueError("edges increase from 0")
        if not (self.share >= 0.0).all() or not np.isclose(self.share.sum(), 1.0):
            raise ValueError(f"shares are not negative and have total 1, not {self.share.sum():g}")

    def _content(self) -> tuple[bytes, ...]:
        return self.radius.tobytes(), self.depth.tobytes(), self.share.tobytes()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())


@dataclass(frozen=True)
class Surface:
    """What takes heat from the surface of skin, during the pulses and after them as well."""

    loss: float  # W/m^2/K
    outside: float  # degC, what it loses to
    before: float = 0.0  # s, cooled so long when the first pulse comes


@dataclass(frozen=True)
class HeatSource:
    """Energy delivered to one spot, SI units. Exactly one of the deposition modes below is used by a device.

    Surface beam or arc root: absorbed by Beer-Lambert from the current floor down, `absorption_wet` (of the whole wet tissue)
    while water is there, `absorption_dry` after it, linear in the water left in between. `diameter` infinite: uniform
    irradiation, a 1-D column; `energy` is then J/m^2.
    joule_share > 0: this share of the energy is Joule heat below an arc root of radius `root_radius`, ~ 1/R^4 outside it;
        the root flux ~ exp(-r^2/a^2) then takes the place of the profile.
    field: a volume source computed elsewhere (scattered light, the current of a needle), as shares by ring and layer; the
        surface beam is then unused.
    """

    energy: float  # J per pulse on the skin (J/m^2 where diameter is infinite)
    pulse: float  # s, on-time of one pulse
    diameter: float  # m, 1/e^2 diameter (gaussian) or full diameter (tophat)
    profile: str = "gaussian"  # gaussian | tophat
    pulses: int = 1
    period: float = 0.0  # s, start to start of repeated pulses
    later_share: float = 1.0  # energy of each pulse after the first, over that of the first
    absorption_wet: float = 0.0  # 1/m
    absorption_dry: float = 0.0  # 1/m
    bleaching: float = math.inf  # J/m^3 of deposited energy that lowers the absorption e-fold
    absorption_floor: float = 0.0  # 1/m, lower bound of the bleached absorption
    joule_share: float = 0.0
    root_radius: float = 0.0  # m
    field: Field | None = None
    sealed: bool = False  # nothing opens the tissue: its steam condenses where it forms, so that no water is lost
    surface: Surface | None = None  # None: room air, with which the skin is at rest at its start temperature

    @property
    def given(self) -> float:
        """Energy [J] of all pulses (J/m^2 where diameter is infinite)."""
        return self.energy * (1.0 + (self.pulses - 1) * self.later_share)


@dataclass(frozen=True)
class Closure:
    """The few fitted terms of ablation (science of the lesion model; `rederm sources posterior/lesion`), one draw of them."""

    useful_share: float  # eta: share of the energy that reaches the tissue
    aspect: float  # a: P(z) = eta P exp(-z / (a D)) along the channel
    wall_share: float  # g: share of what is lost along the way that heats the wall
    returned_share: float  # phi: share of steam heat that comes back into the wall
    returned_length: float  # m, lambda
    returned_time: float  # s, tau of the store
    ablation_temperature: float  # degC
    dry_conductivity: float  # W/m/K
    ejection_share: float  # water share evaporated at which an exposed cell leaves (1: must be dry and hot)
    collagen_shift: float  # added to ln(Omega_collagen) as a shift of its threshold
    rewetted_share: float = 0.0  # of the water that dried tissue lost, back from the body before the next pulse


@dataclass(frozen=True)
class HeatLesion:
    """Geometry of one lesion, SI units: boundary radius (nz,) at each depth (nz,): the outermost place reached, 0 where none.

    For uniform irradiation a radius is inf where the layer is reached. `ablated` <= `collagen` <= `dead` <= `warm` up to
    the resolution of the grid, except that collagen is not bounded by dead when its shift is negative.
    """

    depth: np.ndarray  # m, increasing from 0
    ablated: np.ndarray  # m, void
    collagen: np.ndarray  # m, denatured collagen (Omega_collagen * exp(-shift) >= 1)
    dead: np.ndarray  # m, dead cells (Omega_cell >= 1)
    warm: np.ndarray  # m, heat-shocked, Omega_cell >= 0.01
    ablation_depth: float  # m, on the axis
    ablation_diameter: float  # m, at half depth
    dead_depth: float  # m, deepest dead cell on the axis
    collagen_depth: float  # m
    dry_depth: float  # m, deepest place with half of the water gone
    nerve_area: float  # m^2 of the plane at nerve depth that passed the pain threshold (inf for uniform irradiation)
    energy_in: float  # J
    energy_error: float  # |in - (stored + steam + removed + lost)| / in
