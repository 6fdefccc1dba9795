"""A demonstration clinic: invented clients at every step of the way, made by the same services that people use.

Sofia      entered, not yet asked anything
Amara      asked; questions that matter are open
Tom        asked; ready to plan
Maria      one visit done three weeks ago, and what was seen since
"""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from rederm.clinic.accounts.models import Clinic, User
from rederm.clinic.accounts.roles import ASSISTANT, CLINICIAN
from rederm.clinic.charts.keep import new_record, new_version
from rederm.clinic.charts.models import Record
from rederm.clinic.consents.bound import seen_of
from rederm.clinic.consents.questions import questions
from rederm.clinic.consents.sign import sign
from rederm.clinic.consents.texts import newest_of
from rederm.clinic.followups.keep import see
from rederm.clinic.plans.keep import choose
from rederm.clinic.plans.models import ChosenCourse
from rederm.clinic.treatments.keep import finish, happened, open_visit
from rederm.skin import Client
from rederm.sources import DATA

COURSE = "3 sessions of opus-plasma on cheek and periorbital at 60 W, 3 passes, 4 weeks apart"
_AGO = 21  # days since Maria's first visit


def fill(clinic: Clinic) -> list[User]:
    """Fill an empty clinic; the people besides the owner, who come in through links of their own."""
    clinician = User.objects.invite("clinician@example.org", "Demo Clinician", CLINICIAN, clinic)
    assistant = User.objects.invite("assistant@example.org", "Demo Assistant", ASSISTANT, clinic)
    new_record(assistant, "Sofia Invented", date(1991, 3, 14), invented=True)
    _asked(assistant, "Amara Invented", "amara")
    _asked(clinician, "Tom Invented", "tom")
    _treated(clinician, _asked(clinician, "Maria Invented", "maria"))
    return [clinician, assistant]


def _asked(user: User, name: str, file: str) -> Record:
    client = Client.load(DATA / "demo" / f"{file}.toml")
    today = timezone.localdate()
    record = new_record(user, name, date(today.year - int(client.age), 1, 15), invented=True)
    content = client.to_json()
    del content["age"]
    new_version(user, record, content, None)
    return record


def _treated(user: User, record: Record) -> None:
    version = record.file
    assert version is not None
    course = choose(user, record, version, COURSE, start=timezone.localdate())
    answers = {question.key: question.answers[0] for question in questions()}
    sign(user, course, seen_of(course, newest_of(course)), answers, record.name, written=record.name)
    first = timezone.localdate() - timedelta(days=_AGO)
    visit = open_visit(user, course, first, day={"active_infection": False, "recent_tan": False})
    for kind in ("numbing-on", "numbing-off"):
        happened(user, visit, kind, "")
    finish(user, visit, _as_planned(course), {}, pain=4, note="Left cheek is drier: more gel next time.")
    for day, quantity, value in ((5, "crust_days", "4"), (8, "erythema_days", "5")):
        see(user, course, first + timedelta(days=day), quantity, value)
    see(user, course, first + timedelta(days=20), "improvement_pct.wrinkles", "15", "client", record.name)


def _as_planned(course: ChosenCourse) -> list[dict[str, Any]]:
    session = course.course.sessions[0]
    setting = {name: value for name, value in session.setting.values.items() if value is not None}
    device = session.setting.device.name
    return [
        {
            "device": device,
            "sites": list(session.sites),
            "setting": setting,
            "lot": "roller, lot 0417",
            "endpoint": "pink, even",
        }
    ]
