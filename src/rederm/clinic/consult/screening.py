"""Screening: the safety rules, as planning applies them, asked about one course or about every device that may serve.

The same rules speak before a plan and at the start of each session; at the session with the answers of that day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from rederm.clinic.charts.models import FileVersion, Record
from rederm.course import Course
from rederm.devices import device_names, load_device
from rederm.safety import Finding, check, parts, rules_in_force
from rederm.safety.rules import STRENGTHS
from rederm.safety.vocabulary import HISTORY, question
from rederm.skin import Client
from rederm.sources import InputError

_CHANGES = (  # what may be otherwise since the last visit; the rest of a history only grows, and is asked at the consult
    "active_infection",
    "recent_tan",
    "pregnant",
    "breastfeeding",
    "isotretinoin_stopped_months",
    "photosensitising_drugs",
    "bleeding_or_anticoagulant",
    "immunosuppressed",
    "filler_or_toxin_weeks",
    "surgery_in_field_months",
    "medications",
    "allergies",
)

_BESIDE = ("weight_kg", "device.new")  # facts beside the history that a rule may ask for


@dataclass(frozen=True)
class Screened:
    """findings: blocks first, then asks, then notes; questions: what was not asked and matters; sites: where the course
    treats, or those of the concerns; course: its text, "" for every device; day: the answers that were asked anew; version: of
    the file that was read."""

    findings: tuple[Finding, ...]
    questions: tuple[str, ...]
    sites: tuple[str, ...]
    course: str = ""
    day: Mapping[str, Any] = field(default_factory=dict)
    version: FileVersion | None = None


def screen(record: Record, course: Course | None, day: Mapping[str, Any] | None = None) -> Screened:
    """What the rules say to the client file as it stands today, with the answers of the day where there are some.

    Raises InputError where there is no file yet.
    """
    version = record.file
    if version is None:
        raise InputError(f"client {record.number} has no file yet; ask about sex, skin type and a concern first")
    client = version.client(timezone.localdate())
    return replace(screen_client(client if day is None else on_the_day(client, day), course, day), version=version)


def screen_client(client: Client, course: Course | None, day: Mapping[str, Any] | None = None) -> Screened:
    """The same for a client. course None: one session of every device at its defaults on the sites of the concerns."""
    from rederm.planning.candidates import concern_sites, default_course

    sites = concern_sites(client)
    if course:
        findings, sites = check(client, course), course.sites or sites
    else:
        findings = [f for name in device_names() for f in check(client, default_course(load_device(name), sites))]
        findings.sort(key=lambda f: STRENGTHS.index(f.strength))  # sorting keeps the order of devices and rules
    asked = [f.question for f in findings if f.question]
    others = [question(fact) for fact in _BESIDE if any(question(fact) in told for told in asked)]
    questions = tuple(dict.fromkeys([*client.questions(), *others]))
    return Screened(tuple(findings), questions, sites, course.text if course else "", dict(day or {}))


def standing(findings: Iterable[Mapping[str, Any]], sites: Sequence[str]) -> dict[str, str]:
    """What is left of each device that findings (as JSON) name: "out", "part" where some of the sites stay, "ask", "open"."""
    found: dict[str, str] = {}
    closed: dict[str, set[str]] = {}
    for f in findings:
        device, strength = f["device"], f["strength"]
        if strength == "block":
            closed.setdefault(device, set()).update(parts(f["site"].split(", ") if f["site"] else sites))
        elif strength == "ask" or device not in found:
            found[device] = strength
    words = {device: "ask" if strength == "ask" else "open" for device, strength in found.items()}
    return words | {device: "out" if set(parts(sites)) <= barred else "part" for device, barred in closed.items()}


def session_questions(client: Client, course: Course) -> tuple[str, ...]:
    """Keys of the history to ask on the day of a session: what these devices' rules read and may have changed, or is open."""
    rules = rules_in_force()
    read = {fact for name in course.devices for rule in rules.of_device(name) for fact in rule.reads}
    wanted = [key for key in HISTORY if key in _CHANGES or getattr(client.history, key) is None]
    unasked = on_the_day(client, dict.fromkeys(wanted))
    matters = set(unasked.questions())
    return tuple(key for key in wanted if f"history.{key}" in read and question(f"history.{key}") in matters)


def on_the_day(client: Client, day: Mapping[str, Any]) -> Client:
    """The client with these answers in place of earlier ones. An answer of None was not given: it counts as not asked."""
    content = client.to_json()
    history = {key: value for key, value in content.get("history", {}).items() if key not in day}
    history |= {key: value for key, value in day.items() if value is not None}
    return Client.parse(content | {"history": history}, "client on the day")
