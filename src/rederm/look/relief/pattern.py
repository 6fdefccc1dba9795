"""The client's own skin on a patch: drawn once from the seed, then shown at the grades of any day.

    height = fine (1 - smoothed) (1 - stretched swelling) + waves + sum_l amount_l(grade) unit_l (1 - stretched_l swelling)
    pigment = own (1 + sum_l amount_l(grade) unit_l)

Swelling stretches the skin: fine relief is smoothed the most, folds and scars less. Grade 0 is healthy skin of that age.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.look.picture.appearance import Appearance
from rederm.look.picture.maps import Maps
from rederm.look.picture.scene import Patch, Scene
from rederm.look.relief.grid import Grid
from rederm.look.relief.ground import Ground
from rederm.look.relief.healthy import Healthy, healthy
from rederm.look.relief.layer import CHANNELS, Layer
from rederm.look.relief.lines import fine_lines, laxity, texture, wrinkles
from rederm.look.relief.pigment import age_spots, blotchiness, redness
from rederm.look.relief.scars import acne_scars, scars, stretch_marks
from rederm.sources import load_table

PLAIN: Mapping[str, Callable[[Ground, str], list[Layer]]] = {
    "fine-lines": fine_lines,
    "wrinkles": wrinkles,
    "texture": texture,
    "laxity": laxity,
    "age-spots": age_spots,
    "redness": redness,
}
BY_SUBTYPE: Mapping[str, Callable[[Ground, str, str | None], list[Layer]]] = {
    "blotchiness": blotchiness,
    "acne-scars": acne_scars,
    "scars": scars,
    "stretch-marks": stretch_marks,
}


@dataclass(frozen=True, eq=False)
class SkinPattern:
    """own: healthy skin of this client. layers: what each concern adds, by grade."""

    patch: Patch
    own: Healthy
    layers: tuple[Layer, ...]

    def maps(self, appearance: Appearance) -> Maps:
        """The skin at the grades of this day, with its swelling; no marks of treatment."""
        swelling = min(max(appearance.swelling, 0.0), 1.0)
        added: dict[str, Any] = dict.fromkeys(CHANNELS, np.float32(0))
        for layer in self.layers:
            amount = layer.amount(appearance.grades.get(layer.key, 0.0)) * (1 - layer.stretched * swelling)
            if amount:
                added[layer.channel] = added[layer.channel] + np.float32(amount) * layer.unit
        stretched = load_table("appearance/relief").number("natural.stretched", "1") * swelling
        fine = self.own.fine * np.float32(1 - stretched) * np.clip(1 - added["smoothed"], 0, 1)
        least = np.float32(load_table("appearance/relief").number("shape.least_pigment", "1"))
        return Maps.plain(self.patch.pixels).but(
            height_um=fine + self.own.waves + added["height_um"],
            melanin=self.own.melanin * np.maximum(1 + added["melanin"], least),
            blood=self.own.blood * np.maximum(1 + added["blood"], least),
            gloss=self.own.gloss * (1 + added["gloss"]),
        )


def skin_pattern(patch: Patch, scene: Scene) -> SkinPattern:
    """Draw the skin of a scene on a patch, once for a series of pictures."""
    ground = Ground(Grid(patch), scene.skin)
    layers: list[Layer] = []
    for key, concern in scene.concerns.items():
        layers += _drawn(ground, key, concern)
    return SkinPattern(patch, healthy(ground), tuple(layers))


def _drawn(ground: Ground, key: str, concern: Any) -> list[Layer]:
    if concern.kind in PLAIN:
        return PLAIN[concern.kind](ground, key)
    return BY_SUBTYPE[concern.kind](ground, key, concern.subtype)
