"""The best courses of one device, by pattern search on its lattice.

Aids come last: what a rule names as always lowering a risk goes with every course; what a physician prescribes, and cold air
while treating, are tried only where the risk of dark marks or pain keeps a better course out.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

from rederm.course import resolve
from rederm.draws import Draws
from rederm.planning.candidates import Candidate
from rederm.planning.lots import STARTS, cleared, prescribed
from rederm.planning.pattern import Score, best_point
from rederm.planning.space import Point, Space
from rederm.planning.trial import Case, Trial, run

Key = tuple[Point, str]  # a point of the lattice and the aids that go with its course
_BARRED: Score = (math.inf, 0.0)
_WORTH = 0.02  # an aid that somebody must prescribe or hold is taken for at least this much more gain
_HELPED = {"pih_risk", "pain"}  # limits that aids can bring within reach
_HEATED = ("heat", "light")  # families of devices while which cold air is blown on the skin


class Explorer:
    """What was tried of one device. `simulated` counts courses that were followed: what a search costs."""

    def __init__(
        self,
        case: Case,
        space: Space,
        draws: Draws,
        seen: Callable[[Trial], None] = lambda trial: None,
        ruled_on: Draws | None = None,
    ) -> None:
        self.case, self.space, self.draws, self.seen, self.ruled_on = case, space, draws, seen, ruled_on
        self.tried: dict[Key, Trial | None] = {}

    @property
    def simulated(self) -> int:
        return sum(trial is not None for trial in self.tried.values())

    @property
    def trials(self) -> list[Trial]:
        """All that was simulated, in the order in which it was."""
        return [trial for trial in self.tried.values() if trial is not None]

    def trial(self, point: Point, aid: str = "") -> Trial | None:
        """What stands at a point with an aid ("" for what always goes with it); None where a rule bars it."""
        key = self.space.whole(point), aid
        if key not in self.tried:
            candidate = self.candidate(*key)
            trial = None if candidate is None else run(self.case, candidate, self.draws, self.ruled_on)
            self.tried[key] = trial
            if trial is not None:
                self.seen(trial)
        return self.tried[key]

    def keys(self, trials: Sequence[Trial]) -> list[Key]:
        """Where these trials stand."""
        wanted = {id(trial) for trial in trials}
        return [key for key, trial in self.tried.items() if id(trial) in wanted]

    @property
    def best(self) -> Trial | None:
        """The best of what was tried and fits."""
        return max((t for t in self.trials if t.fits), key=lambda t: t.value, default=None)

    def candidate(self, point: Point, aid: str = "") -> Candidate | None:
        """The course at a point, with what rules offer and without the sites that rules close."""
        found, findings = cleared(self.case.client, self.space.candidate(point))
        if found is None or not aid:
            return found
        care: dict[str, Any] = dict(prescribed(findings)) if "prescribed" in aid else {}
        if "cold air" in aid and self._may_cool(found):
            care["cold_air"] = True
        return found.with_care(care) if care else found

    def score(self, point: Point, aid: str = "") -> Score:
        trial = self.trial(point, aid)
        return _BARRED if trial is None else trial.score

    def first(self) -> Trial | None:
        """The usual number of sessions at the middle of what was studied: an answer before any search."""
        return self.trial(self.space.point(STARTS[0], self._usual()))

    def polish(self, key: Key, single: bool = False) -> None:
        """From the course that stands there, move to a better neighbour until there is none; `single`: one axis at a time."""
        self._best([key[0]], key[1], near=True, single=single)

    def search(self) -> Trial | None:
        """The best course of this device that moves from the usual starts reach."""
        starts = [self.space.point(STARTS[0], self._usual()), *(self.space.point(level, 1) for level in STARTS[1:])]
        best = self._best(starts, "")
        for aid in ("cold air", "prescribed", "prescribed, cold air"):
            barred = self._kept_out(best)
            if barred is None:
                break
            better = self._best([barred[0], *([best] if best else [])], aid, near=True)
            if better is not None and self._pays(self.trial(better, aid), self._at(best)):
                return self.trial(better, aid)
        return self._at(best)

    def _at(self, point: Point | None) -> Trial | None:
        return None if point is None else self.trial(point)

    def _best(self, starts: Sequence[Point], aid: str, near: bool = False, single: bool = False) -> Point | None:
        found = best_point(starts, self.space.sizes, lambda point: self.score(point, aid), self.space.whole, near, single)
        return None if self.trial(found, aid) is None else found

    def _kept_out(self, best: Point | None) -> tuple[Point, Trial] | None:
        """The course of most gain that only a risk of dark marks or pain keeps out, where it would beat the best."""
        now = self._at(best)
        floor = now.value * (1 + _WORTH) if now and now.fits else -math.inf
        out = [
            (point, trial)
            for (point, aid), trial in self.tried.items()
            if trial and not aid and trial.missed and not trial.blocks and {v.limit for v in trial.missed} <= _HELPED
            if trial.value > floor
        ]
        return min(out, key=lambda entry: entry[1].score) if out else None

    @staticmethod
    def _pays(helped: Trial | None, plain: Trial | None) -> bool:
        if helped is None or plain is None or helped.shortfall != plain.shortfall:
            return helped is not None and (plain is None or helped.shortfall < plain.shortfall)
        return helped.value > plain.value * (1 + _WORTH)

    def _may_cool(self, candidate: Candidate) -> bool:
        session = candidate.course.sessions[0]
        care = resolve(session.aftercare, self.space.device, self.case.client.habits, session.sites)
        return self.space.device.family in _HEATED and care.skin_cooling == "none"

    def _usual(self) -> int:
        return int(self.space.device.number("sessions.usual", "1"))
