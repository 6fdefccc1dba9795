"""The clocks of a visit, from its events: what runs since when, and what ran how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rederm.clinic.treatments.models import TIMERS, Event


@dataclass(frozen=True)
class Clock:
    """kind: numbing, cooling or area; what: of which area; since: when it began; until: None while it runs."""

    kind: str
    what: str
    since: datetime
    until: datetime | None

    @property
    def words(self) -> str:
        return f"{TIMERS[self.kind]}, {self.what}" if self.what else TIMERS[self.kind]

    def minutes(self, now: datetime) -> float:
        """How long it ran, or has run by now."""
        return ((self.until or now) - self.since).total_seconds() / 60


def clocks_of(events: Iterable[Event]) -> list[Clock]:
    """In the order in which they began. A second "on" of what runs changes nothing, nor does an "off" of what does not."""
    clocks: dict[tuple[str, str], Clock] = {}
    ended: list[Clock] = []
    for event in events:
        kind, _, end = event.kind.rpartition("-")
        key = (kind, event.what)
        if end == "on" and key not in clocks:
            clocks[key] = Clock(kind, event.what, event.at, None)
        elif end == "off" and key in clocks:
            ended.append(Clock(kind, event.what, clocks.pop(key).since, event.at))
    return sorted([*ended, *clocks.values()], key=lambda clock: clock.since)
