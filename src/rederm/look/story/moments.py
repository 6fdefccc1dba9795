"""Which moments of a course tell its story: chosen from the run itself, few enough to be read.

    before, just after; a quarter, half, three quarters and all of the wound closed; half of the crust lifted;
    most fibroblasts; before and after later visits; collagen III at its peak;
    1, 3, 6 and 12 months, 2 and 5 years after the last session

Times of closure and of crust are those at which the median of the draws passes; peaks are those of the median. Of two
moments that lie closer than a twelfth of the time since the visit, the more telling stays; of all, the most telling ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rederm.healing import Healing
from rederm.healing.wound import Wound

MOST, STRIP = 14, 8  # moments of a story, and of its strip
RANKED = (  # the most telling first
    *("before", "after-1", "closed-1/2", "closed", "month-6", "year-5", "fibroblasts", "after-last"),
    *("month-1", "closed-1/4", "crust", "year-1", "before-2", "after-2", "month-3", "closed-3/4", "year-2", "collagen-III"),
    "before-last",
)
MOMENT = 1 / 48  # d after a session: half an hour
LATE = {"month-1": 30, "month-3": 91, "month-6": 182, "year-1": 365, "year-2": 730, "year-5": 1825}
_CLOSED = {"closed-1/4": 3 / 4, "closed-1/2": 1 / 2, "closed-3/4": 1 / 4, "closed": 1 / 200}  # what is left open
_STEPS = 4000
_SEEN = 1 / 20  # a peak below a twentieth of its unit is none
_THIN = 1e-3  # mm, debris that is no crust


@dataclass(frozen=True)
class Moment:
    """day: from the first session; visit: the last one before it, from 0, None before the first."""

    day: float
    key: str
    visit: int | None

    @property
    def rank(self) -> int:
        return RANKED.index(self.key)


def moments(healing: Healing, most: int = MOST) -> tuple[Moment, ...]:
    """The moments of a course in order, the most telling ones of them. They need not be days on which it was followed."""
    visits = sorted(set(healing.session_days))
    if not visits:
        return ()
    found = [Moment(0.0, "before", None), Moment(visits[0] + MOMENT, "after-1", 0)]
    found += [Moment(visits[0] + day, key, 0) for key, day in _first_days(healing).items()]
    found += _peaks(healing, visits)
    for visit in sorted({1, len(visits) - 1} - {0}):
        if visit < len(visits):
            name = "last" if visit == len(visits) - 1 else "2"
            found += [
                Moment(visits[visit], f"before-{name}", visit - 1),
                Moment(visits[visit] + MOMENT, f"after-{name}", visit),
            ]
    found += [Moment(visits[-1] + day, key, len(visits) - 1) for key, day in LATE.items()]
    kept = sorted(_apart(found, visits), key=lambda m: m.rank)[:most]
    return tuple(sorted(kept, key=lambda m: m.day))


def _first_days(healing: Healing) -> dict[str, float]:
    """Days after the first session on which its wound has closed so far, and its crust has half gone."""
    wounds = [
        w for day, w in zip(healing.session_days, healing.followed.wounds, strict=True) if day == min(healing.session_days)
    ]
    wound = max(wounds, key=lambda w: float(np.median(w.closure.share)))
    found: dict[str, float] = {}
    if float(np.median(wound.closure.share)) > _THIN:
        days, left = _open_course(wound)
        found = {key: float(days[np.argmax(left <= share)]) for key, share in _CLOSED.items() if (left <= share).any()}
    thick = float(np.median(wound.renewal.thickness * np.minimum(wound.renewal.area / _SEEN, 1.0)))
    if thick > _THIN:
        renewal = wound.renewal
        found["crust"] = float(np.median(renewal.closes + renewal.tau * np.log(2)))
    return found


def _open_course(wound: Wound) -> tuple[np.ndarray, np.ndarray]:
    """Days after the session, and the median share of what it opened that is still open."""
    closure = wound.closure
    end = float(np.quantile(closure.days_until(_CLOSED["closed"]), 1 - 1 / 20))
    days = np.linspace(0.0, max(end, 1.0), _STEPS)
    opened = np.where(closure.share > 0.0, closure.share, 1.0)[:, None]
    return days, np.asarray(np.median(closure.open_at(days) / opened, axis=0))


def _peaks(healing: Healing, visits: Sequence[float]) -> list[Moment]:
    """The day of most fibroblasts after the first visit, and of most collagen III after the last."""
    ends = (*visits[1:], visits[-1] + LATE["year-1"])
    found = []
    for name, key, place in (("fibroblasts", "fibroblasts", 0), ("collagen_III", "collagen-III", len(visits) - 1)):
        within = (healing.days > visits[place]) & (healing.days <= ends[place])
        level = np.median(healing.states[name] - healing.untreated[name], axis=0)[within]
        if level.size and level.max() > _SEEN:
            found.append(Moment(float(healing.days[within][np.argmax(level)]), key, place))
    return found


def _apart(found: Sequence[Moment], visits: Sequence[float]) -> list[Moment]:
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda m: m.rank):
        since = moment.day - (visits[moment.visit] if moment.visit is not None else 0.0)
        if all(abs(moment.day - other.day) > since / 12 or moment.visit != other.visit for other in kept):
            kept.append(moment)
    return kept
