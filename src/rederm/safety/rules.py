"""The safety rules: data below data/rules/, each with its strength, reason, source and date.

A rule says what to refuse (`block`), what to ask or arrange first (`ask`), or what to tell (`note`). Where sources conflict,
the rule takes the stricter one and lists the milder ones under `conflicts`. `unknown` says what an answer that was not asked
for means: `ask` (the default), `block`, `note`, or `covered` where another rule already asks the same question; never "no".
Beside its condition every rule carries an example that fires it and one that leaves it clear; the tests run both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rederm.safety.conditions import refuse_bad
from rederm.safety.vocabulary import FACTS, groups
from rederm.sources import DATA, InputError, nearest, read_toml, reference

STRENGTHS = ("block", "ask", "note")
UNKNOWN = ("block", "ask", "note", "covered")
KINDS = ("rule", "operator", "readiness")
_NEEDED = ("strength", "title", "reason", "when", "source", "date", "fires", "clear")
_OPTIONAL = ("kind", "do", "conflicts", "unknown", "asked_of", "offers", "devices")
NOT_RULES = ("groups", "numbing")  # files of data/rules that hold no rules


@dataclass(frozen=True)
class Conflict:
    """Another source that says something milder, shown beside the rule."""

    says: str
    source: tuple[str, ...]
    date: int


@dataclass(frozen=True)
class Rule:
    """One safety rule. `devices`: the devices it speaks of (empty: all). `asked_of`: whom the unknown answer concerns.

    offers: aftercare that the rule names as lowering the risk, for example {"steroid_days": 2}; planning tries it.
    fires, clear: examples, as changes to a healthy client and a plain session (see tests).
    """

    id: str
    strength: str
    kind: str
    title: str
    reason: str
    do: tuple[str, ...]
    when: Mapping[str, Any]
    devices: tuple[str, ...]
    unknown: str
    asked_of: Mapping[str, Any]
    conflicts: tuple[Conflict, ...]
    offers: Mapping[str, Any]
    source: tuple[str, ...]
    date: int
    fires: Mapping[str, Any]
    clear: Mapping[str, Any]


def parse_rule(name: str, entry: Mapping[str, Any], where: str) -> Rule:
    """Build a rule from its TOML entry. Raises InputError that names the rule and what it lacks."""
    place = f"{where}: rule {name}"
    for key in entry:
        if key not in _NEEDED + _OPTIONAL:
            raise InputError(f"{place}: unknown key {key!r}{nearest(key, _NEEDED + _OPTIONAL)}")
    for key in _NEEDED:
        if key not in entry:
            raise InputError(f"{place}: {key} is missing; a rule needs {', '.join(_NEEDED)}")
    for key, allowed, given in (
        ("strength", STRENGTHS, entry["strength"]),
        ("kind", KINDS, entry.get("kind", "rule")),
        ("unknown", UNKNOWN, entry.get("unknown", "ask")),
    ):
        if given not in allowed:
            raise InputError(f"{place}: {key} = {given!r} is not one of {', '.join(allowed)}")
    conflicts = tuple(Conflict(c["says"], tuple(c["source"]), c["date"]) for c in entry.get("conflicts", ()))
    for source in (*entry["source"], *(s for c in conflicts for s in c.source)):
        reference(source)
    for condition in (entry["when"], *([entry["asked_of"]] if "asked_of" in entry else [])):
        refuse_bad(condition, FACTS, place)
    return Rule(
        id=name,
        strength=entry["strength"],
        kind=entry.get("kind", "rule"),
        title=entry["title"],
        reason=entry["reason"],
        do=tuple(entry.get("do", ())),
        when=entry["when"],
        devices=_devices(entry.get("devices", ()), place),
        unknown=entry.get("unknown", "ask"),
        asked_of=entry.get("asked_of", {}),
        conflicts=conflicts,
        offers=entry.get("offers", {}),
        source=tuple(entry["source"]),
        date=entry["date"],
        fires=entry["fires"],
        clear=entry["clear"],
    )


def _devices(given: Any, place: str) -> tuple[str, ...]:
    """Device names and names of device groups, as device names."""
    found: list[str] = []
    known = groups()
    devices = {d for members in known.values() for d in members}
    for name in given:
        if name not in known and name not in devices:
            raise InputError(f"{place}: no device or device group {name!r}{nearest(name, [*known, *devices])}")
        found += known.get(name, [name])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """Every rule below data/rules, in the order of files and entries. Raises InputError for a bad rule or an id given twice."""
    rules: dict[str, Rule] = {}
    for path in sorted((DATA / "rules").glob("*.toml")):
        if path.stem in NOT_RULES:
            continue
        for name, entry in read_toml(path).items():
            if name in rules:
                raise InputError(f"{path.name}: rule {name} stands twice")
            rules[name] = parse_rule(name, entry, path.name)
    return tuple(rules.values())
