"""simulate(client, course) -> Outlook: injure, heal, look, and what it costs in downtime, pain, risk and money."""

from typing import Any

from rederm.course import Course, PriceList, course_price
from rederm.draws import Draws
from rederm.outlook.days import check_days, followed_days
from rederm.outlook.outlook import Outlook
from rederm.outlook.region import treat
from rederm.outlook.risks import Risks
from rederm.outlook.sessions import session_outlook
from rederm.sources import InputError


def simulate(
    client: Any,
    course: Course,
    *,
    days: int = 365,
    draws: int | Draws = 100,
    seed: int = 0,
    prices: PriceList | None = None,
    also: tuple[float, ...] = (),
) -> Outlook:
    """Simulate a course on a client.

    days: last day told, from the first session. draws, seed: same seed, same bytes; or the draws themselves, where several
    courses share them, and what they have in common, or something was observed. prices: a clinic's list, else examples.
    also: further days to follow, parts of days included, for `Outlook.scores_on` and the regions: pictures ask for them.
    """
    if isinstance(draws, int) and draws < 1:
        raise InputError(f"draws = {draws} is below 1; give the number of samples behind each band, for example 100")
    check_days(days)
    course = course.at_sites((client.concerns[0].site,))
    session_days = tuple(s.day for s in course.sessions)
    drawn = Draws(draws, seed) if isinstance(draws, int) else draws
    every = followed_days(session_days, days, also)
    regions = {site: treat(client, course, site, drawn, every) for site in course.sites}
    return Outlook(
        client=client,
        course=course,
        drawn=drawn,
        last_day=days,
        sessions=tuple(session_outlook(i, course, regions, client.history, drawn) for i in range(len(course.sessions))),
        risks=Risks.worst([region.risks for region in regions.values()]),
        price=course_price(course, prices),
        regions=regions,
    )
