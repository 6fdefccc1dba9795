"""Fit of the law of pain (outlook.pain) on published ratings, on pooled differences, and on trials of creams.

    ln S = ln stimulus(terms, injury) + ln(1 - e onset) + u_study + a_arm + w / sqrt(people),     pain = 10 (1 - exp(-S))
    u ~ N(0, tau^2),   a ~ N(0, sigma^2),   w ~ N(0, omega^2);    a rating of r points more on the mean of a study

A rating is taken to ln S, with its noise by the slope of the scale there. What is not known of an injury (its draws) is part of
the covariance of the arms of a study, so that clinics and arms do not stand for it again. `alike` holds the summation at 0: one
level for whatever hurts at all, cream and cooling as in the law. Differences and creams are kept whatever study is left out:
they have no row.
"""

from collections.abc import Callable, Sequence

import numpy as np

from rederm.draws import Draws
from rederm.evidence.fit_duration import spread_term
from rederm.evidence.laplace import Fit, inside, laplace, mode_of, prior_loss
from rederm.evidence.observations import Observation, Pair, observations, pairs
from rederm.evidence.pain_rows import Rated, creams, rated, shares_above
from rederm.evidence.terms import Z95, Bounds, term
from rederm.outlook.pain import PainTerms, score, stimulus
from rederm.sources import load_table

LAW = ("pain.level", "pain.summation", "pain.prick", "pain.cold", "cream.lidocaine_prilocaine", "cream.lidocaine_tetracaine")
SCALES = ("pain.study", "pain.person")
LEVEL, SUMMATION, PRICK, COLD, USUAL, PEEL, ARM, STUDY, PERSON = range(9)  # places in the fitted space
SD_NOISE = 0.3  # of ln of a published spread between persons, beyond that of its sample
LEAST = 1e-3  # of the stimulus: less is not told from nothing


class PainFit:
    """The law on these ratings; `alike`: no summation."""

    def __init__(self, rows: Sequence[Observation], draws: int, differences: Sequence[Pair] = (), alike: bool = False) -> None:
        self.rows, self.alike, self.draws = list(rows), alike, draws
        self.terms = [term(f"comfort.{n}") for n in (*LAW, "pain.arm")] + [spread_term(f"comfort.{n}") for n in SCALES]
        self.worst, self.rating = (load_table("posterior/comfort").number(f"pain.{n}", "1") for n in ("worst", "rating"))
        self.studies = np.array([row.study for row in self.rows])
        self.people = np.array([row.detail["n"] for row in self.rows], float)
        self.points = np.array([row.observed for row in self.rows])
        self.seen = np.log(-np.log1p(-self.points / self.worst))
        self.given = rated(self.rows, draws)
        self.median = self.given.median()
        self.differences = [(pair, rated([pair.a, pair.b], draws).median()) for pair in differences]
        self.creams = creams()
        self.above = shares_above(draws)
        self.spreads = np.array([row.detail.get("person_sd", np.nan) for row in self.rows], float)

    def ln_stimulus(self, x: np.ndarray, given: Rated) -> np.ndarray:
        """ln S at a point of the fitted space, (rows, draws)."""
        numbers = [t.number(float(at)) for t, at in zip(self.terms, x, strict=True)]
        law = PainTerms(numbers[LEVEL], 0.0 if self.alike else numbers[SUMMATION], numbers[PRICK], numbers[COLD])
        felt = stimulus(law, given.stirred) * (1 - numbers[USUAL] * given.onset)
        return np.asarray(np.log(np.maximum(felt, LEAST)))

    def slope(self, ln_s: np.ndarray) -> np.ndarray:
        """Points that a unit of ln S is worth."""
        return np.asarray(self.worst * np.exp(ln_s - np.exp(ln_s)))

    def own_sd(self, x: np.ndarray, keep: np.ndarray) -> np.ndarray:
        """sd of ln S of each row apart from its study."""
        people = np.exp(x[PERSON]) / np.sqrt(self.people[keep])
        return np.asarray(np.sqrt(np.exp(2 * x[ARM]) + people**2 + (self.rating / self.slope(self.seen[keep])) ** 2))

    def loss_of(self, keep: np.ndarray) -> Callable[[np.ndarray], float]:
        """Minus log posterior of these rows."""
        given, seen, studies = self.given.rows(keep), self.seen[keep], self.studies[keep]
        arms = [studies == study for study in np.unique(studies)]

        def loss(x: np.ndarray) -> float:
            drawn, own, clinic = self.ln_stimulus(x, given), self.own_sd(x, keep), float(np.exp(x[STUDY]))
            told = sum(_together(seen[arm], drawn[arm], own[arm], clinic) for arm in arms)
            return prior_loss(x, self.terms) + told + self.spread_loss(x, keep) + self.beside(x)

        return loss

    def spread_loss(self, x: np.ndarray, keep: np.ndarray) -> float:
        """Of the spreads between persons that studies print."""
        known = keep & np.isfinite(self.spreads)
        expected = np.exp(x[PERSON]) * self.slope(self.seen[known])
        noise = np.sqrt(SD_NOISE**2 + 1 / (2 * (self.people[known] - 1)))
        return float((np.log(self.spreads[known] / expected) ** 2 / (2 * noise**2)).sum())

    def beside(self, x: np.ndarray) -> float:
        """Of pooled differences, of a share of people, and of creams."""
        loss, arm = 0.0, float(np.exp(x[ARM]))
        for pair, given in self.differences:
            ln_s = self.ln_stimulus(x, given)[:, 0]
            a, b = score(np.exp(ln_s))
            sd = float(np.hypot(pair.sd, arm * np.linalg.norm(self.slope(ln_s))))
            loss += (a - b - pair.observed) ** 2 / (2 * sd**2) + float(np.log(sd))
        spread = float(np.sqrt(arm**2 + np.exp(2 * x[STUDY])))
        person = float(np.exp(x[PERSON]))
        for told in self.above:
            loss += told.loss(float(self.ln_stimulus(x, told.given)[0, 0]), spread, person)
        level, usual, peel = (self.terms[place].number(float(x[place])) for place in (LEVEL, USUAL, PEEL))
        return loss + self.creams.loss(usual, peel, level, person, arm)

    def fit(self) -> Fit:
        return laplace(self.loss_of(np.ones(len(self.rows), bool)), self.terms)

    def left_out_draws(self, whole: Fit, count: int) -> dict[str, np.ndarray]:
        """By study: ratings (count, rows of that study in the order of `rows`) from the fit without it, noise included."""
        return {str(study): self._unseen(str(study), whole, count)[1] for study in np.unique(self.studies)}

    def _unseen(self, study: str, whole: Fit, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Mode of the fit without a study, and draws (count, rows) of what it saw."""
        ours, noise = self.studies == study, Draws(count)
        mode = mode_of(self.loss_of(~ours), self.terms, whole.mode)
        given, size, people = self.given.rows(ours), int(ours.sum()), np.sqrt(self.people[ours])
        clinic = noise.normal(f"calibrate.clinic.{study}")
        arm, person, rating = (
            np.stack([noise.normal(f"calibrate.{name}.{study}.{i}") for i in range(size)], axis=1)
            for name in ("arm", "person", "rating")
        )
        drawn = []
        for i, x in enumerate(whole.draws(count, mode)):
            ln_s = self.ln_stimulus(x, given)
            own = np.exp(x[ARM]) * arm[i] + np.exp(x[PERSON]) * person[i] / people
            drawn.append(score(np.exp(ln_s[:, i % ln_s.shape[1]] + np.exp(x[STUDY]) * clinic[i] + own)))
        return mode, np.clip(np.array(drawn) + self.rating * rating, 0.0, self.worst)

    def left_out(self, whole: Fit, count: int) -> dict[str, float]:
        """Leave one study out: mean and root mean square of the error in points, share in the 90 % band, log score a study
        in points (a normal kernel of the draws), beside the mean of the other studies' ratings."""
        wrong, held, plain, logs = [], [], [], []
        for study, drawn in self.left_out_draws(whole, count).items():
            ours = self.studies == study
            seen = self.points[ours]
            wrong += (np.median(drawn, axis=0) - seen).tolist()
            plain += (np.mean(self.points[~ours]) - seen).tolist()
            held += inside(drawn, seen).tolist()
            logs.append(_log_density(drawn, seen))
        return {
            "mean_error": float(np.mean(np.abs(wrong))),
            "rms": float(np.sqrt(np.mean(np.square(wrong)))),
            "in_band": float(np.mean(held)),
            "log_score": float(np.mean(logs)),
            "mean_of_others_error": float(np.mean(np.abs(plain))),
        }

    def entries(self, fit: Fit) -> dict[str, Bounds]:
        """What the tables take, by name."""
        found = {t.name: t.bounds(float(m), float(s)) for t, m, s in zip(self.terms, fit.mode, fit.sd, strict=True)}
        for place in (STUDY, PERSON):
            reach = float(np.exp(Z95 * np.exp(fit.mode[place])))
            found[self.terms[place].name] = (1.0, 1 / reach, reach)
        return found


def pain_fit(draws: int, *, alike: bool = False) -> PainFit:
    """The fit on the rows that ship."""
    return PainFit([o for o in observations() if o.kind == "pain"], draws, pairs("pain_difference"), alike)


def _together(seen: np.ndarray, drawn: np.ndarray, own: np.ndarray, study: float) -> float:
    """Minus log density of the arms of one study, which share its effect, and the doubt of their injuries (arms, draws)."""
    rest = seen - np.median(drawn, axis=1)
    doubt = np.atleast_2d(np.cov(drawn)) if drawn.shape[1] > 1 else np.zeros((len(seen), len(seen)))
    covariance = np.diag(own**2) + study**2 + doubt
    return float(rest @ np.linalg.solve(covariance, rest) + np.linalg.slogdet(covariance)[1]) / 2


def _log_density(drawn: np.ndarray, seen: np.ndarray) -> float:
    """ln density of what a study saw, a figure: a normal with the moments of the draws."""
    centre, covariance = drawn.mean(axis=0), np.atleast_2d(np.cov(drawn.T)) + 1e-6 * np.eye(seen.size)
    rest = seen - centre
    exponent = rest @ np.linalg.solve(covariance, rest) + np.linalg.slogdet(covariance)[1] + seen.size * np.log(2 * np.pi)
    return -float(exponent) / (2 * seen.size)
