"""What could be measured: the table of candidates (data/learning/measurements.toml), each with what it observes and how well.

A number of the table is a sourced value, or names one of another table ("posterior/observed closure_hours.sd").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rederm.course import Course
from rederm.sources import DATA, Value, load_table, parse_value, read_toml

_NUMBERS = ("n", "sd", "shared", "follow_ups", "day")
COSTS = ("low", "middle", "high")


@dataclass(frozen=True)
class Measurement:
    """One kind of measurement. n: samples or clients; sd: of one reading; shared: of what all of them have in common, which n
    does not average; follow_ups: visits beside those of treatment; day: of the reading. None where there is none."""

    name: str
    title: str
    observes: str
    clinic: str
    sessions: str
    course: str
    cost: str
    n: Value
    sd: Value | None
    shared: Value | None
    follow_ups: Value | None
    day: Value | None

    @property
    def pairs(self) -> bool:
        """Whether each client has two courses, one on either side."""
        return self.course == "two"

    @property
    def people(self) -> bool:
        """Whether it is made in people: else on samples."""
        return self.sessions != "none"

    def visits(self, course: Course) -> int:
        """Visits of one client, treatment and readings."""
        days = {session.day for session in course.sessions}
        treated = {"none": 0, "first": 1, "all": len(days)}[self.sessions]
        return treated + int(self.follow_ups.value if self.follow_ups else 0)

    def weeks(self, course: Course) -> float:
        """From the first session of a client to the last reading; without the time that it takes to find clients."""
        last = course.sessions[-1].day if self.sessions == "all" else 0.0
        return (last + (self.day.value if self.day else 0.0)) / 7

    @property
    def assumed(self) -> tuple[str, ...]:
        """Which of its numbers are assumed; its cost always is."""
        numbers = {name: getattr(self, name) for name in _NUMBERS}
        return (*(name for name, value in numbers.items() if value is not None and value.assumed), "cost")


@cache
def measurements() -> tuple[Measurement, ...]:
    """All candidates, in the order of the table."""
    return tuple(_read(name, entry) for name, entry in read_toml(DATA / "learning" / "measurements.toml").items())


def _read(name: str, entry: Mapping[str, Any]) -> Measurement:
    given: dict[str, Any] = {key: _value(f"{name}.{key}", entry[key]) if key in entry else None for key in _NUMBERS}
    given |= {key: entry[key] for key in ("title", "observes", "clinic", "sessions", "cost")}
    return Measurement(name=name, course=entry.get("course", "one"), **given)


def _value(name: str, given: Any) -> Value:
    if isinstance(given, str):
        table, _, key = given.partition(" ")
        return load_table(table)[key]
    return parse_value(name, given)
