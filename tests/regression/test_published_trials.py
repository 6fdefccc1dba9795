"""docs/validation/trials.md is what benchmarks/published_trials.py writes, from designs that can be run."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from rederm.outlook.trial.spec import TrialSpec
from rederm.sources import DATA, read_toml

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "validation" / "trials.md").read_text(encoding="utf-8")
ENTRIES = read_toml(DATA / "evidence" / "trials.toml")["trial"]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("published_trials", ROOT / "benchmarks" / "published_trials.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry['study']} {entry['endpoint']}")
def test_every_published_trial_has_a_design_with_its_endpoint(entry: dict[str, object]) -> None:
    design = TrialSpec.load(ROOT / "examples" / "trials" / str(entry["spec"]))
    assert entry["endpoint"] in [endpoint.key for endpoint in design.endpoints]
    assert entry.get("day") in (None, *design.visits)
    assert f"## {design.name}: {entry['endpoint']}" in TEXT


def test_what_lies_outside_the_band_is_marked(script: ModuleType) -> None:
    assert "missed" not in script.row("arm", "20 %", 0.2, 0.4, (0.1, 0.6))
    assert "missed" in script.row("arm", "20 %", 0.2, 0.4, (0.3, 0.6))


@pytest.mark.slow
def test_page_holds_what_its_script_writes(script: ModuleType) -> None:
    assert script.page() == TEXT
