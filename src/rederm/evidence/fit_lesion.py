"""Calibration of the ablation terms on published lesions, with what is needed to judge it.

The rows are solved over a design of the priors with the injury code of the product and emulated; the posterior is sampled on
the emulators, once by all series and once without each; model errors come from the series left out. Written: value and bounds
of each fitted term, their correlations, the fits without each series.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import spread
from rederm.evidence.lesion_design import FITTED, Design, lesion_design
from rederm.evidence.lesion_draws import NormalFit, without_terms
from rederm.evidence.lesion_error import Residual, left_out_residuals, model_errors
from rederm.evidence.lesion_fits import WHOLE, write_fits
from rederm.evidence.lesion_posterior import Posterior, posterior
from rederm.evidence.lesions import lesions, own_terms
from rederm.evidence.posterior_file import rounded, write_numbers, write_posterior
from rederm.evidence.terms import Bounds
from rederm.sources import load_table

POINTS = 128  # of the design, a power of two


@dataclass(frozen=True)
class LesionCalibration:
    """Posterior of the terms: bounds and what the tables held before; fits by series left out; errors and diagnostics."""

    design: Design
    posterior: Posterior
    fits: Mapping[str, NormalFit]
    residuals: tuple[Residual, ...]
    errors: Mapping[str, float]

    @property
    def entries(self) -> dict[str, Bounds]:
        """Value, low and high of each fitted term of the tables."""
        fit = self.fits[WHOLE]
        found = {}
        for name in FITTED:
            place = fit.places[name]
            value, low, high = fit.terms[place].bounds(fit.mean[place], fit.sd[place])
            found[name] = (rounded(value), rounded(low), rounded(high))
        return found

    @property
    def shared(self) -> NormalFit:
        """What the draws of the product hold: all but the terms of series."""
        return without_terms(self.fits[WHOLE], own_terms())

    def terms(self) -> list[dict[str, Any]]:
        """Every fitted term: prior and posterior bounds, sd over that of the prior, R-hat, effective samples."""
        whole, found = self.fits[WHOLE], []
        for name, mean, sd in zip(whole.places, whole.mean, whole.sd, strict=True):
            t = next(term for term in self.design.terms if term.name == name)
            place = self.posterior.active.index(t.name) if t.name in self.posterior.active else None
            found.append(
                {
                    "term": t.name,
                    "prior": [rounded(b) for b in t.bounds(t.mean, t.sd)],
                    "posterior": [rounded(b) for b in t.bounds(mean, sd)],
                    "sd_ratio": round(sd / t.sd, 2),
                    "rhat": None if place is None else round(float(self.posterior.chains.rhat[place]), 3),
                    "ess": None if place is None else round(float(self.posterior.chains.ess[place])),
                }
            )
        return found

    def rows(self) -> list[dict[str, Any]]:
        """Every fitted row: the figure, what the emulator says of it under the posterior, and the emulator's error in ln."""
        told = np.exp(np.quantile(self.design.told(self.posterior.z), [0.05, 1 / 2, 0.95], axis=0))
        seen = np.exp(self.design.seen())
        return [
            {"row": row.id, "observed": float(s), "median": float(m), "low": float(low), "high": float(high), "error": e.error}
            for row, e, s, low, m, high in zip(self.design.rows, self.design.emulators, seen, *told, strict=True)
        ]

    def table(self) -> list[str]:
        """The terms and rows, one line each."""
        lines = []
        for t in self.terms():
            prior, after = (f"{v:.3g} ({low:.3g} to {high:.3g})" for v, low, high in (t["prior"], t["posterior"]))
            mixed = "no row depends on it" if t["rhat"] is None else f"R-hat {t['rhat']}, {t['ess']} samples"
            lines.append(f"{t['term']}: {prior} -> {after}, sd {t['sd_ratio']:.2f} of the prior's, {mixed}")
        for r in self.rows():
            told = f"{r['median']:.3g} ({r['low']:.3g} to {r['high']:.3g})"
            lines.append(f"{r['row']}: {r['observed']:.3g}, emulated {told}, error of the emulator {r['error']:.2f}")
        return lines + [
            f"sd of ln {kind} beyond the draws, series left out: {error:.2f}" for kind, error in self.errors.items()
        ]

    def to_json(self) -> dict[str, Any]:
        whole = self.fits[WHOLE]
        return {
            "schema": "rederm.lesion-calibration/1",
            "terms": self.terms(),
            "correlation": {"names": [t.name for t in whole.terms], "lower": [list(row) for row in whole.lower]},
            "rows": self.rows(),
            "left_out": [residual.to_json() for residual in self.residuals],
            "errors": dict(self.errors),
            "points": POINTS,
            "taken": self.posterior.chains.taken,
        }


def fit_lesions(points: int = POINTS) -> LesionCalibration:
    """Calibrate; deterministic for one design. `points` is a power of two."""
    rows = [row for row in lesions() if row.fitted]
    design = lesion_design(rows, points)
    series = list(dict.fromkeys(row.series for row in rows))
    whole, *without = spread(lambda name: posterior(design, name), ["", *series], python=True)
    left = dict(zip(series, without, strict=True))
    residuals = left_out_residuals(design, left)
    return LesionCalibration(
        design=design,
        posterior=whole,
        fits={WHOLE: _seen(whole)} | {name: _unseen(design, name, each) for name, each in left.items()},
        residuals=tuple(residuals),
        errors={kind: rounded(error) for kind, error in model_errors(residuals).items()},
    )


def _seen(found: Posterior) -> NormalFit:
    """The fit of what ships and of what is the series' own."""
    return found.normal({*FITTED, *own_terms()})


def _unseen(design: Design, series: str, found: Posterior) -> NormalFit:
    """The fit without a series; what only that series tells of is left out, and so is drawn from its prior."""
    return without_terms(found.normal({*FITTED, *own_terms()}), design.alone(series))


def write_lesions(found: LesionCalibration) -> None:
    """Set the tables that ship: terms, model errors, correlations, fits."""
    write_posterior(found.entries)
    write_numbers("lesion", {f"{kind}_error": error for kind, error in found.errors.items()})
    write_fits(found.fits, found.shared)


def held(name: str) -> Bounds:
    """What the table holds of a term."""
    area, _, key = name.partition(".")
    entry = load_table(f"posterior/{area}")[key]
    return entry.value, entry.value if entry.low is None else entry.low, entry.value if entry.high is None else entry.high
