"""What a rule says about a course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rederm.safety.conditions import holds, missing
from rederm.safety.places import whole
from rederm.safety.rules import IN_REASON, Rule
from rederm.safety.vocabulary import question


@dataclass(frozen=True)
class Finding:
    """What a rule says about a course. `question`: set where the answer it depends on was not asked.

    site: "" where the rule does not depend on the site. conflicts: milder sources, and what a rule that the clinic changed
    says as shipped, in words. kind: rule, operator or readiness. changed_by: who at the clinic wrote or changed the rule, when.
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
    changed_by: str | None = None

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
            "changed_by": self.changed_by,
        }


class Said(NamedTuple):
    """What one rule says with one device; places where it says the same become one finding."""

    rule: str
    device: str
    strength: str
    reason: str
    question: str | None
    shipped: str | None  # what the rule that the clinic changed says here


def say(rule: Rule, device: str, facts: Mapping[str, Any]) -> Said | None:
    """What the rule says where these are all the facts; None where it is silent."""
    truth = holds(rule.when, facts)
    if truth is False:
        return None
    shipped = None if rule.shipped is None else f"As shipped ({rule.shipped.strength}): {_filled(rule.shipped.reason, facts)}"
    if truth:
        return Said(rule.id, device, rule.strength, _filled(rule.reason, facts), None, shipped)
    if rule.unknown == "covered" or holds(rule.asked_of, facts) is False:
        return None
    asked = " ".join(dict.fromkeys(question(fact) for fact in missing(rule.when, facts)))
    return Said(rule.id, device, rule.unknown, f"Not asked yet: {asked}", asked, shipped)


def finding(rule: Rule, said: Said, sites: Sequence[str]) -> Finding:
    """The finding of what a rule says on these sites."""
    return Finding(
        rule=rule.id,
        strength=said.strength,
        device=said.device,
        site=whole(sites) if rule.local else "",
        title=rule.title,
        reason=said.reason,
        do=rule.do,
        source=rule.source,
        date=rule.date,
        question=said.question,
        kind=rule.kind,
        conflicts=(*([said.shipped] if said.shipped else []), *rule.milder),
        changed_by=rule.changed_by or None,
    )


def _filled(reason: str, facts: Mapping[str, Any]) -> str:
    return reason if "{" not in reason else IN_REASON.sub(lambda m: _written(facts.get(m[1])), reason)


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
