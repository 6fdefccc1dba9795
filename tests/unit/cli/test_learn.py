"""`rederm learn` from a client file to its files; what cannot be learned about is refused before anything is computed."""

import json
import sys
from pathlib import Path

import pytest

from rederm.cli import main
from small_learning import MARIA, TEXTS


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["rederm", "learn", str(MARIA), *words])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_courses_are_learned_about_told_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(monkeypatch, "--course", TEXTS[0], "--draws", "256", "--out", str(out)) == 0
    said = capsys.readouterr().out
    assert "narrows most" in said
    assert f"written: {out / 'learn.json'}" in said
    written = json.loads((out / "learn.json").read_text(encoding="utf-8"))
    assert written["schema"] == "rederm.learn/1"
    assert [course["device"] for course in written["courses"]] == ["glycolic-peel"]
    assert written["draws"] == 256


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--course", "2 sessions of glycolic-pel"), "unknown device"),
        (("--draws", "10"), "256"),
        (("--course", TEXTS[0], "--out", str(MARIA)), "is a file; --out names a folder"),
    ],
)
def test_what_cannot_be_learned_about_is_refused_in_one_line(
    words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
