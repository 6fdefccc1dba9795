"""plan.json read again, before anything is made of it: what is not such a file is refused in one line."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rederm.course import Course
from rederm.output.layout import PlanFile
from rederm.sources import InputError, given_text, with_sentences

SCHEMA = "rederm.plan/1"
_MADE_BY = "rederm plan CLIENT.toml --out DIR writes one"


def read_plan(path: Path) -> Mapping[str, Any]:
    """The content of a plan file that holds a course, its sentences as they were made. Raises InputError for anything else."""
    text = given_text(path, f"the plan.json of a plan ({_MADE_BY})")
    content = _parsed(path, text)
    _right_schema(path, content)
    try:
        PlanFile.model_validate_json(text)
    except ValidationError as error:
        raise InputError(f"{path}: {_first(error)}; it was changed or is from another rederm: {_MADE_BY}") from None
    if not content["plans"]:
        raise InputError(f"{path} holds no course to export: {content['verdict'].rstrip('.')}")
    try:
        Course.parse(content["plans"][0]["course"])
    except InputError as error:
        raise InputError(f"{path}: plans[1].course: {error}") from None
    told: Mapping[str, Any] = with_sentences(content, content.get("sentences", {}))
    return told


def _parsed(path: Path, text: str) -> Mapping[str, Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{path} is not JSON (line {error.lineno}: {error.msg}); {_MADE_BY}") from None
    except (RecursionError, ValueError):  # nested without end, or a number of thousands of digits
        raise InputError(f"{path} is not a plan: it is nested too deeply or holds a number too long; {_MADE_BY}") from None
    if not isinstance(content, Mapping):
        raise InputError(f"{path} is not a plan: JSON, but not an object; {_MADE_BY}")
    return content


def _right_schema(path: Path, content: Mapping[str, Any]) -> None:
    given = content.get("schema")
    if given == SCHEMA:
        return
    if not isinstance(given, str):
        raise InputError(f'{path} is not a plan: it has no "schema": "{SCHEMA}"; {_MADE_BY}')
    name, _, version = given.partition("/")
    if name == SCHEMA.partition("/")[0] and version.isdecimal() and int(version) > 1:
        raise InputError(f"{path} is of a newer version ({given}) than this rederm reads ({SCHEMA}); update rederm")
    raise InputError(f"{path} holds {given[:60]!r}, not a plan ({SCHEMA}); {_MADE_BY}")


def _first(error: ValidationError) -> str:
    """Where the first fault is and what it is: plans[1].price is missing."""
    detail = error.errors(include_url=False)[0]
    place = ""
    for part in detail["loc"]:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if place else part
    what = "is missing" if detail["type"] == "missing" else f"cannot be used ({detail['msg']})"
    return f"{place or 'the plan'} {what}"
