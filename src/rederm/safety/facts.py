"""The facts that rules read of a course: of a setting in its sessions, and of each site where it stands.

A fact with no value (None) was not asked; a fact that is absent does not apply (`conditions`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rederm.course import Course, Session, resolve
from rederm.devices import OPERATOR_WORDS, OPERATORS, Device, device_names
from rederm.safety.clinic import OperatorEdit
from rederm.safety.dose import share_of_cap
from rederm.safety.energy import chosen_wavelength
from rederm.safety.numbing import numbing_facts
from rederm.safety.places import Place, parts
from rederm.safety.vocabulary import AFTERCARE, groups
from rederm.skin import FACE_PARTS, load_site
from rederm.sources import Sentence, sentence


def place_facts(client: Any, course: Course, place: Place, agent: str, operators: Mapping[str, OperatorEdit]) -> dict[str, Any]:
    """What the course does at all sites of this place. operators: who must treat, where the clinic has set it, by device."""
    session = place.sessions[0]
    setting, device = session.setting, session.setting.device
    care = resolve(session.aftercare, device, client.habits, session.sites)
    edit = operators.get(device.name)
    if edit:
        setting = replace(setting, device=replace(device, operator=edit.needs))
    facts: dict[str, Any] = {
        "full_face": any(set(FACE_PARTS) <= _treated_that_day(course, s) for s in place.sessions),
        "area_cm2": sum(load_site(part).number("area", "cm^2") for part in parts(session.sites)),
        "sessions": len(place.sessions),
        "operator.required": OPERATORS.index(setting.operator),
        "operator.required_word": _operator(setting.operator, edit),
    }
    facts |= {f"dial.{name}": value for name, value in setting.values.items() if value is not None}
    facts |= {f"aftercare.{name}": getattr(care, name) for name in AFTERCARE}
    return facts | chosen_wavelength(setting) | numbing_facts(client, course, place, agent, care.numbing_minutes or 0.0)


@lru_cache(maxsize=256)
def _operator(needed: str, edit: OperatorEdit | None) -> Sentence:
    """Who must treat, in words."""
    words = OPERATOR_WORDS[needed]
    return words if edit is None else sentence("{operator} (as set by {who})", operator=words, who=edit.changed_by)


def home_facts(client: Any, name: str) -> dict[str, Any]:
    """What is so at a site whatever is done there."""
    concerns = [c for c in client.concerns if name in parts((c.site,))]
    facts: dict[str, Any] = {
        "concern.kind": [c.kind for c in concerns],
        "concern.subtype": [c.subtype for c in concerns if c.subtype],
        "site.name": name,
        "site.group": load_site(name).group,
    }
    return facts | _before(client.treatments_before, name)


def site_facts(course: Course, place: Place, name: str) -> dict[str, Any]:
    """What the course does at one site of the place."""
    site, setting = load_site(name), place.sessions[0].setting
    here = course.on(name)
    devices = list(dict.fromkeys(session.setting.device.name for session in here))
    facts: dict[str, Any] = {
        "site.refused": setting.refused_on(site.group) or "",
        "combined": len(devices) > 1,
        "combined.devices": devices,
        "combined.elsewhere": [name for name in course.devices if name not in devices],
    }
    share = share_of_cap(setting, site)
    if share is not None:
        facts["dose_share_of_cap"] = share
    return facts | _waits(here, place)


def _treated_that_day(course: Course, session: Session) -> set[str]:
    """Parts that this device treats on the day of the session, in however many sessions it is written."""
    alike = [s for s in course.sessions if s.day == session.day and s.setting.device is session.setting.device]
    return {part for s in alike for part in parts(s.sites)}


def _before(treatments: Sequence[Any], site: str) -> dict[str, Any]:
    """Weeks since the last treatment of each depth at this site; one that names no site may have been there."""
    facts: dict[str, Any] = {}
    for treatment in treatments:
        here = treatment.site is None or site in parts((treatment.site,))
        if here and treatment.device in device_names() and treatment.weeks_ago is not None:
            for key in ("before.weeks", f"before.{depth_group(treatment.device)}_weeks"):
                facts[key] = min(facts.get(key, math.inf), treatment.weeks_ago)
    return facts


def _waits(here: Sequence[Session], place: Place) -> dict[str, float]:
    """Shortest waits before a session of the place: after the same device, and after other devices by their group."""
    waits: dict[str, float] = {}
    for session in place.sessions:
        for other in here:
            if other is session or other.day > session.day:
                continue
            for key in _kinds_of_wait(other.setting.device, session.setting.device):
                waits[key] = min(waits.get(key, math.inf), session.day - other.day)
    return waits


def _kinds_of_wait(earlier: Device, later: Device) -> list[str]:
    if earlier is later:
        return ["interval_days"]
    wounding = ["wait_after.wounding"] if earlier.name in groups()["wounding"] else []
    return [f"wait_after.{depth_group(earlier.name)}", *wounding]


def depth_group(device: str) -> str:
    """How deep a device goes, for waits after it: deep, ablative or other."""
    return "deep" if device in groups()["deep"] else "ablative" if device in groups()["ablative-laser"] else "other"
