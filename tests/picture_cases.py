"""Scenes and appearances of invented clients, for the tests of pictures and for looking at them.

`scene_of("3 sessions of opus-plasma on face at 60 W", fitzpatrick=4)` -> (scene, {quantile: [appearance of each day]}).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.course import Course
from rederm.look.picture import Appearance, Scene
from rederm.outlook import pictured, simulate
from rederm.skin import Client

DAYS = (0.0, 0.05, 1.0, 3.0, 7.0, 14.0, 30.0, 90.0, 180.0)


def person(fitzpatrick: int = 3, age: float = 50, site: str = "cheek", **kinds: float) -> Client:
    """A client with a concern of each kind named, underscores for hyphens, at that severity."""
    found = {kind.replace("_", "-"): severity for kind, severity in (kinds or {"wrinkles": 3.0}).items()}
    concerns = [{"kind": kind, "site": site, "severity": severity} for kind, severity in found.items()]
    return Client.model_validate({"age": age, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": concerns})


def scene_of(
    text: str, days: Sequence[float] = DAYS, draws: int = 40, **about: Any
) -> tuple[Scene, Mapping[str, list[Appearance]]]:
    client = person(**about)
    outlook = simulate(client, Course.parse(text), days=max(1, int(max(days))), draws=draws, also=tuple(days))
    return pictured(outlook, client.concerns[0].site, days)
