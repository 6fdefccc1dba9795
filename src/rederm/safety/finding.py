"""What a rule says about a course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rederm.safety.conditions import holds, missing
from rederm.safety.places import whole
from rederm.safety.rules import IN_REASON, Rule
from rederm.safety.vocabulary import question
from rederm.sources import Sentence, joined, sentence, worded


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

    @property
    def told(self) -> Sentence:
        """What it says and why."""
        return joined(". ", [self.title, self.reason])

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "strength": self.strength,
            "kind": self.kind,
            "device": self.device,
            "site": self.site,
            "title": self.title,
            "reason": self.reason,
            "do": joined("; ", self.do),
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
    shipped = None if rule.shipped is None else as_shipped(rule.shipped.strength, _filled(rule.shipped.reason, facts))
    if truth:
        return Said(rule.id, device, rule.strength, _filled(rule.reason, facts), None, shipped)
    if rule.unknown == "covered" or holds(rule.asked_of, facts) is False:
        return None
    asked = joined(" ", dict.fromkeys(question(fact) for fact in missing(rule.when, facts)))
    return Said(rule.id, device, rule.unknown, sentence("Not asked yet: {questions}", questions=asked), asked, shipped)


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


def as_shipped(strength: str, reason: str) -> Sentence:
    """What a rule that the clinic changed says as shipped."""
    return sentence("As shipped ({strength}): {reason}", strength=strength, reason=reason)


def _filled(reason: str, facts: Mapping[str, Any]) -> Sentence:
    """The reason with its facts; one that is made of others (a weakened rule's) is filled in each of them."""
    told = worded(reason)
    if "{" not in told:
        return told
    if told.values:
        return Sentence(told.message, {name: _filled(value, facts) for name, value in told.values.items()})
    return Sentence(told.message, {fact: _written(facts.get(fact)) for fact in IN_REASON.findall(told)})


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, str):
        return value
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
