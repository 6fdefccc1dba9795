"""The facts that rules read: one flat table for each device and setting at each site that a course treats.

A fact with no value (None) was not asked; a fact that is absent does not apply (`conditions`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rederm.course import Course, Session, resolve
from rederm.devices import OPERATORS, device_names
from rederm.safety.dose import share_of_cap
from rederm.safety.vocabulary import AFTERCARE, HABITS, HISTORY, groups
from rederm.skin import FACE_PARTS, load_site
from rederm.sources import load_table

_NOTHING = ("", "none", "no", "nil", "-")


@dataclass(frozen=True)
class Place:
    """One device with one setting and aftercare at one site, and the sessions in which it stands there."""

    device: str
    site: str
    sessions: tuple[Session, ...]


def parts(sites: Sequence[str]) -> tuple[str, ...]:
    """Sites with the face taken apart."""
    return tuple(dict.fromkeys(p for site in sites for p in (FACE_PARTS if site == "face" else (site,))))


def whole(sites: Sequence[str]) -> str:
    """Sites in words, the face put together again."""
    if set(FACE_PARTS) <= set(sites):
        sites = ["face", *(s for s in sites if s not in FACE_PARTS)]
    return ", ".join(sites)


def places(course: Course) -> list[Place]:
    """Where a course treats with what, in the order of the sessions."""
    found: dict[tuple[Any, ...], list[Session]] = {}
    for session in course.sessions:
        for site in parts(session.sites):
            what = (tuple(session.setting.key().items()), session.aftercare, site)
            found.setdefault(what, []).append(session)
    return [Place(s[0].setting.device.name, site, tuple(s)) for (_, _, site), s in found.items()]


def client_facts(client: Any, known_words: Mapping[str, set[str]]) -> dict[str, Any]:
    """What the client's file says. known_words: for each free text, the words that some rule looks for."""
    facts: dict[str, Any] = {
        "age": client.age,
        "sex": client.sex,
        "fitzpatrick": client.fitzpatrick,
        "weight_kg": client.weight_kg,
        "may_be_pregnant": client.sex == "female" and client.menopause_years is None,
        "operator.available": OPERATORS.index(client.limits.operator),
        "operator.available_word": client.limits.operator.replace("-monitored", " with monitoring"),
    }
    facts |= {f"history.{name}": getattr(client.history, name) for name in HISTORY}
    facts |= {f"habits.{name}": getattr(client.habits, name) for name in HABITS}
    for text in ("medications", "allergies"):
        facts[f"{text}_unmatched"] = _unmatched(facts[f"history.{text}"], known_words[text])
    treatments = client.treatments_before
    return facts | {
        "before.complications": [b.complication for b in treatments if (b.complication or "").strip().lower() not in _NOTHING],
        "before.unclear": [b.device for b in treatments if b.device not in device_names() or b.weeks_ago is None],
    }


def _before(treatments: Sequence[Any], site: str) -> dict[str, Any]:
    """Weeks since the last treatment of each depth at this site; one that names no site may have been there."""
    facts: dict[str, Any] = {}
    for treatment in treatments:
        here = treatment.site is None or site in parts((treatment.site,))
        if here and treatment.device in device_names() and treatment.weeks_ago is not None:
            for key in ("before.weeks", f"before.{depth_group(treatment.device)}_weeks"):
                facts[key] = min(facts.get(key, math.inf), treatment.weeks_ago)
    return facts


def _unmatched(given: Sequence[str] | None, words: set[str]) -> list[str] | None:
    if given is None:
        return None
    named = [entry for entry in given if entry.strip().lower() not in _NOTHING]
    return [entry for entry in named if not any(word.lower() in entry.lower() for word in words)]


def place_facts(client: Any, course: Course, place: Place) -> dict[str, Any]:
    """What the course does at this place."""
    session, site = place.sessions[0], load_site(place.site)
    setting, device = session.setting, session.setting.device
    care = resolve(session.aftercare, device, client.habits, session.sites)
    concerns = [c for c in client.concerns if place.site in parts((c.site,))]
    treated = parts(session.sites)
    area = sum(load_site(part).number("area", "cm^2") for part in treated)
    cream_g = round(_creamed_area(client, course, session) * load_table("rules/numbing").number("dose", "g/cm^2"))
    facts: dict[str, Any] = {
        "concern.kind": [c.kind for c in concerns],
        "concern.subtype": [c.subtype for c in concerns if c.subtype],
        "site.name": place.site,
        "site.group": site.group,
        "site.refused": setting.refused_on(site.group) or "",
        "full_face": any(set(FACE_PARTS) <= _treated_that_day(course, s) for s in place.sessions),
        "area_cm2": area,
        "device.name": device.name,
        "device.family": device.family,
        "sessions": len(place.sessions),
        "operator.required": OPERATORS.index(setting.operator),
        "operator.required_word": setting.operator.replace("-monitored", " with monitoring"),
        "numbing": bool(care.numbing_minutes),
        "numbing.dose_g": cream_g,
        "numbing.dose_g_per_kg": None if client.weight_kg is None else round(cream_g / client.weight_kg, 2),
    }
    facts |= {f"dial.{name}": value for name, value in setting.values.items() if value is not None}
    facts |= {f"aftercare.{name}": getattr(care, name) for name in AFTERCARE}
    for bound in ("floor", "ceiling"):
        if f"interval.{bound}" in device.values:
            facts[f"interval.{bound}_days"] = device.number(f"interval.{bound}", "d")
    share = share_of_cap(setting, site)
    if share is not None:
        facts["dose_share_of_cap"] = share
    return facts | _before(client.treatments_before, place.site) | _waits(course, place)


def _treated_that_day(course: Course, session: Session) -> set[str]:
    """Parts that this device treats on the day of the session, in however many sessions it is written."""
    alike = [s for s in course.sessions if s.day == session.day and s.setting.device is session.setting.device]
    return {part for s in alike for part in parts(s.sites)}


def _creamed_area(client: Any, course: Course, session: Session) -> float:
    """Area under cream on the day of this session, cm2: what the body takes up is of the whole visit."""
    sites: set[str] = set()
    for other in course.sessions:
        care = resolve(other.aftercare, other.setting.device, client.habits, other.sites)
        if other.day == session.day and care.numbing_minutes:
            sites |= set(parts(other.sites))
    return sum(load_site(site).number("area", "cm^2") for site in sites)


def _waits(course: Course, place: Place) -> dict[str, float]:
    """Shortest waits before a session of the place: after the same device, and after other devices by their group."""
    waits: dict[str, float] = {}
    for session in place.sessions:
        for other in course.on(place.site):
            if other.day < session.day:
                same = other.setting.device is session.setting.device
                key = "interval_days" if same else f"wait_after.{depth_group(other.setting.device.name)}"
                waits[key] = min(waits.get(key, math.inf), session.day - other.day)
    return waits


def depth_group(device: str) -> str:
    """How deep a device goes, for waits after it: deep, ablative or other."""
    return "deep" if device in groups()["deep"] else "ablative" if device in groups()["ablative-laser"] else "other"
