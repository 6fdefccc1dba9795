"""What a renderer needs of a patch, pixel by pixel: relief, pigments, and what lies on top."""

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True, eq=False)
class Maps:
    """Arrays (pixels, pixels), float32. 1 in melanin and blood is this client's own skin at the site, untreated.

    height_um: above the mean plane, up is positive, without the curvature of the body.
    melanin, blood: of the epidermis and the papillary dermis, times the client's own.
    dermal_melanin: as the healing state, 0 where there is none.
    crust: share of the light that dark debris takes (dried, coagulated tissue), 0..1.
    scale: share covered by loose white scale, peeling sheets or frost, 0..1.
    wet: share that is bare and moist (open wound, ooze, ointment), 0..1.
    gloss: weight of the specular reflection, 1 as on average skin; the oil of the site is in it.
    """

    height_um: np.ndarray
    melanin: np.ndarray
    blood: np.ndarray
    dermal_melanin: np.ndarray
    crust: np.ndarray
    scale: np.ndarray
    wet: np.ndarray
    gloss: np.ndarray

    @classmethod
    def plain(cls, pixels: int) -> "Maps":
        """Flat skin of one colour: the client's own."""

        def full(value: float) -> np.ndarray:
            return np.full((pixels, pixels), value, np.float32)

        return cls(full(0.0), full(1.0), full(1.0), full(0.0), full(0.0), full(0.0), full(0.0), full(1.0))

    def but(self, **maps: np.ndarray) -> "Maps":
        """The same with some maps in place of its own."""
        return replace(self, **{name: np.asarray(value, np.float32) for name, value in maps.items()})
