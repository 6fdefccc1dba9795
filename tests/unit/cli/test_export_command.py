"""rederm export and rederm schema, from the words of the command to files; a refusal is one line and writes nothing."""

import json
from contextlib import nullcontext
from pathlib import Path

import pytest
from test_bad_input import MARIA, refused, run

from small_plan import small_plan


@pytest.fixture
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "plan.json"
    path.write_text(small_plan(), encoding="utf-8")
    return path


def test_all_kinds_are_written_and_the_text_says_what_and_of_which_course(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "export", str(plan), "--to", str(tmp_path / "out")) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Course 1 of the plan" in told
    assert "2 sessions of glycolic-peel" in told
    for path in (tmp_path / "out").iterdir():
        assert path.name in told


def test_the_json_names_the_files(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("export", str(plan), "--to", str(tmp_path), "--as", "ics", "--at", "14:30", "--zone", "America/New_York", "--json")
    assert run(monkeypatch, *words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "rederm.export/1"
    assert told["written"] == [str(tmp_path / "calendar.ics")]
    assert "DTSTART;TZID=America/New_York:20270329T143000" in (tmp_path / "calendar.ics").read_text()


def test_the_calendar_is_written_in_the_language_asked_for(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("rederm.output.export.speaking", lambda name: asked.append(name) or nullcontext())
    assert run(monkeypatch, "export", str(plan), "--to", str(tmp_path), "--as", "ics", "--language", "es") == 0
    assert asked == ["es"]


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (["--as", "isc"], "ics"),
        (["--at", "noon"], "14:30"),
        (["--zone", "Europe/Berln"], "Europe/Berlin"),
        (["--plan", "2"], "--plan"),
        (["--language", "e"], "languages: en"),
    ],
)
def test_what_cannot_be_exported_is_refused(
    words: list[str], word: str, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert word in refused(monkeypatch, capsys, tmp_path, "export", str(plan), "--to", str(tmp_path / "out"), *words)


def test_files_and_folders_that_cannot_be_used_are_refused(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("mine")
    assert "--to names a folder" in refused(monkeypatch, capsys, tmp_path, "export", str(plan), "--to", str(tmp_path / "taken"))
    assert "not JSON" in refused(monkeypatch, capsys, tmp_path, "export", str(MARIA), "--to", str(tmp_path / "out"))
    assert "no such file" in refused(monkeypatch, capsys, tmp_path, "export", "plan.jso", "--to", str(tmp_path / "out"))
    assert "--to" in refused(monkeypatch, capsys, tmp_path, "export", str(plan))


def test_schemas_are_listed_and_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "schema") == 0
    assert "rederm.plan/1" in capsys.readouterr().out
    assert run(monkeypatch, "schema", "client") == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "rederm.client/1"
    assert run(monkeypatch, "schema", "--json") == 0
    assert list(json.loads(capsys.readouterr().out)["schemas"]) == [
        "client",
        "course",
        "outlook",
        "plan",
        "lesion",
        "comparison",
        "trial",
        "learn",
        "sweep",
    ]


def test_an_unknown_schema_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "outlook" in refused(monkeypatch, capsys, tmp_path, "schema", "outlok")
