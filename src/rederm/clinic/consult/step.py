"""Where the consult stands, as the chart of a client says it."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.models import Record
from rederm.clinic.charts.steps import DONE, NEXT, STOP, Step, step
from rederm.clinic.consult.keep import held
from rederm.clinic.consult.models import PLAN, Screening
from rederm.clinic.consult.screening import standing
from rederm.devices import device_names
from rederm.sources import InputError


@step(10)
def consult(record: Record, user: User) -> Step:
    """Done once the newest file was screened; stopped where every device is out."""
    now = held(record)
    links = tuple((words, reverse(name, args=[record.pk])) for name, words in LINKS) if user.may("client.write") else ()
    if now.version is None:
        said = f"Still to ask: {', '.join(now.lacking)}." if now.content else "Nothing is asked yet."
        return Step("Consult", said, NEXT, links)
    said = f"File version {now.version.number}, {_day(now.version.at)}."
    try:
        open_ = len(now.version.client(timezone.localdate()).questions())
    except InputError as error:
        return Step("Consult", f"{said} It cannot be used as it stands: {error}.", NEXT, links)
    said += f" {open_} question{'s' if open_ != 1 else ''} not asked." if open_ else " Everything was asked."
    screened = Screening.objects.filter(record=record, version=now.version, moment=PLAN).order_by("-at").first()
    if screened is None:
        return Step("Consult", f"{said} Not screened yet.", NEXT, links[-1:] + links[:-1])
    out = [state for state in standing(screened.findings, screened.sites).values() if state == "out"]
    if len(out) == len(device_names()):
        return Step("Consult", f"{said} Screened: no device may be used for this client as things stand.", STOP, links)
    return Step("Consult", f"{said} Screened: {len(out)} of {len(device_names())} devices are out.", DONE, links)


def _day(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.day} {local:%b %Y}"


LINKS = (("concerns", "Concerns"), ("skin-type", "Skin type"), ("intake", "Intake"), ("screening", "Screening"))
