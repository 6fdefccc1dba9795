"""A refused client file as one line: what was given, what is allowed, what to do."""

import json
import re
import types
from collections.abc import Iterator, Sequence
from typing import Any, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from rederm.sources import InputError, nearest

_LISTS = ("concerns", "treatments_before", "cohort.concerns", "arms", "endpoints")  # tables that are written [[name]]
_LENGTH = 60  # what was given is shown up to here
Location = Sequence[int | str]


def refusal(error: ValidationError, model: type[BaseModel], where: str) -> InputError:
    """The most telling of pydantic's errors, in plain words. An unknown key comes first: it is often the missing one."""
    order = ("extra_forbidden", "missing")
    details = error.errors(include_url=False)
    rank = {kind: place for place, kind in enumerate(order)}
    worst = min(details, key=lambda detail: rank.get(detail["type"], len(order)))
    return InputError(f"{where}: {_words(worst, model)}")


def _words(detail: ErrorDetails, model: type[BaseModel]) -> str:
    location = detail["loc"]
    field = _field(model, location)
    name, kind, given = _path(location), detail["type"], _shown(detail["input"])
    if kind == "extra_forbidden":
        return _unknown_key(model, location)
    if kind == "missing":
        return f"{name} is missing; {_example(location, field)}"
    if kind == "value_error":
        return _own_words(detail, name, given)
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
        close = nearest(detail["input"], choices) if isinstance(detail["input"], str) else ""
        return f"{name} = {given} is not known{f'{close} Allowed' if close else '; allowed'}: {', '.join(choices)}"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        table = _heading(_table_name(location)) if location else "as in the guide"
        return f"{name or 'the client file'} must be a table, written {table} with one key a line under it"
    if kind in ("tuple_type", "too_short"):
        return _not_a_list(name, given, field)
    if kind in ("greater_than_equal", "less_than_equal", "finite_number"):
        return f"{name} = {given} is outside {_bounds(field)}"
    return f"{name} = {given} is not {_wanted(field)}; {_example(location, field)}"


def _unknown_key(model: type[BaseModel], location: Location) -> str:
    key, tables = str(location[-1]), dict(_tables(model, ""))
    here = _table_name(location[:-1])
    elsewhere = [table for table, keys in tables.items() if key.lower() in keys]
    if elsewhere:
        return f"unknown key {key!r} {_in(here)}; {key.lower()} belongs {_in(elsewhere[0])}{_top_first(elsewhere[0])}"
    close = nearest(key, tables.get(here, ()))
    if close:
        return f"unknown key {key!r} {_in(here)}{close}"
    for table, keys in tables.items():
        close = nearest(key, keys)
        if close:
            return f"unknown key {key!r} {_in(here)}{close[:-1]} {_in(table)}?"
    return f"unknown key {key!r} {_in(here)}; allowed: {', '.join(tables.get(here, ()))}"


def _own_words(detail: ErrorDetails, name: str, given: str) -> str:
    """A message of our own validators: the end of "key = given ..." where it starts with "must be", else whole."""
    text = str(detail.get("ctx", {}).get("error", detail["msg"]))
    if text.startswith("must be"):
        return f"{name} = {given} {text}"
    return f"{name}: {text}" if any(isinstance(part, int) for part in detail["loc"]) else text


def _not_a_list(name: str, given: str, field: FieldInfo | None) -> str:
    if name in _LISTS:
        what = "is empty" if given == "[]" else "is not a list of tables"
        return f"{name} {what}; write at least one table headed [[{name}]]"
    example = json.dumps(field.examples[0]) if field and field.examples else '["..."]'
    return f"{name} = {given} is not a list; for example {name} = {example}"


def _field(model: type[BaseModel], location: Location) -> FieldInfo | None:
    """The field that a location names, or None where it names none (a key that is not known, an element)."""
    found: FieldInfo | None = None
    current: type[BaseModel] | None = model
    for part in location:
        if isinstance(part, int):
            continue
        found = current.model_fields.get(part) if current else None
        current = _table_of(found.annotation) if found else None
    return found


def _table_of(annotation: Any) -> type[BaseModel] | None:
    """The model inside a field's type: itself, in a tuple, or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        return next((table for inner in get_args(annotation) if (table := _table_of(inner))), None)
    return None


def _tables(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every table of the file with its keys; the top of the file is ""."""
    yield prefix, tuple(model.model_fields)
    for key, field in model.model_fields.items():
        inner = _table_of(field.annotation)
        if inner:
            yield from _tables(inner, f"{prefix}.{key}" if prefix else key)


def _path(location: Location) -> str:
    """history.keloids, concerns[2].site (counted from 1, as people count)."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _table_name(location: Location) -> str:
    return ".".join(part for part in location if isinstance(part, str))


def _heading(table: str) -> str:
    return f"[[{table}]]" if table in _LISTS else f"[{table}]"


def _in(table: str) -> str:
    return f"in {_heading(table)}" if table else "at the top of the file"


def _top_first(table: str) -> str:
    return "" if table else ", above the first line in brackets"


def _shown(given: Any) -> str:
    """As TOML would write it, on one line, cut where long."""
    text = json.dumps(given, default=str, ensure_ascii=False, skipkeys=True)
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]}..."


def _bounds(field: FieldInfo | None) -> str:
    bounds = field.metadata if field else []
    low = next((bound.ge for bound in bounds if isinstance(bound, Ge)), None)
    high = next((bound.le for bound in bounds if isinstance(bound, Le)), None)
    return f"{low}..{high}"


def _wanted(field: FieldInfo | None) -> str:
    annotation = str(field.annotation) if field else ""
    for type_name, words in (("bool", "true or false"), ("int", "a whole number"), ("float", "a number"), ("str", "a text")):
        if type_name in annotation:
            return words
    return "what this key takes"


def _example(location: Location, field: FieldInfo | None) -> str:
    table = _table_name(location)
    name = table.rpartition(".")[2]
    if name == "concerns":
        return f"write at least one table headed {_heading(table)} with a kind and a site"
    if field and _table_of(field.annotation):
        return f"write a table headed {_heading(table)}"
    example = json.dumps(field.examples[0]) if field and field.examples else "..."
    return f"for example {name} = {example}"
