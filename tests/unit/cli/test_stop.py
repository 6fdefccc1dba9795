"""Ctrl-C while a plan is searched for: once, and what was found is kept and marked partial; twice, and all ends at once."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

MARIA = Path(__file__).parents[3] / "examples" / "maria.toml"
FILES = {"plan.json", "report.html", "report.pdf", "client.html", "client.pdf"}
LONGEST_S = 240.0  # a slow machine that imports everything and solves its first lesions


@dataclass
class Running:
    """A `rederm plan` that believes to have a terminal for its messages."""

    process: subprocess.Popen[str]
    terminal: int
    said: str = ""

    def wait_for(self, *words: str) -> None:
        """Read the terminal until it has said one of these."""
        end = time.monotonic() + LONGEST_S
        while not any(word in self.said for word in words):
            ready, _, _ = select.select([self.terminal], [], [], max(end - time.monotonic(), 0.0))
            assert ready, f"nothing of {words} in {self.said[-300:]!r}"
            self.said += os.read(self.terminal, 4096).decode(errors="replace")

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)


@contextmanager
def planning(folder: Path) -> Iterator[Running]:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "rederm.cli", "plan", str(MARIA), "--draws", "4", "--out", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        os.close(theirs)
        try:
            yield Running(process, ours)
        finally:
            process.kill()
            os.close(ours)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_ctrl_c_keeps_what_was_found_and_says_that_it_is_partial(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with planning(folder) as running:
        running.wait_for("first answer after", "best so far:")
        running.interrupt()
        running.wait_for("ending after the course in hand")
        printed, _ = running.process.communicate(timeout=LONGEST_S)
    assert running.process.returncode == 130
    assert {path.name for path in folder.iterdir()} == FILES
    plan = json.loads((folder / "plan.json").read_text())
    assert plan["partial"] is True
    assert plan["plans"]
    assert printed.startswith("Partial. The search was stopped before its end, after ")
    assert "Partial: The search was stopped before its end" in (folder / "report.html").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_a_second_ctrl_c_ends_at_once_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with planning(folder) as running:
        running.wait_for("planning; Ctrl-C")
        running.interrupt()
        running.wait_for("ending after the course in hand")
        began = time.monotonic()
        running.interrupt()
        printed, _ = running.process.communicate(timeout=LONGEST_S)
    assert running.process.returncode == 130
    assert printed == ""
    assert time.monotonic() - began < 20
    assert not folder.exists()
