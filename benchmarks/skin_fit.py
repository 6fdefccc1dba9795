"""The optics of every spectrum on its own: seven free figures, by Gauss-Newton on all spectra at once.

Figures are ln or logit, so that none leaves its range, and are held by wide priors, so that what a spectrum does not tell
(blood, oxygen and vessels in dark skin) stays near that of other people. Residuals: ln of reflectance, and L*, a*, b* in units
in which they are seen about alike. Derivatives by differences.
"""

import numpy as np
from skin_spectra import People

from rederm.look.colour.optics import Optics, reflectance
from rederm.look.colour.own import SHARES
from rederm.look.colour.spaces import lab_of_xyz
from rederm.look.colour.spectra import xyz_of_spectrum

NAMES = tuple(Optics.__dataclass_fields__)
LOGIT = np.array([name in SHARES for name in NAMES])
PRIOR = np.array([np.log(0.08), np.log(0.012), 1.0, np.log(50), 0.0, np.log(0.06), np.log(12)])
SPREAD = np.array([1.5, 0.7, 0.8, 0.5, 1.0, 0.6, 0.7])
LIGHT_ERROR, DARK_ERROR, SEEN = 0.02, 0.002, 1 / 3  # of ln reflectance, of reflectance; CIEDE2000 that weighs as much
STEP, FARTHEST = 1e-4, 1.0
ROUNDS = 40


def figures(u: np.ndarray) -> np.ndarray:
    """Ln and logit -> optics."""
    return np.where(LOGIT, 1 / (1 + np.exp(-u)), np.exp(np.minimum(u, 8)))


def misfit(model: np.ndarray, people: People, light: float, seen: float) -> np.ndarray:
    """Residuals of model spectra; light, seen: misfits of ln reflectance and of colour that weigh 1."""
    target = lab_of_xyz(xyz_of_spectrum(people.spectra))
    scale = 1 + 0.045 * np.hypot(target[:, 1], target[:, 2])  # CIE94: chroma is seen less finely where there is more of it
    colour = lab_of_xyz(xyz_of_spectrum(model)) - target
    colour[:, 1:] /= scale[:, None]
    error = np.hypot(light, DARK_ERROR / people.spectra)
    return np.concatenate([(np.log(model) - np.log(people.spectra)) / error, colour / seen], axis=1)


def one_by_one(people: People) -> np.ndarray:
    """Ln or logit of the seven figures of every spectrum, (n, 7)."""
    u = np.tile(PRIOR, (len(people), 1))
    eye = np.eye(len(NAMES))

    def residual(u: np.ndarray) -> np.ndarray:
        return np.concatenate([misfit(reflectance(figures(u)), people, LIGHT_ERROR, SEEN), (u - PRIOR) / SPREAD], axis=1)

    r, damping = residual(u), np.ones(len(people))
    for _ in range(ROUNDS):
        jacobian = np.stack([(residual(u + STEP * one) - r) / STEP for one in eye], axis=-1)
        square = np.einsum("nij,nik->njk", jacobian, jacobian)
        slope = np.einsum("nij,ni->nj", jacobian, r)
        damped = square + damping[:, None, None] * eye * np.einsum("njj->nj", square)[:, None, :]
        tried = u - np.clip(np.linalg.solve(damped, slope[..., None])[..., 0], -FARTHEST, FARTHEST)
        new = residual(tried)
        better = (new**2).sum(axis=1) < (r**2).sum(axis=1)
        u[better], r[better] = tried[better], new[better]
        damping = np.clip(np.where(better, damping / 4, damping * 4), 1e-6, 1e6)
    return u
