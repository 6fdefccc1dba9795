"""The same seed gives the same bytes, at one worker and at two, with a cold cache and a warm one."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MARIA = ROOT / "examples" / "maria.toml"
COURSE = "2 sessions of fractional-co2 on cheek at 15 mJ, 4 weeks apart"


def digest(cache: Path, workers: int, *words: str) -> str:
    environment = os.environ | {"REDERM_CACHE": str(cache), "REDERM_WORKERS": str(workers)}
    done = subprocess.run(
        [sys.executable, "-m", "rederm.cli", *words, "--json"], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    return hashlib.sha256(done.stdout).hexdigest()


def test_a_simulation_is_the_same_at_one_and_two_workers(tmp_path: Path) -> None:
    words = ("simulate", "examples/maria.toml", "--course", COURSE, "--draws", "20", "--seed", "3")
    cold = digest(tmp_path / "one", 1, *words)
    assert digest(tmp_path / "two", 2, *words) == cold
    assert digest(tmp_path / "one", 2, *words) == cold


def test_another_seed_gives_other_bytes(tmp_path: Path) -> None:
    words = ("simulate", "examples/maria.toml", "--course", COURSE, "--draws", "20", "--seed")
    assert digest(tmp_path, 2, *words, "3") != digest(tmp_path, 2, *words, "4")


@pytest.mark.slow
def test_a_plan_is_the_same_at_one_and_two_workers(tmp_path: Path) -> None:
    client = tmp_path / "client.toml"
    client.write_text(re.sub(r"^visits = .*", "visits = 1", MARIA.read_text(), flags=re.MULTILINE))  # a short search
    words = ("plan", str(client), "--draws", "6", "--start", "2026-12-01")
    assert digest(tmp_path, 1, *words) == digest(tmp_path, 2, *words)
