"""The hazard of a course at points of a fit: `look.gain` and `look.spread`, on many arms at once.

    D   H = H1 n^gamma,   n = sum_k ready_k K(t - t_k) s
    V   H = sum_k [w_rep R_k + m (w_p d_pk + w_r d_rk)] ready_k K(t - t_k) s
    ln H += texture, stretch marks, lid, body

R = -ln(1 - 0.95 replaced) and s the synthesis of the typical person. A mean number of sessions, such as 2.44, counts the last
session in part. "alike" is the null model: H1 is one number a concern, whatever was done.
A point holds numbers, or arrays (points,) of them: then the arms come at every point at once, in front.
A test holds this law equal to the one that the product runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rederm.evidence.doses import LENGTHS_MM, Doses
from rederm.evidence.observations import Observation
from rederm.healing.remodelling import readiness
from rederm.look import FAMILY
from rederm.sources import load_table

FAMILIES = ("wrinkles", "scars", "laxity")
STRUCTURES = ("d", "v", "alike")
FLOOR = 1e-4  # hazard of no injury at all, so that its ln is finite
HALF_YEAR = 180.0
Point = Mapping[str, "float | np.ndarray"]  # local names of outcome_terms.py


@dataclass(frozen=True)
class Courses:
    """When and how often each arm was treated, arrays (arms, sessions), and what concern was scored, (arms,)."""

    family: np.ndarray
    texture: np.ndarray
    marks: np.ndarray
    counts: np.ndarray  # 1 for a session that all had, a part for the last of a mean number, 0 beyond
    ready: np.ndarray
    since: np.ndarray  # days from the session to the day of scoring

    def on(self, day: float) -> "Courses":
        """The same courses, scored on another day after their last sessions."""
        last = np.min(np.where(self.counts > 0.0, self.since, np.inf), axis=1)
        return Courses(self.family, self.texture, self.marks, self.counts, self.ready, self.since - last[:, None] + day)

    def rows(self, keep: np.ndarray) -> "Courses":
        return Courses(*(getattr(self, name)[keep] for name in ("family", "texture", "marks", "counts", "ready", "since")))


def courses_of(observations: Sequence[Observation], doses: Doses) -> Courses:
    """The courses of these observations; `doses` for how much one session tires the skin for the next."""
    most = max(int(np.ceil(o.sessions)) for o in observations)
    counts, ready, since = (np.zeros((len(observations), most)) for _ in range(3))
    presence = np.median(doses.presence, axis=1)
    for row, o in enumerate(observations):
        k, interval = int(np.ceil(o.sessions)), float(o.detail["interval_days"])
        days = [place * interval for place in range(k)]
        counts[row, :k] = np.clip(o.sessions - np.arange(k), 0.0, 1.0)
        ready[row, :k] = np.concatenate(readiness(days, [presence[row : row + 1]] * k))
        since[row, :k] = float(o.detail["day"]) + days[-1] - np.array(days)
    kinds = [o.detail["concern"] for o in observations]
    family = np.array([FAMILIES.index(FAMILY[kind]) for kind in kinds])
    texture, marks = (np.array([kind == word for kind in kinds]) for word in ("texture", "stretch-marks"))
    return Courses(family, texture, marks, counts, ready, since)


def log_hazard(structure: str, t: Point, doses: Doses, courses: Courses) -> np.ndarray:
    """ln H of every arm, (arms, draws of the doses); (points, arms, draws) at an array of points."""
    reached = courses.counts * courses.ready * _kernel(courses.since, t) * doses.synthesis[:, None]
    hazard = _union(t, doses, courses, reached) if structure == "v" else _power(structure, t, doses, courses, reached)
    where = {"con_T": courses.texture, "con_X": courses.marks, "site_lid": doses.lid, "site_body": doses.body}
    offset = sum((beside(t[name], 2) * there[:, None] for name, there in where.items()), np.zeros(1))
    return np.asarray(np.log(hazard + FLOOR) + offset)


def beside(number: "float | np.ndarray", axes: int) -> np.ndarray:
    """A number, or an array of points (points,), with so many axes of arms behind it."""
    return np.asarray(number)[(..., *(None,) * axes)]


def _kernel(since: np.ndarray, t: Point) -> np.ndarray:
    rise, loss = beside(t["tau_rise"], 2), beside(t["tau_loss"], 2)
    norm = -np.expm1(-HALF_YEAR / rise) * np.exp(-HALF_YEAR / loss)
    x = np.maximum(since, 0.0)
    return np.asarray(-np.expm1(-x / rise) * np.exp(-x / loss) / norm)


def session_parts(t: Point, doses: Doses, courses: Courses) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hazard of one session by replacement, by the papillary and by the reticular halo, as `log_hazard`."""
    rep, papillary, reticular = (_of_family(t, name, courses) for name in ("w_rep", "w_p", "w_r"))
    force = np.where(doses.cold, beside(t["m_mech"], 1), 1.0)[..., None]
    cap = load_table("posterior/outcome").number("replaced_cap", "1")
    replaced = np.where(doses.cold[:, None], 0.0, -np.log1p(-cap * doses.replaced))
    halo_papillary, halo_reticular = halos(t, doses)
    return rep * replaced, force * papillary * halo_papillary, force * reticular * halo_reticular


def halos(t: Point, doses: Doses) -> tuple[np.ndarray, np.ndarray]:
    """Stimulated shares of both bands at the halo length of the point: between the lengths of the table, linear in its ln."""
    grid = np.log(LENGTHS_MM)
    place = np.interp(np.log(t["halo"]), grid, np.arange(grid.size))
    weight = np.clip(1 - np.abs(np.asarray(place)[..., None] - np.arange(grid.size)), 0.0, None)[..., None, None, :]
    return (doses.halo_papillary * weight).sum(axis=-1), (doses.halo_reticular * weight).sum(axis=-1)


def _of_family(t: Point, name: str, courses: Courses) -> np.ndarray:
    """The weight of each arm's concern, (.., arms, 1)."""
    each = np.stack([np.asarray(t[f"{name}.{family}"]) for family in FAMILIES], axis=-1)
    return np.asarray(each[..., courses.family, None])


def _power(structure: str, t: Point, doses: Doses, courses: Courses, reached: np.ndarray) -> np.ndarray:
    alike = structure == "alike"
    one = _of_family(t, "alike", courses) if alike else sum(session_parts(t, doses, courses), np.zeros(1))
    return np.asarray(one * reached.sum(axis=-1, keepdims=True) ** beside(t["gamma"], 2))


def _union(t: Point, doses: Doses, courses: Courses, reached: np.ndarray) -> np.ndarray:
    replaced, papillary, reticular = session_parts(t, doses, courses)
    again = beside(t["rho"], 2)
    total = np.zeros_like(replaced)
    left_papillary, left_reticular = np.ones_like(papillary), np.ones_like(reticular)
    halo_papillary, halo_reticular = halos(t, doses)
    for k in range(reached.shape[-1]):
        new = papillary * (again + (1 - again) * left_papillary) + reticular * (again + (1 - again) * left_reticular)
        total = total + (replaced + new) * reached[..., k : k + 1]
        left_papillary = left_papillary * (1 - halo_papillary)
        left_reticular = left_reticular * (1 - halo_reticular)
    return total
