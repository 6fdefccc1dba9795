"""Trials without a simulation: the columns that a run would give, drawn from normals with known differences."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from rederm.outlook.trial.result import TrialResult
from rederm.outlook.trial.spec import TrialSpec
from rederm.outlook.trial.summary import summarise

EXAMPLE = Path(__file__).parents[1] / "examples" / "trials" / "plasma-or-co2.toml"


def small_spec(**changes: Any) -> TrialSpec:
    """The example with few clients."""
    return replace(TrialSpec.load(EXAMPLE), **({"n": 12, "replicates": 8, "visits": (30, 90)} | changes))


def columns(spec: TrialSpec) -> dict[str, np.ndarray]:
    """Rows in which the second arm gains a fifth more and costs two days more; one in five of each arm darkens."""
    rng = np.random.default_rng(1)
    split = spec.split_face
    clients = spec.n * spec.replicates * (1 if split else len(spec.arms))
    sampled = spec.cohort.sample(clients, spec.seed).coded
    of = np.repeat(np.arange(clients), len(spec.arms)) if split else np.arange(clients)
    arm = np.arange(len(of)) % len(spec.arms)
    found: dict[str, np.ndarray] = {"replicate": of // (clients // spec.replicates), "client": of, "arm": arm}
    found |= {name: column[of] for name, column in sampled.items()}
    for day in spec.visits:
        found[f"gain.wrinkles.{day}"] = 0.2 + 0.2 * arm + 0.15 * rng.standard_normal(len(of))
    found |= {"downtime_days": 4.0 + 2.0 * arm + rng.random(len(of)), "pain": 5.0 + rng.random(len(of))}
    found |= {"event.pih": (rng.random(len(of)) < 0.2).astype(float), "dropped_after": np.full(len(of), np.nan)}
    return found


@cache
def result(allocation: str = "parallel") -> TrialResult:
    """What those columns tell of the small trial with this allocation."""
    spec = small_spec(allocation=allocation)
    return summarise(columns(spec), spec)
