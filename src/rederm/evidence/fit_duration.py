"""Fit of a law of days (redness, swelling, crust) on published durations.

    ln days ~ N(ln law(terms, wound), sd^2 + S^2);   a figure `at_most`: the chance that the days are fewer

sd is the noise of the figure, S the spread between clinics, fitted with the terms as ln S: the law's own `scale`, a time
scale with median 1, takes its bounds from S. A law that falls below an hour is read as an hour.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from rederm.draws import Draws
from rederm.draws.noise import Tie
from rederm.evidence.laplace import Fit, inside, laplace, mode_of, prior_loss
from rederm.evidence.observations import Observation
from rederm.evidence.terms import Z95, Bounds, Term, term
from rederm.evidence.wounds import Wounds, wounds_of
from rederm.sources import load_table

LEAST_DAYS = 1 / 24  # an hour: less is not told from nothing
SPREAD_SD = 0.3  # of ln S: how well the spread between clinics is known before
Law = Callable[[Mapping[str, float], Wounds], np.ndarray]


def spread_term(name: str) -> Term:
    """ln S, with the prior that the bounds of the scale state."""
    area, _, key = name.partition(".")
    entry = load_table(f"posterior/{area}")[key]
    if entry.prior is None:
        raise ValueError(f"{name} states no prior")
    _, low, high = entry.prior
    return Term(name, "lognormal", float(np.log(np.log(high / low) / (2 * Z95))), SPREAD_SD)


class DurationFit:
    """A law on these rows. `names`: its terms below `group`; the last term is ln S of its scale."""

    def __init__(self, rows: Sequence[Observation], group: str, names: Sequence[str], law: Law, draws: int) -> None:
        self.rows, self.names, self.law = list(rows), tuple(names), law
        self.terms = [*(term(f"{group}.{name}") for name in names), spread_term(f"{group}.scale")]
        self.wounds = wounds_of(self.rows, draws)
        self.median = self.wounds.median()
        self.studies = np.array([o.study for o in self.rows])
        self.seen = np.log([o.observed for o in self.rows])
        self.sd = np.array([o.detail["sd"] for o in self.rows])
        self.most = np.array([bool(o.detail.get("at_most")) for o in self.rows])

    def point(self, x: np.ndarray) -> dict[str, float]:
        return {name: t.number(float(at)) for name, t, at in zip(self.names, self.terms, x, strict=False)}

    def ln_days(self, x: np.ndarray, wounds: Wounds) -> np.ndarray:
        """ln of the law at a point of the fitted space, (rows, draws)."""
        return np.asarray(np.log(np.maximum(self.law(self.point(x), wounds), LEAST_DAYS)))

    def loss_of(self, keep: np.ndarray) -> Callable[[np.ndarray], float]:
        """Minus log posterior of these rows."""
        wounds = self.wounds.rows(keep)

        def loss(at: np.ndarray) -> float:
            return prior_loss(at, self.terms) - float(self.ln_chance(at, wounds, keep).sum()) + self.beside(at)

        return loss

    def ln_chance(self, at: np.ndarray, wounds: Wounds, keep: np.ndarray) -> np.ndarray:
        """ln of the chance of each figure (rows,), the doubt of its injury integrated out over the draws."""
        from scipy.special import log_ndtr, logsumexp

        sd = np.hypot(self.sd[keep], np.exp(at[-1]))[:, None]
        z = (self.seen[keep][:, None] - self.ln_days(at, wounds)) / sd
        told = np.where(self.most[keep][:, None], log_ndtr(z), -(z**2) / 2 - np.log(sd))
        return np.asarray(logsumexp(told, axis=1) - np.log(z.shape[1]))

    def beside(self, at: np.ndarray) -> float:
        """Minus log likelihood of what else the law is fitted on: nothing."""
        return 0.0

    def fit(self) -> Fit:
        return laplace(self.loss_of(np.ones(len(self.rows), bool)), self.terms)

    def left_out_draws(self, whole: Fit, count: int) -> dict[str, np.ndarray]:
        """By study: days (count, rows of that study in the order of `rows`) from the fit without it, noise included."""
        return {str(study): self._unseen(str(study), whole, count)[1] for study in np.unique(self.studies)}

    def left_out(self, whole: Fit, count: int) -> dict[str, float]:
        """Leave one study out: median and root mean square of |ln|, share in the 90 % band, log score a figure, beside the
        null model in which all figures of the others have one mean. Upper bounds count in the band and the log score only."""
        wrong, held, alike, score = [], [], [], []
        for study in np.unique(self.studies):
            mode, drawn = self._unseen(str(study), whole, count)
            ours = self.studies == study
            seen, told = self.seen[ours], ~self.most[ours]
            rest = self.ln_days(mode, self.median.rows(ours))[:, 0] - seen
            wrong += rest[told].tolist()
            alike += (np.mean(self.seen[~ours & ~self.most]) - seen)[told].tolist()
            held += np.where(told, inside(np.log(drawn), seen), np.quantile(drawn, 0.05, axis=0) <= np.exp(seen)).tolist()
            score += self.ln_chance(mode, self.wounds.rows(ours), ours).tolist()
        size = np.abs(wrong)
        return {
            "median_error": float(np.median(size)),
            "rms": float(np.sqrt(np.mean(size**2))),
            "within_two": float(np.mean(size < np.log(2))),
            "in_band": float(np.mean(held)),
            "log_score": float(np.mean(score)),
            "alike_median_error": float(np.median(np.abs(alike))),
            "alike_rms": float(np.sqrt(np.mean(np.square(alike)))),
        }

    def _unseen(self, study: str, whole: Fit, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Mode of the fit without a study, and draws (count, rows) of what it saw."""
        ours = self.studies == study
        mode = mode_of(self.loss_of(~ours), self.terms, whole.mode)
        wounds, noise = self.wounds.rows(ours), Draws(count)
        drawn = []
        clinic = noise.normal(f"calibrate.clinic.{study}")
        for i, x in enumerate(whole.draws(count, mode)):
            ln = self.ln_days(x, wounds)
            drawn.append(ln[:, i % ln.shape[1]] + np.exp(x[-1]) * clinic[i])
        own = np.stack([noise.normal(f"calibrate.figure.{study}.{i}") for i in range(int(ours.sum()))], axis=1)
        return mode, np.exp(np.array(drawn) + self.sd[ours] * own)

    def entries(self, fit: Fit) -> dict[str, Bounds]:
        """What the tables take, by name."""
        found = {t.name: t.bounds(float(m), float(s)) for t, m, s in zip(self.terms, fit.mode, fit.sd, strict=True)}
        reach = float(np.exp(Z95 * np.exp(fit.mode[-1])))
        return found | {self.terms[-1].name: (1.0, 1 / reach, reach)}

    def tie(self, fit: Fit) -> Tie:
        """The terms with the correlations that the rows leave between them; the scale, a clinic's own, is not among them."""
        kept = len(self.names)
        matrix = (fit.covariance / np.outer(fit.sd, fit.sd))[:kept, :kept]
        rows = ((*(round(float(r), 3) + 0.0 for r in matrix[i, :i]), 1.0) for i in range(kept))
        return Tie(tuple(t.name for t in self.terms[:kept]), tuple(rows))
