"""docs/methods/convergence.md is what benchmarks/convergence.py writes, and its figures can be made again."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from oracles.compare import CELLS_UM, ours

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "methods" / "convergence.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("convergence", ROOT / "benchmarks" / "convergence.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_holds_what_its_script_writes(script: ModuleType) -> None:
    """Every mode and row, and every deviation follows from its figures: a figure edited alone shows."""
    found = script.read(TEXT)
    assert list(found) == list(CELLS_UM)
    assert script.page(found) == TEXT


@pytest.mark.slow
@pytest.mark.parametrize(("mode", "refine"), [("full Er:YAG train", 2), ("scattered light", 1), ("fractional CO2", 1)])
def test_rows_of_the_page_can_be_made_again(script: ModuleType, mode: str, refine: int) -> None:
    shown, found = script.read(TEXT)[mode][f"cells {refine}"], ours(mode, refine)
    for name in script.COLUMNS:
        assert getattr(found, name) == pytest.approx(shown[name], rel=0.01, abs=0.2), name
