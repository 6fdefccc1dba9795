"""A scheduler that goes away ends a trial soon and in one line; what was done is kept. Workers are waited for, not for ever."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rederm.draws import spread
from rederm.draws.cluster import WorkersGone
from small_trial import TEXT

distributed = pytest.importorskip("distributed")
ROOT = Path(__file__).parents[4]
PATHS = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
COMMAND = """
import sys
from functools import partial
from rederm.cli import main
from rederm.outlook.trial import engine
from small_trial import held
engine.MOST, engine.STRATUM = 12, 1
engine.observed = partial(held, sys.argv.pop(1))
main()
"""
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a Python process that is killed at the end of the test, if it still runs."""
    started: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> "subprocess.Popen[str]":
        pipe, env = subprocess.PIPE, {**os.environ, "PYTHONPATH": PATHS, "REDERM_WORKERS": "1"}
        started.append(subprocess.Popen([sys.executable, *words], env=env, stdout=pipe, stderr=pipe, text=True))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def cluster(start: Start, folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """A scheduler and one worker, each a process; the scheduler and its address."""
    told = folder / "scheduler.json"
    told.unlink(missing_ok=True)
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    scheduler = start("-m", "distributed.cli.dask_scheduler", *words)
    until(lambda: told.exists() and told.read_text(encoding="utf-8").rstrip().endswith("}"))  # it is not written at once
    address = json.loads(told.read_text(encoding="utf-8"))["address"]
    start("-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    return scheduler, address


def until(so: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end
        time.sleep(0.02)


def answer(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def test_a_scheduler_that_is_killed_ends_the_trial_in_one_line_and_it_goes_on_with_what_is_missing(
    tmp_path: Path, start: Start
) -> None:
    spec, hold, out, alone = (tmp_path / name for name in ("trial.toml", "hold", "out", "alone"))
    spec.write_text(TEXT.format(allocation="parallel", n=6), encoding="utf-8")
    hold.mkdir()
    scheduler, address = cluster(start, tmp_path)
    trial = start("-c", COMMAND, str(hold), "trial", str(spec), "--out", str(out), "--cluster", address)
    until(lambda: len(list(out.rglob("*.npz"))) == 2 and len(list(hold.iterdir())) == 3)
    scheduler.send_signal(signal.SIGKILL)
    _, said = trial.communicate(timeout=30)
    assert trial.returncode == 2
    told = f"the scheduler at {address} went away; finished chunks are kept in {out / 'chunks'}; start the same command again"
    assert said == f"rederm: {told}\n"
    assert answer(out) == {}
    assert [path.suffix for path in out.rglob("*.*")] == [".npz", ".npz"]  # no part of a file, under any name
    done = {path.name: path.read_bytes() for path in out.rglob("*.npz")}
    again = tmp_path / "again"
    shutil.copytree(out, again)
    _, address = cluster(start, tmp_path)
    runs = {}
    for folder, words in ((alone, ()), (out, ("--cluster", address)), (again, ())):
        free = tmp_path / f"hold-{folder.name}"
        free.mkdir()
        (free / "go").touch()
        runs[folder] = start("-c", COMMAND, str(free), "trial", str(spec), "--out", str(folder), *words)
    for folder, run in runs.items():
        assert run.communicate(timeout=120)[1] == ""
        chunks = {path.name: path.read_bytes() for path in folder.rglob("*.npz")}
        begun = len(list((tmp_path / f"hold-{folder.name}").glob("*-*")))
        assert begun == len(chunks) - (0 if folder == alone else 2)
        assert done.items() <= chunks.items()
        assert answer(folder) == answer(alone)
    assert {"trial.json", "report.html"} <= answer(alone).keys()


@pytest.mark.parametrize("by", [signal.SIGSTOP, signal.SIGTERM])
def test_a_scheduler_that_answers_no_more_or_ends_in_order_is_not_waited_for(
    by: signal.Signals, tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduler, address = cluster(start, tmp_path)
    assert spread(abs, [-1], cluster=address) == [1]
    monkeypatch.setattr("rederm.draws.cluster._LOOK", 0.2)
    monkeypatch.setattr("rederm.draws.cluster._PATIENCE", "1s")
    threading.Timer(0.5, scheduler.send_signal, (by,)).start()
    began = time.monotonic()
    with pytest.raises(WorkersGone, match=f"^the scheduler at {address} went away$"):
        spread(time.sleep, [30.0], cluster=address)
    assert time.monotonic() - began < 10


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator["distributed.LocalCluster"]:
    """A scheduler without workers."""
    monkeypatch.setattr("rederm.draws.cluster._LOOK", 0.1)
    with distributed.LocalCluster(n_workers=0, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as local:
        yield local


def test_a_scheduler_without_workers_is_told_in_one_line_after_a_while(
    empty: "distributed.LocalCluster", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rederm.draws.cluster._NOBODY", 1.0)
    with pytest.raises(WorkersGone, match=f"^the scheduler at {empty.scheduler_address} has had no worker for 1 s$"):
        spread(abs, [-1], cluster=empty.scheduler_address)


def test_a_worker_that_comes_late_is_waited_for(empty: "distributed.LocalCluster") -> None:
    threading.Timer(1.0, empty.scale, (1,)).start()
    assert spread(abs, [-1, -2], cluster=empty.scheduler_address) == [1, 2]
