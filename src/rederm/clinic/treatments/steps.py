"""Where a client stands with their treatment."""

from django.urls import reverse

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.models import Record
from rederm.clinic.charts.steps import DONE, LATER, NEXT, Step, step
from rederm.clinic.plans.models import CONSENTED, ENDED, REPLACED, UNDER_WAY
from rederm.clinic.treatments.models import OPEN
from rederm.clinic.treatments.sheet import days_of


@step(50)
def treatment(record: Record, user: User) -> Step:
    """How many visits are done, and which is open."""
    course = record.courses.exclude(state=REPLACED).order_by("-at").first()
    report = (("Report an adverse event", reverse("adverse", args=[record.pk])),) if user.may("event.report") else ()
    if course is None or course.state not in (CONSENTED, UNDER_WAY, ENDED):
        return Step("Treatment", "Begins after the consent.", LATER)
    of, visits = len(days_of(course)), list(course.visits.order_by("number"))
    open_now = next((visit for visit in visits if visit.state == OPEN), None)
    if open_now is not None:
        return Step(
            "Treatment",
            f"Visit {open_now.number} of {of} is open.",
            NEXT,
            (("Run sheet", reverse("visit", args=[open_now.pk])), *report),
        )
    link = ("Visits", reverse("visits", args=[course.pk]))
    if len(visits) == of:
        return Step("Treatment", f"All {of} visits are done.", DONE, (link, *report))
    return Step("Treatment", f"{len(visits)} of {of} visits are done.", NEXT, (link, *report))
