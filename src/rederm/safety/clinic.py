"""A clinic's own rules: every TOML file in  $REDERM_HOME/rules/  (default ~/.rederm/rules).

    [cold-sores-antiviral]                  the id of a shipped rule: what is named here takes the place of what ships
    strength = "block"                      block, ask, note, or off
    by = "Dr Ada Moreau"                    who decided, and when; both are needed
    date = 2026-11-02
    reason = "Two flares in 2025."          the rule's new reason; with "off", why it is off (needed then)

    [no-friday-lasers]                      any other id: a rule of the clinic, written in full as those that ship
    [operator.fractional-co2]               who must treat with a device
    needs = "physician"

A source may be free words. Devices and the meaning of unasked answers are not changed in place: switch the rule off and write
another. Examples (`fires`, `clear`) may be left out; where they stand they are tried when the file is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rederm.devices import OPERATORS, clinic_folder, device_names, load_device
from rederm.safety.amend import changed_rule, own_rule, signed, worded
from rederm.safety.rules import Rule, build_rule
from rederm.sources import InputError, joined, nearest, read_toml, sentence

_OPERATOR = ("needs", "by", "date", "reason")
_CONDITIONS = ("when", "fires", "clear")  # tables of the rule "operator" itself


@dataclass(frozen=True)
class OperatorEdit:
    """Who must treat with a device, as the clinic set it."""

    needs: str
    changed_by: str


@dataclass(frozen=True)
class Clinic:
    """What a clinic's files say. changed: by the id of a shipped rule, what stands in its place."""

    changed: Mapping[str, tuple[Rule, ...]]
    added: tuple[Rule, ...]
    operators: Mapping[str, OperatorEdit]


def clinic_files() -> tuple[tuple[Path, int, int], ...]:
    """The clinic's files with time and size, by which a change is seen; none where it has no folder."""
    folder = clinic_folder() / "rules"
    if not folder.is_dir():
        return ()
    try:
        seen = [(path, path.stat()) for path in sorted(folder.glob("*.toml"))]
    except OSError as error:
        raise InputError(f"{error.filename or folder} cannot be read: {error.strerror}; mend or remove it") from None
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in seen)


def read_clinic(paths: Sequence[Path], shipped: Mapping[str, Rule]) -> Clinic:
    """Read the clinic's files. Raises InputError, one line, that names file, rule and key."""
    changed: dict[str, tuple[Rule, ...]] = {}
    added: list[Rule] = []
    operators: dict[str, OperatorEdit] = {}
    where: dict[str, Path] = {}
    for path in paths:
        for name, entry in _entries(path):
            if name in where:
                raise InputError(f"{path}: rule {name} stands in {where[name].name} too; keep one")
            where[name] = path
            place = f"{path}: rule {name}"
            if name.startswith("operator."):
                operators[name], notes = _operator(name.removeprefix("operator."), entry, place)
                added += notes
            elif name in shipped:
                changed[name] = changed_rule(shipped[name], entry, place)
            else:
                added.append(own_rule(name, entry, place, shipped))
    return Clinic(changed, tuple(added), {name.removeprefix("operator."): edit for name, edit in operators.items()})


def _entries(path: Path) -> list[tuple[str, Any]]:
    """Rules of a file; [operator.DEVICE] under that name, beside what changes the rule "operator" itself."""
    found: list[tuple[str, Any]] = []
    for name, entry in read_toml(path).items():
        if name != "operator" or not isinstance(entry, Mapping):
            found.append((name, entry))
            continue
        tables = {key: value for key, value in entry.items() if isinstance(value, Mapping) and key not in _CONDITIONS}
        rest = {key: value for key, value in entry.items() if key not in tables}
        found += [(f"operator.{device}", table) for device, table in tables.items()]
        found += [(name, rest)] if rest else []
    return found


def _operator(device: str, entry: Any, place: str) -> tuple[OperatorEdit, list[Rule]]:
    """Who must treat with a device, and the note where the clinic asks for less than what ships."""
    entry = worded(entry, _OPERATOR, place)
    if device not in device_names():
        raise InputError(f"{place}: no device {device!r}{nearest(device, device_names())}")
    if entry.get("needs") not in OPERATORS:
        raise InputError(f"{place}: needs = {entry.get('needs')!r} is not one of {', '.join(OPERATORS)}")
    who, year = signed(entry, place)
    usual, edit = load_device(device).operator, OperatorEdit(entry["needs"], who)
    if OPERATORS.index(edit.needs) >= OPERATORS.index(usual):
        return edit, []
    set_to = sentence("Set to {operator} by {who}; as shipped it is for a {usual}.", operator=edit.needs, who=who, usual=usual)
    because = entry.get("reason", "").strip()
    note = {
        "strength": "note",
        "title": sentence("Changed by the clinic: who treats with {device}", device=device),
        "reason": joined(" ", [set_to, because]) if because else set_to,
        "when": {"device.name": device},
        "devices": [device],
        "source": ["rederm-assumption"],
        "date": year,
    }
    return edit, [replace(build_rule(f"operator.{device}", note, place), changed_by=who)]
