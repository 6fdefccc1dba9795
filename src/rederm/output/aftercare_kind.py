"""Visits of the first course that are alike in devices, sites and care share one sheet; whom an entry of days.toml concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rederm.output.runsheet_visit import Entry, Visit, every_visit, visits
from rederm.safety import parts
from rederm.safety.conditions import holds
from rederm.safety.vocabulary import AFTERCARE, HABITS, HISTORY, groups
from rederm.skin import load_site

OWN_FACTS = ("happened", "stopped", "sessions_ahead")  # beside those of safety.vocabulary


@dataclass(frozen=True)
class Kind:
    """visits: the alike ones, in their order. course: every visit of the course, those that are over too."""

    visits: tuple[Visit, ...]
    course: tuple[Visit, ...]

    @property
    def first(self) -> Visit:
        return self.visits[0]

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        """What conditions may read, of each session of a visit."""
        return [_facts(self.first, place) for place in range(len(self.first.sessions))]

    def concerned(self, entry: Entry) -> list[int]:
        """The sessions of a visit whom the entry concerns."""
        meant, spared = _devices(entry.get("devices")), _devices(entry.get("but", ()))
        return [
            place
            for place, session in enumerate(self.first.sessions)
            if (meant is None or session["device"] in meant)
            and session["device"] not in (spared or ())
            and holds(entry.get("when", {}), self.facts[place])
        ]


def kinds(plan: Mapping[str, Any]) -> list[Kind]:
    """The kinds of visit that are still to come, in their order; where every visit is over, that of the last."""
    every = tuple(every_visit(plan))
    alike: dict[tuple[Any, ...], list[Visit]] = {}
    for visit in visits(plan) or every[-1:]:
        sessions = zip(visit.sessions, visit.cares, strict=True)
        alike.setdefault(tuple((s["device"], tuple(s["sites"]), care) for s, care in sessions), []).append(visit)
    return [Kind(tuple(found), every) for found in alike.values()]


def _devices(names: Sequence[str] | None) -> set[str] | None:
    """Devices of groups and single ones; None where none was named, which is all."""
    return None if names is None else {device for name in names for device in groups().get(name, [name])}


def _facts(visit: Visit, place: int) -> dict[str, Any]:
    client, care, session = visit.client, visit.cares[place], visit.sessions[place]
    adapted = visit.plan["adapted"]
    where = parts(session["sites"])
    facts: dict[str, Any] = {
        "fitzpatrick": client.fitzpatrick,
        "device.name": session["device"],
        "site.name": list(where),
        "site.group": [load_site(name).group for name in where],
        "happened": [stop["kind"] for stop in adapted["stops"]] if adapted else [],
        "stopped": bool(adapted and adapted["stopped"]),
        "sessions_ahead": visit.of - visit.number,
    }
    facts |= {f"history.{name}": getattr(client.history, name) for name in HISTORY}
    facts |= {f"habits.{name}": getattr(client.habits, name) for name in HABITS}
    return facts | {f"aftercare.{name}": getattr(care, name) for name in AFTERCARE}
