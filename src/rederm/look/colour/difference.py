"""CIEDE2000: how different two colours look, about 1 for what is just seen side by side.

Formula and test pairs: Sharma, Wu & Dalal 2005. Lightness, chroma and hue count alike (all three factors are 1).
"""

from typing import Any

import numpy as np

from rederm.look.colour import numerics_colour as n

Array = np.ndarray[Any, Any]
_HALF_TURN, _TURN = 180, 360


def ciede2000(lab1: Array, lab2: Array) -> Array:
    """Differences of CIELAB colours, channels on the last axis."""
    first, second = np.asarray(lab1, float), np.asarray(lab2, float)
    grey = (np.hypot(first[..., 1], first[..., 2]) + np.hypot(second[..., 1], second[..., 2])) / 2
    stretch = 1 + (1 - _rotation(grey) / 2) / 2
    a1, a2 = first[..., 1] * stretch, second[..., 1] * stretch
    chroma1, chroma2 = np.hypot(a1, first[..., 2]), np.hypot(a2, second[..., 2])
    hue1, hue2 = (np.degrees(np.arctan2(b, a)) % _TURN for a, b in ((a1, first[..., 2]), (a2, second[..., 2])))
    both = chroma1 * chroma2 > 0
    turn = np.where(both, (hue2 - hue1 + _HALF_TURN) % _TURN - _HALF_TURN, 0.0)
    turn = np.where(both & (hue2 - hue1 == _HALF_TURN), _HALF_TURN, turn)
    hue_step = 2 * np.sqrt(chroma1 * chroma2) * np.sin(np.radians(turn) / 2)
    light, chroma = (first[..., 0] + second[..., 0]) / 2, (chroma1 + chroma2) / 2
    far = both & (np.abs(hue1 - hue2) > _HALF_TURN)
    hue = np.where(both, (hue1 + hue2) / 2, hue1 + hue2)
    hue = np.where(far, hue + np.where(hue1 + hue2 < _TURN, _HALF_TURN, -_HALF_TURN), hue)
    shape = 1 + sum(size * np.cos(np.radians(times * hue + shift)) for size, times, shift in n.HUE_TERMS)
    off = (light - n.LIGHT_MIDDLE) ** 2
    of_light = (second[..., 0] - first[..., 0]) / (1 + n.LIGHT_WEIGHT * off / np.sqrt(n.LIGHT_SOFT + off))
    of_chroma = (chroma2 - chroma1) / (1 + n.CHROMA_WEIGHT * chroma)
    of_hue = hue_step / (1 + n.HUE_WEIGHT * chroma * shape)
    angle = n.TURN_SIZE * np.exp(-(((hue - n.TURN_MIDDLE) / n.TURN_WIDTH) ** 2))
    cross = -np.sin(np.radians(2 * angle)) * _rotation(chroma)
    return np.asarray(np.sqrt(of_light**2 + of_chroma**2 + of_hue**2 + cross * of_chroma * of_hue))


def _rotation(chroma: Array) -> Array:
    power = chroma**n.POWER
    return np.asarray(2 * np.sqrt(power / (power + n.PIVOT)))
