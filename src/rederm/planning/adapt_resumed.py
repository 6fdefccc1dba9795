"""A course that is half done: what was done stays as it was, whatever rules add or close in the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rederm.course import Course, Session
from rederm.planning.candidates import Candidate


@dataclass(frozen=True)
class Resumed(Candidate):
    """A course of which the first `kept` sessions are done: care and sites change in the others alone."""

    kept: int = 0

    def with_care(self, care: Mapping[str, Any]) -> "Resumed":
        rest = [replace(s, aftercare=replace(s.aftercare, **care)) for s in self.rest]
        return replace(self, course=Course.of([*self.done, *rest]))

    def without(self, sites: Mapping[str, str]) -> "Resumed | None":
        rest = [replace(s, sites=tuple(x for x in s.sites if x not in sites)) for s in self.rest]
        fewer = [s for s in rest if s.sites]
        if not fewer or rest == list(self.rest):  # what bars it was done already
            return None
        return replace(self, course=Course.of([*self.done, *fewer]), left=(*self.left, *sites.items()))

    @property
    def done(self) -> tuple[Session, ...]:
        return self.course.sessions[: self.kept]

    @property
    def rest(self) -> tuple[Session, ...]:
        return self.course.sessions[self.kept :]

    @property
    def rest_days(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(int(session.day) for session in self.rest))
