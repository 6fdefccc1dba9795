"""A plan file is read whole or refused in one line; its first course is written for others to read, in the same bytes."""

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from exchanged_plan import TEXT, made_plan, plan_file

from rederm.course import Course
from rederm.output.export import export
from rederm.output.glossary import terms
from rederm.output.page import json_text
from rederm.output.plan_file import read_plan
from rederm.output.tables import table_files
from rederm.skin import Client
from rederm.sources import InputError

TABLES = ("sessions", "outlook", "plans", "excluded", "dictionary")


def written(folder: Path, content: Any, name: str = "plan.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json_text(content), encoding="utf-8")
    return path


def tables(**changed: Any) -> dict[str, list[dict[str, str]]]:
    files = table_files(plan_file() | changed)
    return {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text.decode()))) for name, text in files.items()}


def test_a_plan_read_and_written_again_is_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, plan_file())
    assert json_text(read_plan(path)).encode() == path.read_bytes()


def test_a_plan_file_holds_its_client_and_its_course(tmp_path: Path) -> None:
    told = read_plan(written(tmp_path, plan_file()))
    assert Client.parse(told["client"]["file"]) == made_plan().client
    assert Course.parse(told["plans"][0]["course"]).sessions == Course.parse(TEXT).sessions
    assert told["first_outlook"] == json.loads(json_text(made_plan().outlooks[0].to_json()))


def test_the_id_follows_from_what_the_plan_tells() -> None:
    assert made_plan().to_json()["id"] == plan_file()["id"]
    other = made_plan(Client.parse(made_plan().client.to_json() | {"age": 53}))
    assert other.to_json()["id"] != plan_file()["id"]


def without(*path: Any) -> Callable[[dict[str, Any]], None]:
    def change(plan: dict[str, Any]) -> None:
        holder: Any = plan
        for part in path[:-1]:
            holder = holder[part]
        del holder[path[-1]]

    return change


def setting(value: Any, *path: Any) -> Callable[[dict[str, Any]], None]:
    def change(plan: dict[str, Any]) -> None:
        holder: Any = plan
        for part in path[:-1]:
            holder = holder[part]
        holder[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (setting("rederm.plan/2", "schema"), "newer version"),
        (setting("rederm.outlook/1", "schema"), "not a plan"),
        (setting("rederm.plan/x", "schema"), "not a plan"),
        (without("schema"), 'no "schema"'),
        (setting(3, "schema"), 'no "schema"'),
        (without("client", "file"), "client.file is missing"),
        (without("first_outlook"), "first_outlook is missing"),
        (without("plans", 0, "course"), r"plans\[1\].course is missing"),
        (setting("soon", "start"), "start cannot be used"),
        (setting("9", "plans", 0, "rank"), r"plans\[1\].rank cannot be used"),
        (setting(9, "client", "file", "fitzpatrick"), "client.file.fitzpatrick cannot be used"),
        (setting("three of everything", "plans", 0, "course"), "sessions of"),
        (setting([], "plans"), "no course to export: Peels"),
    ],
)
def test_a_file_that_is_no_plan_to_follow_is_refused_in_one_line(
    change: Callable[[dict[str, Any]], None], word: str, tmp_path: Path
) -> None:
    plan = json.loads(json_text(plan_file()))
    change(plan)
    with pytest.raises(InputError, match=word) as refused:
        read_plan(written(tmp_path, plan))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "not JSON"),
        ("age = 52", "not JSON"),
        ('{"schema": "rederm.plan/1",}', "line 1"),
        ("[]", "not an object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"schema": "rederm.plan/1", "seed": ' + "9" * 5000 + "}", "too long"),
        ("{}", 'no "schema"'),
    ],
)
def test_a_file_that_is_no_json_of_ours_is_refused(text: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=word):
        read_plan(written(tmp_path, text))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_number_without_end_is_refused(number: str, tmp_path: Path) -> None:
    text = json_text(plan_file())
    assert '"confidence": 0.8' in text
    with pytest.raises(InputError, match="confidence cannot be used"):
        read_plan(written(tmp_path, text.replace('"confidence": 0.8', f'"confidence": {number}', 1)))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_plan(tmp_path / "plan.json")
    with pytest.raises(InputError, match="is a folder"):
        read_plan(tmp_path)
    (tmp_path / "plan.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(InputError, match="UTF-8"):
        read_plan(tmp_path / "plan.json")


def test_every_kind_that_is_built_is_written_and_the_bytes_are_the_same_again(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, plan_file()))
    first = export(plan, tmp_path / "one")
    again = export(plan, tmp_path / "two")
    assert not first.skipped
    assert {"calendar.ics", "runsheet.pdf", *(f"{name}.csv" for name in TABLES)} < {path.name for path in first.written}
    assert [path.read_bytes() for path in first.written] == [path.read_bytes() for path in again.written]
    assert {path.suffix for path in first.written} == {".pdf", ".ics", ".csv", ".nc", ".json"}


@pytest.mark.parametrize(("kind", "names"), [("ics", ["calendar.ics"]), ("csv", [f"{name}.csv" for name in TABLES])])
def test_one_kind_alone_can_be_written(kind: str, names: list[str], tmp_path: Path) -> None:
    told = export(plan_file(), tmp_path, kind, at=time(9)).to_json()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert told["rank"] == 1
    assert told["course"] == plan_file()["plans"][0]["course"]
    assert told["skipped"] == []


def test_a_kind_that_is_not_known_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ics"):
        export(plan_file(), tmp_path, "icss")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_library_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(InputError, match=r"ics needs the library icalendar.*rederm\[exchange\]"):
        export(plan_file(), tmp_path, "ics")
    told = export(plan_file(), tmp_path)
    assert "rederm[exchange]" in told.skipped["ics"]
    assert "calendar.ics" not in {path.name for path in told.written}
    assert "sessions.csv" in {path.name for path in told.written}


def test_sessions_carry_dates_dials_and_the_aftercare_that_will_be() -> None:
    rows = tables()["sessions"]
    assert [(row["session"], row["calendar_date"], row["device"], row["sites"]) for row in rows] == [
        ("1", "2027-01-04", "glycolic-peel", "cheek; periorbital"),
        ("2", "2027-01-04", "tca-peel", "hand"),
        ("3", "2027-01-18", "glycolic-peel", "cheek; periorbital"),
        ("4", "2027-01-18", "tca-peel", "hand"),
    ]
    assert rows[0]["pH"] != ""
    assert rows[1]["pH"] == ""  # no such dial
    assert {row["sunscreen"] for row in rows} == {made_plan().client.habits.sunscreen}
    assert {row["moist"] for row in rows} == {"true"}


def test_every_figure_of_the_outlook_is_a_row() -> None:
    outlook, rows = plan_file()["first_outlook"], tables()["outlook"]
    days = len(outlook["days"])
    curves = sum(len(outlook[key]) for key in ("scores", "scores_untreated", "swelling", "skin", "skin_untreated"))
    assert sum(row["horizon_days"] == "" and row["quantity"] in ("scores", "swelling", *outlook["skin"]) for row in rows) == (
        days * curves
    )
    by_key = {tuple(row[key] for key in list(row)[:8]): row for row in rows}
    assert len(by_key) == len(rows)  # what a figure is of tells it apart
    gain = by_key["1", "gain", "wrinkles", "", "", "true", "", "180"]
    assert [float(gain[end]) for end in ("low", "median", "high")] == [
        outlook["gain"]["wrinkles"]["180"][end] for end in ("low", "median", "high")
    ]
    late = by_key["1", "scores", "wrinkles", "", "", "false", str(outlook["days"][-1]), ""]
    assert float(late["high"]) == outlook["scores_untreated"]["wrinkles"]["high"][-1]
    chair = by_key["1", "chair_minutes", "", "", "2", "true", "0.0", ""]
    assert (chair["unit"], float(chair["high"])) == ("min", outlook["sessions"][1]["chair_minutes"]["high"])
    price = by_key["1", "price_course", "", "", "", "true", "", ""]
    assert (price["unit"], float(price["median"])) == ("USD", outlook["price_course"])


def test_every_column_and_quantity_stands_in_the_dictionary_in_the_words_of_the_glossary() -> None:
    told = tables()
    entries = {(row["table"], row["stands_as"], row["name"]): row for row in told["dictionary"]}
    assert len(entries) == len(told["dictionary"])
    for name, rows in told.items():
        for column in rows[0] if rows else []:
            assert (name, "column", column) in entries
    for quantity in {row["quantity"] for row in told["outlook"]}:
        assert ("outlook", "quantity", quantity) in entries
    assert entries["sessions", "column", "day"]["meaning"] == terms()["day"].meaning
    assert entries["plans", "column", "pain_high"]["meaning"].endswith(terms()["high"].meaning)
    assert all(row["meaning"].endswith(".") and row["unit"] for row in entries.values())


def test_what_was_ruled_out_and_the_chance_of_each_limit_are_told() -> None:
    reason = 'needs "care", and time'
    entry = {"device": "full-co2", "kind": "limit", "rule": "pain", "reason": reason, "nearest": "", "source": ["a", "b"]}
    told = tables(excluded=[entry])
    assert told["excluded"] == [entry | {"source": "a; b"}]
    assert tables(excluded=[])["excluded"] == []
    assert float(told["plans"][0]["chance_within_pain"]) == plan_file()["plans"][0]["chance_within"]["pain"]
