"""What the rules say to a client, a device and a site before any course is known, so that thousands of candidates need not ask.

Of the rules of a device, those whose condition the client's file and the device already make false are left out; those that
read nothing else are said once; the rest stays open, parted by what it waits for: the setting, the site, the simulation. At
each site the same is done again. Leaving out is safe because the logic of `conditions` is monotone: what is false with facts
missing is false with any facts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rederm.safety.client_facts import client_facts, device_facts
from rederm.safety.conditions import holds, needs
from rederm.safety.facts import home_facts
from rederm.safety.finding import Said, say
from rederm.safety.force import RuleSet
from rederm.safety.rules import Rule
from rederm.safety.vocabulary import is_of_site, is_simulated

_CLIENTS, _STANDINGS, _HOMES = 64, 1024, 4096  # how many are kept: clients, each with a device, each of these with a site


class Same:
    """Any object, told apart by which one it is: a client is compared by its fields, which costs more than a look at it."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


@dataclass(frozen=True)
class Standing:
    """facts: of client and device. said: settled by them. by_setting, by_site, simulated: still open, and for what."""

    facts: dict[str, Any]
    said: tuple[Said, ...]
    by_setting: tuple[Rule, ...]
    by_site: tuple[Rule, ...]
    simulated: tuple[Rule, ...]


@dataclass(frozen=True)
class Home:
    """One site for a client and a device. facts: of the site alone. said: settled by them. open: what the course decides."""

    facts: dict[str, Any]
    said: tuple[Said, ...]
    open: tuple[Rule, ...]


@lru_cache(maxsize=_CLIENTS)
def facts_of(client: Same, rules: RuleSet) -> dict[str, Any]:
    """Facts of a client, read once."""
    return client_facts(client.thing, rules.known_words)


@lru_cache(maxsize=_STANDINGS)
def standing(client: Same, device: Same, rules: RuleSet) -> Standing:
    """What the rules say to this client and device, and which are open."""
    name = device.thing.name
    facts = facts_of(client, rules) | device_facts(client.thing, device.thing)
    said, left = _settled(rules.of_device(name), name, facts)
    simulated = [rule for rule in left if needs(rule.when, "outlook.")]
    now = [rule for rule in left if rule not in simulated]
    local = [rule for rule in now if any(is_of_site(fact) or is_simulated(fact) for fact in rule.reads)]
    general = [rule for rule in now if rule not in local]
    return Standing(facts, said, tuple(general), tuple(local), tuple(simulated))


@lru_cache(maxsize=_HOMES)
def home(client: Same, device: Same, site: str, rules: RuleSet) -> Home:
    """The same at one site, of the rules that its standing leaves to the site."""
    stands = standing(client, device, rules)
    facts = home_facts(client.thing, site)
    said, left = _settled(stands.by_site, device.thing.name, stands.facts | facts)
    return Home(facts, said, left)


def _settled(rules: Iterable[Rule], device: str, facts: Mapping[str, Any]) -> tuple[tuple[Said, ...], tuple[Rule, ...]]:
    """What those say that read nothing but these facts, and those that other facts may still make true."""
    said: list[Said] = []
    left: list[Rule] = []
    for rule in rules:
        if rule.reads <= facts.keys():
            spoken = say(rule, device, facts)
            said += [spoken] if spoken else []
        elif holds(rule.when, facts, absent=None) is not False:
            left.append(rule)
    return tuple(said), tuple(left)
