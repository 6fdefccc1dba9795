"""Fit of the few free terms of herpes, lightening and scar on published counts, with the laws that the product runs.

    events ~ Binomial(n, p(terms, study)), or at most so many        study ~ N(0, 1), integrated out

Injuries and healing are those of the product at the medians. All else in the laws stands at its table value. Infection by
bacteria and redness that lasts have two rows with a number of people between them: they are not fitted.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.laplace import Fit, laplace, mode_of, prior_loss
from rederm.evidence.observations import Observation, observations
from rederm.evidence.predict_risks import chance_of
from rederm.evidence.terms import Bounds, terms
from rederm.evidence.treated import Treated
from rederm.healing import Healing

FITTED = {  # kind: its terms, the last of them the spread between studies, and the noise of a study
    "herpes": (
        ("risk.infection.herpes", "risk.infection.herpes_power", "risk.infection.antiviral", "risk.infection.study"),
        "risk.infection.clinic",
    ),
    "lightening": (
        ("risk.hypopigmentation.intercept", "risk.hypopigmentation.slope", "risk.hypopigmentation.study"),
        "risk.hypopigmentation.clinic",
    ),
    "scar": (("risk.scar.intercept", "risk.scar.threshold", "risk.scar.study"), "risk.scar.clinic"),
}
REACH, POINTS = 4.0, 41  # grid over the study effect, in its sd
LEAST = 1e-9


class RiskFit:
    """The law of one kind on its rows: those of a known number of people."""

    def __init__(self, kind: str, rows: Sequence[Observation]) -> None:
        names, self.noise = FITTED[kind]
        self.terms, self.rows = terms(names), list(rows)
        self.courses = [_Kept(o, Draws.at_median()) for o in rows]
        self.studies = np.array([o.study for o in rows])
        self.people = np.array([o.detail["n"] for o in rows], float)
        self.events = np.array([round(o.observed * o.detail["n"]) for o in rows], float)
        self.at_most = np.array(["at_most" in o.detail for o in rows])

    def loss_of(self, keep: np.ndarray) -> Callable[[np.ndarray], float]:
        """Minus log posterior of these rows."""
        node = np.linspace(-REACH, REACH, POINTS)
        weight = np.exp(-(node**2) / 2)
        weight = weight / weight.sum()
        member = (np.unique(self.studies[keep])[:, None] == self.studies[keep][None]).astype(float)

        def loss(at: np.ndarray) -> float:
            log = self._log_chance(self._chances(at[None], keep, node), keep)
            by_study = member @ log
            top = by_study.max(axis=1)
            return prior_loss(at, self.terms) - float(np.sum(np.log(np.exp(by_study - top[:, None]) @ weight) + top))

        return loss

    def fit(self) -> Fit:
        return laplace(self.loss_of(np.ones(len(self.rows), bool)), self.terms)

    def left_out_draws(self, whole: Fit, count: int) -> dict[str, np.ndarray]:
        """By study: predicted draws (count, rows of the study in the order of `rows`) of the share of people, each study
        predicted from all others; the effect of the study and the noise of the sample included."""
        from scipy.special import ndtr
        from scipy.stats import binom

        noise, found = Draws(count), {}
        for study in map(str, np.unique(self.studies)):
            ours = self.studies == study
            at = whole.draws(count, mode_of(self.loss_of(~ours), self.terms, whole.mode))
            chance = self._chances(at, ours, noise.normal("calibrate.study"))
            sample = np.stack([noise.normal(f"calibrate.sample.{i}") for i in range(int(ours.sum()))])
            people = self.people[ours][:, None]
            found[study] = np.asarray(binom.ppf(ndtr(sample), people, chance) / people).T
        return found

    def entries(self, fit: Fit) -> dict[str, Bounds]:
        """What the tables take, by name."""
        return {t.name: t.bounds(float(m), float(sd)) for t, m, sd in zip(self.terms, fit.mode, fit.sd, strict=True)}

    def _chances(self, at: np.ndarray, keep: np.ndarray, study: np.ndarray) -> np.ndarray:
        """Chances (rows, m) at points (1 or m, p) of the fitted space and effects of the study (m,), in its sd."""
        numbers = {t.name: np.array([t.number(float(x)) for x in at[:, i]]) for i, t in enumerate(self.terms)}
        draws = _Given({name: np.broadcast_to(x, study.shape) for name, x in numbers.items()}, self.noise, study)
        ours = [i for i, kept in enumerate(keep) if kept]
        return np.array([np.broadcast_to(chance_of(self.rows[i], self.courses[i], draws), study.shape) for i in ours])

    def _log_chance(self, chance: np.ndarray, keep: np.ndarray) -> np.ndarray:
        from scipy.special import bdtr

        events, people = self.events[keep][:, None], self.people[keep][:, None]
        p = np.clip(chance, LEAST, 1 - LEAST)
        below = np.log(bdtr(events, people.astype(int), p) + LEAST)
        return np.where(self.at_most[keep][:, None], below, events * np.log(p) + (people - events) * np.log1p(-p))


def risk_fit(kind: str) -> RiskFit:
    """The fit of one kind on the rows that ship."""
    rows = [o for o in observations() if o.kind == kind and "n" in o.detail and o.detail.get("fitted", True)]
    return RiskFit(kind, rows)


def risk_fits() -> dict[str, RiskFit]:
    """Of every kind that is fitted."""
    return {kind: risk_fit(kind) for kind in FITTED}


class _Kept(Treated):
    """A course healed once."""

    @cached_property
    def _healing(self) -> Healing:
        return super().healed(1.0)

    def healed(self, after: float) -> Healing:
        return self._healing


class _Given(Draws):
    """Draws at the table values but for these numbers and the noise of the study, each (n,)."""

    def __init__(self, numbers: Mapping[str, Samples], noise: str, study: Samples) -> None:
        super().__init__(study.size, nominal=True)
        self.numbers, self.noise, self.study = numbers, noise, study

    def __getitem__(self, name: str) -> Samples:
        return self.numbers[name] if name in self.numbers else super().__getitem__(name)

    def normal(self, name: str) -> Samples:
        return self.study if name == self.noise else super().normal(name)
