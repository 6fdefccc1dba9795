"""Light in layered skin: the response to a pencil of light by Monte Carlo, widened to the beam that falls on the skin.

    response   share of the energy absorbed by layer z and distance r' from the pencil, of photons walked at random
    beam       share(z, ring) = sum over r' of response(z, r') P(ring | r'),   P: where light ends that went r' aside
        gaussian   r^2 / (w/2)^2 is chi-square with two degrees of freedom, displaced by r'^2 / (w/2)^2;   w = diameter / 2
        top hat    area that circles of radius r and w share, r' apart, over pi w^2

Layers are flat and alike in every direction, so that one response serves every beam, and every photon every place under it.
Light falls at right angles. Photons are traced in a fixed number of blocks, each with its own stream: the same seed gives the
same bytes at any number of workers. Roulette keeps the energy in the mean; what it gained is told.

References: Wang, Jacques & Zheng 1995 (MCML), docs/methods/light.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rederm.draws import spread
from rederm.injury.heat_grid import faces
from rederm.injury.heat_types import Field
from rederm.injury.numerics_photons import BEAM_RADII, BEYOND, BLOCKS, PHOTONS, RINGS, RINGS_PER_BEAM, ROWS
from rederm.injury.photon_kernel import Stack, walk

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Medium:
    """Flat layers from the surface down, one number a layer; `bottom` increases, the last may be infinite. SI units."""

    bottom: tuple[float, ...]  # m
    absorption: tuple[float, ...]  # 1/m
    scattering: tuple[float, ...]  # 1/m
    anisotropy: tuple[float, ...]  # mean cosine of a turn, 0..1
    index: tuple[float, ...]  # of refraction
    outside: float = 1.0  # index above the surface
    beneath: float = 1.0  # index below the last layer, where it ends


@dataclass(frozen=True)
class Response:
    """Where the light of a pencil at the axis ends, shares of what falls on the skin. The last ring and row hold all beyond."""

    radius: Floats  # (nr + 1,) m
    depth: Floats  # (nz + 1,) m
    absorbed: Floats  # (nz, nr)
    specular: float  # thrown back by the surface itself
    diffuse: float  # comes back out of the skin
    transmitted: float  # leaves below the last layer
    gained: float  # by roulette: absorbed + specular + diffuse + transmitted - gained = 1
    events: float  # scatterings of a photon


def trace(
    media: Sequence[Medium], reach: Sequence[tuple[float, float]], photons: int = PHOTONS, seed: int = 0
) -> list[Response]:
    """Responses of media, each scored within its reach (radius, depth) [m], `photons` walked for each."""
    each = -(-photons // BLOCKS)

    def block(item: tuple[int, int]) -> tuple[Floats, Floats]:
        k, part = item
        absorbed, tally = np.zeros((ROWS + 1, RINGS + 1)), np.zeros(5)
        walk(each, seed, part, _stack(media[k]), *reach[k], absorbed, tally)
        return absorbed, tally

    found = spread(block, [(k, part) for k in range(len(media)) for part in range(BLOCKS)])
    responses = []
    for k, (rim, floor) in enumerate(reach):
        parts = found[k * BLOCKS : (k + 1) * BLOCKS]
        tally = np.sum([part[1] for part in parts], axis=0) / (each * BLOCKS)
        responses.append(
            Response(
                np.append(rim * (np.arange(RINGS + 1) / RINGS) ** 2, BEYOND * rim),
                np.append(floor * (np.arange(ROWS + 1) / ROWS) ** 2, BEYOND * floor),
                np.sum([part[0] for part in parts], axis=0) / (each * BLOCKS),
                *(float(share) for share in tally),
            )
        )
    return responses


def _stack(medium: Medium) -> Stack:
    """The layers of a medium as the kernel takes them."""
    bottom = np.array(medium.bottom, float)
    return Stack(
        top=np.append(0.0, bottom[:-1]),
        bottom=bottom,
        absorption=np.array(medium.absorption, float),
        scattering=np.array(medium.scattering, float),
        anisotropy=np.array(medium.anisotropy, float),
        refraction=np.array(medium.index, float),
        outside=medium.outside,
        beneath=medium.beneath,
    )


def widen(response: Response, diameter: float, profile: str = "gaussian") -> tuple[Field, float]:
    """Field of a beam of this 1/e^2 (gaussian) or full (tophat) diameter [m], and the share of its energy that is absorbed."""
    edges, ring = _rings(response.radius.tobytes(), diameter / 2, profile)
    share = np.einsum("zp,rp->zr", response.absorbed, ring)  # small: library threads would cost more than they save
    total = float(share.sum())
    return Field(edges, response.depth, share / total), total


@lru_cache(maxsize=256)
def _rings(radius: bytes, beam: float, profile: str) -> tuple[Floats, Floats]:
    """Faces of the rings of a beam, and of the light that a pencil leaves in each ring of a response with these radii the share
    that the beam leaves in each of its own. The energy plays no part, so that a plan asks for few of them."""
    radii = np.frombuffer(radius)
    edges = faces(beam / RINGS_PER_BEAM, 0.0, BEAM_RADII * beam, radii[-2] + BEAM_RADII * beam)
    places = np.sqrt((radii[1:] ** 2 + radii[:-1] ** 2) / 2)
    within = (_gaussian if profile == "gaussian" else _tophat)(edges[1:-1], places, beam)
    return edges, np.diff(within, axis=0, prepend=0.0, append=1.0)


def _gaussian(radius: Floats, place: Floats, beam: float) -> Floats:
    """(radii, places): chance to lie within `radius` of the axis for light that ends `place` beside where it fell."""
    from scipy.special import chndtr

    inside: Floats = chndtr((2 * radius[:, None] / beam) ** 2, 2.0, (2 * place[None, :] / beam) ** 2)
    return inside


def _tophat(radius: Floats, place: Floats, beam: float) -> Floats:
    """As `_gaussian`, of a beam that is even within its radius."""
    r, d = radius[:, None], np.maximum(place[None, :], beam * np.finfo(float).eps)
    first = np.clip((d**2 + r**2 - beam**2) / (2 * d * r), -1.0, 1.0)
    second = np.clip((d**2 + beam**2 - r**2) / (2 * d * beam), -1.0, 1.0)
    kite = np.sqrt(np.maximum((d + r - beam) * (d - r + beam) * (r + beam - d) * (d + r + beam), 0.0)) / 2
    shared = r**2 * np.arccos(first) + beam**2 * np.arccos(second) - kite
    inside: Floats = np.clip(shared / (math.pi * beam**2), 0.0, 1.0)
    return inside
