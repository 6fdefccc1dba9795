"""learning_plan(client): which measurement would narrow the bands of a course most, and what that is worth for the choice.

Every course is followed once at the client's clinic and once at another, under the same draws of the law and in the same
persons; every measurement and every study that is imagined weighs these draws and simulates nothing more. It tells expected
values under this model: what the model cannot be wrong about in its own eyes, no figure here holds.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from rederm.course import Course
from rederm.draws import spread
from rederm.planning.learning.deciding import NOTHING, Choice
from rederm.planning.learning.followed import PERSONS, Followed, follow
from rederm.planning.learning.learned import learn, shuffles
from rederm.planning.learning.measurements import Measurement, measurements
from rederm.planning.learning.narrowing import narrowing
from rederm.planning.learning.result import Contender, LearningPlan, Row
from rederm.planning.plan_types import Plan
from rederm.planning.search import plan
from rederm.planning.trial import Case
from rederm.sources import InputError

LAW = 1024  # draws of the law
LEAST = 256  # fewer leave nothing to weigh
PLANNED = 3  # best plans that are taken where no course is named
NEAR = 1  # and the course of more gain that limits keep out by least, since learning may let it in
ORDERS = 8
_PLAN_DRAWS = 100


def learning_plan(
    client: Any,
    courses: Sequence[Course] = (),
    *,
    draws: int = LAW,
    seed: int = 0,
    start: date | None = None,
    prices: Any = None,
) -> LearningPlan:
    """What to measure, for one client and the courses that are chosen between.

    courses: none takes the best of a plan, and what a limit keeps out of it. draws: of the law; the same seed, the same bytes.
    Raises InputError where there is no course to learn about, or too few draws.
    """
    if draws < LEAST:
        raise InputError(f"draws = {draws} is below {LEAST}; what is learned is weighed among the draws, for example {LAW}")
    case = Case.of(client, start or date.today(), prices)
    wanted = [course.at_sites((client.concerns[0].site,)) for course in courses] or _planned(case, seed)
    named = list({course.text: course for course in wanted}.values())
    followed = [follow(case, course, draws, seed) for course in named]
    choice, orders = Choice(tuple(each.option for each in followed), client.limits.confidence), shuffles(draws, seed, ORDERS)
    jobs = _jobs(followed)

    def one(job: tuple[Measurement, tuple[int, ...]]) -> Row:
        return _row(job, followed, choice, orders, seed)

    rows = sorted(spread(one, jobs), key=lambda row: (-row.share, row.places))
    best, value = choice.now
    return LearningPlan(
        client=client,
        courses=tuple(_contender(each, choice) for each in followed),
        rows=tuple(rows),
        best=None if best == NOTHING else best,
        value=value,
        ceiling=choice.ceiling,
        confidence=client.limits.confidence,
        draws=draws,
        persons=PERSONS,
        seed=seed,
    )


def _planned(case: Case, seed: int) -> list[Course]:
    """The best courses of a plan, and the nearest that limits keep out, would gain more and is no neighbour of one of them."""
    found: Plan = plan(case.client, draws=_PLAN_DRAWS, seed=seed, start=case.start, prices=case.prices)
    planned = found.plans[:PLANNED]
    taken = {(each.device, each.visits) for each in planned}
    more = [trial for trial in found.front if not trial.fits and trial.value > found.robust_gain]
    apart = [trial.candidate for trial in sorted(more, key=lambda t: (t.shortfall, -t.value))]
    near = [each for each in apart if (each.name, each.visits) not in taken][:NEAR]
    courses = [each.course for each in planned] + [each.course for each in near]
    if not courses:
        raise InputError(f"no course to learn about: {found.verdict} Name one with --course to learn about it all the same.")
    return courses


def _jobs(followed: Sequence[Followed]) -> list[tuple[Measurement, tuple[int, ...]]]:
    """Every measurement of every course; two beside each other: the first with each other one."""
    jobs: list[tuple[Measurement, tuple[int, ...]]] = []
    for what in measurements():
        if what.pairs:
            jobs += [(what, (0, other)) for other in range(1, len(followed))]
        else:
            jobs += [(what, (place,)) for place in range(len(followed))]
    return jobs


def _row(
    job: tuple[Measurement, tuple[int, ...]],
    followed: Sequence[Followed],
    choice: Choice,
    orders: Sequence[np.ndarray],
    seed: int,
) -> Row:
    what, places = job
    course = followed[places[0]]
    rival = followed[places[1]] if what.pairs else None
    visits, weeks = what.visits(course.course), what.weeks(course.course)
    if rival is not None:
        visits, weeks = max(visits, what.visits(rival.course)), max(weeks, what.weeks(rival.course))
    seen = course.seen(what, rival)
    if seen is None:
        return Row(
            what, places, visits, weeks, (), None, 0.0, 1.0, "nothing to be read: the course has none, or all draws agree"
        )
    learned = learn(seen, what.n.value, seed, choice.options[0].gain.law)
    middle = float(np.median(learned.effective))
    if not learned.enough:
        return Row(what, places, visits, weeks, (), None, middle, learned.short, "too few draws are left by it; ask for more")
    narrowed = tuple(narrowing(name, ladder, learned, orders) for name, ladder in course.outcomes.items() if not ladder.flat)
    return Row(what, places, visits, weeks, narrowed, choice.worth(learned, orders), middle, learned.short)


def _contender(each: Followed, choice: Choice) -> Contender:
    option = each.option
    bands = {name: (ladder.before, ladder.floor) for name, ladder in each.outcomes.items() if not ladder.flat}
    return Contender(each.course.text, each.device, option.misses(choice.confidence), option.blocked, option.value, bands)
