"""How much numbing cream a visit needs, and what is in it.

    cream = dose x area of every site that is numbed on that day,     drug = cream x strength

What counts for the body is the visit, not the session: two sites numbed on one day are one dose. The amounts are what lies on
the skin; a few percent of it goes through in an hour, more from the face and from broken skin. The cream is the one that the
simulation takes for this client (rederm.outlook.numbing).

References: `rederm sources rules/numbing`.
"""

from functools import lru_cache
from typing import Any

from rederm.course import Course, resolve
from rederm.safety.places import Place, parts
from rederm.skin import load_site
from rederm.sources import Sentence, listed, load_table, mark, sentence

DRUGS = (mark("lidocaine"), mark("prilocaine"), mark("tetracaine"))


def numbing_facts(client: Any, course: Course, place: Place, agent: str, minutes: float) -> dict[str, Any]:
    """Cream of the visit that needs most of it. agent: key of the cream; "" where the client tolerates none."""
    table = load_table("rules/numbing")
    area = max(cream_area_cm2(client, course, session.day) for session in place.sessions)
    cream_g = round(area * table.number("dose", "g/cm^2"))
    held = drugs_mg(agent, cream_g)
    facts: dict[str, Any] = {
        "numbing": bool(minutes),
        "numbing.area_cm2": area,
        "numbing.dose_g": cream_g,
        "numbing.dose_g_per_kg": None if client.weight_kg is None else round(cream_g / client.weight_kg, 2),
    }
    facts |= {f"numbing.{drug}_mg": amount for drug, amount in held.items()}
    return facts | {"numbing.holds": _told(tuple(held.items()))}


@lru_cache(maxsize=256)
def _told(held: tuple[tuple[str, int], ...]) -> Sentence:
    """What is in the cream, in words."""
    amounts = [sentence("{amount} mg of {drug}", amount=amount, drug=drug) for drug, amount in held]
    return listed(amounts) if amounts else sentence("an unknown amount")


def drugs_mg(agent: str, cream_g: float) -> dict[str, int]:
    """What so much of a cream holds; empty where nobody knows without its label."""
    table = load_table("rules/numbing")
    return {drug: round(cream_g * table.number(f"{agent}.{drug}", "mg/g")) for drug in DRUGS if f"{agent}.{drug}" in table}


def cream_area_cm2(client: Any, course: Course, day: float) -> float:
    """Area under cream at the visit of this day."""
    sites: set[str] = set()
    for other in course.sessions:
        if other.day == day:
            care = resolve(other.aftercare, other.setting.device, client.habits, other.sites)
            if care.numbing_minutes:
                sites |= set(parts(other.sites))
    return sum(load_site(site).number("area", "cm^2") for site in sites)
