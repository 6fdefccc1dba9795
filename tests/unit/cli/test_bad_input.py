"""Bad input ends in one clear line on stderr, exit 2, no traceback, and nothing half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rederm.cli import main

MARIA = Path(__file__).parents[3] / "examples" / "maria.toml"
COURSE = "3 sessions of opus-plasma at 60 W"


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["rederm", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> str:
    """Run, and return the one line of the refusal."""
    before = sorted(folder.rglob("*"))
    code = run(monkeypatch, *words)
    told = capsys.readouterr()
    assert code == 2, told.err
    assert told.out == ""
    assert told.err.startswith("rederm: ")
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    assert sorted(folder.rglob("*")) == before, "something was written"
    return told.err


def changed(folder: Path, old: str, new: str) -> str:
    text = MARIA.read_text()
    assert old in text
    path = folder / "client.toml"
    path.write_text(text.replace(old, new, 1))
    return str(path)


CLIENTS = [
    ("unknown key", "smoker = false", "smokr = false", "smoker"),
    ("unknown table", "[habits]", "[habit]", "habits"),
    ("wrong type", "age = 52", 'age = "old"', "age"),
    ("not a number", "weight_kg = 68.0", "weight_kg = nan", "weight_kg"),
    ("infinite", "budget = 3000.0", "budget = inf", "budget"),
    ("too young", "age = 52", "age = 12", "physician_entry"),
    ("type seven", "fitzpatrick = 4", "fitzpatrick = 7", "fitzpatrick"),
    ("unknown concern", 'kind = "texture"', 'kind = "textures"', "texture"),
    ("unknown site", 'site = "periorbital"', 'site = "periorbitl"', "periorbital"),
    ("subtype of another concern", 'subtype = "rolling"', 'subtype = "melasma"', "rolling"),
    ("contradictory limits", "downtime_days_course = 21", "downtime_days_course = 2", "downtime_days_course"),
    ("a risk above one", "scar_risk = 0.05", "scar_risk = 5", "scar_risk"),
    ("no visits", "visits = 4", "visits = 0", "visits"),
    ("broken TOML", "age = 52", "age = = 52", "TOML"),
    (
        "no concerns",
        MARIA.read_text()[MARIA.read_text().index("[[concerns]]") : MARIA.read_text().index("[history]")],
        "",
        "concern",
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "word"), CLIENTS, ids=[c[0] for c in CLIENTS])
@pytest.mark.parametrize("verb", ["plan", "simulate"])
def test_a_client_file_that_cannot_be_used_is_refused(
    case: str,
    old: str,
    new: str,
    word: str,
    verb: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = changed(tmp_path, old, new)
    words = ["plan", path] if verb == "plan" else ["simulate", path, "--course", COURSE]
    assert word in refused(monkeypatch, capsys, tmp_path, *words)


@pytest.mark.parametrize("verb", ["plan", "simulate", "compare"])
def test_a_missing_file_is_refused(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [verb, str(tmp_path / "nobody.toml")] + (["--course", COURSE, "--course", COURSE] if verb != "plan" else [])
    assert "no such file" in refused(monkeypatch, capsys, tmp_path, *(words if verb != "simulate" else words[:4]))


COURSES = [
    ("out of range", "3 sessions of opus-plasma at 400 W", "power_W"),
    ("unknown device", "3 sessions of opus-plasm", "opus-plasma"),
    ("unreadable", "three of everything", "sessions of"),
    ("empty", "", "sessions of"),
    ("unknown dial", "1 session of fractional-co2 at energy=20", "energy_mJ"),
    ("unknown site", "1 session of fractional-co2 on chek", "cheek"),
    ("unknown aid", "1 session of fractional-co2, with moist cre", "moist care"),
    ("no sessions", "0 sessions of fractional-co2", "session"),
    ("not a number", "1 session of fractional-co2 at energy_mJ=nan", "not a number"),
]


@pytest.mark.parametrize(("case", "text", "word"), COURSES, ids=[c[0] for c in COURSES])
def test_a_course_that_cannot_be_read_is_refused(
    case: str, text: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert word in refused(monkeypatch, capsys, tmp_path, "simulate", str(MARIA), "--course", text)


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (["lesion", "fractional-co3"], "fractional-co2"),
        (["lesion", "fractional-co2", "--set", "energy_mJ=9000"], "energy_mJ"),
        (["lesion", "fractional-co2", "--set", "energy_mJ"], "DIAL=VALUE"),
        (["lesion", "fractional-co2", "energy_mJ=20"], "--set energy_mJ=20"),
        (["lesion", "fractional-co2", "--set"], "rederm lesion --help"),
        (["lesion", "fractional-co2", "--plot", "lesion.gif"], ".png"),
        (["lesion", "fractional-co2", "--plot", "."], "is a folder"),
        (["lesion", "fractional-co2", "--plot", "nowhere/lesion.png"], "no folder nowhere"),
        (["lesion", "fractional-co2", "--site", "chek"], "cheek"),
        (["lesion", "fractional-co2", "--draws", "0"], "draws"),
        (["plan", str(MARIA), "--start", "tomorrow"], "2026-11-25"),
        (["plan", str(MARIA), "--observed", "seen.csv"], "no such file"),
        (["lesion", "fractional-co2", "--set", "energy_mJ=20", "--set", "energy_mJ=30"], "twice"),
        (["compare", str(MARIA), "--course", COURSE], "two courses"),
        (["sources", "no-such-number-at-all"], "no-such-number-at-all"),
        (["simulate", str(MARIA)], "course"),
        (["simulate", str(MARIA), "--course", COURSE, "--days", "0"], "days"),
        (["dance"], "dance"),
        (["plan", str(MARIA), "--colour", "red"], "colour"),
    ],
)
def test_a_command_that_cannot_be_understood_is_refused(
    words: list[str], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert word in refused(monkeypatch, capsys, tmp_path, *words)


def test_an_output_folder_that_is_a_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("mine")
    message = refused(monkeypatch, capsys, tmp_path, "plan", str(MARIA), "--draws", "4", "--out", str(tmp_path / "taken"))
    assert "folder" in message
    assert (tmp_path / "taken").read_text() == "mine"


def test_help_answers_without_heavy_imports() -> None:
    heavy = "{'numpy', 'numba', 'scipy', 'matplotlib', 'pydantic'}"
    code = f"import sys; from rederm.cli import app; sys.exit(bool({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert done.returncode == 0
