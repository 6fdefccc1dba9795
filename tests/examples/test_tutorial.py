"""The tutorial is what happens to whoever follows it: its file is a client, its commands run, its words are true."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from rederm.skin import Client
from small_plan import small_plan

ROOT = Path(__file__).parents[2]
FILES = {"plan.json", "report.html", "report.pdf", "client.html", "client.pdf"}
TEXT = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
TOML = re.findall(r"^```toml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [shlex.split(line) for line in re.findall(r"^ {4}rederm (.+)$", TEXT, re.MULTILINE)]
ANSWERS = [line for line in re.findall(r"^ {4}(.+)$", TEXT, re.MULTILINE) if "gives most" in line]


def run(folder: Path, words: list[str]) -> str:
    """What the command prints; it must succeed and complain of nothing."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    told = subprocess.run(
        [sys.executable, "-m", "rederm.cli", *words], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert (told.returncode, told.stderr) == (0, "")
    return told.stdout


def of_verb(*verbs: str) -> list[list[str]]:
    return [words for words in COMMANDS if words[0] in verbs]


def test_the_file_is_a_client_at_every_step(tmp_path: Path) -> None:
    file = tmp_path / "lena.toml"
    for step in range(1, len(TOML) + 1):
        file.write_text("\n".join(TOML[:step]), encoding="utf-8")
        client = Client.load(file)
    assert len(client.questions()) == 2
    assert f"{len(client.questions())} questions open" in TEXT
    assert client.limits.downtime_days == 2


def test_the_quick_commands_run_with_the_file_as_it_stands_then(tmp_path: Path) -> None:
    (tmp_path / "lena.toml").write_text(TOML[0], encoding="utf-8")
    (simulate,) = of_verb("simulate")
    assert "Not asked yet" in run(tmp_path, [*simulate, "--draws", "4"])
    (tmp_path / "lena.toml").write_text("\n".join(TOML), encoding="utf-8")
    (compare,) = of_verb("compare")
    assert "of 10 draws" in run(tmp_path, [*compare, "--draws", "4"])


def test_a_plan_is_taken_along_as_shown(tmp_path: Path) -> None:
    (tmp_path / "lena-week").mkdir()
    (tmp_path / "lena-week" / "plan.json").write_text(small_plan(), encoding="utf-8")
    for words in of_verb("export"):
        assert "written: lena-week/" in run(tmp_path, words)
    assert (tmp_path / "lena-week" / "runsheet.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "lena-week" / "calendar.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


def test_every_command_of_the_tutorial_is_one_of_those_that_are_run_here() -> None:
    assert {words[0] for words in COMMANDS} == {"simulate", "plan", "compare", "export"}
    assert [words[words.index("--out") + 1] for words in of_verb("plan")] == ["lena", "lena-week"]
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^ {4}make (\w+)$", TEXT, re.MULTILINE):
        assert f"\n{target}:" in make


@pytest.mark.slow
def test_the_plans_answer_as_the_tutorial_says(tmp_path: Path) -> None:
    """Word for word at the draws that it names; after a change of the model page and pictures are made anew."""
    file = tmp_path / "lena.toml"
    file.write_text("\n".join(TOML), encoding="utf-8")
    weekend, week = of_verb("plan")
    first = run(tmp_path, weekend)
    assert first.startswith(ANSWERS[0])
    assert "Provisional: 2 questions open, see below." in first
    assert "17 %" in first
    assert re.search(r"nonablative-fractional +Outside the client.s limits", first)
    file.write_text(file.read_text(encoding="utf-8").replace("downtime_days = 2", "downtime_days = 6"), encoding="utf-8")
    second = run(tmp_path, week)
    assert second.startswith(ANSWERS[1])
    assert "51 %" in second
    for folder in ("lena", "lena-week"):
        assert {path.name for path in (tmp_path / folder).iterdir()} == FILES
