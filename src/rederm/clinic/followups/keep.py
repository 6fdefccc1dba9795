"""Write what was seen, each with its row of the audit log; and take the rest of a course from what an adapted plan proposes."""

from datetime import date
from typing import Any

from django.db import transaction

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import record as log
from rederm.clinic.followups.models import Seen
from rederm.clinic.followups.observed import first_day, observed_of
from rederm.clinic.jobs.models import Job
from rederm.clinic.jobs.run import Tell, ask, kind
from rederm.clinic.plans.models import ChosenCourse
from rederm.course import load_prices
from rederm.planning import Progress, adapt
from rederm.sources import InputError


def see(user: User, course: ChosenCourse, on: date, quantity: str, value: str, rater: str = "", rater_name: str = "") -> Seen:
    """Keep one thing that was seen. Raises InputError, and writes nothing, for what the reader of observed tables refuses."""
    seen = Seen(
        course=course, on=on, quantity=quantity, value=value.strip(), rater=rater, rater_name=rater_name.strip(), by=user
    )
    if rater and not seen.rater_name:
        raise InputError("a score needs the name of who gave it")
    observed_of(course, [seen])
    with transaction.atomic():
        seen.save(force_insert=True)
        log(user, "write seen", seen, after=[on, quantity, value, rater])
    return seen


def ask_rest(user: User, course: ChosenCourse) -> Job:
    """Ask for the rest of the course on what was seen. Raises InputError where nothing was done yet."""
    observed_of(course)
    return ask(user, course.record, "adapt", {"course": str(course.pk), "draws": course.draws, "seed": course.seed})


@kind("adapt")
def rest_of(job: Job, tell: Tell) -> dict[str, Any]:
    """The rest of a course, planned on the draws that agree with what was seen; it may only restrain (`adapt`)."""
    course = ChosenCourse.objects.select_related("version__record").get(pk=job.asked["course"])

    def progress(told: Progress) -> bool:
        return tell(told.simulated_in_stage, told.of, str(told.stage))

    start = first_day(course)
    client = course.version.client(start or course.start)
    plan = adapt(
        client,
        observed_of(course),
        draws=job.asked["draws"],
        seed=job.asked["seed"],
        start=start,
        prices=load_prices(None),
        progress=progress,
    )
    return plan.to_json()
