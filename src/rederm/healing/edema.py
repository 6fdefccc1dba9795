"""Swelling: the acute leak of injured vessels, and the slow swelling of the band that lay open.

    F = a (q / v) exp(-t / tau) + a (phi t_c / w) (t / t_p) exp(1 - t / t_p)       in units of the visible threshold
    W = F / (F + 1 / W_s - 1),   W_s the visible threshold: 0 none .. 1 all that skin can hold
    edema days: the last crossing of F = 1 after that session alone

q is the dermal volume hurt for each area (ablated, dead or pierced, at any depth), so that the acute part is seen for tau
ln(q / v) days and a needle swells for hours. phi t_c, open share times days to closure, are the wound-days of redness.py:
the low-echo band of ultrasound is not thicker at once after a full-field laser and more than twice as thick on days 5 to 28,
hence the rise to a peak at t_p. a is the person's swelling. tau stretches by the scale between clinics, on which only acute
swelling has figures. Sessions add in F.

References: Ancona and Katz 2010, Mishra 2015, a surgical series with ultrasound 2004 (`rederm sources posterior/healing`).
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.healing.numerics_edema import EDEMA_DAYS
from rederm.injury import Injury
from rederm.sources import load_table


class Edema:
    """Swelling of a course; all times in days. `closed`: days to closure of each session, (draws,)."""

    def __init__(
        self, session_days: Sequence[float], injuries: Sequence[Injury], closed: Sequence[Samples], draws: Draws
    ) -> None:
        self.days_of = tuple(session_days)
        self.draws = draws
        person = draws["healing.swelling"]
        self.tau, self.peak = draws["healing.edema.tau"] * draws["healing.edema.scale"], draws["healing.edema.peak"]
        volume, wound = draws["healing.edema.volume"], draws["healing.edema.wound"]
        hurt = [i.ablated_mm + i.coagulated_mm + i.column_mm for i in injuries]
        self.acute = [person * q / volume for q in hurt]
        shares = [np.clip(i.open_share, 0.0, 1.0) for i in injuries]
        self.slow = [person * phi * days / wound for phi, days in zip(shares, closed, strict=True)]

    def state(self, days: np.ndarray) -> np.ndarray:
        """W, (draws, days); on the day of a session it is the one before it."""
        total = np.zeros((self.draws.n, days.size))
        for k, day in enumerate(self.days_of):
            total += np.where((days > day)[None, :], self._since(k, np.maximum(days - day, 0.0)), 0.0)
        return np.asarray(total / (total + 1 / load_table("tissue/healing").number("edema.visible", "1") - 1))

    def _since(self, k: int, since: np.ndarray) -> np.ndarray:
        return _after(self.acute[k], self.slow[k], self.tau, self.peak, since)

    def days(self) -> np.ndarray:
        """Last day of visible swelling after each session, (draws, sessions)."""
        out = np.zeros((self.draws.n, len(self.days_of)))
        for k, (acute, slow) in enumerate(zip(self.acute, self.slow, strict=True)):
            out[:, k] = _last_day(acute, slow, self.tau, self.peak, self.draws)
        return out


@remembered
def _last_day(acute: Samples, slow: Samples, tau: Samples, peak: Samples, draws: Draws) -> Samples:
    """Last day of visible swelling after one session, (draws,)."""
    since = np.array(EDEMA_DAYS)
    seen = _after(acute, slow, tau, peak, since)
    last = since.size - 1 - (seen > 1.0)[:, ::-1].argmax(axis=1)
    row = np.arange(draws.n)
    before, after = (np.log(np.maximum(seen[row, np.minimum(last + i, since.size - 1)], 1e-300)) for i in (0, 1))
    step = since[np.minimum(last + 1, since.size - 1)] - since[last]
    part = np.divide(before, before - after, out=np.zeros(draws.n), where=before > after)
    return np.where((seen > 1.0).any(axis=1), since[last] + np.clip(part, 0.0, 1.0) * step, 0.0)


def _after(acute: Samples, slow: Samples, tau: Samples, peak: Samples, since: np.ndarray) -> np.ndarray:
    """F of one session, (draws, days)."""
    late = since[None, :] / peak[:, None]
    return np.asarray(acute[:, None] * np.exp(-since[None, :] / tau[:, None]) + slow[:, None] * late * np.exp(1 - late))
