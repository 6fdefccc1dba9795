"""The validation page shows lesions twice, in sample and unseen, with misses, bounds and what no model speaks to."""

import json
from pathlib import Path
from typing import Any

import pytest

from rederm.evidence import Validation
from rederm.evidence.validate_lesion import LesionValidation
from rederm.output import write_validation
from rederm.output.text import print_validation


def told(median: float, inside: bool) -> dict[str, Any]:
    band = {"median": median, "low": median / 2, "high": 2 * median}
    return {"predicted": band, "ratio": median / 100.0, "z": -0.7, "in_band": inside}


def lesion(name: str, bound: str = "") -> dict[str, Any]:
    row = {"kind": "lesion", "row": name, "study": "haak-2012", "series": "s", "cite": "A study", "what": "depth", "unit": "um"}
    row |= {"figure": "depth", "observed": 100.0, "bound": bound, "use": "fitted", "note": "", **told(120.0, True)}
    return row | {"left_out": told(431.0, False)}


def gain() -> dict[str, Any]:
    row = {"kind": "outcome", "study": "s", "cite": "A trial", "what": "wrinkles", "unit": "1", "observed": 0.5}
    return row | told(0.45, True)


@pytest.fixture
def validation(monkeypatch: pytest.MonkeyPatch) -> Validation:
    monkeypatch.setattr(Validation, "summary", lambda self: ["a sentence"])
    none = ({"row": "rat-contr", "study": "x", "reason": "contraction is not modelled"},)
    rows = (lesion("deep"), lesion("bounded", "at_least"), gain())
    return Validation(rows, LesionValidation(rows[:2], none, {}), 4, 0)


def test_the_page_shows_a_lesion_in_sample_and_unseen(validation: Validation, tmp_path: Path) -> None:
    write_validation(validation, tmp_path)
    page = (tmp_path / "validation.html").read_text(encoding="utf-8")
    for shown in ("deep", "120 (60 to 240)", "431 (216 to 862)", "at least 100", "contraction is not modelled", "-0.7", "miss"):
        assert shown in page, shown


def test_the_json_holds_both_predictions(validation: Validation, tmp_path: Path) -> None:
    write_validation(validation, tmp_path)
    rows = json.loads((tmp_path / "validation.json").read_text(encoding="utf-8"))["rows"]
    assert rows[0]["predicted"]["median"] == 120.0
    assert rows[0]["left_out"]["predicted"]["median"] == 431.0
    assert rows[0]["left_out"]["in_band"] is False


def test_the_terminal_marks_a_miss_of_a_series_left_out(validation: Validation, capsys: pytest.CaptureFixture[str]) -> None:
    print_validation(validation.to_json())
    out = capsys.readouterr().out
    assert "deep" in out
    assert "MISS" in out
