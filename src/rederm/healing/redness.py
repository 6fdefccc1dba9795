"""Visible redness: an acute flush and the slow fading of new papillary vessels.

    V = alpha p (coagulated + kappa ablated) / 0.07 mm x open^power,    p: the papillary share of that volume
    erythema days = T_a + tau_V ln(1 + V^4) / 4,    V of that session alone; of several sessions the reddest is seen

The state is in units of the visible threshold and crosses 1 on exactly that day: with s the share of the acute answer (1
for any treatment) and A = s (1 + V^4)^(1/4) it falls fast to A at T_a, then as A exp(-(t - T_a) / tau_V), and once unseen
to the level of the vessels alone. Sessions do not add: the durations published after courses of two or three fractional
sessions are those of one. Fitted on published durations with simulated injuries (`rederm sources posterior/healing`); taking
the papillary share keeps deep needles and columns from reddening for months. Near the threshold expect a factor of 2.

References: Nanni and Alster 1998 and the rows of `rederm validate` (`rederm sources posterior/healing`).
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing.host import Host
from rederm.injury import Injury
from rederm.sources import load_table


class Redness:
    """Redness of a course; all times in days."""

    def __init__(
        self, session_days: Sequence[float], injuries: Sequence[Injury], presence: Sequence[Samples], host: Host, draws: Draws
    ) -> None:
        table = load_table("tissue/healing")
        scale = draws["healing.redness.scale"]
        self.tau = draws["healing.redness.tau_V"] * host.redness_tau * scale
        self.acute = draws["healing.redness.T_a"] * scale
        self.fast = table.number("redness.tau_acute", "d") * scale
        self.below = table.number("redness.tau_below", "d") * scale
        self.days_of = tuple(session_days)
        alpha, kappa, power = (draws[f"healing.redness.{name}"] for name in ("alpha", "kappa", "power"))
        self.added, self.amplitude = [], []
        for injury, share in zip(injuries, presence, strict=True):
            cut = injury.coagulated_mm + injury.ablated_mm
            papillary = np.divide(injury.papillary_mm, cut, out=np.zeros(draws.n), where=cut > 0.0)
            volume = np.clip(papillary, 0.0, 1.0) * (injury.coagulated_mm + kappa * injury.ablated_mm)
            added = alpha * volume / table.number("redness.volume", "mm") * np.clip(injury.open_share, 0.0, 1.0) ** power
            self.added.append(added)
            self.amplitude.append(share * (1 + added**4) ** (1 / 4))

    def vessels(self, days: np.ndarray) -> np.ndarray:
        """V of the session that is reddest on the day, (draws, days)."""
        most = np.zeros((self.tau.size, days.size))
        for day, added in zip(self.days_of, self.added, strict=True):
            since = (days - day)[None, :]
            left = added[:, None] * np.exp(-np.maximum(since, 0.0) / self.tau[:, None])
            most = np.maximum(most, np.where(since > 0.0, left, 0.0))
        return most

    def erythema_days(self) -> np.ndarray:
        """Last visible day after each session, (draws, sessions)."""
        out = np.zeros((self.tau.size, len(self.days_of)))
        for k, amplitude in enumerate(self.amplitude):
            with np.errstate(divide="ignore"):
                height = np.log(amplitude)
            out[:, k] = np.maximum(self.acute + np.where(height > 0.0, self.tau, self.fast) * height, 0.0)
        return out

    def state(self, days: np.ndarray) -> np.ndarray:
        """Redness in units of the visible threshold, (draws, days); several sessions: the reddest counts."""
        vessels = self.vessels(days)
        worst = vessels.copy()
        last = self.erythema_days()
        for k, day in enumerate(self.days_of):
            since = np.maximum(days - day, 0.0)[None, :]
            late = since - self.acute[:, None]
            tau = np.where(late > 0.0, self.tau[:, None], self.fast[:, None])
            seen = self.amplitude[k][:, None] * np.exp(-late / tau)
            gone = np.exp(-(since - last[:, k : k + 1]) / self.below[:, None])
            course = np.where(since <= last[:, k : k + 1], seen, np.minimum(gone, seen))
            worst = np.where((days > day)[None, :], np.maximum(worst, course), worst)
        return worst
