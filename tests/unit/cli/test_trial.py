"""`rederm trial` from the file of a trial to its files; what cannot be run is refused before anything is computed."""

import json
import sys
from pathlib import Path

import pytest

from rederm.cli import main

TRIAL = """
name = "Two peels"
n = 3
replicates = 2
visits = [30]

[cohort]
age = { low = 44, high = 46 }
female = 1.0
fitzpatrick = { 3 = 1.0 }

[[cohort.concerns]]
kind = "texture"
site = "cheek"
severity = { 2 = 1.0 }

[[arms]]
name = "weak"
course = "1 session of glycolic-peel"

[[arms]]
name = "deep"
course = "1 session of tca-peel"

[[endpoints]]
kind = "gain"
concern = "texture"

[[endpoints]]
kind = "event"
risk = "pih"
"""


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["rederm", "trial", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "trial.toml"
    path.write_text(TRIAL, encoding="utf-8")
    return path


def test_a_trial_is_run_told_and_written(
    spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(monkeypatch, str(spec), "--out", str(out)) == 0
    said = capsys.readouterr().out
    assert "Gain, texture, day 30" in said
    assert f"written: {out / 'trial.json'}" in said
    written = json.loads((out / "trial.json").read_text(encoding="utf-8"))
    assert [outcome["endpoint"] for outcome in written["outcomes"]] == ["gain.texture", "event.pih"]
    assert run(monkeypatch, str(spec), "--out", str(out), "--json") == 0
    assert json.loads(capsys.readouterr().out) == written


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tca-peel", "tca-pel", "arm 'deep': course text: unknown device"),
        ('concern = "texture"', 'concern = "wrinkles"', "is not known in the cohort; allowed: texture"),
        ("female", "femal", "did you mean female?"),
        ("n = 3", "n = ", "is not valid TOML"),
    ],
)
def test_a_file_that_cannot_be_run_is_refused_in_one_line(
    old: str, new: str, said: str, spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec.write_text(TRIAL.replace(old, new), encoding="utf-8")
    assert run(monkeypatch, str(spec)) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_an_output_folder_that_is_a_file_is_refused(
    spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, str(spec), "--out", str(spec)) == 2
    assert "is a file; --out names a folder" in capsys.readouterr().err
