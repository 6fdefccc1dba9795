"""A course written as text, so that reading the text gives the same course again.

A block is a run of sessions with one setting, one set of sites, one aftercare and one interval. What is done on the same days
elsewhere follows it.
"""

from collections.abc import Sequence
from itertools import groupby

from rederm.course.aids import write_aids
from rederm.course.dials import write_dials
from rederm.course.model import Session
from rederm.course.numbers import written_span

Visit = tuple[Session, ...]


def write_course(sessions: Sequence[Session]) -> str:
    """The canonical text of sessions in the order of their days."""
    visits = [tuple(visit) for _, visit in groupby(sessions, key=lambda session: session.day)]
    blocks: list[str] = []
    last = 0.0
    while visits:
        run = _run(visits)
        interval = run[1][0].day - run[0][0].day if len(run) > 1 else None
        for place, session in enumerate(run[0]):
            gap = "same days " if place else f"after {written_span(session.day - last)} " if blocks else ""
            blocks.append(gap + _block(session, len(run), None if place else interval))
        last = run[-1][0].day
        visits = visits[len(run) :]
    return "; ".join(blocks)


def _run(visits: list[Visit]) -> list[Visit]:
    """The first visits that do the same at equal intervals."""
    run = visits[:1]
    for visit in visits[1:]:
        same = [_what(s) for s in visit] == [_what(s) for s in run[0]]
        even = len(run) == 1 or visit[0].day - run[-1][0].day == run[1][0].day - run[0][0].day
        if not (same and even):
            break
        run.append(visit)
    return run


def _what(session: Session) -> tuple[object, ...]:
    return session.setting, session.sites, session.aftercare


def _block(session: Session, count: int, interval: float | None) -> str:
    text = f"{count} session{'' if count == 1 else 's'} of {session.setting.device.name}"
    if session.sites:
        text += f" on {' and '.join(session.sites)}"
    dials, aids = write_dials(session.setting), write_aids(session.aftercare)
    if dials:
        text += f" at {', '.join(dials)}"
    if interval:
        text += f", {written_span(interval)} apart"
    if aids:
        text += f", with {', '.join(aids)}"
    return text
