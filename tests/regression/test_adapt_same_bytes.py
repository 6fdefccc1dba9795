"""An adapted plan gives the same bytes at one worker and at two."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEN = """day,session,quantity,value
0,1,done,1 session of microneedling on cheek
3,1,erythema_days,3
30,1,pigment_change,no
"""


def digest(seen: Path, workers: int) -> str:
    words = ["plan", "examples/maria.toml", "--observed", str(seen), "--draws", "16", "--start", "2026-12-01", "--json"]
    environment = os.environ | {"REDERM_WORKERS": str(workers)}
    done = subprocess.run(
        [sys.executable, "-m", "rederm.cli", *words], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    return hashlib.sha256(done.stdout).hexdigest()


def test_an_adapted_plan_is_the_same_at_one_and_two_workers(tmp_path: Path) -> None:
    (tmp_path / "seen.csv").write_text(SEEN)
    assert digest(tmp_path / "seen.csv", 1) == digest(tmp_path / "seen.csv", 2)
