"""Rows of invented trials, normal or of rates, with a law effect that differs between replicates."""

from types import SimpleNamespace

import numpy as np


def spec(kind="gain", allocation="parallel", n=40, replicates=100, arms=("a", "b"), visits=(90,), **settings):
    """A trial's specification, as far as its analysis reads it."""
    endpoint = SimpleNamespace(kind=kind, concern="wrinkles", threshold=None, risk=None, key=f"{kind}.wrinkles")
    if kind == "responder":
        endpoint.threshold = 0.25
    if kind == "event":
        endpoint = SimpleNamespace(kind=kind, concern=None, threshold=None, risk="pih", key="event.pih")
    given = {"name": "invented", "seed": 3, "alpha": 0.05} | settings
    made = [SimpleNamespace(name=name) for name in arms]
    return SimpleNamespace(
        arms=made, endpoints=[endpoint], allocation=allocation, n=n, replicates=replicates, visits=visits, **given
    )


def rows(spec, effect=0.0, law_sd=0.0, sd=0.1, shared_sd=0.0, rates=None, lost=0.0, seed=7):
    """Columns of such a trial. effect: of each arm after the first; shared_sd: of persons, alike in both sides of a face.

    rates: of an event in each arm, in place of normal gains; lost: share that leaves before the visits."""
    rng = np.random.default_rng(seed)
    arms, paired = len(spec.arms), spec.allocation == "split-face"
    replicate, arm, place = (x.ravel() for x in np.meshgrid(range(spec.replicates), range(arms), range(spec.n), indexing="ij"))
    client = (replicate * spec.n + place) if paired else (replicate * arms + arm) * spec.n + place
    law = effect + law_sd * rng.standard_normal(spec.replicates)
    persons = client.max() + 1
    left = rng.random(persons) < lost
    columns = {
        "replicate": replicate,
        "client": client,
        "arm": arm,
        "dropped_after": np.where(left, 10.0, np.nan)[client],
        "fitzpatrick": rng.integers(1, 5, persons)[client],
        "age": rng.uniform(30, 65, persons)[client],
        "severity.wrinkles": rng.integers(1, 4, persons)[client],
    }
    if rates is not None:
        columns["event.pih"] = (rng.random(client.size) < np.asarray(rates)[arm]).astype(float)
        return columns
    gain = 0.3 + (arm > 0) * law[replicate] + sd * rng.standard_normal(client.size)
    gain = gain + shared_sd * rng.standard_normal(persons)[client]
    gain = np.rint(gain * 2.0**20) / 2.0**20  # what sums hold exactly
    return columns | {f"{kind}.wrinkles.{day}": gain for kind in ("gain", "score") for day in spec.visits}
