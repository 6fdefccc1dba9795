"""What all sessions together leave on the patch on one day, before it is laid over the skin."""

from dataclasses import dataclass

import numpy as np


@dataclass(eq=False)
class Traces:
    """Arrays (h, w), float32, which each session adds to.

    bare: without a living basal layer; wet: of it what is seen moist. young: under new epidermis. lacking: without its
    melanin. flat: share of the fine relief that is gone. lift_um: added height. red, dark: patterns of added blood and
    pigment (their means are taken off). shine: gloss added.
    """

    crust: np.ndarray
    scale: np.ndarray
    wet: np.ndarray
    bare: np.ndarray
    young: np.ndarray
    lacking: np.ndarray
    flat: np.ndarray
    lift_um: np.ndarray
    red: np.ndarray
    dark: np.ndarray
    shine: np.ndarray

    @classmethod
    def none(cls, pixels: int) -> "Traces":
        return cls(*(np.zeros((pixels, pixels), np.float32) for _ in cls.__dataclass_fields__))

    def cover(self, name: str, share: np.ndarray, where: np.ndarray | None = None) -> None:
        """Lay a share over what is there: 1 - (1 - a)(1 - b); on some pixels only (flat places) where they are given."""
        whole = getattr(self, name).reshape(-1)
        if where is None:
            flat = share.reshape(-1)
            whole += flat * (1 - whole)
        else:
            part = whole[where]
            whole[where] = part + share * (1 - part)
