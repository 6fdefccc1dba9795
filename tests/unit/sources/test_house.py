"""The walls of the house: imports run one way, no bare number in a model, every value sourced."""

import ast
from pathlib import Path

import pytest

import rederm
from rederm.sources import InputError, bare_numbers, bibliography, parse_value, problems
from rederm.sources.literals import is_allowed

SRC = Path(rederm.__file__).parent
# A package may import only packages that stand before it.
HOUSE = [
    "sources",
    "draws",
    "skin",
    "devices",
    "course",
    "injury",
    "healing",
    "look",
    "outlook",
    "safety",
    "planning",
    "evidence",
    "output",
    "clinic",
    "cli",
]


def imports(path: Path) -> set[str]:
    """Rooms that a module imports from, at its head or inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "rederm" else [node.module or ""]
        found |= {name.split(".")[1] for name in names if name.startswith("rederm.")}
    return found & set(HOUSE)


def graph() -> dict[str, set[str]]:
    rooms: dict[str, set[str]] = {}
    for path in SRC.rglob("*.py"):
        room = path.relative_to(SRC).parts[0].removesuffix(".py")
        if room in HOUSE:
            rooms.setdefault(room, set()).update(imports(path) - {room})
    return rooms


def test_imports_run_down_the_house() -> None:
    rooms = graph()
    assert len(rooms) > 10
    backward = [(room, used) for room, uses in rooms.items() for used in uses if HOUSE.index(used) > HOUSE.index(room)]
    assert backward == []


def test_only_the_clinic_knows_the_web() -> None:
    web = ("django", "uvicorn", "whitenoise")
    for path in SRC.rglob("*.py"):
        if path.relative_to(SRC).parts[0] != "clinic":
            heads = {alias.name for node in ast.walk(ast.parse(path.read_text())) for alias in getattr(node, "names", [])}
            froms = {node.module or "" for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)}
            assert not [name for name in heads | froms if name.startswith(web)], path


def test_the_import_test_sees_an_arrow_that_runs_back(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("def f():\n    from rederm.planning import plan\n")
    assert imports(module) == {"planning"}


@pytest.mark.parametrize("room", ["injury", "healing", "look"])
def test_models_hold_no_bare_numbers(room: str) -> None:
    found = [f"{path.name}:{line}: {number}" for path, line, number in bare_numbers(SRC / room)]
    assert found == []


def test_a_bare_number_is_found(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text("rate = 0.37\nmicro = 1e-6\nhour = 3600.0\n")
    (tmp_path / "numerics_model.py").write_text("cfl = 0.45\n")
    assert [number for _, _, number in bare_numbers(tmp_path)] == [0.37]
    assert is_allowed(100.0)
    assert not is_allowed(0.25)


def test_every_value_has_a_unit_that_exists_and_a_source_that_resolves() -> None:
    assert problems() == []


KINDS = {"article", "review", "text", "manual", "regulator", "clinic", "data", "reasoning"}


def test_every_reference_can_be_looked_up() -> None:
    for reference in bibliography().values():
        assert reference.title
        assert reference.kind in {"article", "review", "text", "manual", "regulator", "clinic", "data", "reasoning"}, (
            reference.id
        )
        assert "http" not in reference.doi


GOOD = {"value": 0.4, "unit": "W/m/K", "method": "assumed", "source": ["x"]}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"source": []}, "source"),
        ({"method": "guessed"}, "method"),
        ({"value": float("nan")}, "finite"),
        ({"low": 0.1}, "low and high"),
        ({"low": 0.5, "high": 0.9}, "low <= value"),
        ({"low": 0.0, "high": 0.9, "distribution": "lognormal"}, "lognormal"),
        ({"colour": "red"}, "unknown key"),
    ],
)
def test_a_value_without_what_it_needs_is_refused(change: dict[str, object], word: str) -> None:
    assert parse_value("k", GOOD).value == 0.4
    with pytest.raises(InputError, match=word):
        parse_value("k", GOOD | change)
