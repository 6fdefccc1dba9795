"""Fit of the law of redness (healing.redness) on published durations of one session.

    V = alpha p (coagulated + kappa ablated) / 0.07 mm x open^power
    ln days = ln(T_a + tau_V (x2 from type III on) ln(1 + V^4) / 4) + noise of the figure and between studies

A touch too slight for an acute answer is gone before T_a, as in the law. The spread between studies (healing.redness.scale)
is not fitted.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from rederm.draws import Draws
from rederm.evidence.doses import Doses, doses_of
from rederm.evidence.laplace import Fit, inside, laplace, mode_of, prior_loss
from rederm.evidence.observations import Observation, observations
from rederm.evidence.terms import Bounds, Term, term
from rederm.sources import load_table

NAMES = ("alpha", "kappa", "tau_V", "T_a", "power")


def redness_terms() -> list[Term]:
    return [term(f"healing.redness.{name}") for name in NAMES]


def redness_days(t: Mapping[str, float], doses: Doses) -> np.ndarray:
    """Last visible day after one session, (arms, draws)."""
    table = load_table("tissue/healing")
    volume = doses.papillary_share * (doses.coagulated_mm + t["kappa"] * doses.ablated_mm)
    vessels = t["alpha"] * volume / table.number("redness.volume", "mm") * doses.open_share ** t["power"]
    with np.errstate(divide="ignore"):
        height = np.log(doses.presence) + np.log1p(vessels**4) / 4
    slow = t["tau_V"] * np.where(doses.darker, table.number("redness.tau_darker", "1"), 1.0)[:, None]
    days = t["T_a"] + np.where(height > 0.0, slow, table.number("redness.tau_acute", "d")) * height
    return np.maximum(days, 1 / 24)  # an hour: less is not told from nothing


class RednessFit:
    """The law on these rows."""

    def __init__(self, rows: Sequence[Observation], draws: int) -> None:
        self.rows, self.terms = rows, redness_terms()
        self.doses = doses_of(rows, draws)
        self.median = self.doses.median()
        self.studies = np.array([o.study for o in rows])
        self.seen = np.log([o.observed for o in rows])
        self.sd = np.hypot([o.detail["sd"] for o in rows], term("healing.redness.scale").sd)

    def point(self, x: np.ndarray) -> dict[str, float]:
        return {name: t.number(float(at)) for name, t, at in zip(NAMES, self.terms, x, strict=True)}

    def loss_of(self, keep: np.ndarray) -> Callable[[np.ndarray], float]:
        """Minus log posterior of these rows."""
        doses, seen, sd = self.median.rows(keep), self.seen[keep], self.sd[keep]

        def loss(at: np.ndarray) -> float:
            rest = (seen - np.log(redness_days(self.point(at), doses)[:, 0])) / sd
            return prior_loss(at, self.terms) + float(rest @ rest) / 2

        return loss

    def fit(self) -> Fit:
        return laplace(self.loss_of(np.ones(len(self.rows), bool)), self.terms)

    def left_out(self, whole: Fit, count: int) -> dict[str, float]:
        """Leave one study out: median and root mean square of |ln|, share in the 90 % band with the doubt of the injury."""
        wrong, held, alike = [], [], []
        for study in np.unique(self.studies):
            keep = self.studies != study
            mode = mode_of(self.loss_of(keep), self.terms, whole.mode)
            typical = np.log(redness_days(self.point(mode), self.median.rows(~keep))[:, 0])
            wrong += (typical - self.seen[~keep]).tolist()
            alike += (np.mean(self.seen[keep]) - self.seen[~keep]).tolist()
            doses = self.doses.rows(~keep)
            drawn = [redness_days(self.point(x), doses) for x in whole.draws(count, mode)]
            spread = np.log(np.stack([days[:, i % days.shape[1]] for i, days in enumerate(drawn)]))
            noise = np.stack([Draws(count).normal(f"calibrate.redness.{i}") for i in range(spread.shape[1])], axis=1)
            held += inside(spread + self.sd[~keep] * noise, self.seen[~keep]).tolist()
        size = np.abs(wrong)
        return {
            "median_error": float(np.median(size)),
            "rms": float(np.sqrt(np.mean(size**2))),
            "in_band": float(np.mean(held)),
            "alike_median_error": float(np.median(np.abs(alike))),
            "alike_rms": float(np.sqrt(np.mean(np.square(alike)))),
        }

    def entries(self, fit: Fit) -> dict[str, Bounds]:
        """What the tables take, by name."""
        return {t.name: t.bounds(float(m), float(s)) for t, m, s in zip(self.terms, fit.mode, fit.sd, strict=True)}


def redness_fit(draws: int) -> RednessFit:
    """The fit on the rows that ship."""
    return RednessFit([o for o in observations() if o.kind == "redness"], draws)
