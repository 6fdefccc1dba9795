"""What the chart of a client says of their plan."""

from django.urls import reverse
from django.utils.formats import date_format

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.models import Record
from rederm.clinic.charts.steps import DONE, LATER, NEXT, Step, step
from rederm.clinic.jobs.models import DONE as FOUND
from rederm.clinic.jobs.models import RUNNING, STOPPED, WAITING
from rederm.clinic.plans.models import REPLACED

_ORDER = 30
_TITLE = "Plan"


@step(_ORDER)
def plan_step(record: Record, user: User) -> Step:
    """Chosen, found, being searched for, or to be asked for."""
    if record.file is None:
        return Step(_TITLE, "After the consult.", LATER)
    plans, room = reverse("plans", args=[record.pk]), reverse("plan-room", args=[record.pk])
    links = (("Ranked plans", plans), ("Turn the dials", room)) if user.may("plan.make") else (("Ranked plans", plans),)
    chosen = record.courses.exclude(state=REPLACED).order_by("-at").first()
    if chosen is not None:
        return Step(
            _TITLE,
            f"Chosen: {chosen.text}, from {date_format(chosen.start, 'j F Y')}.",
            DONE,
            (("The chosen course", f"{plans}#chosen"), *links),
        )
    job = record.jobs.filter(kind="plan").order_by("-made").first()
    if job is None:
        return Step(_TITLE, "No search yet.", NEXT, links)
    said = {WAITING: "The search waits for its turn.", RUNNING: "Being searched for.", FOUND: "Found, none chosen yet."}
    usual = "Stopped early, none chosen yet." if job.state == STOPPED else "The last search failed."
    return Step(_TITLE, said.get(job.state, usual), NEXT, links)
