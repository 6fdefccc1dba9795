"""Write what happens in a visit. Each write is one transaction with its audit row; nothing written is changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import record as log
from rederm.clinic.charts.models import Record
from rederm.clinic.consents.standing import standing
from rederm.clinic.consult.keep import put_screening
from rederm.clinic.consult.models import SESSION
from rederm.clinic.consult.screening import Screened, screen, session_questions
from rederm.clinic.plans.models import CONSENTED, ENDED, REPLACED, UNDER_WAY, ChosenCourse
from rederm.clinic.treatments.models import DONE, AdverseEvent, Done, Event, Visit
from rederm.clinic.treatments.sheet import days_of, sessions_of
from rederm.devices import make_setting
from rederm.skin import Client
from rederm.sources import InputError


def floor_of(course: ChosenCourse, number: int) -> date | None:
    """The earliest day for the visit: the shortest published interval after the visit before. None for the first."""
    before = course.visits.filter(number=number - 1).first()
    if before is None:
        return None
    gaps = [session.setting.device.number("interval.floor", "d") for session in sessions_of(course, number)]
    return before.on + timedelta(days=round(max(gaps)))


def open_visit(user: User, course: ChosenCourse, on: date, early: str = "", day: Mapping[str, Any] | None = None) -> Visit:
    """The next visit of a course that was consented to, screened anew by the same rules as the plan.

    day: answers to `consult.screening.session_questions`, by key; what is not in it was not asked today. Raises InputError, and
    writes nothing, where the visit may not begin: a rule blocks, the consent does not stand, it is too soon without a reason.
    """
    with transaction.atomic():
        Record.objects.select_for_update().get(pk=course.record_id)  # no version of the file, no other visit meanwhile
        locked = ChosenCourse.objects.select_for_update().get(pk=course.pk)
        if locked.state not in (CONSENTED, UNDER_WAY):
            raise InputError(f"this course is {locked.state}: a visit begins after the consent to it")
        consent = standing(locked)
        if not consent:
            raise InputError(f"the consent does not stand: {consent.why}")
        number = locked.visits.count() + 1
        if Visit.objects.filter(course__record_id=locked.record_id).exclude(state=DONE).exists():
            raise InputError("a visit of this client is open; end it first")
        if number > len(days_of(locked)):
            raise InputError("every visit of this course is done")
        try:
            client = locked.version.client(on)  # every sheet of the visit is made for the age on that day
        except InputError as error:
            raise InputError(f"{on} cannot be the day of a visit ({error}); give the day on which it is") from None
        floor = floor_of(locked, number)
        if floor is not None and on < floor and not early.strip():
            raise InputError(f"the shortest published interval ends on {floor:%-d %b %Y}; say why this visit comes sooner")
        kept = put_screening(user, locked.record, _screened(locked, client, day or {}), SESSION)
        for other in ChosenCourse.objects.filter(record_id=locked.record_id, state=UNDER_WAY).exclude(pk=locked.pk):
            ChosenCourse.objects.filter(pk=other.pk).update(state=REPLACED)  # one course at a time is under way
            log(user, "replace course", other, before=[UNDER_WAY], after=[REPLACED])
        visit = Visit.objects.create(course=locked, number=number, on=on, screening=kept, early=early.strip(), by=user)
        locked.state = UNDER_WAY
        locked.save(update_fields=["state"])
        log(user, "open visit", visit, after=[number, on, visit.early])
    return visit


def _screened(course: ChosenCourse, client: Client, day: Mapping[str, Any]) -> Screened:
    """What the rules say today. Raises InputError where one blocks."""
    asked = dict.fromkeys(session_questions(client, course.course)) | dict(day)
    screened = screen(course.record, course.course, day=asked)
    barred = [f"{f.title}. {f.reason}" for f in screened.findings if f.strength == "block"]
    if barred:
        raise InputError(" ".join(dict.fromkeys(str(line).rstrip(".") + "." for line in barred)))
    return screened


def happened(user: User, visit: Visit, kind: str, what: str) -> Event:
    """A timer that began or ended."""
    with transaction.atomic():
        _open(visit)
        event = Event(visit=visit, kind=kind, what=what, by=user)
        event.full_clean()
        event.save(force_insert=True)
        log(user, f"write {kind}", visit, after=[what])
    return event


def finish(
    user: User,
    visit: Visit,
    sessions: list[dict[str, Any]],
    reasons: Mapping[str, str],
    *,
    cream_g: float | None = None,
    pain: float | None = None,
    note: str = "",
) -> Done:
    """Record what was done and end the visit. sessions: one a device, in the order of the sheet; reasons: by "place.dial".

    A dial that was set otherwise than planned needs its reason. Raises InputError, and writes nothing, for a setting outside
    the limits of its device, a departure without a reason, a device without endpoint or tip, or a visit that has ended.
    """
    planned = sessions_of(visit.course, visit.number)
    if len(sessions) != len(planned):
        raise InputError(f"the visit has {len(planned)} devices; {len(sessions)} were recorded")
    departures: list[dict[str, Any]] = []
    for place, (given, session) in enumerate(zip(sessions, planned, strict=True)):
        device = session.setting.device
        make_setting(device, given["setting"])
        for key, words in (("endpoint", "the endpoint that was seen"), ("lot", "the tip or product with its lot")):
            if not str(given.get(key, "")).strip():
                raise InputError(f"{device.title}: {words} is missing")
        for name in device.dials:
            before, after = session.setting[name], given["setting"].get(name, session.setting[name])
            if before != after:
                reason = reasons.get(f"{place}.{name}", "").strip()
                if not reason:
                    raise InputError(f"{device.title}: {name} was set to {after} where {before} was planned; say why")
                departures.append({"device": device.name, "dial": name, "planned": before, "done": after, "reason": reason})
    with transaction.atomic():
        _open(visit)
        done = Done.objects.create(
            visit=visit, sessions=sessions, departures=departures, cream_g=cream_g, pain=pain, note=note.strip(), by=user
        )
        visit.state = DONE
        visit.save(update_fields=["state"])
        if visit.number == len(days_of(visit.course)):
            ChosenCourse.objects.filter(pk=visit.course_id, state=UNDER_WAY).update(state=ENDED)
        log(user, "finish visit", visit, after=[sessions, departures, cream_g, pain, note])
    return done


def report_event(user: User, record: Record, **given: Any) -> AdverseEvent:
    """Something that went wrong; or, with `follows`, what became of it."""
    with transaction.atomic():
        event = AdverseEvent(record=record, by=user, **given)
        event.full_clean()
        if event.visit is not None and event.visit.course.record_id != record.pk:
            raise InputError("that visit is of another client")
        if event.follows is not None and event.follows.record_id != record.pk:
            raise InputError("that event is of another client")
        if event.seen > timezone.localdate():
            raise InputError(f"{event.seen} is still to come; give the day on which it was seen")
        event.save(force_insert=True)
        log(user, "report event", event, after=[event.what, event.severity, event.words])
    return event


def _open(visit: Visit) -> None:
    """Lock the visit. Raises InputError where somebody has ended it."""
    if Visit.objects.select_for_update().get(pk=visit.pk).state == DONE:
        raise InputError("this visit has ended; what was recorded stands")
