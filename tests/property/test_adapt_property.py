"""For any reading: worse is never believed better, dials never rise by more than a level, a stop leaves no plan."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented_visits import ROOMS, Invented, done, invented, person, seen
from rederm.devices import Device, outside_studied, studied_range
from rederm.draws import Draws
from rederm.planning import Observed, adapt
from rederm.planning.adapt_likelihood import Predicted, log_likelihood
from rederm.planning.adapt_space import rest_of
from rederm.planning.adapt_weights import resampled, weighed
from rederm.planning.observed import FIGURES, SIGNS, Reading, Sign
from rederm.planning.observed_file import read_observed
from rederm.sources import InputError

CLIENT = person()
FIGURE = st.sampled_from([*FIGURES])
SIDES = st.sampled_from(["", ">", "<"])
HEAD = "day,session,quantity,value,unit,rater,note\n"


@pytest.fixture(autouse=True)
def _invented(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ROOMS:
        monkeypatch.setattr(f"rederm.planning.{room}.simulate", invented)


def predicted(n: int = 400, seed: int = 0) -> Predicted:
    observed, draws = seen(0), Draws(n, seed)
    return Predicted(observed, Invented(CLIENT, observed.done, draws), draws)


def middle(samples: np.ndarray, weights: np.ndarray) -> float:
    """Weighted median."""
    order = np.argsort(samples)
    return float(samples[order][np.searchsorted(np.cumsum(weights[order]), 0.5)])


@given(FIGURE, SIDES, st.lists(st.floats(0, 10), min_size=2, max_size=2, unique=True), st.integers(0, 50))
@settings(max_examples=60, deadline=None)
def test_a_worse_reading_is_never_believed_better(name: str, side: str, pair: list[float], seed: int) -> None:
    """More days after more days read; the likelihoods have a monotone ratio, so that it holds for every quantile."""
    prior = predicted(seed=seed)
    figure = prior.figure(1, name)
    believed = []
    for value in sorted(pair):
        weights = weighed(log_likelihood(Reading(30, 1, name, value, side), prior), least=1.0).weights
        believed.append(middle(figure, weights))
    assert believed[0] <= believed[1]


@given(st.lists(st.floats(0, 1.5), min_size=2, max_size=2, unique=True), st.integers(0, 50))
@settings(max_examples=40, deadline=None)
def test_a_worse_score_never_raises_the_gain_that_is_believed(pair: list[float], seed: int) -> None:
    prior = predicted(seed=seed)
    gain = prior.outlook.samples("gain.wrinkles.180")
    believed = []
    for value in sorted(pair):
        reading = Reading(90, 1, "score.wrinkles", value, "", "blinded")
        believed.append(middle(gain, weighed(log_likelihood(reading, prior), least=1.0).weights))
    assert believed[0] >= believed[1]


@given(FIGURE, st.integers(0, 50))
@settings(max_examples=40, deadline=None)
def test_a_reading_beyond_what_was_predicted_moves_the_median_towards_it(name: str, seed: int) -> None:
    prior = predicted(seed=seed)
    figure = prior.figure(1, name)
    for value, worse in ((float(figure.max()), True), (float(figure.min()), False)):
        weights = weighed(log_likelihood(Reading(30, 1, name, value), prior)).weights
        assert bool(middle(figure, weights) >= np.median(figure)) is worse


@given(st.lists(st.floats(-30, 0), min_size=3, max_size=200), st.integers(1, 400), st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_resampling_takes_every_draw_as_often_as_it_weighs(logs: list[float], n: int, seed: int) -> None:
    weights = weighed(np.array(logs), least=1.0).weights
    counts = np.bincount(resampled(weights, n, seed), minlength=len(logs))
    assert counts.sum() == n
    assert np.all(np.abs(counts - n * weights) < 1 + 1e-6)


@given(st.lists(st.floats(-2000, 0), min_size=60, max_size=200), st.floats(2, 50))
@settings(max_examples=40, deadline=None)
def test_weights_never_collapse(logs: list[float], least: float) -> None:
    found = weighed(np.array(logs), least)
    assert found.effective >= least * (1 - 1e-6)
    assert 0 <= found.power <= 1


@given(st.floats(40, 100), st.integers(1, 8), st.booleans(), st.integers(0, 120), st.data())
@settings(max_examples=60, deadline=None)
def test_no_dial_rises_by_more_than_a_level_and_no_session_comes_before_today(
    power: float, passes: int, rise: bool, today: int, data: st.DataObject
) -> None:
    once = done(0, course=f"1 session of opus-plasma on cheek at {power:.4g} W, {passes} passes")
    rest, why = rest_of(CLIENT, Observed(once, signs=(Sign(today, 1, "blister", False),)), rise=rise)
    if rest is None:
        assert "outside what was studied" in why
        return
    last, device = rest.last[0].setting, rest.device
    for _ in range(10):
        point = rest.whole(tuple(data.draw(st.integers(0, size - 1)) for size in rest.sizes))
        setting = rest.setting(0, point)
        above = {name: float(setting[name]) - float(last[name]) for name in rest.dials if setting[name] > last[name]}
        assert len(above) <= (1 if rise else 0)
        assert all(step <= _level(device, name) for name, step in above.items())
        assert not outside_studied(setting, "face", CLIENT.fitzpatrick)
        coming = rest.candidate(point).course.sessions[1:]
        assert all(session.day >= max(today, device.number("interval.floor", "d")) for session in coming)


def _level(device: Device, name: str) -> float:
    """One level of the lattice, with what rounding to three digits may add; a whole pass where it is of passes."""
    low, high = studied_range(device, name, "face", CLIENT.fitzpatrick) or (0, 0)
    return max((float(high) - float(low)) / 8 + 0.005 * float(high), 1.0)


@given(st.sampled_from([*SIGNS]), st.integers(0, 60), FIGURE, st.floats(0, 10))
@settings(max_examples=15, deadline=None)
def test_after_a_sign_of_trouble_there_is_no_plan(kind: str, day: int, name: str, value: float) -> None:
    observed = seen(0, signs=(Sign(day, 1, kind, True),), readings=(Reading(day, 1, name, value),))
    plan = adapt(CLIENT, observed, draws=20)
    assert plan.plans == ()
    assert plan.front == ()


@given(st.floats(0, 2), st.integers(1, 28))
@settings(max_examples=10, deadline=None)
def test_a_score_that_comes_too_early_changes_nothing(score: float, day: int) -> None:
    with_it = adapt(CLIENT, seen(0, readings=(Reading(day, 1, "score.wrinkles", score, "", "blinded"),)), draws=20)
    without = adapt(CLIENT, seen(0, signs=(Sign(day, 1, "blister", False),)), draws=20)
    assert [p.to_json() for p in with_it.plans] == [p.to_json() for p in without.plans]


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_junk_is_refused_in_one_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    _refused(tmp_path_factory.mktemp("junk") / "seen.csv", text)


CELL = st.one_of(
    st.sampled_from(["0", "1", "28", "done", "answered", "score.wrinkles", "yes", ">5", "", "blister"]), st.text(max_size=9)
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=8), min_size=1, max_size=5))
@settings(max_examples=80, deadline=None)
def test_junk_below_a_good_heading_is_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    done = "0,1,done,1 session of opus-plasma on cheek\n"
    _refused(tmp_path_factory.mktemp("junk") / "seen.csv", HEAD + done + "\n".join(",".join(row) for row in rows))


def _refused(path: Path, text: str) -> None:
    """Read, or refused with a line that names the file; nothing else."""
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    said = "seen.csv"
    try:
        read_observed(path, CLIENT)
    except InputError as error:
        said = " ".join(str(error).split())
    assert "seen.csv" in said
    assert len(said.splitlines()) == 1
