"""check(client, course, outlook): every safety rule against what is planned, before or after simulation."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rederm.course import Course
from rederm.safety.facts import place_facts, site_facts
from rederm.safety.finding import Finding, Said, finding, say
from rederm.safety.force import RuleSet, rules_in_force
from rederm.safety.outlook_facts import OutlookFacts
from rederm.safety.places import Place, places
from rederm.safety.rules import STRENGTHS, Rule
from rederm.safety.standing import Same, home, standing


def check(client: Any, course: Course, outlook: Any = None) -> list[Finding]:
    """Findings for this course, blocks first, then in the order of the rules.

    outlook None: before simulation; rules on simulated figures then stay silent. The tool advises, the clinician decides.
    """
    return findings_of(client, course, outlook, rules_in_force())


def findings_of(client: Any, course: Course, outlook: Any, rules: RuleSet) -> list[Finding]:
    """The same for these rules."""
    if not all(session.sites for session in course.sessions):
        course = course.at_sites((client.concerns[0].site,))
    who, simulated = Same(client), OutlookFacts(client, outlook)
    found: dict[Said, list[tuple[int, str]]] = {}
    for place in places(course):
        device = Same(place.sessions[0].setting.device)
        stands = standing(who, device, rules)
        facts = stands.facts | place_facts(client, course, place, stands.facts["numbing.key"], rules.operators)
        for one in (*stands.said, *_said(stands.by_setting, place, facts)):
            found.setdefault(one, []).extend(place.sites)
        seen = () if outlook is None else stands.simulated
        for rank, site in place.sites:
            at = home(who, device, site, rules)
            here = facts | at.facts | site_facts(course, place, site) | simulated.at(place, site)
            for one in (*at.said, *_said((*at.open, *seen), place, here)):
                found.setdefault(one, []).append((rank, site))

    def order(said: Said) -> tuple[int, int, int]:
        return STRENGTHS.index(said.strength), rules.rank[said.rule], min(found[said])[0]

    return [_told(rules, one, tuple(dict.fromkeys(site for _, site in sorted(found[one])))) for one in sorted(found, key=order)]


@lru_cache(maxsize=4096)
def _told(rules: RuleSet, said: Said, sites: tuple[str, ...]) -> Finding:
    """The finding, made once: candidates of one device mostly hear the same."""
    return finding(rules.by_id[said.rule], said, sites)


def _said(rules: Iterable[Rule], place: Place, facts: Mapping[str, Any]) -> list[Said]:
    return [said for rule in rules if (said := say(rule, place.device, facts))]


def offers(findings: list[Finding]) -> dict[str, Any]:
    """Aftercare that these findings name as lowering a risk, for example {"antiviral": True}."""
    known = rules_in_force().by_id
    return {
        key: value for f in findings if f.question is None and f.rule in known for key, value in known[f.rule].offers.items()
    }
