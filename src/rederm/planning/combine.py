"""Courses that combine two devices: candidates only with a question to the clinician, and with a widened band.

Two kinds. One after the other on the same sites: half of the visits with one device, then half with another after the wait that
the rules ask for. Side by side: each device on the sites where it does most, on the same days. Both are made of the best
courses of single devices and have no more visits than the longer of them, so that a pair never wins by more sessions alone;
nobody has studied such pairs, so a rule asks and the outlook widens its bands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from rederm.course import Course, Session
from rederm.planning.candidates import Candidate
from rederm.planning.trial import Trial

_PARTNERS = 3  # devices of most gain that are combined with each other
_WAIT_DAYS = 42.0  # between the last session of the one and the first of the other: six weeks, as rules ask after ablation


def combined(best: Sequence[Trial]) -> list[Candidate]:
    """Pairs of the devices of most gain. best: the best course of each device."""
    partners = sorted((t for t in best if t.fits and t.value > 0), key=lambda t: -t.value)[:_PARTNERS]
    found = [pair for one, other in permutations(partners, 2) for pair in _after(one.candidate, other.candidate)]
    for one, other in combinations(partners, 2):
        found += _beside(one.candidate, other.candidate)
    return found


def _after(one: Candidate, other: Candidate) -> Iterator[Candidate]:
    visits = max(one.visits, other.visits)
    first, second = _opening(one, visits - visits // 2), _opening(other, visits // 2)
    if not second:
        return
    start = first[-1].day + _WAIT_DAYS
    course = Course.of([*first, *(replace(session, day=start + session.day) for session in second)])
    yield Candidate((one.device, other.device), course, one.interval_days, _left(one, other))


def _opening(candidate: Candidate, visits: int) -> list[Session]:
    """The sessions of the first visits of a course."""
    days = sorted({session.day for session in candidate.course.sessions})[:visits]
    return [session for session in candidate.course.sessions if session.day in days]


def _beside(one: Candidate, other: Candidate) -> Iterator[Candidate]:
    """Each site by one of the two, on the days of the one with more sessions; every way to part the sites between them."""
    long, short = sorted((one, other), key=lambda c: -c.visits)
    days = sorted({session.day for session in long.course.sessions})
    only = [site for site in short.course.sites if site not in long.course.sites]
    shared = [site for site in short.course.sites if site in long.course.sites]
    for size in range(len(shared) + 1):
        for given in combinations(shared, size):
            rest = [site for site in long.course.sites if site not in given]
            if rest and (given or only):
                second = _visits(short, days[: short.visits], (*only, *given))
                course = Course.of([*_visits(long, days, rest), *second])
                yield Candidate((long.device, short.device), course, long.interval_days, _left(long, short))


def _left(one: Candidate, other: Candidate) -> tuple[tuple[str, str], ...]:
    """Sites that neither treats, with the reason of the first."""
    return tuple(entry for entry in one.left if entry[0] in dict(other.left))


def _visits(candidate: Candidate, days: Sequence[float], sites: Sequence[str]) -> list[Session]:
    """The sessions of a course on other days and on some of its sites."""
    own = sorted({session.day for session in candidate.course.sessions})
    moved = dict(zip(own, days, strict=False))
    kept = [replace(s, day=moved[s.day], sites=tuple(x for x in s.sites if x in sites)) for s in candidate.course.sessions]
    return [session for session in kept if session.sites]
