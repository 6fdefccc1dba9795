"""The days of an aftercare sheet: counted from the session, or from what was foretold of it, and said as dates.

    closed    the day by which skin has closed and shed its crusts:  max(closure_hours / 24, crust_days), upper end
    settled   that day or day 3, whichever is later

The upper end of a band: 19 of 20 draws are done by then. A day that lies beyond the next session is counted from the last one,
since every session starts the days again.
"""

import math
from dataclasses import dataclass
from functools import cached_property

from rederm.output.aftercare_kind import Kind
from rederm.output.language import tr
from rederm.output.runsheet_visit import Entry

_HOURS_A_DAY = 24
_EARLY_DAYS = 3  # of the section of the first days
_FIGURES = {"heat": "heat_hours", "swell": "edema_days", "red": "erythema_days"}


@dataclass(frozen=True)
class Days:
    """Days of some sessions of one kind of visit. places: which."""

    kind: Kind
    places: tuple[int, ...]

    @cached_property
    def figures(self) -> dict[str, int]:
        """What a line may tell: whole days or hours by which half of the draws are done, and 19 of 20 (`_late`)."""
        found: dict[str, int] = {}
        for name, late in (("median", ""), ("high", "_late")):
            found |= {f"{word}{late}": math.ceil(self._longest(figure, name)) for word, figure in _FIGURES.items()}
            closed = max(self._longest("closure_hours", name) / _HOURS_A_DAY, self._longest("crust_days", name))
            found[f"closed{late}"] = math.ceil(closed)
        return {name: figure if name.endswith("_late") else max(figure, 1) for name, figure in found.items()}

    def window(self, entry: Entry) -> tuple[int, int | None]:
        """First and last day of an entry, counted from the session; no last day: for good."""
        start = entry.get("from", "session")
        anchors = [start] * len(entry["days"]) if isinstance(start, str) else start
        ends = [self._anchor(name) + day for name, day in zip(anchors, entry["days"], strict=True)]
        return ends[0], (max(ends) if len(ends) > 1 else None)

    def said(self, day: int) -> str:
        """Mon 4 Jan 2027 (day 7)."""
        if self._next is None or day < self._next:
            return tr("{date} (day {day})", date=self.kind.first.date(day), day=day)
        return tr("{date} (day {day} after the last session)", date=self.kind.course[-1].date(day), day=day)

    def _anchor(self, name: str) -> int:
        closed = self.figures["closed_late"]
        return {"session": 0, "closed": closed, "settled": max(closed, _EARLY_DAYS)}[name]

    def _longest(self, figure: str, end: str) -> float:
        return max(float(visit.sessions[place][figure][end] or 0) for visit in self.kind.visits for place in self.places)

    @cached_property
    def _next(self) -> int | None:
        """Days to the visit after the first of this kind."""
        day = self.kind.first.day
        return next((visit.day - day for visit in self.kind.course if visit.day > day), None)
