"""Where the consent stands, on the chart."""

from django.urls import reverse

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.models import Record
from rederm.clinic.charts.steps import DONE, LATER, NEXT, Step, step
from rederm.clinic.consents.standing import standing
from rederm.clinic.plans.models import ENDED, REPLACED, ChosenCourse


@step(40)
def told(record: Record, user: User) -> Step:
    """Done where a consent stands for the course chosen last."""
    courses = ChosenCourse.objects.filter(record=record).exclude(state__in=(ENDED, REPLACED))
    course = courses.select_related("record__clinic").order_by("-at").first()
    if course is None:
        return Step("Consent", "Signed once a course is chosen.", LATER)
    now = standing(course)
    links = (("Look at it", reverse("consent", kwargs={"key": now.consent.pk})),) if now.consent else ()
    if now.consent and now:
        return Step("Consent", f"Signed on {now.consent.at:%d %B %Y}.", DONE, links)
    if user.may("consent.sign"):
        links = (("Read and sign", reverse("consent-sign", kwargs={"key": course.pk})), *links)
    return Step("Consent", f"{now.why[:1].upper()}{now.why[1:]}.", NEXT, links)
