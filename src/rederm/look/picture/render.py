"""Maps of a patch -> a picture: the colour of the skin, the light on its relief, and the reflection of its surface.

    C = c(melanin, blood, ..) E_k(x) + S(x) - S_flat
    E_k = sum_i w_ki (G_i * E)      E(x): light on the relief at x against a flat surface (Lambert, cavity, shadow)
    S: GGX lobe with Smith's shadowing and Schlick's Fresnel, from the relief as it is, unblurred

Light that enters skin leaves it up to millimetres away, red the farthest: E is blurred by the diffusion of each channel, the
reflection of the surface never is. The colours of skin were measured with that reflection included; what a flat surface would
add under this light is therefore taken off, so that the mean colour stays the measured one. Gloss does not depend on melanin.
Crust, scale and wet dermis cover the skin by their share, and change how rough the surface is. Crossed filters: S = S_flat = 0.
Valid seen from straight above, for relief that the raster resolves (slopes to 68 degrees).

References: `rederm sources appearance/light`.
"""

from functools import cache
from typing import Any

import numpy as np

from rederm.look.picture.light import Light
from rederm.look.picture.maps import Maps
from rederm.look.picture.scene import Patch
from rederm.sources import load_table

CHANNELS = ("red", "green", "blue")
TERMS = ("1", "2", "3", "4")
LEAST = 1e-4  # linear light below which nothing is taken out of it


def render(maps: Maps, table: Any, light: Light, patch: Patch) -> np.ndarray:
    """The picture, (pixels, pixels, 3) uint8 sRGB. table: the colours of this client's skin (`rederm.look.colour`)."""
    from rederm.look.picture.numerics_shade import develop

    return np.asarray(develop(exposed(maps, table, light, patch), _curve()))


def exposed(maps: Maps, table: Any, light: Light, patch: Patch) -> np.ndarray:
    """The same as linear sRGB, (pixels, pixels, 3) float32, before the camera presses highlights together."""
    from rederm.look.picture.numerics_shade import reflection, shadows, slopes

    mm = patch.mm_per_pixel
    right, down = slopes(maps.height_um, mm)
    lit = shadows(maps.height_um, mm, light.beams[0]) if light.casts else np.ones_like(maps.height_um)
    colour = covered(table.linear(maps.melanin, maps.blood, maps.dermal_melanin), maps)
    colour *= diffused(irradiance(maps.height_um, right, down, lit, light, mm), mm)
    if light.polarised:
        return colour
    known = load_table("appearance/light")
    film, refraction = known.number("surface.film", "1"), known.number("surface.refraction", "1")
    width = _widened(maps, light.soft)
    gloss = film * maps.gloss * (1 - maps.crust) * (1 - maps.scale) * (1 + known.number("surface.wet_weight", "1") * maps.wet)
    shine = reflection(right, down, light.beams, lit, gloss.astype(np.float32), width, refraction)
    flat = np.zeros((1, 1), np.float32)
    plain = np.float32(np.hypot(known.number("surface.roughness", "1"), light.soft))
    level = reflection(flat, flat, light.beams, flat + 1, flat + np.float32(film), flat + plain, refraction)
    colour += (shine - level[0, 0])[..., None]
    return np.maximum(colour, 0.0, out=colour)


def irradiance(
    height_um: np.ndarray, right: np.ndarray, down: np.ndarray, lit: np.ndarray, light: Light, mm: float
) -> np.ndarray:
    """E: what falls on each point against a flat surface, which has 1."""
    from rederm.look.picture.numerics_blur import blurred
    from rederm.look.picture.numerics_shade import fall

    known = load_table("appearance/light")
    around = blurred(height_um, known.number("cavity.reach", "mm") / mm)
    sunk = np.maximum(around - height_um, 0.0) / np.float32(known.number("cavity.depth", "um"))
    return np.asarray(fall(right, down, light.beams, lit, light.ambient, np.exp(-sunk)))


def diffused(light: np.ndarray, mm: float) -> np.ndarray:
    """E_k (h, w, 3): the light that leaves the skin at each point, by channel."""
    from rederm.look.picture.numerics_blur import mixed

    weights, widths = _diffusion()
    return mixed(light, [width / mm for width in widths], weights)


def covered(colour: np.ndarray, maps: Maps) -> np.ndarray:
    """The colours of bare dermis, then crust, then scale over those of the skin, each by its share.

    Dried tissue lets light through and takes its colour out of it, so that its share counts in optical density; bare dermis and
    scale cover areas too small to be told apart, whose light adds.
    """
    from rederm.look.colour import cover

    for name, share in (("wet", maps.wet), ("crust", maps.crust), ("scale", maps.scale)):
        if not share.any():
            continue
        part, own = share[..., None], cover(name).astype(np.float32)
        if name == "crust":
            through = np.flatnonzero(share)
            flat = np.array(colour, np.float32).reshape(-1, len(CHANNELS))
            flat[through] *= (own / np.maximum(flat[through], LEAST)) ** share.reshape(-1, 1)[through]
            colour = flat.reshape(colour.shape)
        else:
            colour = colour * (1 - part) + own * part
    return np.array(colour, np.float32)


def _widened(maps: Maps, soft: float) -> np.ndarray:
    known = load_table("appearance/light")
    plain, wet, loose = (known.number(f"surface.{name}", "1") for name in ("roughness", "roughness_wet", "roughness_scale"))
    own = plain + (wet - plain) * maps.wet + (loose - plain) * maps.scale
    return np.hypot(own, soft).astype(np.float32)


@cache
def _diffusion() -> tuple[np.ndarray, tuple[float, ...]]:
    """Weights (terms, channels), each channel 1 in sum, and widths [mm]."""
    known = load_table("appearance/light")
    weights = np.asarray([[known.number(f"diffusion.{name}_{term}", "1") for name in CHANNELS] for term in TERMS])
    widths = tuple(known.number(f"diffusion.width_{term}", "mm") for term in TERMS)
    return (weights / weights.sum(axis=0)).astype(np.float32), widths


@cache
def _curve() -> np.ndarray:
    """sRGB of linear values 0..1 in even steps, as bytes."""
    from rederm.look.colour import srgb
    from rederm.look.picture.numerics_shade import GAMMA_STEPS

    values = np.linspace(0.0, 1.0, GAMMA_STEPS)
    return np.rint(np.asarray(srgb(values)) * 255).astype(np.uint8)
