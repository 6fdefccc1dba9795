"""Where a client stands after their treatment."""

from django.urls import reverse

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.models import Record
from rederm.clinic.charts.steps import LATER, NEXT, STOP, Step, step
from rederm.clinic.plans.models import REPLACED
from rederm.planning.observed import SIGNS


@step(60)
def followup(record: Record, user: User) -> Step:
    """Whether something was seen, and whether a sign of trouble is open."""
    course = record.courses.exclude(state=REPLACED).order_by("-at").first()
    if course is None or not course.visits.filter(state="done").exists():
        return Step("Follow-up", "Begins after the first visit.", LATER)
    link = (("Follow-up", reverse("followup", args=[course.pk])),)
    sign = record.adverse_events.filter(what__in=list(SIGNS)).order_by("-at").first()
    answered = course.seen.filter(quantity="answered").order_by("-at").first()
    if sign is not None and not sign.over and (answered is None or answered.at < sign.at):
        return Step(
            "Follow-up", f"{sign.get_what_display()} was reported: a clinician looks before the next visit.", STOP, link
        )
    return Step("Follow-up", f"{course.seen.count()} readings so far.", NEXT, link)
