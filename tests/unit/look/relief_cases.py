"""Scenes of invented skin without any course, for the tests of relief and light."""

from collections.abc import Sequence

from rederm.look.picture import Appearance, Patch, Scene
from rederm.look.relief import SkinPattern, skin_pattern
from rederm.skin import Client, skin_at

Concern = str | tuple[str, str]


def scene(*concerns: Concern, site: str = "cheek", age: float = 50, fitzpatrick: int = 3) -> Scene:
    """concerns: kinds, or (kind, subtype)."""
    named: Sequence[tuple[str, ...]] = [(each,) if isinstance(each, str) else each for each in concerns or ("wrinkles",)]
    told = [{"site": site, "severity": 3} | dict(zip(("kind", "subtype"), each, strict=False)) for each in named]
    client = Client.model_validate({"age": age, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": told})
    return Scene(client, skin_at(client, site), dict(zip(client.keys(), client.concerns, strict=True)), ())


def drawn(about: Scene, pixels: int = 96, side_mm: float = 12, seed: int = 3) -> SkinPattern:
    return skin_pattern(Patch(pixels, side_mm, seed), about)


def on_grade(about: Scene, grade: float, swelling: float = 0.0) -> Appearance:
    return Appearance(0.0, "median", dict.fromkeys(about.concerns, grade), swelling=swelling)
