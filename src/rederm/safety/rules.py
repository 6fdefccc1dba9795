"""The safety rules: data below data/rules/, each with its strength, reason, source and date.

A rule says what to refuse (`block`), what to ask or arrange first (`ask`), or what to tell (`note`). Where sources conflict,
the rule takes the stricter one and lists the milder ones under `conflicts`. `unknown` says what an answer that was not asked
for means: `ask` (the default), `block`, `note`, or `covered` where another rule already asks the same question; never "no".
Beside its condition every rule carries an example that fires it and one that leaves it clear; the tests run both.
What a clinic changes stands in files of its own (`safety.clinic`); `safety.force` lays them over these.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from rederm.safety.conditions import names
from rederm.safety.malformed import refuse_bad
from rederm.safety.vocabulary import AFTERCARE, FACTS, groups, is_fact
from rederm.sources import DATA, InputError, bibliography, mark, nearest, read_toml, reference, sentence, worded

STRENGTHS = (mark("block"), mark("ask"), mark("note"))
UNKNOWN = ("block", "ask", "note", "covered")
KINDS = ("rule", "operator", "readiness")
NEEDED = ("strength", "title", "reason", "when", "source", "date", "fires", "clear")
OPTIONAL = ("kind", "do", "conflicts", "unknown", "asked_of", "offers", "devices")
NOT_RULES = ("groups", "numbing")  # files of data/rules that hold no rules
IN_REASON = re.compile(r"\{([^}]+)\}")
_LOCAL = ("site.", "concern.", "dose_share", "combined")
_SHAPES: Mapping[str, tuple[type, str]] = {
    **dict.fromkeys(("strength", "kind", "title", "reason", "unknown", "by"), (str, "a text")),
    **dict.fromkeys(("do", "devices", "source"), (list, "a list of texts")),
    **dict.fromkeys(("when", "asked_of", "offers", "fires", "clear"), (dict, "a table")),
    "conflicts": (list, "a list of tables"),
}


@dataclass(frozen=True)
class Conflict:
    """Another source that says something milder, shown beside the rule."""

    says: str
    source: tuple[str, ...]
    date: int

    def written(self) -> str:
        return sentence("{says} ({sources})", says=self.says, sources="; ".join(cited(s) for s in self.source))


@dataclass(frozen=True)
class Rule:
    """One safety rule. `devices`: the devices it speaks of (empty: all). `asked_of`: whom the unknown answer concerns.

    reason: with facts in braces, to be filled in where the rule speaks (`safety.finding`).
    offers: aftercare that the rule names as lowering the risk, for example {"steroid_days": 2}; planning tries it.
    fires, clear: examples, as changes to a healthy client and a plain session (`safety.examples`).
    changed_by: who at the clinic wrote or changed it, and when; "" as shipped. shipped: the rule that it changes.
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
    changed_by: str = ""
    shipped: "Rule | None" = None

    @cached_property
    def reads(self) -> frozenset[str]:
        """Every fact that its conditions and its words name."""
        texts = [self.reason, self.shipped.reason if self.shipped else ""]
        named = {fact for text in texts for fact in IN_REASON.findall(text)}
        return frozenset({*names(self.when), *names(self.asked_of), *named})

    @cached_property
    def local(self) -> bool:
        """Whether it holds for some sites of a session and not for others, so that a finding names them."""
        return any(name.startswith(_LOCAL) for name in names(self.when))

    @cached_property
    def milder(self) -> tuple[str, ...]:
        """Its conflicts in words."""
        return tuple(conflict.written() for conflict in self.conflicts)


def cited(source: str) -> str:
    """A source as one line to look up; a clinic's free words stand for themselves."""
    return reference(source).cite() if source in bibliography() else source


def parse_rule(name: str, entry: Any, where: str) -> Rule:
    """Build a rule from its TOML entry. Raises InputError that names the rule and what it lacks."""
    place = f"{where}: rule {name}"
    check_keys(entry, NEEDED + OPTIONAL, place)
    for key in NEEDED:
        if key not in entry:
            raise InputError(f"{place}: {key} is missing; a rule needs {', '.join(NEEDED)}")
    rule = build_rule(name, entry, place)
    for source in (*rule.source, *(s for c in rule.conflicts for s in c.source)):
        reference(source)
    return rule


def build_rule(name: str, entry: Mapping[str, Any], place: str) -> Rule:
    """The rule of an entry whose keys are known."""
    for key, allowed, given in (
        ("strength", STRENGTHS, entry["strength"]),
        ("kind", KINDS, entry.get("kind", "rule")),
        ("unknown", UNKNOWN, entry.get("unknown", "ask")),
    ):
        if given not in allowed:
            raise InputError(f"{place}: {key} = {given!r} is not one of {', '.join(allowed)}")
    for condition in (entry["when"], *([entry["asked_of"]] if "asked_of" in entry else [])):
        refuse_bad(condition, FACTS, is_fact, place)
    check_reason(entry["reason"], place)
    for aid in entry.get("offers", {}):
        if aid not in AFTERCARE:
            raise InputError(f"{place}: offers no aid {aid!r}{nearest(aid, AFTERCARE)}; aids: {', '.join(AFTERCARE)}")
    return Rule(
        id=name,
        strength=entry["strength"],
        kind=entry.get("kind", "rule"),
        title=worded(entry["title"]),
        reason=worded(entry["reason"]),
        do=tuple(worded(step) for step in entry.get("do", ())),
        when=entry["when"],
        devices=_devices(entry.get("devices", ()), place),
        unknown=entry.get("unknown", "ask"),
        asked_of=entry.get("asked_of", {}),
        conflicts=tuple(_conflict(c, place) for c in entry.get("conflicts", ())),
        offers=entry.get("offers", {}),
        source=tuple(entry["source"]),
        date=entry["date"],
        fires=entry.get("fires", {}),
        clear=entry.get("clear", {}),
    )


def check_keys(entry: Any, known: tuple[str, ...], place: str) -> None:
    """Raise InputError for an entry that is no table, a key that no rule has, or a value of the wrong shape."""
    if not isinstance(entry, Mapping):
        raise InputError(f'{place}: a rule is a table, for example [{place.rpartition(" ")[2]}] with strength = "ask"')
    for key, value in entry.items():
        if key not in known:
            raise InputError(f"{place}: unknown key {key!r}{nearest(key, known)}")
        shape, words = _SHAPES.get(key, (object, ""))
        texts = all(isinstance(v, dict if key == "conflicts" else str) for v in value) if isinstance(value, list) else True
        if not (isinstance(value, shape) and texts):
            raise InputError(f"{place}: {key} = {value!r}; give {words}")


def check_reason(reason: str, place: str) -> None:
    """Raise InputError where a text names in braces what is no fact."""
    for fact in IN_REASON.findall(reason):
        if not is_fact(fact):
            raise InputError(f"{place}: reason names no fact {fact!r}{nearest(fact, FACTS)}")


def _conflict(entry: Mapping[str, Any], place: str) -> Conflict:
    if set(entry) != {"says", "source", "date"} or not isinstance(entry["source"], list):
        raise InputError(f'{place}: a conflict is {{ says = "..", source = [".."], date = 2020 }}')
    return Conflict(entry["says"], tuple(entry["source"]), entry["date"])


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
    """The rules as shipped, in the order of files and entries. Raises InputError for a bad rule or an id given twice."""
    rules: dict[str, Rule] = {}
    for path in sorted((DATA / "rules").glob("*.toml")):
        if path.stem in NOT_RULES:
            continue
        for name, entry in read_toml(path).items():
            if name in rules:
                raise InputError(f"{path.name}: rule {name} stands twice")
            rules[name] = parse_rule(name, entry, path.name)
    return tuple(rules.values())
