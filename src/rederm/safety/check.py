"""check(client, course, outlook): every safety rule against what is planned, before or after simulation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rederm.course import Course
from rederm.safety.conditions import holds, missing, names, words
from rederm.safety.facts import Place, client_facts, place_facts, places, whole
from rederm.safety.outlook_facts import outlook_facts
from rederm.safety.rules import STRENGTHS, Rule, load_rules
from rederm.safety.vocabulary import question
from rederm.sources import reference

_NAME = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True)
class Finding:
    """What a rule says about a course. `question`: set where the answer it depends on was not asked.

    site: "" where the rule does not depend on the site. conflicts: milder sources, in words. kind: rule, operator or readiness.
    """

    rule: str
    strength: str
    device: str
    site: str
    title: str
    reason: str
    do: tuple[str, ...]
    source: tuple[str, ...]
    date: int
    question: str | None = None
    kind: str = "rule"
    conflicts: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "strength": self.strength,
            "kind": self.kind,
            "device": self.device,
            "site": self.site,
            "title": self.title,
            "reason": self.reason,
            "do": "; ".join(self.do),
            "source": list(self.source),
            "date": self.date,
            "question": self.question,
            "conflicts": list(self.conflicts),
        }


@dataclass(frozen=True)
class _Said:
    """What one rule says at one place; places where it says the same become one finding."""

    rule: str
    device: str
    strength: str
    reason: str
    question: str | None


def check(client: Any, course: Course, outlook: Any = None) -> list[Finding]:
    """Findings for this course, blocks first, then in the order of the rules.

    outlook None: before simulation; rules on simulated figures then stay silent. The tool advises, the clinician decides.
    """
    if not all(session.sites for session in course.sessions):
        course = course.at_sites((client.concerns[0].site,))
    base = client_facts(client, _known_words())
    rules = {rule.id: rule for rule in load_rules()}
    found: dict[_Said, list[str]] = {}
    for place in places(course):
        facts = base | place_facts(client, course, place) | outlook_facts(client, place, outlook)
        for rule in _rules_for(place.device):
            said = _apply(rule, place, facts)
            if said:
                found.setdefault(said, []).append(place.site)
    findings = [_finding(rules[said.rule], said, sites) for said, sites in found.items()]
    order = list(rules)
    return sorted(findings, key=lambda f: (STRENGTHS.index(f.strength), order.index(f.rule)))


def offers(findings: list[Finding]) -> dict[str, Any]:
    """Aftercare that these findings name as lowering a risk, for example {"antiviral": True}."""
    rules = {rule.id: rule for rule in load_rules()}
    return {key: value for f in findings if f.question is None for key, value in rules[f.rule].offers.items()}


def _apply(rule: Rule, place: Place, facts: Mapping[str, Any]) -> _Said | None:
    truth = holds(rule.when, facts)
    if truth is False:
        return None
    reason = _NAME.sub(lambda m: _written(facts.get(m[1])), rule.reason)
    if truth:
        return _Said(rule.id, place.device, rule.strength, reason, None)
    if rule.unknown == "covered" or holds(rule.asked_of, facts) is False:
        return None
    asked = " ".join(dict.fromkeys(question(fact) for fact in missing(rule.when, facts)))
    return _Said(rule.id, place.device, rule.unknown, f"Not asked yet: {asked}", asked)


def _finding(rule: Rule, said: _Said, sites: list[str]) -> Finding:
    local = any(name.startswith(("site.", "concern.", "dose_share")) for name in names(rule.when))
    return Finding(
        rule=rule.id,
        strength=said.strength,
        device=said.device,
        site=whole(sites) if local else "",
        title=rule.title,
        reason=said.reason,
        do=rule.do,
        source=rule.source,
        date=rule.date,
        question=said.question,
        kind=rule.kind,
        conflicts=tuple(f"{c.says} ({'; '.join(reference(s).cite() for s in c.source)})" for c in rule.conflicts),
    )


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


@cache
def _rules_for(device: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if not rule.devices or device in rule.devices)


@cache
def _known_words() -> dict[str, set[str]]:
    """Words that rules look for in each free text of the history."""
    texts = ("medications", "allergies")
    return {text: {w for rule in load_rules() for w in words(rule.when, f"history.{text}")} for text in texts}
