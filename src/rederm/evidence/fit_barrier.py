"""Fit of barrier repair (healing: B' = (1 - open - B) / tau) on published water loss.

    readings after treatments   TEWL / TEWL before = 1 + a (1 - B)          a: water loss of a bare surface (instruments)
    suction blisters            TEWL / TEWL at once = (1 + a (1 - B)) / (1 + a)

tau is fitted, and beside it the bare share of a blister's floor, which no paper tells: were all of it bare, ducts would need
more than a week to cover it, and the loss is down to 15 % on day 4. Noise normal: a person's spread times the root of two over
their number, and a spread between clinics. Closure stands at its own posterior.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rederm.draws import Draws
from rederm.evidence.fit_closure import At, Case, case_of, records
from rederm.evidence.laplace import Fit, laplace, mode_of, prior_loss
from rederm.evidence.observations import Observation, observations
from rederm.evidence.terms import Bounds, term, term_of
from rederm.healing.impulses import impulse_of
from rederm.sources import DATA, load_table, read_toml

QUADRATURE = 200  # points over the days before a reading


@dataclass(frozen=True)
class Loss:
    """One reading of water loss: `day` after the injury; `blister`: against the loss at once, else against that before."""

    case: Case
    day: float
    blister: bool
    sd: float

    def at(self, tau: float, floor_open: float) -> np.ndarray:
        """Ratio of water loss, (draws,)."""
        case, draws = self.case, At(self.case.injury.draws, {})
        if self.blister:
            case = replace(case, injury=replace(case.injury, open_share=np.full(draws.n, floor_open)))
        start = 1 - np.clip(impulse_of(case.injury, case.skin, draws).barrier, 0.0, 1.0)
        days = np.linspace(0.0, self.day, QUADRATURE)
        kept = np.exp((days - self.day) / tau)
        barrier = start * kept[0] + np.trapezoid(kept / tau * (1 - case.closure({}).open_at(days)), days, axis=1)
        bare = load_table("tissue/instruments").number("tewl.open", "1")
        loss = 1 + bare * (1 - barrier)
        return np.asarray(loss / (1 + bare) if self.blister else loss)


class BarrierFit:
    """Barrier repair on these readings."""

    def __init__(self, rows: Sequence[Observation], draws: int) -> None:
        self.rows = list(rows)
        floor = term_of("healing.closure.blister_open", load_table("tissue/healing")["closure.blister_open"])
        self.terms = [term("healing.barrier_tau"), floor]
        self.losses = [_loss(o, draws) for o in self.rows]
        self.studies = np.array([o.study for o in self.rows])
        self.seen = np.array([o.observed for o in self.rows])

    def fit(self) -> Fit:
        return laplace(self._loss_of(np.ones(len(self.rows), bool)), self.terms)

    def told(self, x: np.ndarray, keep: np.ndarray) -> np.ndarray:
        """Ratios at a point of the fitted space, (rows kept, draws)."""
        tau, floor = (t.number(float(at)) for t, at in zip(self.terms, x, strict=True))
        return np.array([loss.at(tau, floor) for loss, kept in zip(self.losses, keep, strict=True) if kept])

    def left_out_draws(self, whole: Fit, count: int) -> dict[str, np.ndarray]:
        """By study: ratios (count, rows of that study in the order of `rows`) from the fit without it, noise included."""
        found = {}
        for study in np.unique(self.studies):
            ours, noise = self.studies == study, Draws(count)
            mode = mode_of(self._loss_of(~ours), self.terms, whole.mode)
            told = [self.told(x, ours) for x in whole.draws(count, mode)]
            drawn = np.array([each[:, i % each.shape[1]] for i, each in enumerate(told)])
            own = [noise.normal(f"calibrate.barrier.{study}.{i}") for i in range(int(ours.sum()))]
            found[str(study)] = drawn + self._sd(ours) * np.stack(own, axis=1)
        return found

    def entries(self, fit: Fit) -> dict[str, Bounds]:
        """What the tables take, by name: repair alone."""
        return {self.terms[0].name: self.terms[0].bounds(float(fit.mode[0]), float(fit.sd[0]))}

    def _sd(self, keep: np.ndarray) -> np.ndarray:
        return np.array([loss.sd for loss in self.losses])[keep]

    def _loss_of(self, keep: np.ndarray) -> Callable[[np.ndarray], float]:
        def loss(at: np.ndarray) -> float:
            off = (self.seen[keep] - np.median(self.told(at, keep), axis=1)) / self._sd(keep) if keep.any() else np.zeros(0)
            return prior_loss(at, self.terms) + float(off @ off) / 2

        return loss


def _loss(observation: Observation, draws: int) -> Loss:
    detail: dict[str, Any] = observation.detail
    noise = read_toml(DATA / "evidence" / "closure.toml")["water_loss"]
    if observation.kind == "barrier":
        wound = replace(observation, detail=detail | {"duct_depth_mm": 0.0})
        return Loss(case_of(wound, draws), detail["day"], True, float(np.hypot(detail["sd"], noise["between"])))
    sd = float(np.hypot(noise["person_cv"] * np.sqrt(2 / detail["n"]), noise["between"]))
    return Loss(case_of(observation, draws), detail["day"], False, sd)


def barrier_fit(draws: int) -> BarrierFit:
    """The fit on the rows that ship."""
    readings = [o for o in observations() if o.kind == "reading" and o.detail.get("of") == "tewl_g_m2_h"]
    return BarrierFit(readings + records("barrier"), draws)
