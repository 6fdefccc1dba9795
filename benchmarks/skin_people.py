"""The optics of people by who they are: curves over the typology angle, and an amount for each site and for a decade of age.

The colour of a person who is not in the fit follows from angle, site and age. Melanin of each is the one that gives the angle
and is no figure of the fit. Gauss-Newton, derivatives by differences; curves are held straight, the rest near a prior.
"""

import numpy as np
from skin_fit import NAMES, PRIOR, STEP, figures, misfit
from skin_spectra import People

from rederm.look.colour.optics import reflectance
from rederm.look.colour.spaces import ita, lab_of_xyz
from rederm.look.colour.spectra import xyz_of_spectrum

# Figures that a mean spectrum does not tell apart from pigment stay near one value for all people.
LEVEL = np.array([PRIOR[0], np.log(0.012), 1.4, np.log(50), 0.0, np.log(0.06), np.log(10)])
LEVEL_SPREAD = np.array([1.5, 0.09, 0.03, 0.2, 0.3, 0.27, 0.03])
ANGLES = np.array([-60.0, -40, -20, 0, 15, 28, 41, 52, 62])
SITE_NAMES = ("hand", "cheek", "chin", "ear", "forehead", "inner-arm", "neck", "nose", "outer-arm")
MIDDLE_AGE = 30
BEND, SITE_SPREAD, AGE_SPREAD = 0.08, 0.05, 0.02  # priors: change of slope from knot to knot, of sites, of a decade
PERSON_LIGHT, PERSON_SEEN = 0.1, 2.0  # how far people of one angle, site and age differ
ROUNDS, HALVINGS = 14, 22


def design(people: People) -> np.ndarray:
    """Shares of each knot of the angle, the site and the decades beyond middle age, (n, columns)."""
    knots = np.stack([np.interp(people.angle, ANGLES, one) for one in np.eye(len(ANGLES))], axis=1)
    sites = np.stack([people.site == name for name in SITE_NAMES], axis=1).astype(float)
    return np.concatenate([knots, sites, (people.age[:, None] - MIDDLE_AGE) / 10], axis=1)


def with_angles(u: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """The figures with the melanin that gives each its angle."""
    u = u.copy()
    low, high = np.full(len(u), -8.0), np.full(len(u), -0.05)
    for _ in range(HALVINGS):
        u[:, 0] = (low + high) / 2
        darker = ita(lab_of_xyz(xyz_of_spectrum(reflectance(figures(u))))) < angle
        low, high = np.where(darker, low, u[:, 0]), np.where(darker, u[:, 0], high)
    return u


def of_who(people: People, coefficients: np.ndarray) -> np.ndarray:
    """Figures from angle, site and age; coefficients (columns, 6) without melanin."""
    u = np.concatenate([np.full((len(people), 1), LEVEL[0]), design(people) @ coefficients], axis=1)
    return with_angles(u, people.angle)


def _held(count: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Priors of each figure as rows over their spread, and what these should give: bends, sites and age none, knots `LEVEL`."""
    last = len(ANGLES)
    bends = np.zeros((last - 2, count))
    for i in range(last - 2):
        bends[i, i : i + 3] = 1, -2, 1
    spread = np.array([BEND] * (last - 2) + [SITE_SPREAD] * len(SITE_NAMES) + [AGE_SPREAD])
    shapes = np.concatenate([bends, np.eye(count)[last:]]) / spread[:, None]
    rows = [np.concatenate([shapes, np.eye(count)[:last] / own]) for own in LEVEL_SPREAD[1:]]
    none = np.zeros(len(shapes))
    return rows, [np.append(none, np.full(last, level / own)) for level, own in zip(LEVEL[1:], LEVEL_SPREAD[1:], strict=True)]


class _Problem:
    """Residuals of people and priors; every class of the angle weighs alike."""

    def __init__(self, people: People) -> None:
        self.people, self.x = people, design(people)
        self.rows, self.wanted = _held(self.x.shape[1])
        share = np.bincount(people.kind, minlength=6)[people.kind]
        self.weight = np.sqrt(len(people) / (6 * share))[:, None]

    def residual(self, u: np.ndarray) -> np.ndarray:
        return misfit(reflectance(figures(u)), self.people, PERSON_LIGHT, PERSON_SEEN) * self.weight

    def cost(self, u: np.ndarray, c: np.ndarray) -> float:
        held = zip(self.rows, self.wanted, c.T, strict=True)
        return float((self.residual(u) ** 2).sum() + sum(((rows @ each - wanted) ** 2).sum() for rows, wanted, each in held))

    def step(self, u: np.ndarray, c: np.ndarray, damping: float) -> np.ndarray:
        """The damped Gauss-Newton step of the coefficients."""
        columns, kinds = c.shape
        eye = np.eye(len(NAMES))
        r, here = self.residual(u), _angle(u)
        turns = np.stack([_angle(u + STEP * one) - here for one in eye], axis=1)
        along = [one - eye[0] * (turns[:, k] / turns[:, 0])[:, None] for k, one in enumerate(eye) if k]  # the angle stays
        slopes = np.stack([(self.residual(u + STEP * way) - r) / STEP for way in along], axis=-1)
        inner = np.einsum("nij,nik->njk", slopes, slopes)
        gradient = self.x.T @ np.einsum("nij,ni->nj", slopes, r)
        square = np.zeros((columns, kinds, columns, kinds))
        for j in range(kinds):
            for k in range(kinds):
                square[:, j, :, k] = self.x.T @ (inner[:, j, k, None] * self.x)
            square[:, j, :, j] += self.rows[j].T @ self.rows[j]
            gradient[:, j] += self.rows[j].T @ (self.rows[j] @ c[:, j] - self.wanted[j])
        flat = square.reshape(columns * kinds, columns * kinds)
        return np.linalg.solve(flat + damping * np.diag(np.diag(flat)), gradient.ravel()).reshape(columns, kinds)


def by_who(people: People) -> np.ndarray:
    """Coefficients (columns, 6) of the curves, sites and age that tell the spectra best."""
    problem, damping = _Problem(people), 1e-2
    c = np.zeros((problem.x.shape[1], len(NAMES) - 1))
    c[: len(ANGLES)] = LEVEL[1:]
    u = of_who(people, c)
    for _ in range(ROUNDS):
        tried = c - problem.step(u, c, damping)
        new = of_who(people, tried)
        if problem.cost(new, tried) < problem.cost(u, c):
            c, u, damping = tried, new, damping / 4
        else:
            damping *= 8
    return c


def _angle(u: np.ndarray) -> np.ndarray:
    return ita(lab_of_xyz(xyz_of_spectrum(reflectance(figures(u)))))
