"""What the laws say of a study that they were not fitted on: every fit remade without each study in turn.

A fit of a law brings the observations it stands on (`rows`), its whole fit, and for each study the draws of what that study
saw, from the fit without it, study effect and noise included (`left_out_draws`). Gain is fitted in two structures that give
half of the draws each, as the product draws them; devices all alike is the null model that both must beat. An observation
that no fit stands on has no draws here: the prediction as it ships has not seen it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from rederm.draws import Arrays, Samples, kept, model_version
from rederm.evidence.fit_barrier import barrier_fit
from rederm.evidence.fit_closure import closure_fit
from rederm.evidence.fit_outcome import outcome_fit
from rederm.evidence.fit_pain import pain_fit
from rederm.evidence.fit_pih import pih_fit
from rederm.evidence.fit_recovery import crust_fit, edema_fit
from rederm.evidence.fit_redness import redness_fit
from rederm.evidence.fit_risks import FITTED, risk_fit
from rederm.evidence.laplace import Fit
from rederm.evidence.observations import Observation, observations
from rederm.evidence.unseen_scales import scale_draws

INJURIES = 16  # draws of each injury in a fit, as `rederm calibrate` takes them
COUNT = 400  # draws of a prediction
STRUCTURES = ("d", "v", "alike")
READS = ("evidence", "injury", "healing", "look", "outlook", "skin", "devices", "course", "draws", "data")


class StudyFit(Protocol):
    """A law on published rows."""

    @property
    def rows(self) -> Sequence[Observation]: ...

    def fit(self) -> Fit: ...

    def left_out_draws(self, whole: Fit, count: int) -> Mapping[str, np.ndarray]:
        """By study: draws (count, rows of that study in the order of `rows`) of the observed figure on its own scale."""
        ...


@dataclass(frozen=True)
class Unseen:
    """Draws (n,) by place in `observations()`; of gain also by structure."""

    draws: Mapping[int, Samples]
    structures: Mapping[str, Mapping[int, Samples]]


def unseen() -> Unseen:
    """Left-out draws of every law that is fitted; kept by content, since a refit is the same until a row or a model changes."""
    version = model_version(*READS)
    laws = {name: kept({"left out": name}, version, partial(_arrays, make)) for name, make in _laws().items()}
    found = {name: {int(place): draws for place, draws in arrays.items()} for name, arrays in laws.items()}
    gains = {name: found.pop(f"gain {name}", {}) for name in STRUCTURES}
    mixed = {place: np.concatenate([d, gains["v"][place]]) for place, d in gains["d"].items() if place in gains["v"]}
    every = (mixed, scale_draws(mixed), *found.values())
    return Unseen({place: draws for law in every for place, draws in law.items()}, gains)


def left_out_of(fit: StudyFit, count: int) -> dict[int, Samples]:
    """Draws (count,) of each row, by its place in `observations()`."""
    given = observations()
    places = {id(observation): place for place, observation in enumerate(given)}
    found: dict[int, Samples] = {}
    for study, draws in fit.left_out_draws(fit.fit(), count).items():
        own = [row for row in fit.rows if row.study == study]
        if draws.shape != (count, len(own)):
            raise ValueError(f"{study}: draws of shape {draws.shape}, expected {(count, len(own))}")
        found |= {places[id(row)]: draws[:, column] for column, row in enumerate(own) if id(row) in places}
    return found


def _arrays(make: Callable[[], StudyFit]) -> Arrays:
    return {str(place): draws for place, draws in left_out_of(make(), COUNT).items()}


def _laws() -> Mapping[str, Callable[[], StudyFit]]:
    """Every fitted law by name."""
    return {
        **{f"gain {structure}": partial(outcome_fit, structure) for structure in STRUCTURES},
        "darkening": lambda: pih_fit(INJURIES),
        "redness": lambda: redness_fit(INJURIES),
        "swelling": lambda: edema_fit(INJURIES),
        "crust": lambda: crust_fit(INJURIES),
        "closure": lambda: closure_fit(INJURIES),
        "barrier": lambda: barrier_fit(INJURIES),
        "pain": lambda: pain_fit(INJURIES),
        **{kind: partial(risk_fit, kind) for kind in FITTED},
    }
