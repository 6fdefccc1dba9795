"""Remakes the posterior of the outcome law, of darkening, redness, swelling and crust on the injuries that the models simulate.

Each published setting is injured as the product would injure it; the laws are fitted on those injuries, so that what reads an
injury was calibrated on the same reader. Structures D and V share ratings, sites and times: each gives half, so a shared figure
is the two together, wide where they differ. Correlations between figures are not kept: bands of a prediction are a little wide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rederm.evidence.fit_outcome import SHARED, OutcomeFit, outcome_data
from rederm.evidence.fit_pih import pih_fit
from rederm.evidence.fit_recovery import crust_fit, edema_fit
from rederm.evidence.fit_redness import redness_fit
from rederm.evidence.fit_risks import risk_fits
from rederm.evidence.laplace import Fit
from rederm.evidence.left_out import StudyScore, left_out, scores_of, together, totals
from rederm.evidence.posterior_file import rounded, write_posterior
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
    studies: Mapping[str, list[StudyScore]] = field(default_factory=dict)

    def table(self) -> list[str]:
        """Old and new figure of every entry, one line each."""
        return [f"{name}: {_show(self.before[name])} -> {_show(new)}" for name, new in self.entries.items()]

    def summary(self) -> list[str]:
        """The scores, in words."""
        lines = [f"{count} {kind}" for kind, count in self.rows.items()]
        for name, score in self.scores.items():
            lines.append(f"{name}, studies left out: " + ", ".join(f"{key} {value:.3g}" for key, value in score.items()))
        return lines + [f"the models see no injury: {arm}" for arm in self.no_injury]

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": "rederm.calibration/1",
            "entries": {name: list(bounds) for name, bounds in self.entries.items()},
            "before": {name: list(bounds) for name, bounds in self.before.items()},
            "rows": dict(self.rows),
            "scores": {name: dict(score) for name, score in self.scores.items()},
            "no_injury": list(self.no_injury),
        }


def calibrate(*, draws: int = 16, write: bool = False, score: bool = True) -> Calibration:
    """Fit all laws; `draws` of each injury; `write` sets the tables below data/posterior; `score` leaves studies out.

    Deterministic: the same rows and tables give the same figures.
    """
    data, contrasts, nil = outcome_data(draws)
    models = {name: OutcomeFit(name, data, contrasts) for name in ("d", "v", "alike")}
    fits = {name: model.fit() for name, model in models.items() if score or name != "alike"}
    darkening = pih_fit(draws)
    dark = darkening.fit()
    entries = _outcome_entries(models, fits) | darkening.entries(dark)
    days = {"redness": redness_fit(draws), "swelling": edema_fit(draws), "crust": crust_fit(draws)}
    lasting = {name: model.fit() for name, model in days.items()}
    for name, model in days.items():
        entries = entries | model.entries(lasting[name])
    for law in risk_fits().values():
        entries = entries | law.entries(law.fit())
    scores: dict[str, Mapping[str, float]] = {}
    studies: dict[str, list[StudyScore]] = {}
    if score:
        drawn = {name: left_out(models[name], fit) for name, fit in fits.items()}
        drawn["both"] = together(drawn["d"], drawn["v"])
        studies = {name: scores_of(data, each) for name, each in drawn.items()}
        scores = {f"gain {name}": totals(each) for name, each in studies.items()}
        bare = pih_fit(draws, bare=True)
        scores["darkening"] = darkening.left_out(dark, SCORED)
        scores["darkening without the injury"] = bare.left_out(bare.fit(), SCORED)
        scores |= {name: model.left_out(lasting[name], SCORED) for name, model in days.items()}
    result = Calibration(
        entries={name: (rounded(v), rounded(low), rounded(high)) for name, (v, low, high) in entries.items()},
        before={name: _held(name) for name in entries},
        rows={
            "outcome arms": int(data.seen.size),
            "outcome studies": int(np.unique(data.studies).size),
            "contrasts": int(contrasts.seen.size),
            "arms of darkening": len(darkening.rows),
        }
        | {f"durations of {name}": len(model.rows) for name, model in days.items()},
        no_injury=tuple(f"{o.study}, {o.device}" for o in nil),
        scores=scores,
        studies=studies,
    )
    if write:
        write_posterior(result.entries)
    return result


def _outcome_entries(models: Mapping[str, OutcomeFit], fits: Mapping[str, Fit]) -> dict[str, Bounds]:
    """Own terms of each structure; shared ones as the equal mixture of both, by mean and variance."""
    found: dict[str, Bounds] = {}
    moments: dict[str, list[tuple[float, float]]] = {}
    for name in ("d", "v"):
        fit = fits[name]
        for (local, term), mean, sd in zip(models[name].terms.items(), fit.mode, fit.sd, strict=True):
            if local in SHARED:
                moments.setdefault(local, []).append((float(mean), float(sd)))
            else:
                found[term.name] = term.bounds(float(mean), float(sd))
    for local, both in moments.items():
        means, sds = np.array(both).T
        found[SHARED[local]] = (
            models["d"].terms[local].bounds(float(means.mean()), float(np.sqrt(np.mean(sds**2) + np.var(means))))
        )
    return found


def _held(name: str) -> Bounds:
    area, _, key = name.partition(".")
    entry = load_table(f"posterior/{area}")[key]
    return entry.value, entry.value if entry.low is None else entry.low, entry.value if entry.high is None else entry.high


def _show(bounds: Bounds) -> str:
    value, low, high = bounds
    return f"{value:.3g} ({low:.3g} to {high:.3g})"
