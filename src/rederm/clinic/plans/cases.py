"""A client of the clinic as the simulation takes them, and courses followed for them: kept in this process, so that a dial that
was turned back answers at once."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.utils import timezone

from rederm.clinic.charts.models import FileVersion, Record
from rederm.course import PriceList, load_prices, parse_course
from rederm.draws import Draws
from rederm.outlook import simulate
from rederm.planning import Goal, Limit, goals_of, judge, limits_of
from rederm.planning.goal import weighted_gain
from rederm.planning.planned import PlannedCourse
from rederm.safety import check
from rederm.skin import Client
from rederm.sources import InputError

DRAWS, SEED = 100, 0
_CASES, _COURSES = 6, 32  # kept in a process
_LIST = "the clinic's list"  # what the price of a course is said to come from


@dataclass(frozen=True, eq=False)
class Case:
    """One version of a client file on a day, with what its courses are followed by. prices: None where examples stand in."""

    version: UUID
    client: Client
    on: date
    prices: PriceList | None
    draws: Draws
    goals: tuple[Goal, ...]
    limits: tuple[Limit, ...]


def case_of(record: Record, *, draws: int = DRAWS, seed: int = SEED) -> Case:
    """The newest version of a client's file, today. Raises InputError where there is none yet or it cannot be used."""
    version = record.file
    if version is None:
        raise InputError("there is no client file yet; the consult writes it")
    return case_at(version.pk, timezone.localdate(), record.clinic.prices, draws, seed)


@lru_cache(maxsize=_CASES)
def case_at(version: UUID, on: date, prices: str, draws: int, seed: int) -> Case:
    """The case of a version on a day, by a price list (CSV, "" for the examples). A version never changes, so it is kept."""
    client = FileVersion.objects.select_related("record").get(pk=version).client(on)
    return Case(version, client, on, prices_of(prices, on), Draws(draws, seed), goals_of(client), limits_of(client, on))


def prices_of(text: str, on: date) -> PriceList | None:
    """The clinic's list; None where it has none. Raises InputError that names the line."""
    if not text.strip():
        return None
    with TemporaryDirectory() as folder:  # lists are read from files
        path = Path(folder) / f"{_LIST}.csv"
        path.write_text(text, encoding="utf-8")
        try:
            return load_prices(path, on=on)
        except InputError as error:
            raise InputError(str(error).replace(str(path), _LIST)) from None


@lru_cache(maxsize=_COURSES)
def followed(case: Case, text: str) -> PlannedCourse:
    """A course followed in full, judged and ruled on: what `rederm simulate` says of it, laid out like a course of a plan.

    Raises InputError for a text that is no course.
    """
    course = parse_course(text).at_sites((case.client.concerns[0].site,))
    outlook = simulate(case.client, course, draws=case.draws, prices=case.prices)
    verdicts = judge(case.limits, outlook)
    days = sorted({session.day for session in course.sessions})
    return PlannedCourse(
        rank=1,
        device="+".join(course.devices),
        course=course,
        interval_days=days[1] - days[0] if days[1:] else 0.0,
        outlook=outlook,
        gain=weighted_gain(case.goals, outlook),
        chance_within={v.limit: v.share for v in verdicts},
        limits={v.limit: v.words for v in verdicts},
        findings=tuple(check(case.client, course, outlook)),
        untreated=(),
        why="",
    )
