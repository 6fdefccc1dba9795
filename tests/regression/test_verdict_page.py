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


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Every leaf of the JSON by its path."""
    if isinstance(value, dict):
        return {k: v for name, part in value.items() for k, v in flat(part, f"{path}.{name}").items()}
    if isinstance(value, list):
        return {k: v for place, part in enumerate(value) for k, v in flat(part, f"{path}[{place}]").items()}
    return {path: value}


@pytest.mark.slow
def test_the_verdict_can_be_made_again() -> None:
    made, held = flat(verdict(draws=HELD["draws"], seed=HELD["seed"]).to_json()), flat(HELD)
    assert list(made) == list(held)
    for path, value in held.items():
        same = pytest.approx(value, rel=1e-6, abs=1e-9) if isinstance(value, float) else value
        assert made[path] == same, path
