"""A trial that was stopped goes on where it was; a torn chunk is made anew, and a full disk leaves nothing torn."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rederm.outlook.trial import engine
from rederm.outlook.trial.checkpoints import Checkpoints
from rederm.outlook.trial.chunk import Chunk, Columns, chunks_of, observed
from rederm.outlook.trial.engine import Chunks, run
from rederm.sources import InputError
from small_trial import content, invented

ROOT = Path(__file__).parents[4]
DYING = """
import os, sys
from small_trial import invented
from rederm.outlook.trial import engine
engine.MOST, engine.STRATUM = 12, 1
begun, observed = [], engine.observed
def dies(chunk):
    begun.append(chunk)
    if len(begun) == 3:
        os._exit(9)
    return observed(chunk)
engine.observed = dies
engine.run(invented(), sys.argv[1])
"""


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_WORKERS", "1")
    monkeypatch.setattr(engine, "MOST", 12)
    monkeypatch.setattr(engine, "STRATUM", 1)


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[Chunk]:
    """The chunks that are worked on."""
    done: list[Chunk] = []

    def counted(chunk: Chunk) -> Columns:
        done.append(chunk)
        return observed(chunk)

    monkeypatch.setattr(engine, "observed", counted)
    return done


def every_chunk() -> list[Chunk]:
    spec = invented()
    return chunks_of(spec, spec.cohort.sample(36, spec.seed).strata(spec.age_step), 12, 1)


def test_a_killed_trial_goes_on_with_what_is_missing_and_gives_the_same_bytes(tmp_path: Path, worked: list[Chunk]) -> None:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    killed = subprocess.run([sys.executable, "-c", DYING, str(tmp_path)], env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert killed.returncode == 9
    assert len(list(tmp_path.rglob("*.npz"))) == 2
    told: list[Chunks] = []
    found = run(invented(), tmp_path, progress=told.append)
    chunks = every_chunk()
    assert told == [Chunks(done, len(chunks), 2) for done in range(2, len(chunks) + 1)]
    assert len(chunks) > 4
    assert len(worked) == len(chunks) - 2
    worked.clear()
    assert content(found) == content(run(invented()))
    worked.clear()
    assert content(run(invented(), tmp_path)) == content(found)
    assert worked == []


def test_a_torn_chunk_is_not_taken_for_whole(tmp_path: Path, worked: list[Chunk]) -> None:
    whole = run(invented(), tmp_path)
    files = sorted(tmp_path.rglob("*.npz"))
    files[0].write_bytes(files[0].read_bytes()[: files[0].stat().st_size // 2])
    files[1].write_bytes(b"")
    spoiled = bytearray(files[2].read_bytes())
    spoiled[spoiled.index(b"}", spoiled.index(b"NUMPY")) + 80] ^= 1  # within the numbers, whose checksum no longer holds
    files[2].write_bytes(spoiled)
    worked.clear()
    assert content(run(invented(), tmp_path)) == content(whole)
    assert len(worked) == 3


@pytest.mark.parametrize("changed", [{"seed": 5}, {"rater": "blinded"}, {"visits": (30, 90)}, {"n": 7}])
def test_another_trial_takes_no_chunk_of_this_one(changed: dict[str, Any], tmp_path: Path) -> None:
    chunk, spec = every_chunk()[0], invented()
    other = replace(spec, **changed)
    assert Checkpoints(tmp_path, spec).path(chunk) == Checkpoints(tmp_path, invented()).path(every_chunk()[0])
    assert Checkpoints(tmp_path, other).path(Chunk(other, chunk.groups)) != Checkpoints(tmp_path, spec).path(chunk)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_full_disk_ends_in_one_line_and_leaves_no_part_of_a_file(
    workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDERM_WORKERS", workers)
    opened = os.fdopen

    def full(handle: int, mode: str) -> Any:
        file = opened(handle, mode, buffering=0)

        class Full:
            def __enter__(self) -> "Full":
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def write(self, content: bytes) -> None:
                file.write(content[: len(content) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        return Full()

    monkeypatch.setattr("rederm.sources.files.os", SimpleNamespace(fdopen=full))
    with pytest.raises(InputError, match=r"chunks cannot be written: No space left on device; make room") as caught:
        run(invented(), tmp_path)
    assert "\n" not in str(caught.value)
    monkeypatch.undo()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
