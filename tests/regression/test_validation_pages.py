"""docs/validation is what `make validation` writes."""

import json
from pathlib import Path
from typing import Any

from rederm.output.credibility import credibility_page
from rederm.output.validation import TITLES
from rederm.output.validation_charts import coverage
from rederm.output.validation_pages import summary_page

FOLDER = Path(__file__).parents[2] / "docs" / "validation"
HELD: dict[str, Any] = json.loads((FOLDER / "summary.json").read_text(encoding="utf-8"))


def test_the_pages_and_their_figure_are_those_of_their_figures() -> None:
    """A figure edited alone shows."""
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == summary_page(HELD)
    assert (FOLDER / "credibility.md").read_text(encoding="utf-8") == credibility_page(HELD)
    assert (FOLDER / "coverage.svg").read_text(encoding="utf-8") == coverage(HELD, TITLES) + "\n"
