"""Fit of the law of darkening (outlook.risks) on published counts and pooled risk ratios.

    eta = a + b_t (type - 3.7) + b_o x_o + b_c x_c + b_n ln sessions - steroid + body - cooling + study,
    events ~ Binomial(n, Phi(eta))
    x: ln of the open share and of the dead volume, centred and scaled by the rows;  b_o, b_c, b_n, steroid >= 0

The study effect is integrated out. Cooling and hydroquinone are not fitted: they stand at their table values, with each row's
aftercare as the product would resolve it. The law takes ln phi and ln v unscaled, so the intercept is moved to where both
are 0; as the slopes are drawn apart from it, its own spread is what the slopes leave of the spread at the middle of the rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.evidence.doses import doses_of
from rederm.evidence.laplace import Fit, inside, laplace, mode_of, prior_loss
from rederm.evidence.observations import Observation, Pair, observations, pairs
from rederm.evidence.subject import client_of, sessions_of
from rederm.evidence.terms import Z95, Bounds, Term, term
from rederm.sources import load_table

NAMES = ("intercept", "type", "sessions", "steroid", "body", "open", "coagulated")
POSITIVE = (2, 3, 5, 6)
TAU = len(NAMES)
REACH, POINTS = 5.0, 201  # grid over the study effect, in its sd: fine enough for a study of a thousand people
LEAST_SPREAD = 0.1  # scale of a covariate that hardly varies


def pih_terms() -> list[Term]:
    """Slopes of the covariates are fitted per standard deviation of the rows."""
    return [term(f"risk.pih.{name}", "normal") for name in NAMES] + [term("risk.pih.tau")]


@dataclass(frozen=True)
class Counts:
    studies: np.ndarray
    events: np.ndarray
    people: np.ndarray
    design: np.ndarray  # (rows, NAMES)
    known: np.ndarray  # what cooling and hydroquinone take off


@dataclass(frozen=True)
class Scaling:
    """Middle and scale (2,) of ln open share and ln dead volume over the rows."""

    middle: np.ndarray
    scale: np.ndarray


def covariates(rows: Sequence[Observation], draws: int) -> np.ndarray:
    """ln of the open share and of the dead or pierced volume, (rows, 2), at the medians."""
    table, doses = load_table("posterior/risk"), doses_of(rows, draws).median()
    floor, least = table.number("pih.open_floor", "1"), table.number("pih.volume_floor", "mm")
    volume = doses.coagulated_mm + doses.column_mm
    return np.concatenate([np.log(np.maximum(doses.open_share, floor)), np.log(volume + least)], axis=1)


def design(rows: Sequence[Observation], draws: int, scaling: Scaling) -> np.ndarray:
    centre = load_table("posterior/risk").number("pih.type_centre", "1")
    body = doses_of(rows, draws).off_face
    plain = [
        [1.0, float(o.detail["mean_type"]) - centre, np.log(o.sessions), -float(bool(o.detail.get("steroid"))), float(off)]
        for o, off in zip(rows, body, strict=True)
    ]
    return np.concatenate([np.array(plain), (covariates(rows, draws) - scaling.middle) / scaling.scale], axis=1)


class PihFit:
    """The law on rows and pooled ratios; `bare`: without what the injury says, the null model."""

    def __init__(self, rows: Sequence[Observation], ratios: Sequence[Pair], draws: int, *, bare: bool = False) -> None:
        table = load_table("posterior/observation")
        found = covariates(rows, draws)
        self.scaling = Scaling(found.mean(axis=0), np.maximum(found.std(axis=0), LEAST_SPREAD))
        self.terms = pih_terms()
        self.use = np.array([1.0] * 5 + [0.0 if bare else 1.0] * 2)
        self.rows, self.arm_sd = rows, table.number("pih.arm_sd", "1")
        self.counts = Counts(
            studies=np.array([o.study for o in rows]),
            events=np.array([round(o.observed * o.detail["n"]) for o in rows], float),
            people=np.array([o.detail["n"] for o in rows], float),
            design=design(rows, draws, self.scaling) * self.use,
            known=np.array([_cooling(o) for o in rows]),
        )
        sides = ([pair.a for pair in ratios], [pair.b for pair in ratios])
        self.sides = [design(side, draws, self.scaling) * self.use for side in sides]
        self.ratio = np.log([pair.observed for pair in ratios])
        self.ratio_sd = np.hypot([pair.sd for pair in ratios], table.number("ratio.model_sd", "1"))

    def loss_of(self, keep: np.ndarray) -> Callable[[np.ndarray], float]:
        """Minus log posterior of these rows."""
        from scipy.special import log_ndtr

        node = np.linspace(-REACH, REACH, POINTS)
        weight = np.exp(-(node**2) / 2)
        weight = weight / weight.sum()
        c = self.counts
        studies = c.studies[keep]
        member = (np.unique(studies)[:, None] == studies[None]).astype(float)
        events, rest, x, known = c.events[keep], (c.people - c.events)[keep], c.design[keep], c.known[keep]
        wide = np.hypot(1.0, self.arm_sd)

        def loss(at: np.ndarray) -> float:
            tau = np.exp(at[TAU])
            eta = ((x @ at[:TAU] - known)[:, None] + tau * node) / wide
            log = member @ (events[:, None] * log_ndtr(eta) + rest[:, None] * log_ndtr(-eta))
            top = log.max(axis=1)
            seen = np.sum(np.log(np.exp(log - top[:, None]) @ weight) + top)
            a, b = (log_ndtr(side @ at[:TAU] / np.hypot(1.0, tau)) for side in self.sides)
            return prior_loss(at, self.terms) - float(seen) + float(np.sum(((a - b - self.ratio) / self.ratio_sd) ** 2)) / 2

        return loss

    def fit(self) -> Fit:
        return laplace(self.loss_of(np.ones(len(self.rows), bool)), self.terms, positive=POSITIVE)

    def left_out(self, whole: Fit, count: int) -> dict[str, float]:
        """Leave one study out: error, share in the 90 % band, log score a study."""
        from scipy.special import ndtr
        from scipy.stats import binom

        c, scores = self.counts, []
        for study in np.unique(c.studies):
            keep = c.studies != study
            mode = mode_of(self.loss_of(keep), self.terms, whole.mode, POSITIVE)
            drawn, noise = whole.draws(count, mode), Draws(count)
            eta = drawn[:, :TAU] @ c.design[~keep].T - c.known[~keep] + np.exp(drawn[:, TAU:]) * _column(noise, "study")
            eta = eta + self.arm_sd * np.stack([noise.normal(f"calibrate.arm.{i}") for i in range(eta.shape[1])], axis=1)
            chance, people, events = ndtr(eta), c.people[~keep], c.events[~keep]
            share = binom.ppf(ndtr(_column(noise, "sample")), people, chance) / people
            error = np.abs(np.median(share, axis=0) - events / people)
            like = np.log(np.mean(binom.pmf(events, people, chance), axis=0) + 1e-9)
            scores.append([error.mean(), inside(share, events / people).mean(), like.mean()])
        return dict(zip(("error", "in_band", "log_score"), np.mean(scores, axis=0).tolist(), strict=True))

    def entries(self, fit: Fit) -> dict[str, Bounds]:
        """What the tables take, by name: slopes per unit of ln phi and ln v, intercept where both are 0."""
        drawn = load_table("posterior/risk")
        sd = dict(zip(NAMES, fit.sd.tolist(), strict=False))
        at = dict(zip(NAMES, fit.mode.tolist(), strict=False))
        found = {
            name: (positive if drawn[t.name.removeprefix("risk.")].distribution == "lognormal" else t.bounds)(
                at[name], sd[name]
            )
            for name, t in zip(NAMES, self.terms, strict=False)
        }
        for place, name in enumerate(("open", "coagulated")):
            found[name] = _times(found[name], 1 / self.scaling.scale[place])
        slope = np.array([found["open"][0], found["coagulated"][0]])
        spread = np.array([_log_sd(found[name]) * found[name][0] for name in ("open", "coagulated")])
        own = np.sqrt(max(sd["intercept"] ** 2 - np.sum((spread * self.scaling.middle) ** 2), LEAST_SPREAD**2))
        found["intercept"] = self.terms[0].bounds(float(at["intercept"] - slope @ self.scaling.middle), float(own))
        tau = self.terms[TAU].bounds(float(fit.mode[TAU]), float(fit.sd[TAU]))
        return {f"risk.pih.{name}": bounds for name, bounds in (found | {"tau": tau}).items()}


def pih_fit(draws: int, *, bare: bool = False) -> PihFit:
    """The fit on the rows that ship."""
    return PihFit([o for o in observations() if o.kind == "pih"], pairs("pih_ratio"), draws, bare=bare)


def positive(mean: float, sd: float) -> Bounds:
    """Bounds of the lognormal that has the median and the upper bound of a normal which cannot be negative."""
    from scipy.stats import truncnorm

    median, high = (float(q) for q in truncnorm.ppf([0.5, 0.95], -mean / sd, np.inf, loc=mean, scale=sd))
    return median, median**2 / high, high


def _column(noise: Draws, name: str) -> np.ndarray:
    return np.asarray(noise.normal(f"calibrate.{name}")[:, None])


def _times(bounds: Bounds, factor: float) -> Bounds:
    value, low, high = bounds
    return value * factor, low * factor, high * factor


def _log_sd(bounds: Bounds) -> float:
    """sd of ln of a lognormal with these bounds."""
    return float(np.log(bounds[2] / bounds[1]) / (2 * Z95))


def _cooling(observation: Observation) -> float:
    """What hydroquinone and cold air take off eta, aftercare resolved as for a client."""
    table = load_table("posterior/risk")
    care: Aftercare = sessions_of(observation, client_of(observation))[0].aftercare
    effects = {"hydroquinone": care.hydroquinone_after, "cold_air": bool(care.cold_air)}
    return sum(table.number(f"pih.{name}", "1") for name, there in effects.items() if there)
