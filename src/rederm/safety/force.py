"""The rules in force: those that ship, with what the clinic's own files change laid over them.

A rule that the clinic weakens or switches off leaves a note in its place, which says what the rule says as shipped, who changed
it and when, wherever the shipped rule would have spoken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from rederm.safety.clinic import OperatorEdit, clinic_files, read_clinic
from rederm.safety.conditions import words
from rederm.safety.rules import Rule, load_rules


@dataclass(frozen=True, eq=False)
class RuleSet:
    """Rules in their order. operators: who must treat, where the clinic has set it, by device."""

    rules: tuple[Rule, ...]
    operators: Mapping[str, OperatorEdit]

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def rank(self) -> dict[str, int]:
        return {rule.id: i for i, rule in enumerate(self.rules)}

    @cached_property
    def known_words(self) -> dict[str, set[str]]:
        """Words that rules look for in each free text of the history."""
        texts = ("medications", "allergies")
        return {text: {w for rule in self.rules for w in words(rule.when, f"history.{text}")} for text in texts}

    def of_device(self, device: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if not rule.devices or device in rule.devices)


def rules_in_force() -> RuleSet:
    """Shipped and clinic's rules; read again when a file of the clinic changes. Raises InputError that names a bad file."""
    return _laid_over(clinic_files())


@lru_cache(maxsize=4)
def _laid_over(files: tuple[tuple[Path, int, int], ...]) -> RuleSet:
    shipped = load_rules()
    if not files:
        return RuleSet(shipped, {})
    own = read_clinic([path for path, *_ in files], {rule.id: rule for rule in shipped})
    rules = [rule for given in shipped for rule in own.changed.get(given.id, (given,))]
    return RuleSet((*rules, *own.added), own.operators)
