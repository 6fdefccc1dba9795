"""Which texts a course needs: one general, and one for each way of treating that is in it. Tables in texts/."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rederm.course import Course
from rederm.devices import Setting
from rederm.sources import InputError, read_toml

GENERAL = "general"
_TEXTS = Path(__file__).parent / "texts"
_NURSE = "nurse"


@cache
def modalities() -> Mapping[str, str]:
    """Name and title of each, in the order in which they are read."""
    return {name: entry["title"] for name, entry in _table().items()}


def starting_text(modality: str) -> str:
    """The text that a clinic begins with. It says of itself that it is to be checked under local law."""
    return (_TEXTS / f"{modality}.txt").read_text(encoding="utf-8")


def modality_of(setting: Setting) -> str:
    """The modality of a setting: an acid for physicians alone is a deep peel. Raises InputError for an unknown device."""
    for name, entry in _table().items():
        if setting.device.name in entry["devices"]:
            return str(entry["deep"]) if "deep" in entry and setting.operator != _NURSE else name
    raise InputError(
        f"there is no consent text for {setting.device.name!r}; texts: {', '.join(_table())}. Choose a course of another device"
    )


def needed(course: Course) -> list[str]:
    """The modalities of a course, the general one first, each once, in the order of the table."""
    used = {modality_of(session.setting) for session in course.sessions}
    return [name for name in modalities() if name == GENERAL or name in used]


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return read_toml(_TEXTS / "modalities.toml")
