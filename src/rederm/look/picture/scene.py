"""What a series of pictures is of: a client's skin at one site, what troubles it there, and what each session does to it.

Light, camera, patch and seed are one for all pictures of a series, so that only what healing changes is seen to change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course import Session
from rederm.injury import Injury
from rederm.skin import Skin


@dataclass(frozen=True)
class Patch:
    """A square of skin, seen from above. seed: whose skin it is; the same seed is the same skin on every day."""

    pixels: int
    side_mm: float
    seed: int

    @property
    def mm_per_pixel(self) -> float:
        return self.side_mm / self.pixels

    @property
    def axis_mm(self) -> np.ndarray:
        """Centres of the pixels along a side, (pixels,), mm from its edge."""
        return (np.arange(self.pixels) + 1 / 2) * self.mm_per_pixel


@dataclass(frozen=True)
class Wounding:
    """What one session does, at the median of its draws: where its lesions stand and how they look is drawn from this.

    values: chosen values of the dials. hole_mm, dead_mm, hot_mm: width of the hole, of the dead zone with the hole, and of
    what was heated but lives (NaN or 0 for a layer or where there is none). bare_mm: width of the spot without a living
    basal layer. per_mm2: lesions after all passes. coverage: share of the junction ablated or dead. depth_mm: of the hole.
    """

    day: float
    device: str
    family: str  # of the device: light, plasma, peel, ..
    values: Mapping[str, Any]
    layer: bool
    cold: bool
    hole_mm: float
    dead_mm: float
    hot_mm: float
    bare_mm: float
    depth_mm: float
    necrosis_mm: float
    per_mm2: float
    coverage: float
    open_share: float
    epidermal_loss: float


@dataclass(frozen=True)
class Scene:
    """concerns: those of the client file that lie on the site, by key; the grade of each on a day is in `Appearance`."""

    client: Any
    skin: Skin
    concerns: Mapping[str, Any]
    woundings: tuple[Wounding, ...]

    @property
    def site(self) -> str:
        return self.skin.site.name


def wounding_of(session: Session, injury: Injury) -> Wounding:
    """The median injury of a session, as a picture needs it."""

    def middle(values: np.ndarray) -> float:
        return float(np.nanmedian(values)) if np.isfinite(values).any() else float("nan")

    hole, beside = middle(injury.ablation_diameter_um) / 1000, middle(injury.coagulation_beside_um) / 1000
    outline = injury.outline
    warm = 0.0 if outline is None or injury.layer else 2 * float(np.max(outline.warm_um)) / 1000
    return Wounding(
        day=float(session.day),
        device=session.setting.device.name,
        family=session.setting.device.family,
        values={name: value for name, value in session.setting.values.items() if value is not None},
        layer=injury.layer,
        cold=injury.cold,
        hole_mm=hole,
        dead_mm=hole + 2 * beside,
        hot_mm=warm,
        bare_mm=middle(injury.lesion_width_mm),
        depth_mm=middle(injury.ablation_depth_um) / 1000,
        necrosis_mm=middle(injury.necrosis_depth_um) / 1000,
        per_mm2=middle(injury.lesions_per_cm2) / 100,
        coverage=middle(injury.coverage),
        open_share=middle(injury.open_share),
        epidermal_loss=middle(injury.epidermal_loss),
    )
