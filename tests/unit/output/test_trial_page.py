"""A trial as people read it: page, terminal and files hold every arm, endpoint and assumption, and the same bytes again."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from invented_trial import columns, result, small_spec
from rederm.outlook.trial.spec import TrialSpec
from rederm.output import trial_page as trial_page_module
from rederm.output.text_trial import print_trial
from rederm.output.trial_charts import differences, power_curve
from rederm.output.trial_page import trial_answer, trial_page, write_table, write_trial
from rederm.output.trial_view import between, cohort_rows, effect_rows, endpoint_words, needed, signed
from rederm.skin.cohort import SEXES


@pytest.fixture(scope="module", params=["parallel", "split-face"])
def answer(request: pytest.FixtureRequest) -> dict[str, Any]:
    spec = small_spec(allocation=request.param)
    return trial_answer(result(request.param), spec)


def words_of(page: str) -> str:
    """What a reader sees of a page."""
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(plain).split())


def test_the_page_tells_arms_endpoints_cohort_assumptions_and_statement(answer: dict[str, Any]) -> None:
    page = trial_page(answer)
    text = words_of(page)
    for arm in answer["spec"]["arms"]:
        assert arm["course"] in text
    for outcome in answer["outcomes"]:
        assert endpoint_words(outcome) in text
    for word in (answer["name"], answer["statement"], answer["allocation"], "assumed", *answer["notes"]):
        assert word in text
    assert "None" not in text
    assert not re.search(r"\bnan\b", text)
    assert not re.search(r"(src|href)=\"?https?:", page)


def test_text_from_the_file_of_a_trial_is_escaped() -> None:
    spec = small_spec(name="<script>alert(1)</script>")
    answer = trial_answer(result(), spec) | {"name": spec.name}
    assert "<script>alert" not in trial_page(answer)


def test_the_chart_says_every_difference_in_words(answer: dict[str, Any]) -> None:
    drawn = differences(answer)
    assert drawn.startswith("<svg")
    for outcome in answer["outcomes"]:
        for comparison in outcome["comparisons"]:
            assert between(comparison["difference"], outcome["kind"]) in drawn
    assert power_curve(answer).startswith("<svg")


def test_a_known_difference_is_told(answer: dict[str, Any]) -> None:
    row = next(row for row in effect_rows(answer) if row["endpoint"] == "Gain, wrinkles, day 90")
    estimate, unit = re.fullmatch(r"\+(\d+) \(.*\) (points)", row["difference"]).groups()  # type: ignore[union-attr]
    assert 16 <= int(estimate) <= 24
    assert unit == "points"
    assert row["arms"] == "CO2 against plasma"


def test_the_terminal_tells_differences_assumptions_and_statement(
    answer: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    print_trial(answer)
    text = " ".join(capsys.readouterr().out.split())
    assert "CO2 against plasma" in text
    assert ", ".join(answer["assumed"]) in text
    assert answer["statement"].split(".")[0] in text


def test_what_the_file_says_is_not_marked_as_assumed(answer: dict[str, Any]) -> None:
    marked = {row["name"]: row["assumed"] for row in cohort_rows(answer)}
    assert (marked["age"], marked["Fitzpatrick type"], marked["sunscreen"]) == ("", "", "assumed")


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [(0.123, "gain", "+12"), (-2.5, "downtime", "\u22122.5"), (0.0001, "gain", "0"), (0.0, "pain", "0")],
)
def test_a_difference_has_a_sign_unless_it_is_none(value: float, kind: str, said: str) -> None:
    assert signed(value, kind) == said


def test_a_size_that_is_not_reached_is_said() -> None:
    assert needed({"0.8": {"simulated": None, "closed_form": None}}, "0.8") == "not reached"
    assert needed({"0.8": {"simulated": 40, "closed_form": 38}}, "0.8") == "40 (closed form 38)"


@pytest.mark.slow
def test_the_files_of_a_trial_are_the_same_bytes_again(tmp_path: Path) -> None:
    spec = small_spec()
    for folder in ("one", "two"):
        write_trial(trial_answer(result(), spec), columns(spec), tmp_path / folder)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert {"report.html", "trial.json"} <= set(names)
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    told = json.loads((tmp_path / "one" / "trial.json").read_text(encoding="utf-8"))
    assert told["schema"] == "rederm.trial/1"
    assert TrialSpec.of(told["spec"]) == spec


def test_the_table_holds_every_row_and_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(trial_page_module, "AT_ONCE", 100)
    given = columns(small_spec())
    assert write_table(given, tmp_path / "clients.parquet")
    table = parquet.read_table(tmp_path / "clients.parquet")
    assert parquet.ParquetFile(tmp_path / "clients.parquet").num_row_groups == 2
    assert table.column_names == list(given)
    assert table.num_rows == len(given["client"])
    for name in ("client", "age", "gain.wrinkles.90"):
        assert table[name].to_pylist() == given[name].tolist()
    assert table["sex"].to_pylist() == [SEXES[place] for place in given["sex"]]


def test_without_pyarrow_the_other_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial_page_module, "write_table", lambda *_: False)
    spec = small_spec()
    written = write_trial(trial_answer(result(), spec), columns(spec), tmp_path)
    assert sorted(path.name for path in written) == ["report.html", "trial.json"]
