"""One entry of a clinic's file made into rules: a rule of its own, or a shipped rule changed, weakened or switched off."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rederm.devices import device_names, load_device
from rederm.safety.finding import as_shipped
from rederm.safety.rules import NEEDED, OPTIONAL, STRENGTHS, Rule, build_rule, check_keys, check_reason
from rederm.sources import InputError, Sentence, joined, nearest, sentence

_CHANGES = ("strength", "title", "reason", "do", "when", "source", "by", "date", "fires", "clear")
_OWN_NEEDED = tuple(key for key in NEEDED if key not in ("fires", "clear"))
OFF = "off"


def own_rule(name: str, entry: Any, place: str, shipped: Collection[str] = ()) -> Rule:
    """A rule of the clinic's own. shipped: ids that may have been meant."""
    entry = worded(entry, (*_OWN_NEEDED, *OPTIONAL, "by", "fires", "clear"), place)
    for key in _OWN_NEEDED:
        if key not in entry:
            meant = nearest(name, shipped)
            raise InputError(f"{place}: {key} is missing; a rule of your own needs {', '.join(_OWN_NEEDED)}{meant}")
    year, day = _date(entry, place)
    rule = build_rule(name, {**entry, "date": year}, place)
    who = f"{entry.get('by', 'the clinic')}, {day}"
    return _tried(replace(rule, title=_marked(rule.title, who), changed_by=who), place)


def changed_rule(rule: Rule, entry: Any, place: str) -> tuple[Rule, ...]:
    """What stands in the place of a shipped rule: the changed rule, and the note that it was weakened."""
    entry = worded(entry, _CHANGES, place)
    who, year = signed(entry, place)
    if entry.get("strength") == OFF:
        if "reason" not in entry:
            raise InputError(f"{place}: reason is missing; a rule that is off says why")
        check_reason(entry["reason"], place)
        off = sentence("Switched off by {who}: {reason}", who=who, reason=entry["reason"])
        return (_weakened(rule, off, who, "note", rule.when),)
    if not set(entry) - {"by", "date"}:
        raise InputError(f"{place}: nothing is changed; name at least one of {', '.join(_CHANGES[:6])}")
    merged = {
        **{key: getattr(rule, key) for key in ("strength", "kind", "title", "reason", "when", "offers")},
        **{key: entry[key] for key in ("strength", "title", "reason", "when") if key in entry},
        **({"asked_of": rule.asked_of} if rule.asked_of else {}),
        "unknown": "ask" if rule.unknown == "block" and entry.get("strength", "block") != "block" else rule.unknown,
        "do": entry.get("do", rule.do),
        "source": entry.get("source", rule.source),
        "date": year if "source" in entry else rule.date,
    }
    changed = replace(
        build_rule(rule.id, merged, place),
        title=_marked(merged["title"], who),
        devices=rule.devices,
        conflicts=rule.conflicts,
        fires=entry.get("fires", {}),
        clear=entry.get("clear", {}),
        changed_by=who,
        shipped=rule,
    )
    _tried(changed, place)
    if STRENGTHS.index(changed.strength) > STRENGTHS.index(rule.strength):
        weaker = sentence("Weakened to {strength} by {who}.", strength=changed.strength, who=who)
        return changed, _weakened(rule, weaker, who, "covered", rule.when)
    if changed.when != rule.when and rule.strength != "note":
        narrowed = {"all": [rule.when, {"not": changed.when}]}
        silent = sentence("Does not apply here since it was changed by {who}.", who=who)
        return changed, _weakened(rule, silent, who, "note", narrowed)
    return (changed,)


def _marked(title: str, who: str) -> Sentence:
    return sentence("{title} (clinic's rule: {who})", title=title, who=who)


def _weakened(rule: Rule, what: Sentence, who: str, unknown: str, when: Mapping[str, Any]) -> Rule:
    """The note that a shipped rule which would have spoken here is weaker by the clinic's decision."""
    return replace(
        rule,
        id=f"{rule.id}.as-shipped",
        strength="note",
        kind="rule",
        title=sentence("Changed by the clinic: {title}", title=rule.title),
        reason=joined(" ", [what, as_shipped(rule.strength, rule.reason)]),
        when=when,
        unknown=unknown,
        offers={},
        fires={},
        clear={},
        changed_by=who,
    )


def worded(entry: Any, known: tuple[str, ...], place: str) -> dict[str, Any]:
    """The entry with its keys checked; `source` and `do` may be one text instead of a list."""
    if isinstance(entry, Mapping):
        entry = {k: [v] if k in ("source", "do") and isinstance(v, str) else v for k, v in entry.items()}
    if isinstance(entry, Mapping) and entry.get("strength") not in (None, OFF, *STRENGTHS):
        raise InputError(f"{place}: strength = {entry['strength']!r} is not one of {', '.join((*STRENGTHS, OFF))}")
    check_keys(entry, known, place)
    return dict(entry)


def _check_dials(rule: Rule, place: str) -> None:
    """A misspelt dial would never be there, and its rule never fire."""
    named = {fact for fact in rule.reads if fact.startswith("dial.")}
    dials = {f"dial.{dial}" for name in device_names() for dial in load_device(name).dials} if named else set()
    for fact in sorted(named - dials):
        raise InputError(f"{place}: no dial {fact!r}{nearest(fact, dials)}")


def signed(entry: Mapping[str, Any], place: str) -> tuple[str, int]:
    """ "Dr Ada Moreau, 2026-11-02", and the year."""
    if not entry.get("by", "").strip():
        raise InputError(f'{place}: by is missing; say who decided, for example by = "Dr Ada Moreau"')
    year, day = _date(entry, place)
    return f"{entry['by']}, {day}", year


def _date(entry: Mapping[str, Any], place: str) -> tuple[int, str]:
    given = entry.get("date")
    if isinstance(given, date):
        return given.year, str(given)[:10]
    text = str(given)
    if isinstance(given, bool) or not re.fullmatch(r"(19|20)\d\d(-\d\d){0,2}", text):
        raise InputError(f"{place}: date = {given!r}; give a day or a month or a year, for example date = 2026-11-02")
    return int(text[:4]), text


def _tried(rule: Rule, place: str) -> Rule:
    """The rule, its examples tried. Raises InputError where one does not do what it stands for."""
    from rederm.safety.examples import wrong_example  # brings the client file, which reading rules does not need

    _check_dials(rule, place)
    wrong = wrong_example(rule, place)
    if wrong:
        raise InputError(f"{place}: {wrong}")
    return rule
