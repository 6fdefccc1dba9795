"""Melanocytes of the epidermis, and the reservoir in hair follicles from which they are seeded again.

    a session       reservoir R and its ceiling fall:  R -= lost R,  K -= (1 - back) lost K
                    lost = 1 - (1 - phi^2 z^2 / (z^2 + z0^2)) (1 - toxicity)
    then            R' = (K - R) / tau_return,   M' = (R - M) / tau_onset

phi is the share of the area laid open and z how deep its ducts are dead, against the depth z0 of the reservoir (infundibulum
to bulge); phi counts twice, since skin spared between lesions seeds them as follicles do. What the agent poisons beyond that
(phenol and croton oil) counts on its own. The new sheet first carries the melanocytes that it brought along, so that M falls
over months, as skin pales 6 to 12 months after deep resurfacing; a part of the reservoir comes back over years. 1 = as
untreated at the same age.
Linear between sessions, so that the solution is exact. Nothing here was fitted: no study counted melanocytes afterwards.

References: Ward and Baker 2008 (`rederm sources tissue/healing`).
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples
from rederm.injury import Injury
from rederm.sources import load_table


def reservoir_lost(injury: Injury, draws: Draws) -> Samples:
    """Share of the reservoir that one session kills, (draws,)."""
    table = load_table("tissue/healing")
    z, reach = np.maximum(injury.duct_depth_mm, 0.0), draws.of("healing.melanocytes.depth", table["melanocytes.depth"])
    dead = np.clip(injury.open_share, 0.0, 1.0) ** 2 * z**2 / (z**2 + reach**2)
    return np.asarray(1 - (1 - dead) * (1 - np.clip(injury.toxicity, 0.0, 1.0)) * np.ones(draws.n))


def melanocytes(days: np.ndarray, session_days: Sequence[float], lost: Sequence[Samples], draws: Draws) -> Samples:
    """M over a course, (draws, days); on the day of a session it is the one before it. Sessions in the order of their days."""
    table = load_table("tissue/healing")
    back = draws.of("healing.melanocytes.back", table["melanocytes.back"])
    onset, slow = (draws.of(f"healing.melanocytes.{key}", table[f"melanocytes.{key}"]) for key in ("tau_onset", "tau_return"))
    reservoir, ceiling, here = np.ones(draws.n), np.ones(draws.n), np.ones(draws.n)
    out = np.ones((draws.n, days.size))
    for k, (start, share) in enumerate(zip(session_days, lost, strict=True)):
        end = session_days[k + 1] if k + 1 < len(session_days) else np.inf
        reservoir, ceiling = reservoir * (1 - share), ceiling * (1 - (1 - back) * share)
        inside = (days > start) & (days <= end)
        out[:, inside] = _left_alone(days[inside] - start, here, reservoir, ceiling, onset, slow)
        if np.isfinite(end):
            here = _left_alone(np.array([end - start]), here, reservoir, ceiling, onset, slow)[:, 0]
            reservoir = ceiling + (reservoir - ceiling) * np.exp(-(end - start) / slow)
    return out


def _left_alone(
    since: np.ndarray, here: Samples, reservoir: Samples, ceiling: Samples, onset: Samples, slow: Samples
) -> Samples:
    """M after these days without a session, (draws, days); the two time constants differ in every draw."""
    slowly, quickly = np.exp(-since / slow[:, None]), np.exp(-since / onset[:, None])
    pull = ((reservoir - ceiling) * slow / (slow - onset))[:, None]
    return np.asarray(ceiling[:, None] + pull * slowly + (here - ceiling)[:, None] * quickly - pull * quickly)
