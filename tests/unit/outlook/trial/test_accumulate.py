"""Sums of a trial's parts are those of the whole, in any order, whoever left."""

import json

import numpy as np
import pytest

from rederm.outlook.trial.accumulate import accumulate
from rederm.outlook.trial.kept import MOST, Kept
from rederm.outlook.trial.summary import summarise, summarised
from rederm.outlook.trial.sums import Sums
from trial_rows import rows, spec


@pytest.mark.parametrize("allocation", ["parallel", "split-face"])
def test_parts_added_in_any_order_give_the_same_bytes(allocation):
    trial = spec(allocation=allocation, n=30, replicates=8, visits=(30, 90))
    columns = rows(trial, effect=0.05, law_sd=0.03, lost=0.2)
    whole = json.dumps(summarise(columns, trial).to_json())
    part = np.random.default_rng(1).integers(0, 5, columns["client"].max() + 1)[columns["client"]]
    parts = [accumulate({name: given[part == k] for name, given in columns.items()}, trial) for k in range(5)]
    for order in ([0, 1, 2, 3, 4], [3, 1, 4, 0, 2]):
        total = parts[order[0]]
        for k in order[1:]:
            total = total + parts[k]
        assert json.dumps(summarised(total, trial).to_json()) == whole


def test_large_trials_are_summed_in_parts_that_give_the_same(monkeypatch):
    trial = spec(allocation="split-face", n=11, replicates=7)
    columns = rows(trial, effect=0.05, lost=0.2)
    whole = summarise(columns, trial).to_json()
    monkeypatch.setattr("rederm.outlook.trial.accumulate.AT_ONCE", 13)
    assert summarise(columns, trial).to_json() == whole


def test_arms_are_known_by_name_too():
    trial = spec(arms=("b", "c", "a"), n=6, replicates=3)
    columns = rows(trial, effect=0.1)
    named = columns | {"arm": np.array(["b", "c", "a"])[columns["arm"]]}
    assert summarise(named, trial).to_json() == summarise(columns, trial).to_json()


def test_a_split_face_without_all_sides_of_a_client_is_refused():
    trial = spec(allocation="split-face", n=6, replicates=3)
    columns = {name: given[1:] for name, given in rows(trial).items()}
    with pytest.raises(ValueError, match="every arm of a client together"):
        accumulate(columns, trial)


def test_mean_and_variance_are_those_of_the_figures():
    values = np.random.default_rng(0).normal(50.0, 0.01, 10_000)
    sums = Sums.of(values, np.zeros(values.size, int), (1,))
    assert sums.mean[0] == pytest.approx(values.mean(), abs=1e-7)
    assert sums.variance[0] == pytest.approx(values.var(ddof=1), rel=1e-4)


def test_a_figure_too_large_for_exact_sums_is_refused():
    with pytest.raises(ValueError, match="below 2048"):
        Sums.of(np.array([3000.0]), np.zeros(1, int), (1,))


def test_kept_persons_do_not_grow_with_clients():
    client = np.arange(3 * MOST)
    kept = Kept.of(client * 0, client * 0, client[::-1], client[::-1][None].astype(float))
    assert kept.client.tolist() == list(range(MOST))
    assert (kept + kept).client.size == MOST
