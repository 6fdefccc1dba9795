"""Every device keeps one colour that stays apart from the others for colour-blind eyes (Machado 2009, full severity)."""

from itertools import combinations

import numpy as np
import pytest

from rederm.devices import device_names, load_device

VISION = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(hexadecimal: str, vision: str) -> np.ndarray:
    """CIE L*a*b* of an sRGB colour as this eye sees it."""
    rgb = np.array([int(hexadecimal[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(np.array(VISION[vision]) @ linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", VISION)
def test_colours_stay_apart(vision):
    colours = {name: lab(load_device(name).color, vision) for name in device_names()}
    nearest = min((float(np.linalg.norm(colours[a] - colours[b])), a, b) for a, b in combinations(colours, 2))
    assert nearest[0] > 15, nearest


def test_colours_are_darker_than_the_white_ground():
    assert max(lab(load_device(name).color, "normal")[0] for name in device_names()) < 85
