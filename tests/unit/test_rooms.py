"""Data flows one way: a room imports only from rooms above it in the house."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "rederm"
ROOMS = (
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
    "cli",
)


def imported(file: Path) -> Iterator[str]:
    """Rooms that a file imports from, at its head or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if names == ["rederm"] and isinstance(node, ast.ImportFrom):
            names = [f"rederm.{alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("rederm."))


def test_every_folder_of_code_is_a_room() -> None:
    assert {path.parent.name for path in SOURCE.glob("*/__init__.py")} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_rooms_above_it(room: str) -> None:
    above = ROOMS[: ROOMS.index(room) + 1]
    back = {(str(file.relative_to(SOURCE)), name) for file in (SOURCE / room).rglob("*.py") for name in imported(file)}
    assert {(file, name) for file, name in back if name in ROOMS and name not in above} == set()
