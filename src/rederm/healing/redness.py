"""Visible redness: a flush, redness while and after the wound is open, and the slow fading of new papillary vessels.

    V = phi t / w                                      phi: share of the area laid open, t: days to closure
    erythema days = s f + c t + tau_V ln(1 + V^2) / 2  of that session alone; of several sessions the reddest is seen

New vessels grow into the papillary dermis for as long as it lies open, so that their number follows the open share times the
days it stays open (wound-days); below w of them, little is seen once the flush has gone. s is the share of the acute answer
(1 for any treatment, 0 where nothing was done) and f the flush of intact skin. Fourteen forms were compared on studies left
out (docs/methods/redness-pigment.md): the dead papillary volume adds nothing to wound-days, since what is killed deeper
closes later. The state is in units of the visible threshold and crosses 1 on exactly that day: with A = (1 + V^2)^(1/2) it
falls fast to A at s f + c t, then as A exp(-t / tau_V), and once unseen to the level of the vessels alone. Sessions do not
add: the durations published after courses of two or three fractional sessions are those of one. More injury never shortens
it. These are the days of the typical person of one clinic; persons spread around them by `healing.redness.person`.

References: Nanni and Alster 1998, Ko 2007 and the rows of `rederm validate` (`rederm sources posterior/healing`).
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing.host import Host
from rederm.healing.numerics_steps import NOTHING
from rederm.injury import Injury
from rederm.sources import load_table


class Redness:
    """Redness of a course; all times in days. `closed`: days to closure of each session, (draws,)."""

    def __init__(
        self,
        session_days: Sequence[float],
        injuries: Sequence[Injury],
        presence: Sequence[Samples],
        closed: Sequence[Samples],
        host: Host,
        draws: Draws,
    ) -> None:
        table = load_table("tissue/healing")
        scale = draws["healing.redness.scale"]
        self.tau = draws["healing.redness.tau_V"] * host.redness_tau * scale
        self.fall = table.number("redness.acute_fall", "1")
        self.days_of = tuple(session_days)
        flush, after, wound = (draws[f"healing.redness.{name}"] for name in ("flush", "open", "wound"))
        below = table.number("redness.tau_below", "d") * scale
        self.added, self.acute, self.below = [], [], []
        for injury, share, days in zip(injuries, presence, closed, strict=True):
            self.added.append(np.clip(injury.open_share, 0.0, 1.0) * days / wound)
            self.acute.append((share * flush + after * days) * scale)
            self.below.append(np.maximum(share * below, NOTHING))

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
        for k, (added, acute) in enumerate(zip(self.added, self.acute, strict=True)):
            out[:, k] = acute + self.tau * np.log1p(added**2) / 2
        return out

    def state(self, days: np.ndarray) -> np.ndarray:
        """Redness in units of the visible threshold, (draws, days); several sessions: the reddest counts."""
        worst = self.vessels(days)
        last = self.erythema_days()
        for k, day in enumerate(self.days_of):
            since = np.maximum(days - day, 0.0)[None, :]
            late = since - self.acute[k][:, None]
            fast = np.maximum(self.fall * self.acute[k], NOTHING)[:, None]
            tau = np.where(late > 0.0, self.tau[:, None], fast)
            seen = np.sqrt(1 + self.added[k][:, None] ** 2) * np.exp(-late / tau)
            gone = np.exp(-np.maximum(since - last[:, k : k + 1], 0.0) / self.below[k][:, None])
            course = np.where(since <= last[:, k : k + 1], seen, np.minimum(gone, seen))
            worst = np.where((days > day)[None, :], np.maximum(worst, course), worst)
        return worst
