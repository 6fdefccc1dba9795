"""Colour of light from skin: XYZ, linear sRGB, CIELAB, the individual typology angle, CIEDE2000.

    ITA = atan((L* - 50) / b*)        degrees
    erythema index = 100 (log10 R - log10 G)        melanin index = 100 log10(1 / R)        of linear RGB, 1 = white

Classes of the angle are those of Chardon and Del Bino: very light > 55 > light > 41 > intermediate > 28 > tan > 10 > brown
> -30 > dark; other cuts are in use. Observer 2 degrees, D65. Indices of a camera order skins as narrow-band meters do, on
another scale. Linear RGB and sRGB are 0..1; the last axis holds the three channels.

References: IEC 61966-2-1; CIE 15; Chardon 1991; Del Bino 2013; Sharma 2005.
"""

from typing import Any

import numpy as np

from rederm.look.colour import numerics_colour as n

Array = np.ndarray[Any, Any]
CLASSES = ("dark", "brown", "tan", "intermediate", "light", "very light")
CUTS_DEG = (-30, 10, 28, 41, 55)
_DARKEST = 1e-4


def srgb(linear_rgb: Array) -> Array:
    """Linear RGB -> sRGB, both 0..1."""
    light = np.clip(linear_rgb, 0, 1)
    curved = (1 + n.SRGB_OFFSET) * light ** (1 / n.SRGB_GAMMA) - n.SRGB_OFFSET
    return np.where(light <= n.SRGB_LINEAR_BELOW, n.SRGB_SLOPE * light, curved)


def linear(srgb_rgb: Array) -> Array:
    """SRGB -> linear RGB, both 0..1."""
    code = np.clip(srgb_rgb, 0, 1)
    curved = ((code + n.SRGB_OFFSET) / (1 + n.SRGB_OFFSET)) ** n.SRGB_GAMMA
    return np.where(code <= n.SRGB_SLOPE * n.SRGB_LINEAR_BELOW, code / n.SRGB_SLOPE, curved)


def linear_of_xyz(xyz: Array) -> Array:
    """XYZ under D65 (white has Y = 1) -> linear RGB, not clipped to what a screen shows."""
    return np.asarray(xyz @ n.XYZ_TO_SRGB.T)


def lab_of_xyz(xyz: Array) -> Array:
    """XYZ (white has Y = 1) -> CIELAB under D65."""
    share = np.asarray(xyz) / n.WHITE
    root = np.where(share > n.LAB_BREAK, np.cbrt(share), n.LAB_SLOPE * share + n.LAB_SHIFT)
    x, y, z = root[..., 0], root[..., 1], root[..., 2]
    return np.stack([n.LAB_L * y - n.LAB_L * n.LAB_SHIFT, n.LAB_A * (x - y), n.LAB_B * (y - z)], axis=-1)


def lab(linear_rgb: Array) -> Array:
    """Linear RGB -> CIELAB under D65."""
    return lab_of_xyz(np.asarray(linear_rgb, float) @ np.linalg.inv(n.XYZ_TO_SRGB).T)


def ita(lab_colour: Array) -> Array:
    """Individual typology angle [deg] of CIELAB colours."""
    return np.degrees(np.arctan2(lab_colour[..., 0] - n.LIGHT_MIDDLE, lab_colour[..., 2]))


def ita_class(angle_deg: float) -> str:
    """The class of an angle, by the cuts of Chardon and Del Bino."""
    return CLASSES[int(np.searchsorted(CUTS_DEG, angle_deg))]


def erythema_index(linear_rgb: Array) -> Array:
    """Redness of linear RGB as a camera reads it."""
    light = np.log10(np.maximum(linear_rgb, _DARKEST))
    return np.asarray(100 * (light[..., 0] - light[..., 1]))


def melanin_index(linear_rgb: Array) -> Array:
    """Pigment of linear RGB as a camera reads it."""
    return np.asarray(-100 * np.log10(np.maximum(np.asarray(linear_rgb)[..., 0], _DARKEST)))


def linear_of_lab(lab_colour: Array) -> Array:
    """CIELAB under D65 -> linear RGB, not clipped."""
    y = (np.asarray(lab_colour, float)[..., 0] + n.LAB_L * n.LAB_SHIFT) / n.LAB_L
    roots = np.stack([y + lab_colour[..., 1] / n.LAB_A, y, y - lab_colour[..., 2] / n.LAB_B], axis=-1)
    share = np.where(roots > np.cbrt(n.LAB_BREAK), roots**3, (roots - n.LAB_SHIFT) / n.LAB_SLOPE)
    return linear_of_xyz(share * n.WHITE)
