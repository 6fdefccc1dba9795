"""A small invented trial for tests: cheap courses, few clients. The wrappers stand here so that worker processes find them."""

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rederm.outlook.trial.chunk import Chunk, Columns, observed
from rederm.outlook.trial.spec import TrialSpec

TEXT = """
name = "Invented needles or peel"
allocation = "{allocation}"
visits = [30, 180]
n = {n}
replicates = 3
seed = 4
dropout = 0.3
rater = "open"

[cohort]
age = {{ low = 44, high = 58 }}
fitzpatrick = {{ "2" = 0.5, "4" = 0.5 }}
[[cohort.concerns]]
kind = "wrinkles"
site = "face"
severity = {{ "2" = 0.5, "3" = 0.5 }}

[[arms]]
name = "needles"
course = "2 sessions of microneedling, 4 weeks apart"
[[arms]]
name = "peel"
course = "1 session of salicylic-peel"

[[endpoints]]
kind = "gain"
concern = "wrinkles"
[[endpoints]]
kind = "event"
risk = "pih"
"""


def invented(allocation: str = "parallel", n: int = 6) -> TrialSpec:
    return TrialSpec.parse(TEXT.format(allocation=allocation, n=n))


def content(columns: Mapping[str, np.ndarray]) -> dict[str, bytes]:
    """Columns as bytes, to be compared to the last bit."""
    return {name: values.tobytes() for name, values in columns.items()}


def first_row(chunk: Chunk) -> int:
    return int(chunk.groups[0].numbers[0])


def told(folder: str, chunk: Chunk) -> Columns:
    """`observed`, which leaves a file for each time a chunk is begun."""
    times = len(list(Path(folder).glob(f"{first_row(chunk)}-*")))
    (Path(folder) / f"{first_row(chunk)}-{times}").touch()
    return observed(chunk)


def fatal_once(folder: str, row: int, chunk: Chunk) -> Columns:
    """`told`, but the first worker that meets the chunk of this row is killed."""
    if first_row(chunk) == row and not (Path(folder) / "killed").exists():
        (Path(folder) / "killed").touch()
        (Path(folder) / f"killed-{row}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return told(folder, chunk)


def held(folder: str, chunk: Chunk) -> Columns:
    """`told`, but the third chunk to be begun, and each after it, is kept in hand until there is a file "go"."""
    found = told(folder, chunk)
    while len(list(Path(folder).glob("*-*"))) > 2 and not (Path(folder) / "go").exists():
        time.sleep(0.02)
    return found
