"""Scenes and appearances of invented clients, for the tests of pictures and for looking at them.

`scene_of("3 sessions of opus-plasma on face at 60 W", fitzpatrick=4)` -> (scene, {quantile: [appearance of each day]}).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rederm.course import Course
from rederm.look.picture import QUANTILES, UNTREATED, Appearance, Scene, appearances, wounding_of
from rederm.outlook import Outlook, simulate
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
    course = Course.parse(text)
    outlook = simulate(client, course, days=max(1, int(max(days))), draws=draws, also=tuple(days))
    return scene_in(outlook, client, np.unique(np.asarray(days, float)))


def scene_in(outlook: Outlook, client: Client, days: np.ndarray) -> tuple[Scene, Mapping[str, list[Appearance]]]:
    region = next(iter(outlook.regions.values()))
    keys = dict(zip(client.keys(), client.concerns, strict=True))
    scores = outlook.scores_on(days)
    severities = {key: concern.severity for key, concern in keys.items()}
    woundings = tuple(wounding_of(s, i) for s, i in zip(region.sessions, region.injuries, strict=True))
    told = region.told(days)
    found = {name: appearances(told, scores, severities, name) for name in (*QUANTILES, UNTREATED)}
    return Scene(client, region.skin, keys, woundings), found
