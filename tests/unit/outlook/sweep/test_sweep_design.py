"""A design is the course at each point on the same draws: the same bytes by one worker and two, and after a kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rederm.course import Course
from rederm.outlook import simulate
from rederm.outlook.sweep import design
from rederm.outlook.sweep.design import Points, run_design
from rederm.outlook.sweep.points import points_of
from rederm.outlook.sweep.result import sweep
from small_sweep import small_design

TESTS = Path(__file__).parents[3]
KILLED = """
import os, signal
from rederm.outlook.sweep import design
from small_sweep import small_design
design.MOST = 1
from pathlib import Path
begun, work = [], design.treated
def treated(chunk):
    begun.append(chunk)
    if len(begun) > 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(chunk)
design.treated = treated
design.run_design(small_design(), Path({folder!r}))
"""


@pytest.fixture(autouse=True)
def _one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_WORKERS", "1")


def content(samples: dict[str, np.ndarray]) -> dict[str, bytes]:
    return {name: given.tobytes() for name, given in samples.items()}


def test_a_point_is_what_simulate_says_of_its_course() -> None:
    spec = small_design()
    points, samples = run_design(spec)
    place = points.index({"concentration_pct": 50.0, "sessions": 2.0})
    course = Course.parse("2 sessions of glycolic-peel on face at 50 %, 3 weeks apart")
    outlook = simulate(spec.client, course, draws=4, seed=3)
    for name in spec.outcomes:
        assert samples[name][place] == pytest.approx(outlook.samples(name), rel=1e-12)


def test_the_grid_holds_every_combination_once_and_a_sample_every_stretch() -> None:
    spec = small_design()
    grid = points_of(spec.axes, None, 0)
    assert len(grid) == len({tuple(point.values()) for point in grid}) == 6
    axes = small_design(dials={"concentration_pct": {"low": 30, "high": 70}, "pH": {"low": 1, "high": 3}}).axes
    sample = points_of(axes, 32, 7)
    for axis in axes:
        held = np.array([point[axis.name] for point in sample], float)
        counts, _ = np.histogram(held, np.linspace(axis.low or 0, axis.high or 0, 9))
        assert counts.tolist() == [4] * 8
    assert sample == points_of(axes, 32, 7)
    assert sample != points_of(axes, 32, 8)


def test_two_workers_give_the_bytes_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(design, "MOST", 2)
    alone = content(run_design(small_design())[1])
    monkeypatch.setenv("REDERM_WORKERS", "2")
    assert content(run_design(small_design())[1]) == alone


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    dead = subprocess.run([sys.executable, "-c", KILLED.format(folder=str(tmp_path))], env={**os.environ, "PYTHONPATH": paths})
    assert dead.returncode == -signal.SIGKILL
    assert len(list((tmp_path / "chunks").iterdir())) == 2
    monkeypatch.setattr(design, "MOST", 1)
    begun, work = [], design.treated

    def counted(chunk: Points) -> dict[str, np.ndarray]:
        begun.append(chunk.rows)
        return work(chunk)

    monkeypatch.setattr(design, "treated", counted)
    resumed = content(run_design(small_design(), tmp_path)[1])
    assert begun == [(2,), (3,), (4,), (5,)]
    assert resumed == content(run_design(small_design())[1])
    begun.clear()
    run_design(small_design(seed=4), tmp_path)
    assert len(begun) == 6, "another seed is another run"


def test_a_dial_that_is_not_studied_is_allowed_and_told() -> None:
    told = sweep(small_design(dials={"concentration_pct": [30, 99]})).to_json()
    inside, outside = (point["outside"] for point in told["points"])
    assert not any("concentration_pct" in line for line in inside)
    assert any("concentration_pct = 99" in line for line in outside)


def test_a_tip_that_does_not_exist_is_told_and_keeps_what_it_does_not_touch() -> None:
    plasma = {"course": "1 session of opus-plasma on face", "outcomes": ["lesions_per_cm2", "ablation_depth_um"], "dials": {}}
    found = sweep(small_design(**plasma, tips={"physics.pins_per_pass": [100, 200]}))
    few, many = found.samples["lesions_per_cm2"]
    assert many == pytest.approx(2 * few, rel=1e-12)
    assert np.ptp(found.samples["ablation_depth_um"], axis=0) == pytest.approx(0.0, abs=1e-9)
    told = found.to_json()
    assert (
        "physics.pins_per_pass = 200 1/cm^2: no such device was studied (the device file has 100, 25 to 200)."
        in (told["points"][1]["outside"])
    )
    assert any("Nobody has been treated" in note for note in told["notes"])


def test_main_effects_are_the_means_over_the_others_and_their_reach_is_within_draws() -> None:
    found = sweep(small_design())
    effect = next(e for e in found.effects if (e.axis, e.outcome) == ("sessions", "gain.wrinkles.90"))
    gain = found.samples["gain.wrinkles.90"]
    one, two = (np.array([row for row, point in enumerate(found.points) if point["sessions"] == count]) for count in (1.0, 2.0))
    assert effect.levels[0].mean == pytest.approx(gain[one].mean(axis=0))
    assert effect.reach == pytest.approx(np.abs(gain[two].mean(axis=0) - gain[one].mean(axis=0)))
    price = next(e for e in found.effects if (e.axis, e.outcome) == ("concentration_pct", "price"))
    assert (price.reach == 0).all(), "a price knows no dial"


def test_a_sample_is_binned_and_says_so() -> None:
    told = sweep(small_design(dials={"concentration_pct": {"low": 30, "high": 70}}, points=16)).to_json()
    levels = told["effects"][0]["levels"]
    assert [level["points"] for level in levels] == [4, 3, 3, 3, 3]
    assert all(level["bin_low"] < level["value"] < level["bin_high"] for level in levels)
    assert any("16 points fill the space" in note for note in told["notes"])


def test_outputs_of_the_lesion_alone_are_those_of_the_whole_simulation() -> None:
    alone = run_design(small_design(outcomes=["necrosis_depth_um", "coverage"]))[1]
    beside = run_design(small_design(outcomes=["necrosis_depth_um", "coverage", "pain"]))[1]
    assert content(alone) == {name: given for name, given in content(beside).items() if name != "pain"}
