"""JSON schemas (draft 2020-12) of what goes in and out; every key is described in the words of the glossary."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from rederm.output.glossary import terms
from rederm.output.layout.learn import LearnFile
from rederm.output.layout.others import ComparisonFile, CourseFile, LesionFile
from rederm.output.layout.outlook import OutlookFile
from rederm.output.layout.plan import PlanFile
from rederm.output.layout.sweep import SweepFile
from rederm.output.layout.trial import TrialFile
from rederm.skin import Client
from rederm.sources import InputError, nearest

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LAYOUTS: dict[str, tuple[str, type[BaseModel]]] = {
    "client": ("rederm.client/1", Client),
    "course": ("rederm.course/1", CourseFile),
    "outlook": ("rederm.outlook/1", OutlookFile),
    "plan": ("rederm.plan/1", PlanFile),
    "lesion": ("rederm.lesion/1", LesionFile),
    "comparison": ("rederm.compare/1", ComparisonFile),
    "trial": ("rederm.trial/1", TrialFile),
    "learn": ("rederm.learn/1", LearnFile),
    "sweep": ("rederm.sweep/1", SweepFile),
}


def schema_names() -> dict[str, str]:
    """The name of every schema, with its $id."""
    return {name: identity for name, (identity, _) in _LAYOUTS.items()}


def schema(name: str) -> dict[str, Any]:
    """One schema by its name. Raises InputError for an unknown name."""
    if name not in _LAYOUTS:
        raise InputError(f"no schema named {name!r}{nearest(name, _LAYOUTS) or ';'} schemas: {', '.join(_LAYOUTS)}")
    identity, model = _LAYOUTS[name]
    return {"$schema": DIALECT, "$id": identity, **_described(model.model_json_schema())}


def _described(node: Any) -> Any:
    """The same schema; properties carry meaning and unit instead of titles made from their names."""
    if isinstance(node, list):
        return [_described(part) for part in node]
    if not isinstance(node, Mapping):
        return node
    plain = {key: _described(part) for key, part in node.items() if not (key == "title" and isinstance(part, str))}
    for key, part in plain.get("properties", {}).items():
        term = terms().get(key)
        if term and isinstance(part, dict):
            part["description"] = term.meaning if term.unit == "-" else f"{term.meaning} Unit: {term.unit}."
    return plain
