"""Random walks of photons that enter layered tissue on the axis, at right angles, and where they leave their energy.

    free path      tau = -ln(1 - u) optical lengths, spent layer by layer
    at its end     the share mu_a / (mu_a + mu_s) of the weight stays; the rest turns by Henyey and Greenstein's law
                   cos t = (1 + g^2 - ((1 - g^2) / (1 - g + 2 g u))^2) / (2 g)
    at a face      Fresnel's reflectance of unpolarised light; outer faces split the weight, inner faces choose
    light photons  roulette: a share goes on with the weight of those that stop, so that the mean is kept

Rings are narrow near the axis and rows near the surface: number i ends at R ((i + 1) / n)^2; the last holds what lies beyond.

References: Wang, Jacques & Zheng 1995 (MCML); Henyey & Greenstein 1941; Vigna 2017 (xorshift128+), see docs/methods/light.md.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rederm.injury.numerics_photons import ISOTROPIC, LEAST_WEIGHT, STRAIGHT, SURVIVAL

Floats = NDArray[np.float64]
SPECULAR, DIFFUSE, TRANSMITTED, ROULETTE, EVENTS = range(5)  # places of the tally

_A, _B, _C, _D, _E, _F = (np.uint64(k) for k in (23, 17, 26, 11, 32, 0xFFFFFFFF))
_UNIT = 2.0**-53
_HALF = 2.0**-31


class Stack(NamedTuple):
    """Layers from the surface down, each (layers,), SI; the index of refraction above and beneath them."""

    top: Floats
    bottom: Floats  # the last may be infinite
    absorption: Floats
    scattering: Floats
    anisotropy: Floats
    refraction: Floats  # index of refraction
    outside: float
    beneath: float


@njit(cache=True, nogil=True, inline="always")
def turn(a: np.uint64, b: np.uint64) -> tuple[np.uint64, np.uint64, np.uint64]:
    """Next state of the generator and 64 random bits."""
    a ^= a << _A
    a = a ^ b ^ (a >> _B) ^ (b >> _C)
    return b, a, a + b


@njit(cache=True, nogil=True)
def scatter_seed(seed: int, block: int) -> tuple[np.uint64, np.uint64]:
    """Two well mixed words from a seed and the number of a block (splitmix64)."""
    word = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(block + 1) * np.uint64(0xD1B54A32D192ED03)
    found = np.empty(2, np.uint64)
    for k in range(2):
        word += np.uint64(0x9E3779B97F4A7C15)
        x = word
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        found[k] = x ^ (x >> np.uint64(31))
    return found[0], found[1]


@njit(cache=True, nogil=True)
def fresnel(inner: float, outer: float, cosine: float) -> tuple[float, float]:
    """Reflectance of a face met at this cosine (0..1), and the cosine beyond it."""
    if inner == outer:
        return 0.0, cosine
    sine = inner / outer * np.sqrt(1.0 - cosine * cosine)
    if sine >= 1.0:
        return 1.0, 0.0
    beyond = np.sqrt(1.0 - sine * sine)
    across = (inner * cosine - outer * beyond) / (inner * cosine + outer * beyond)
    along = (inner * beyond - outer * cosine) / (inner * beyond + outer * cosine)
    return (across * across + along * along) / 2, beyond


@njit(cache=True, nogil=True, error_model="numpy")
def walk(photons: int, seed: int, block: int, s: Stack, rim: float, floor: float, absorbed: Floats, tally: Floats) -> None:
    """Trace photons of unit weight; add what they leave to `absorbed` (rows + 1, rings + 1) and to `tally` (5,)."""
    a, b = scatter_seed(seed, block)
    last = s.bottom.size - 1
    rows = absorbed.shape[0] - 1
    rings = absorbed.shape[1] - 1
    down = rows / np.sqrt(floor)
    across = rings / np.sqrt(rim)
    specular = fresnel(s.outside, s.refraction[0], 1.0)[0]
    diffuse = 0.0
    transmitted = 0.0
    gained = 0.0
    events = 0
    for _ in range(photons):
        x = y = z = ux = uy = 0.0
        uz = 1.0
        weight = 1.0 - specular
        layer = 0
        extinction = s.absorption[0] + s.scattering[0]
        kept = s.absorption[0] / extinction
        g = s.anisotropy[0]
        a, b, bits = turn(a, b)
        tau = -np.log(1.0 - (bits >> _D) * _UNIT)
        while True:
            step = tau / extinction
            ahead = z + step * uz
            if ahead < s.top[layer] or ahead > s.bottom[layer]:
                upward = uz < 0.0
                face = s.top[layer] if upward else s.bottom[layer]
                step = (face - z) / uz
                tau -= step * extinction
                x += step * ux
                y += step * uy
                z = face
                beyond = layer - 1 if upward else layer + 1
                if beyond < 0 or beyond > last:
                    outer = s.outside if upward else s.beneath
                    reflected = fresnel(s.refraction[layer], outer, abs(uz))[0]
                    if upward:
                        diffuse += weight * (1.0 - reflected)
                    else:
                        transmitted += weight * (1.0 - reflected)
                    weight *= reflected
                    if weight == 0.0:
                        break
                    uz = -uz
                    continue
                if s.refraction[beyond] != s.refraction[layer]:
                    reflected, cosine = fresnel(s.refraction[layer], s.refraction[beyond], abs(uz))
                    a, b, bits = turn(a, b)
                    if (bits >> _D) * _UNIT < reflected:
                        uz = -uz
                        continue
                    bend = s.refraction[layer] / s.refraction[beyond]
                    ux *= bend
                    uy *= bend
                    uz = -cosine if upward else cosine
                layer = beyond
                extinction = s.absorption[layer] + s.scattering[layer]
                kept = s.absorption[layer] / extinction
                g = s.anisotropy[layer]
                continue
            x += step * ux
            y += step * uy
            z = ahead
            events += 1
            left = weight * kept
            weight -= left
            i = min(int(np.sqrt(np.sqrt(x * x + y * y)) * across), rings)
            j = min(int(np.sqrt(z) * down), rows)
            absorbed[j, i] += left
            if weight < LEAST_WEIGHT:
                a, b, bits = turn(a, b)
                if (bits >> _D) * _UNIT >= SURVIVAL:
                    gained -= weight
                    break
                gained += weight * (1.0 / SURVIVAL - 1.0)
                weight *= 1.0 / SURVIVAL
            a, b, bits = turn(a, b)
            u = (bits >> _D) * _UNIT
            if g < ISOTROPIC:
                cosine = 2.0 * u - 1.0
            else:
                ratio = (1.0 - g * g) / (1.0 - g + 2.0 * g * u)
                cosine = (1.0 + g * g - ratio * ratio) / (2.0 * g)
            sine = np.sqrt(max(1.0 - cosine * cosine, 0.0))
            while True:  # a point in the unit disc gives the azimuth without a sine
                a, b, bits = turn(a, b)
                p = (bits >> _E) * _HALF - 1.0
                q = (bits & _F) * _HALF - 1.0
                square = p * p + q * q
                if 0.0 < square <= 1.0:
                    break
            scale = sine / np.sqrt(square)
            p *= scale
            q *= scale
            if abs(uz) > STRAIGHT:
                ux = p
                uy = q
                uz = cosine if uz > 0.0 else -cosine
            else:
                flat = np.sqrt(1.0 - uz * uz)
                lean = p / flat
                side = q / flat
                vx = lean * ux * uz - side * uy + cosine * ux
                uy = lean * uy * uz + side * ux + cosine * uy
                uz = cosine * uz - p * flat
                ux = vx
            a, b, bits = turn(a, b)
            tau = -np.log(1.0 - (bits >> _D) * _UNIT)
    tally[SPECULAR] += specular * photons
    tally[DIFFUSE] += diffuse
    tally[TRANSMITTED] += transmitted
    tally[ROULETTE] += gained
    tally[EVENTS] += events
