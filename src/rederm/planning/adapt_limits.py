"""Limits of a course that is half done: what a client accepts of one session binds the sessions still to come.

Visits, price, downtime of the whole course, risks and the day to be ready by count what was done as well.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from rederm.draws import Samples
from rederm.planning.limits import Limit
from rederm.planning.trial import Case
from rederm.sources import sentence

_OF_A_SESSION = {  # limit -> (figure of a session, words)
    "downtime_days": ("social_downtime_days", sentence("downtime of the worst session still to come")),
    "pain": ("pain_0_10", sentence("pain of the sessions still to come")),
}


@dataclass(frozen=True)
class ToCome(Limit):
    """The most of one figure of the sessions after a day."""

    after: float = 0.0

    def samples(self, outlook: Any) -> Samples | None:
        name, _ = _OF_A_SESSION[self.name]
        coming = [np.nan_to_num(np.asarray(s.figures[name], float)) for s in outlook.sessions if s.day > self.after]
        return np.max(coming, axis=0) if coming else np.zeros(outlook.draws)


def resumed_case(case: Case, after: float) -> Case:
    """The case with its limits of one session on what comes after the last day on which anything was done."""
    return replace(case, limits=tuple(_to_come(limit, after) for limit in case.limits))


def _to_come(limit: Limit, after: float) -> Limit:
    if limit.name not in _OF_A_SESSION:
        return limit
    given = {f.name: getattr(limit, f.name) for f in fields(Limit)}
    return ToCome(**given | {"words": _OF_A_SESSION[limit.name][1]}, after=after)
