"""Choose a course: it is fixed with what was predicted of it, for one version of the client file."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import digest
from rederm.clinic.audit.log import record as log
from rederm.clinic.charts.models import FileVersion, Record
from rederm.clinic.plans.cases import DRAWS, SEED, case_at, followed
from rederm.clinic.plans.models import CHOSEN, CONSENTED, REPLACED, ChosenCourse
from rederm.planning.planned import PlannedCourse
from rederm.skin import Client
from rederm.sources import InputError

_LONGEST = 600  # letters of a course text, as ChosenCourse keeps it


def choose(
    user: User,
    record: Record,
    version: FileVersion,
    text: str,
    *,
    start: date,
    seed: int = SEED,
    draws: int = DRAWS,
    plan_id: str = "",
) -> ChosenCourse:
    """Fix a course for a client, followed anew with all draws. Courses chosen before that are not under way are replaced.

    Raises InputError, and writes nothing, where a rule blocks it, where questions that matter are open, where the start is
    past, or where the client file is no longer the one that was looked at.
    """
    today = timezone.localdate()
    if start < today:
        raise InputError(f"{start} is past; the first session can be today, {today}, or later")
    case = case_at(version.pk, today, record.clinic.prices, draws, seed)
    planned = followed(case, text)
    barred = obstacles(case.client, planned)
    if barred:
        raise InputError(" ".join(barred))
    course, told, outlook = planned.course.text, planned.to_json(), planned.outlook.to_json()
    if len(course) > _LONGEST:
        raise InputError(f"this course is {len(course)} letters long; at most {_LONGEST} are kept: make it plainer")
    with transaction.atomic():
        Record.objects.select_for_update().get(pk=record.pk)
        if record.file is None or record.file.pk != version.pk:
            raise InputError("the client's file was changed meanwhile; look at the course again, then choose it")
        for older in ChosenCourse.objects.filter(record=record, state__in=(CHOSEN, CONSENTED)):
            before, older.state = older.state, REPLACED
            older.save(update_fields=["state"])
            log(user, "replace course", older, before=[before], after=[REPLACED])
        made = ChosenCourse.objects.create(
            record=record,
            version=version,
            text=course,
            planned=told,
            outlook=outlook,
            plan_id=plan_id,
            seed=seed,
            draws=draws,
            start=start,
            digest=digest_of(course, told, version.content),
            by=user,
        )
        log(user, "choose course", made, after=[made.digest])
    return made


def digest_of(text: str, planned: dict[str, Any], content: dict[str, Any]) -> str:
    """What a consent is bound to: the course, what was predicted of it, and the client file."""
    return digest([text, planned, content])


def obstacles(client: Client, planned: PlannedCourse) -> list[str]:
    """Why this course cannot be chosen, one sentence each; none where it can. Nobody may go past them."""
    said = [f"{f.title}. {f.reason}".rstrip(".") + "." for f in planned.findings if f.strength == "block"]
    return [*dict.fromkeys(said), *(f"Not asked yet: {question}" for question in client.questions())]
