"""Fit of the law of darkening (outlook.darkening) on published counts and pooled risk ratios.

    eta = a + b_t (type - 3.7) + s ln sessions - steroid + body + b_I ln(I / I0) + b_a bare - known + study
    events ~ Binomial(n, Phi(eta)), or at most so many        all slopes > 0: they are fitted as their ln

I and bare are what `outlook.darkening.strength` reads in the injuries that the product makes of each setting, at their medians.
The study effect is integrated out. Hydroquinone is not fitted (`known`): one series had it, and cold air as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rederm.draws import Draws
from rederm.evidence.laplace import Fit, inside, laplace, mode_of, prior_loss
from rederm.evidence.observations import Observation, Pair, observations, pairs
from rederm.evidence.terms import Bounds, Term, term
from rederm.evidence.treated import Treated
from rederm.outlook.chances import off_face
from rederm.outlook.darkening import strength
from rederm.sources import load_table

NAMES = ("intercept", "type", "sessions", "steroid", "body", "inflammation", "bare")
INJURY = (5, 6)  # what the null model lacks
TAU = len(NAMES)
REACH, POINTS = 5.0, 201  # grid over the study effect, in its sd: fine enough for a study of a thousand people
LEAST = 1e-9  # a chance below this counts as this in a log score


@dataclass(frozen=True)
class Counts:
    """What was seen (rows,), and what the law reads: `design` (rows, NAMES), `known` taken off."""

    studies: np.ndarray
    events: np.ndarray
    people: np.ndarray
    at_most: np.ndarray
    design: np.ndarray
    known: np.ndarray

    def rows(self, keep: np.ndarray) -> "Counts":
        return Counts(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))

    def log_chance(self, eta: np.ndarray) -> np.ndarray:
        """ln of the chance of what was seen at eta (rows, m), without the constant of the counts."""
        from scipy.special import bdtr, log_ndtr, ndtr

        log = self.events[:, None] * log_ndtr(eta) + (self.people - self.events)[:, None] * log_ndtr(-eta)
        some = self.at_most
        log[some] = np.log(bdtr(self.events[some, None], self.people[some, None].astype(int), ndtr(eta[some])) + LEAST)
        return np.asarray(log)


def design(rows: Sequence[Observation], draws: int) -> np.ndarray:
    """What the slopes multiply, (rows, NAMES)."""
    return np.array([_row(observation, Draws(draws)) for observation in rows])


def _row(observation: Observation, draws: Draws) -> list[float]:
    course = Treated(replace(observation, detail=observation.detail | {"sessions": 1}), draws)
    hours = course.healed(1.0).closure_hours[:, 0]
    inflamed, bare = (float(np.median(x)) for x in strength(course.injuries[0], hours, course.skin, draws))
    kind = float(observation.detail["mean_type"]) - load_table("posterior/risk").number("pih.type_centre", "1")
    steroid = -float(bool(observation.detail.get("steroid")))
    return [1.0, kind, float(np.log(observation.sessions)), steroid, float(off_face(course.skin)), inflamed, bare]


class PihFit:
    """The law on rows and pooled ratios; `bare`: without what the injury says, the null model."""

    def __init__(self, rows: Sequence[Observation], ratios: Sequence[Pair], draws: int, *, bare: bool = False) -> None:
        table = load_table("posterior/observation")
        self.terms: list[Term] = [term(f"risk.pih.{name}") for name in (*NAMES, "tau")]
        self.use = np.array([0.0 if bare and place in INJURY else 1.0 for place in range(TAU)])
        self.rows, self.arm_sd = rows, table.number("pih.arm_sd", "1")
        both = sum(o.detail["hydroquinone_and_cold_air"] for o in rows)
        hydroquinone = load_table("posterior/risk").number("pih.hydroquinone", "1") if both else 0.0
        self.counts = Counts(
            studies=np.array([o.study for o in rows]),
            events=np.array([round(o.observed * o.detail["n"]) for o in rows], float),
            people=np.array([o.detail["n"] for o in rows], float),
            at_most=np.array(["at_most" in o.detail for o in rows]),
            design=design(rows, draws) * self.use,
            known=np.array([hydroquinone * o.detail["hydroquinone_and_cold_air"] for o in rows]),
        )
        self.sides = [design(side, draws) * self.use for side in ([p.a for p in ratios], [p.b for p in ratios])]
        self.ratio = np.log([pair.observed for pair in ratios])
        self.ratio_sd = np.hypot([pair.sd for pair in ratios], table.number("ratio.model_sd", "1"))

    def slopes(self, at: np.ndarray) -> np.ndarray:
        """The numbers of NAMES and tau at points (.., p) of the fitted space."""
        logs = np.array([t.distribution == "lognormal" for t in self.terms])
        return np.where(logs, np.exp(np.where(logs, at, 0.0)), at)

    def loss_of(self, keep: np.ndarray) -> Callable[[np.ndarray], float]:
        """Minus log posterior of these rows."""
        from scipy.special import log_ndtr

        node = np.linspace(-REACH, REACH, POINTS)
        weight = np.exp(-(node**2) / 2)
        weight = weight / weight.sum()
        c = self.counts.rows(keep)
        member = (np.unique(c.studies)[:, None] == c.studies[None]).astype(float)
        wide = np.hypot(1.0, self.arm_sd)

        def loss(at: np.ndarray) -> float:
            number = self.slopes(at)
            slope, tau = number[:TAU], number[TAU]
            log = member @ c.log_chance(((c.design @ slope - c.known)[:, None] + tau * node) / wide)
            top = log.max(axis=1)
            seen = np.sum(np.log(np.exp(log - top[:, None]) @ weight) + top)
            a, b = (log_ndtr(side @ slope / np.hypot(1.0, tau)) for side in self.sides)
            return prior_loss(at, self.terms) - float(seen) + float(np.sum(((a - b - self.ratio) / self.ratio_sd) ** 2)) / 2

        return loss

    def fit(self) -> Fit:
        return laplace(self.loss_of(np.ones(len(self.rows), bool)), self.terms)

    def left_out_draws(self, whole: Fit, count: int) -> dict[str, np.ndarray]:
        """By study: predicted draws (count, rows of the study in the order of `rows`) of the share that darkens, each study
        predicted from all others; the effect of the study, that of the arm and the noise of the sample included."""
        from scipy.special import ndtr
        from scipy.stats import binom

        found = {}
        for study, chance in self._chances(whole, count).items():
            people = self.counts.people[self.counts.studies == study]
            noise = Draws(count)
            drawn = np.stack([noise.normal(f"calibrate.sample.{i}") for i in range(people.size)], axis=1)
            found[study] = np.asarray(binom.ppf(ndtr(drawn), people, chance) / people)
        return found

    def left_out(self, whole: Fit, count: int) -> dict[str, float]:
        """Leave one study out: error, share in the 90 % band, log score a study; rows told as at most are not scored."""
        from scipy.stats import binom

        c, shares, scores = self.counts, self.left_out_draws(whole, count), []
        for study, chance in self._chances(whole, count).items():
            ours = c.studies == study
            kept = ~c.at_most[ours]
            if not kept.any():
                continue
            events, people = c.events[ours][kept], c.people[ours][kept]
            share, seen = shares[study][:, kept], events / people
            like = np.log(np.mean(binom.pmf(events, people, chance[:, kept]), axis=0) + LEAST)
            scores.append([np.abs(np.median(share, axis=0) - seen).mean(), inside(share, seen).mean(), like.mean()])
        return dict(zip(("error", "in_band", "log_score"), np.mean(scores, axis=0).tolist(), strict=True))

    def _chances(self, whole: Fit, count: int) -> dict[str, np.ndarray]:
        """By study left out: draws (count, rows) of the chance in a clinic."""
        from scipy.special import ndtr

        c, noise, found = self.counts, Draws(count), {}
        for study in map(str, np.unique(c.studies)):
            ours = c.rows(c.studies == study)
            number = self.slopes(whole.draws(count, mode_of(self.loss_of(c.studies != study), self.terms, whole.mode)))
            arms = np.stack([noise.normal(f"calibrate.arm.{i}") for i in range(ours.people.size)], axis=1)
            clinic = number[:, TAU:] * noise.normal("calibrate.study")[:, None] + self.arm_sd * arms
            found[study] = np.asarray(ndtr(number[:, :TAU] @ ours.design.T - ours.known + clinic))
        return found

    def entries(self, fit: Fit) -> dict[str, Bounds]:
        """What the tables take, by name."""
        return {t.name: t.bounds(float(m), float(sd)) for t, m, sd in zip(self.terms, fit.mode, fit.sd, strict=True)}


def pih_fit(draws: int, *, bare: bool = False) -> PihFit:
    """The fit on the rows that ship."""
    return PihFit([o for o in observations() if o.kind == "pih"], pairs("pih_ratio"), draws, bare=bare)
