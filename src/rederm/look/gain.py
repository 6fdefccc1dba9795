"""How much of a concern a course removes: the hazard H of severity removal, gain = 1 - exp(-H).

One session, from what it replaces (R, psi: shares of the papillary band p and the reticular band r):

    H1 = w_rep (-ln(1 - 0.95 R)) + m (w_p psi_p + w_r psi_r)        m: 1, or m_mech for a cold needle; its R is 0

A course, in two structures that the published rows cannot tell apart; half of the draws each:

    D   H(t) = (sum_k H1_k^(1/gamma) r_k(t))^gamma                  like sessions: H1 n^gamma
    V   H(t) = sum_k [w_rep (..)_k + m (w_p d_pk + w_r d_rk)] r_k(t)
        d_k  = rho psi_k + (1 - rho) psi_k prod_{j<k} (1 - psi_j)   what session k adds to the union of the halos

r_k(t) is the share of its 6-month remodelling that session k has reached (`Healing.response`: readiness, rise, slow loss, host
and care). V multiplies each session's own part by its own response, which for late days is the mean that was fitted.

Assumes: one law for every device, no device constant, no device known. The error of the law is `Injury.model_error` times
`outcome.arm_sd`, drawn by what was done, so that two devices never differ by more certainty than a trial had. Fitted on
blinded scores from 30 to 540 days after one to six sessions; reticular weights and the replaced weight of laxity stand near
their priors.

References: `rederm sources posterior/outcome`.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.injury import Injury
from rederm.sources import load_table

FAMILY: Mapping[str, str] = {
    "wrinkles": "wrinkles",
    "fine-lines": "wrinkles",
    "texture": "wrinkles",
    "laxity": "laxity",
    "acne-scars": "scars",
    "scars": "scars",
    "stretch-marks": "scars",
}
"""Whose weights a concern takes."""


@remembered
def union_structure(draws: Draws) -> np.ndarray:
    """Which draws take structure V, bool (n,); the others take D."""
    return draws.normal("outcome.structure") > 0.0


@remembered
def session_parts(family: str, injury: Injury, draws: Draws, structure: str) -> tuple[Samples, Samples, Samples]:
    """Hazard of one session at 6 months (n,): by replacement, by the papillary halo, by the reticular halo."""
    weight = {name: draws[f"outcome.{structure}.{name}.{family}"] for name in ("w_rep", "w_p", "w_r")}
    cap = load_table("posterior/outcome").number("replaced_cap", "1")
    replaced = np.zeros(draws.n) if injury.cold else -np.log1p(-cap * np.clip(injury.replaced_papillary, 0.0, 1.0))
    force = draws[f"outcome.{structure}.m_mech"] if injury.cold else np.ones(draws.n)
    error = np.exp(draws["outcome.arm_sd"] * injury.model_error)
    halo_papillary = weight["w_p"] * np.clip(injury.halo_papillary, 0.0, 1.0)
    halo_reticular = weight["w_r"] * np.clip(injury.halo_reticular, 0.0, 1.0)
    return error * weight["w_rep"] * replaced, error * force * halo_papillary, error * force * halo_reticular


def course_hazard(family: str, injuries: Sequence[Injury], response: np.ndarray, draws: Draws) -> Samples:
    """Hazard of the course (n, days) on the blinded reference scale; response (n, sessions, days) as `Healing.response`."""
    reached = np.clip(response, 0.0, None)
    union = union_structure(draws)[:, None]
    return np.where(union, _union(family, injuries, reached, draws), _power(family, injuries, reached, draws))


def _power(family: str, injuries: Sequence[Injury], reached: np.ndarray, draws: Draws) -> Samples:
    gamma = np.clip(draws["outcome.d.gamma"], 1e-1, None)
    total = np.zeros((draws.n, reached.shape[2]))
    for k, injury in enumerate(injuries):
        hazard = sum(session_parts(family, injury, draws, "d"), np.zeros(draws.n))
        total += (hazard ** (1 / gamma))[:, None] * reached[:, k]
    return total ** gamma[:, None]


def _union(family: str, injuries: Sequence[Injury], reached: np.ndarray, draws: Draws) -> Samples:
    again = draws["outcome.v.rho"]
    total = np.zeros((draws.n, reached.shape[2]))
    left_papillary, left_reticular = np.ones(draws.n), np.ones(draws.n)
    for k, injury in enumerate(injuries):
        replaced, papillary, reticular = session_parts(family, injury, draws, "v")
        new = papillary * (again + (1 - again) * left_papillary) + reticular * (again + (1 - again) * left_reticular)
        total += (replaced + new)[:, None] * reached[:, k]
        left_papillary = left_papillary * (1 - np.clip(injury.halo_papillary, 0.0, 1.0))
        left_reticular = left_reticular * (1 - np.clip(injury.halo_reticular, 0.0, 1.0))
    return total
