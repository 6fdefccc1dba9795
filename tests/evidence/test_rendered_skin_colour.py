"""Rendered pictures of untreated skin have the mean colour that was measured on people of their class.

Printed with `pytest -s`: for each type the group mean of the pictures, the measured mean and its standard deviation.
"""

from functools import cache

import numpy as np
import pytest

from rederm.look.colour import ColourTable, ita_class, lab, linear, own_colour
from rederm.look.picture import Appearance, Light, Maps, Patch, Scene, render
from rederm.look.relief import skin_pattern
from rederm.skin import Client, skin_at
from rederm.sources import DATA, load_table, read_toml

MEASURED = read_toml(DATA / "appearance" / "colour_classes.toml")
PARTS = {"face": ("cheek", "forehead", "chin"), "body": ("hand", "forearm", "neck")}
TYPES = range(1, 7)


@cache
def healthy(fitzpatrick: int, site: str) -> tuple[Client, Patch, Maps]:
    """A healthy client, and the maps of a patch of the skin at a site."""
    concern = {"kind": "wrinkles", "site": site, "severity": 0.0}
    client = Client.model_validate({"age": 40, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": [concern]})
    scene = Scene(client, skin_at(client, site), dict(zip(client.keys(), client.concerns, strict=True)), ())
    patch = Patch(64, 20.0, len(site))
    return client, patch, skin_pattern(patch, scene).maps(Appearance(0.0, "untreated", {"wrinkles": 0.0}))


def pictured(fitzpatrick: int, site: str, light: str) -> np.ndarray:
    """Mean L*, a*, b* of one 8-bit picture."""
    client, patch, maps = healthy(fitzpatrick, site)
    pixels = render(maps, ColourTable.of(own_colour(client, site)), Light.named(light), patch)
    return np.asarray(lab(linear(pixels / 255))).reshape(-1, 3).mean(axis=0)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("light", ["front", "cross-polarised"])
@pytest.mark.parametrize("fitzpatrick", TYPES)
def test_the_group_mean_of_pictures_is_within_one_deviation_of_the_measured_mean(
    fitzpatrick: int, light: str, part: str
) -> None:
    seen = np.mean([pictured(fitzpatrick, site, light) for site in PARTS[part]], axis=0)
    angle = load_table("tissue/instruments").number(f"ita.type_{fitzpatrick}", "deg")
    measured = MEASURED[ita_class(angle)][part]
    print(f"type {fitzpatrick} {part} {light}: {seen.round(1)} measured {measured['mean']} sd {measured['sd']}")
    assert (np.abs(seen - measured["mean"]) < measured["sd"]).all()
