"""`rederm sweep` from its file to its files; what cannot be run is refused in one line before anything is computed."""

import json
import sys
from pathlib import Path

import pytest

from rederm.cli import main

SWEEP = """
name = "Two strengths"
course = "1 session of glycolic-peel on cheek"
outcomes = ["gain.texture.90", "pain", "necrosis_depth_um"]
draws = 4

[client]
age = 45
sex = "female"
fitzpatrick = 3
[[client.concerns]]
kind = "texture"
site = "cheek"

[dials]
concentration_pct = [30, 70]
minutes = [2, 5]
"""
DOUBT = SWEEP.replace("draws = 4", 'kind = "sensitivity"\nsamples = 8\ngroups = ["agents", "person"]')


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["rederm", "sweep", *words])
    monkeypatch.setenv("REDERM_WORKERS", "1")
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "sweep.toml"
    path.write_text(SWEEP, encoding="utf-8")
    return path


def test_a_design_is_run_told_and_written(
    spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(monkeypatch, str(spec), "--out", str(out)) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Main effects, mean over the others" in said
    assert f"written: {out / 'sweep.json'}" in said
    written = json.loads((out / "sweep.json").read_text(encoding="utf-8"))
    assert [point["at"] for point in written["points"]][:2] == [
        {"concentration_pct": 30.0, "minutes": 2.0},
        {"concentration_pct": 30.0, "minutes": 5.0},
    ]
    assert any(point["front"] for point in written["points"])
    assert run(monkeypatch, str(spec), "--out", str(out), "--json") == 0
    assert json.loads(capsys.readouterr().out) == written


def test_the_table_of_points_holds_what_was_turned_and_every_band(
    spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run(monkeypatch, str(spec), "--out", str(tmp_path / "out")) == 0
    table = parquet.read_table(tmp_path / "out" / "points.parquet").to_pydict()
    assert table["minutes"] == [2.0, 5.0, 2.0, 5.0]
    assert {"pain_median", "pain_low", "pain_high", "front", "front_share"} <= set(table)


def test_an_analysis_names_what_can_be_told_and_what_cannot(
    spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("SALib")
    spec.write_text(DOUBT, encoding="utf-8")
    assert run(monkeypatch, str(spec)) == 0
    said = capsys.readouterr().out
    assert "with others (total)" in said
    assert "Cannot be told from none: " in said
    assert "8 base rows are few" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("glycolic-peel", "glycolic-pel", "unknown device"),
        ("minutes = [2, 5]", "minutes = [2, 500]", "minutes = 500 is outside"),
        ('"pain"', '"pian"', "did you mean pain?"),
        ("draws = 4", "drawn = 4", "did you mean draws?"),
        ("draws = 4", "draws = ", "is not valid TOML"),
        (SWEEP[SWEEP.index("[client]") : SWEEP.index("[dials]")], 'client = "nobody.toml"\n', "nobody.toml: no such file"),
    ],
)
def test_a_file_that_cannot_be_run_is_refused_in_one_line(
    old: str, new: str, said: str, spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec.write_text(SWEEP.replace(old, new), encoding="utf-8")
    assert run(monkeypatch, str(spec)) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error


def test_an_output_folder_that_is_a_file_is_refused(
    spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, str(spec), "--out", str(spec)) == 2
    assert "is a file; --out names a folder" in capsys.readouterr().err
