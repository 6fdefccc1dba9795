"""What is told of a trial: arms, differences in two parts, missing clients, kinds of clients."""

import json

import numpy as np
import pytest

from rederm.outlook.trial.accumulate import accumulate
from rederm.outlook.trial.contrast import contrast
from rederm.outlook.trial.summary import summarise
from trial_rows import rows, spec


def test_variance_of_law_and_of_sampling_are_told_apart():
    trial = spec(n=50, replicates=400)
    found = summarise(rows(trial, effect=0.1, law_sd=0.04, sd=0.1), trial).outcomes[0].comparisons[0].difference
    assert found.estimate == pytest.approx(0.1, abs=0.01)
    assert found.sd_sampling == pytest.approx(0.1 * np.sqrt(2 / 50), rel=0.03)
    assert found.sd_law == pytest.approx(0.04, rel=0.12)
    assert found.high - found.low == pytest.approx(2 * 1.645 * np.hypot(0.04, 0.02), rel=0.12)


def test_one_replicate_says_that_the_law_is_not_in_its_band():
    trial = spec(replicates=1)
    result = summarise(rows(trial, effect=0.1), trial)
    found = result.outcomes[0].comparisons[0].difference
    assert found.sd_law is None
    assert found.high - found.low == pytest.approx(2 * 1.645 * found.sd_sampling, rel=1e-3)
    assert any(note.startswith("One replicate") for note in result.notes)


def test_more_replicates_say_nothing_of_one():
    trial = spec(n=5, replicates=4)
    assert not any(note.startswith("One replicate") for note in summarise(rows(trial), trial).notes)


def test_who_left_is_missing_from_the_visit_and_told():
    trial = spec(n=40, replicates=20)
    result = summarise(rows(trial, lost=0.25), trial)
    arm = result.outcomes[0].arms[0]
    assert arm.enrolled == 40
    assert arm.seen == pytest.approx(30, abs=2)
    assert any("Clients who left" in note for note in result.notes)


def test_who_left_is_still_seen_at_a_visit_before():
    trial = spec(n=10, replicates=5, visits=(7, 90))
    early, late = summarise(rows(trial, lost=0.5), trial).outcomes
    assert early.arms[0].seen == 10 > late.arms[0].seen


def test_effect_size_is_of_the_pooled_or_the_paired_sd():
    parallel, face = spec(n=200, replicates=20), spec(allocation="split-face", n=200, replicates=20)
    pooled = summarise(rows(parallel, effect=0.05, shared_sd=0.1), parallel).outcomes[0].comparisons[0].effect_size
    within = summarise(rows(face, effect=0.05, shared_sd=0.1), face).outcomes[0].comparisons[0].effect_size
    assert pooled.d == pytest.approx(0.05 / np.hypot(0.1, 0.1), abs=0.06)
    assert within.d == pytest.approx(0.05 / (0.1 * np.sqrt(2)), abs=0.06)
    assert "pooled" in pooled.divided_by
    assert "differences" in within.divided_by


def test_effect_size_has_the_sign_of_the_difference_however_skewed_the_laws():
    """Most laws favour the second arm a little, some the first by far, and spread more where they do."""
    trial = spec(n=20, replicates=100)
    columns = rows(trial, sd=0.1)
    far = columns["replicate"] % 4 == 0
    columns["gain.wrinkles.90"] = columns["gain.wrinkles.90"] + (columns["arm"] == 1) * np.where(far, -0.6, 0.1)
    found = summarise(columns, trial).outcomes[0].comparisons[0]
    each = contrast(accumulate(columns, trial), 0, 1)
    assert np.median(each.difference / each.sd) > 0 > found.difference.estimate
    assert found.effect_size.d == pytest.approx(found.difference.estimate / np.sqrt(np.mean(each.sd**2)))


def test_arms_that_do_not_vary_have_no_effect_size():
    trial = spec(n=5, replicates=3)
    assert summarise(rows(trial, sd=0.0), trial).outcomes[0].comparisons[0].effect_size is None


def test_rates_have_exact_intervals_and_no_sd():
    trial = spec(kind="event", n=33, replicates=1)
    arm = summarise(rows(trial, rates=(0.0, 0.4)), trial).outcomes[0].arms[0]
    assert (arm.mean, arm.sd, arm.rate_low) == (0.0, None, 0.0)
    assert arm.rate_high == pytest.approx(0.106, abs=0.001)


def test_a_responder_gains_the_threshold_or_more():
    trial = spec(kind="responder", n=3, replicates=1)
    columns = rows(trial)
    columns["gain.wrinkles.90"] = np.array([0.1, 0.25, 0.3, 0.0, 0.0, 0.2])
    first, other = summarise(columns, trial).outcomes[0].arms
    assert (first.mean, other.mean) == (pytest.approx(2 / 3), 0.0)


def test_every_arm_is_compared_with_the_first():
    trial = spec(arms=("a", "b", "c"), n=10, replicates=5)
    compared = summarise(rows(trial), trial).outcomes[0].comparisons
    assert [(one.arm, one.against) for one in compared] == [("b", "a"), ("c", "a")]


def test_an_effect_in_some_clients_alone_shows_in_their_subgroup_without_a_test():
    trial = spec(n=60, replicates=40)
    columns = rows(trial)
    dark = (columns["fitzpatrick"] == 4) & (columns["arm"] == 1)
    columns["gain.wrinkles.90"] = columns["gain.wrinkles.90"] + 0.2 * dark
    told = summarise(columns, trial).to_json()["outcomes"][0]["comparisons"][0]["subgroups"]
    types = {row["level"]: row for row in told if row["factor"] == "fitzpatrick"}
    assert list(types) == ["1", "2", "3", "4"]
    assert types["4"]["estimate"] == pytest.approx(0.2, abs=0.03)
    assert types["1"]["estimate"] == pytest.approx(0.0, abs=0.03)
    assert types["1"]["n"] == pytest.approx(15, abs=3)
    assert not any("p" in row or "power" in row for row in told)


def test_arms_of_which_it_is_not_known_which_has_more_are_named():
    torn, plain = (spec(n=40, replicates=60) for _ in range(2))
    assert any(note.startswith("Of gain.wrinkles some") for note in summarise(rows(torn, law_sd=0.2), torn).notes)
    assert not any("some trials find" in note for note in summarise(rows(plain, effect=0.2), plain).notes)


def test_json_has_no_nan_and_its_keys_in_a_fixed_order():
    trial = spec(n=2, replicates=2)
    told = summarise(rows(trial, lost=0.5), trial).to_json()
    assert list(told)[:4] == ["schema", "name", "allocation", "arms"]
    assert told["schema"] == "rederm.trial/1"
    json.dumps(told, allow_nan=False)
