"""Remakes the posterior of the outcome law, of darkening, redness, swelling and crust on the injuries that the models simulate.

Each published setting is injured as the product would injure it; the laws are fitted on those injuries, so that what reads an
injury was calibrated on the same reader. Structures D and V of the outcome law are sampled and put together with their
correlations (outcome_posterior.py), and so are the figures of redness and of swelling; those of the other laws are drawn
independently of each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rederm.draws.noise import Tie
from rederm.evidence.fit_barrier import barrier_fit
from rederm.evidence.fit_closure import closure_fit
from rederm.evidence.fit_outcome import INJURIES, OutcomeFit
from rederm.evidence.fit_pain import pain_fit
from rederm.evidence.fit_pih import pih_fit
from rederm.evidence.fit_recovery import crust_fit, edema_fit
from rederm.evidence.fit_redness import redness_fit
from rederm.evidence.fit_risks import risk_fits
from rederm.evidence.left_out import COUNT, ArmScore, scores_of, together, totals
from rederm.evidence.outcome_posterior import outcome_posterior
from rederm.evidence.outcome_rows import outcome_data
from rederm.evidence.posterior_file import rounded, write_posterior, write_tie
from rederm.evidence.terms import Bounds
from rederm.sources import load_table

SCORED = 400  # draws for leaving studies of darkening and redness out


@dataclass(frozen=True)
class Calibration:
    """Posterior figures by name, what the tables held before, and the scores on studies left out (empty where not asked)."""

    entries: Mapping[str, Bounds]
    before: Mapping[str, Bounds]
    rows: Mapping[str, int]
    no_injury: tuple[str, ...]  # outcome arms in which the models see no injury
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    studies: Mapping[str, list[ArmScore]] = field(default_factory=dict)
    diagnostics: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # of the chains, by structure of the gain
    tie: Tie | None = None  # the figures of gain are drawn together

    def table(self) -> list[str]:
        """Old and new figure of every entry, one line each."""
        return [f"{name}: {_show(self.before[name])} -> {_show(new)}" for name, new in self.entries.items()]

    def summary(self) -> list[str]:
        """The scores, in words."""
        lines = [f"{count} {kind}" for kind, count in self.rows.items()]
        for name, score in self.scores.items():
            lines.append(f"{name}, studies left out: " + ", ".join(f"{key} {value:.3g}" for key, value in score.items()))
        for name, mixed in self.diagnostics.items():
            told = {key: value for key, value in mixed.items() if not key.startswith("of prior")}
            lines.append(f"chains of gain {name}: " + ", ".join(f"{key} {value:.3g}" for key, value in told.items()))
        return lines + [f"the models see no injury: {arm}" for arm in self.no_injury]

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": "rederm.calibration/1",
            "entries": {name: list(bounds) for name, bounds in self.entries.items()},
            "before": {name: list(bounds) for name, bounds in self.before.items()},
            "rows": dict(self.rows),
            "scores": {name: dict(score) for name, score in self.scores.items()},
            "diagnostics": {name: dict(mixed) for name, mixed in self.diagnostics.items()},
            "no_injury": list(self.no_injury),
        }


def calibrate(*, draws: int = 16, write: bool = False, score: bool = True) -> Calibration:
    """Fit all laws; `draws` of each injury; `write` sets the tables below data/posterior; `score` leaves studies out.

    Deterministic: the same rows and tables give the same figures.
    """
    data, contrasts, nil = outcome_data(INJURIES)
    models = {name: OutcomeFit(name, data, contrasts) for name in ("d", "v", "alike")}
    fits = {name: model.fit() for name, model in models.items() if score or name != "alike"}
    darkening = pih_fit(draws)
    dark = darkening.fit()
    gain = outcome_posterior(models, fits)
    entries = dict(gain.entries) | darkening.entries(dark)
    days = {"redness": redness_fit(draws), "swelling": edema_fit(draws), "crust": crust_fit(draws)}
    days["closure"] = closure_fit(draws)
    lasting = {name: model.fit() for name, model in days.items()}
    for name, model in days.items():
        entries = entries | model.entries(lasting[name])
    repair = barrier_fit(draws)
    entries = entries | repair.entries(repair.fit())
    hurting = pain_fit(draws)
    hurt = hurting.fit()
    entries = entries | hurting.entries(hurt)
    for law in risk_fits().values():
        entries = entries | law.entries(law.fit())
    scores: dict[str, Mapping[str, float]] = {}
    studies: dict[str, list[ArmScore]] = {}
    if score:
        drawn = {name: models[name].left_out_draws(fit, COUNT) for name, fit in fits.items()}
        drawn["both"] = together(drawn["d"], drawn["v"])
        studies = {name: scores_of(data, each) for name, each in drawn.items()}
        scores = {f"gain {name}": totals(each) for name, each in studies.items()}
        bare = pih_fit(draws, bare=True)
        scores["darkening"] = darkening.left_out(dark, SCORED)
        scores["darkening without the injury"] = bare.left_out(bare.fit(), SCORED)
        scores |= {name: model.left_out(lasting[name], SCORED) for name, model in days.items()}
        alike = pain_fit(draws, alike=True)
        scores["pain"] = hurting.left_out(hurt, SCORED)
        scores["pain, one level for all"] = alike.left_out(alike.fit(), SCORED)
    result = Calibration(
        entries={name: (rounded(v), rounded(low), rounded(high)) for name, (v, low, high) in entries.items()},
        before={name: _held(name) for name in entries},
        rows={
            "outcome arms": int(data.seen.size),
            "outcome studies": int(np.unique(data.studies).size),
            "contrasts": int(contrasts.seen.size),
            "arms of darkening": len(darkening.rows),
            "ratings of pain": len(hurting.rows),
        }
        | {f"durations of {name}": len(model.rows) for name, model in days.items()},
        no_injury=tuple(f"{o.study}, {o.device}" for o in nil),
        scores=scores,
        studies=studies,
        diagnostics=gain.diagnostics,
        tie=gain.tie,
    )
    if write:
        write_posterior(result.entries)
        write_tie("gain", gain.tie)
        for name in ("redness", "swelling", "closure"):
            write_tie(name, days[name].tie(lasting[name]))
    return result


def _held(name: str) -> Bounds:
    area, _, key = name.partition(".")
    entry = load_table(f"posterior/{area}")[key]
    return entry.value, entry.value if entry.low is None else entry.low, entry.value if entry.high is None else entry.high


def _show(bounds: Bounds) -> str:
    value, low, high = bounds
    return f"{value:.3g} ({low:.3g} to {high:.3g})"
