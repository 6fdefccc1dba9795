"""docs/verdict is what `make verdict` writes, and its figures can be made again."""

import json
from pathlib import Path
from typing import Any

import pytest

from rederm.evidence import verdict
from rederm.output.verdict import figure, markdown

FOLDER = Path(__file__).parents[2] / "docs" / "verdict"
HELD: dict[str, Any] = json.loads((FOLDER / "verdict.json").read_text(encoding="utf-8"))


def test_the_page_and_its_figure_are_those_of_its_figures() -> None:
    """A figure edited alone shows."""
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == markdown(HELD)
    assert (FOLDER / "gain.svg").read_text(encoding="utf-8") == figure(HELD) + "\n"


@pytest.mark.slow
def test_the_verdict_can_be_made_again() -> None:
    made = verdict(draws=HELD["draws"], seed=HELD["seed"]).to_json()
    again = json.loads(json.dumps(made))
    for claim, held in zip(again["claims"], HELD["claims"], strict=True):
        assert claim["outcome"] == held["outcome"], claim["claim"]
        for figure_, kept in zip(claim["figures"], held["figures"], strict=True):
            assert figure_["median"] == pytest.approx(kept["median"], rel=1e-6, abs=1e-9), figure_["words"]
    for table, held in zip(again["tables"], HELD["tables"], strict=True):
        assert table == held
