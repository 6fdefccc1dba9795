"""The pages of docs/ point at what is there: tests, tables, values, files and other pages."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from rederm.sources import load_table, table_names

ROOT = Path(__file__).parents[2]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
MODELS = sorted((ROOT / "docs" / "methods").glob("*.md"))
HEADS = ("What it computes", "Parameters", "Checked against", "Unknown")


@pytest.fixture(scope="module")
def tests() -> set[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return {name for file in files for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", MODELS, ids=lambda page: page.stem)
def test_a_model_page_names_tests_that_are_there(page: Path, tests: set[str]) -> None:
    named = set(re.findall(r"`(test_\w+)`", page.read_text(encoding="utf-8")))
    assert named
    assert named - tests == set()


@pytest.mark.parametrize("page", MODELS, ids=lambda page: page.stem)
def test_a_parameter_stands_in_the_table_that_the_page_names(page: Path) -> None:
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| (.*) \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows
    for name, table, meaning in rows:
        assert table in table_names(), table
        known = list(load_table(table))
        assert any(fnmatch(key, name) for key in known), f"{table} has no {name}"
        for other in re.findall(r"`([a-z][\w.*-]*)`", meaning):
            assert any(fnmatch(key, other) for key in known), f"{table} has no {other}"


@pytest.mark.parametrize("page", MODELS, ids=lambda page: page.stem)
def test_a_model_page_has_its_parts_and_a_readable_length(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [head for head in HEADS if f"## {head}" not in text] == []
    assert 40 <= text.count("\n") <= 90


def test_the_index_leads_to_every_model_page() -> None:
    index = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    assert {f"methods/{page.name}" for page in MODELS} == set(re.findall(r"\]\((methods/[^)]+)\)", index))


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_source_files_that_a_page_names_are_there(page: Path) -> None:
    for path in re.findall(r"`((?:[a-z_]+/)+[\w*]+\.(?:py|toml))`", page.read_text(encoding="utf-8")):
        places = [path, f"src/rederm/{path}"]
        assert any(list(ROOT.glob(place)) for place in places), path
