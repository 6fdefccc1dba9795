"""The day of treatment: what may begin, what is carried forward, what must be said; what was recorded stands."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from clinic_objects import chosen, consented
from django.utils import timezone

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import verify
from rederm.clinic.charts.keep import new_record
from rederm.clinic.charts.models import Record
from rederm.clinic.consents.sign import withdraw
from rederm.clinic.consents.standing import standing
from rederm.clinic.treatments.keep import finish, floor_of, happened, open_visit, report_event
from rederm.clinic.treatments.models import DONE, AdverseEvent, Done, Event, Visit
from rederm.clinic.treatments.sheet import cream_of, devices_of, lines_of
from rederm.clinic.treatments.timers import clocks_of
from rederm.course import parse_course
from rederm.output.runsheet_numbing import numbing_view
from rederm.sources import InputError

FIRST = date(2026, 1, 12)
SETTING = {"power_W": 60.0, "passes": 3.0, "speed_mm_s": 15.0, "tip": "roller"}


def session(**setting: Any) -> dict[str, Any]:
    return {"device": "opus-plasma", "sites": ["cheek"], "setting": SETTING | setting, "lot": "lot 7", "endpoint": "pink, even"}


@pytest.fixture
def visit(record: Record) -> Visit:
    course = consented(record)
    return open_visit(course.by, course, FIRST)


def form(**given: Any) -> dict[str, str]:
    fields = {f"0.{name}": str(value) for name, value in SETTING.items()}
    return (
        fields | {"0.lot": "lot 7", "0.endpoint": "pink, even", "pain": "4"} | {key: str(value) for key, value in given.items()}
    )


def test_no_visit_begins_before_the_consent(record: Record) -> None:
    course = chosen(record)
    with pytest.raises(InputError, match="after the consent"):
        open_visit(course.by, course, FIRST)
    assert not Visit.objects.exists()


def test_no_visit_begins_where_an_answer_of_the_day_forbids_it(record: Record) -> None:
    course = consented(record)
    with pytest.raises(InputError, match="nfection"):
        open_visit(course.by, course, FIRST, day={"active_infection": True})
    assert not Visit.objects.exists()
    visit = open_visit(course.by, course, FIRST, day={"active_infection": False})
    assert visit.screening.day["active_infection"] is False
    assert "active_infection" not in " ".join(visit.screening.questions)


def test_no_visit_begins_once_the_consent_was_taken_back(visit: Visit) -> None:
    finish(visit.by, visit, [session()], {})
    consent = standing(visit.course).consent
    assert consent is not None
    withdraw(visit.by, consent, "changed my mind")
    with pytest.raises(InputError, match="took the consent back"):
        open_visit(visit.by, visit.course, FIRST + timedelta(days=28))


def test_two_visits_are_never_open_together(visit: Visit) -> None:
    with pytest.raises(InputError, match="end it first"):
        open_visit(visit.by, visit.course, FIRST + timedelta(days=28))


def test_a_visit_sooner_than_the_shortest_interval_needs_a_reason(visit: Visit) -> None:
    finish(visit.by, visit, [session()], {})
    soon = FIRST + timedelta(days=10)
    assert floor_of(visit.course, 2) == FIRST + timedelta(days=14)
    with pytest.raises(InputError, match="shortest published interval"):
        open_visit(visit.by, visit.course, soon)
    assert open_visit(visit.by, visit.course, soon, "the client moves abroad").early == "the client moves abroad"


def test_the_sheet_is_the_printed_one(visit: Visit) -> None:
    lines = lines_of(visit)
    client = visit.course.version.client(visit.on)
    assert lines["numbing"] == numbing_view(client, parse_course(visit.course.text), 0)
    assert cream_of(visit, lines).most <= 60


def test_what_was_done_last_time_is_carried_forward_with_its_note(visit: Visit) -> None:
    finish(visit.by, visit, [session(power_W=70.0)], {"0.power_W": "mild reaction"}, note="left cheek is drier")
    second = open_visit(visit.by, visit.course, FIRST + timedelta(days=28))
    (sheet,) = devices_of(second, lines_of(second))
    rows = {row.name: row for row in sheet.dials}
    assert (rows["power_W"].last, rows["power_W"].planned, rows["power_W"].changed) == (70.0, 60.0, True)
    assert not rows["passes"].changed
    assert sheet.note == "left cheek is drier"


def test_a_departure_is_recorded_with_its_reason(visit: Visit) -> None:
    done = finish(visit.by, visit, [session(passes=2.0)], {"0.passes": "much redness"})
    (departure,) = done.departures
    assert departure == {"device": "opus-plasma", "dial": "passes", "planned": 3.0, "done": 2.0, "reason": "much redness"}


@pytest.mark.parametrize(
    ("given", "reasons", "words"),
    [
        ([session(passes=2.0)], {}, "say why"),
        ([session(passes=2.0)], {"0.passes": "  "}, "say why"),
        ([session(power_W=400.0)], {"0.power_W": "strong"}, "outside"),
        ([session() | {"lot": ""}], {}, "lot is missing"),
        ([session() | {"endpoint": " "}], {}, "endpoint"),
        ([], {}, "0 were recorded"),
    ],
)
def test_what_lacks_something_is_refused_and_nothing_is_written(
    visit: Visit, given: list[dict[str, Any]], reasons: dict[str, str], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        finish(visit.by, visit, given, reasons)
    assert not Done.objects.exists()
    assert Visit.objects.get().state != DONE


def test_one_course_of_a_client_is_under_way_and_one_visit_open(visit: Visit, record: Record) -> None:
    other = consented(record)
    with pytest.raises(InputError, match="end it first"):
        open_visit(other.by, other, FIRST + timedelta(days=28))
    finish(visit.by, visit, [session()], {})
    open_visit(other.by, other, FIRST + timedelta(days=28))
    visit.course.refresh_from_db()
    assert visit.course.state == "replaced"


def test_an_event_names_no_visit_of_another_client(visit: Visit, person: Callable[..., User]) -> None:
    stranger = new_record(person("clinician"), "Another Invented", date(1980, 1, 1))
    with pytest.raises(InputError, match="another client"):
        report_event(visit.by, stranger, what="blister", severity="mild", seen=FIRST, words="x", visit=visit)


def test_today_is_the_clinics_day_wherever_the_server_stands(record: Record, signed_in: Callable[..., Any]) -> None:
    course = consented(record)
    late = datetime(2026, 1, 12, 23, 30, tzinfo=UTC)
    with mock.patch("django.utils.timezone.now", return_value=late):  # half past midnight in Berlin, where the clinic is
        page = signed_in("clinician").get(f"/courses/{course.pk}/visits/").content.decode()
    assert 'value="2026-01-13"' in page


def test_what_was_recorded_stands(visit: Visit) -> None:
    finish(visit.by, visit, [session()], {})
    with pytest.raises(InputError, match="has ended"):
        finish(visit.by, visit, [session()], {})
    with pytest.raises(InputError, match="has ended"):
        happened(visit.by, visit, "numbing-on", "")
    assert Done.objects.count() == 1
    assert verify() == []


def test_the_last_visit_ends_the_course(visit: Visit) -> None:
    course, user = visit.course, visit.by
    for number in (1, 2, 3):
        now = visit if number == 1 else open_visit(user, course, FIRST + timedelta(days=28 * (number - 1)))
        finish(user, now, [session()], {})
    course.refresh_from_db()
    assert course.state == "ended"
    with pytest.raises(InputError):
        open_visit(user, course, FIRST + timedelta(days=100))


def test_clocks_run_from_on_to_off_and_twice_is_once() -> None:
    now = timezone.now()
    said = [
        ("numbing-on", "", 0),
        ("numbing-on", "", 5),
        ("area-off", "Cheek", 20),
        ("numbing-off", "", 45),
        ("area-on", "Cheek", 46),
    ]
    events = [Event(kind=kind, what=what, at=now + timedelta(minutes=after)) for kind, what, after in said]
    numbing, area = clocks_of(events)
    assert numbing.minutes(now) == 45
    assert (area.what, area.until) == ("Cheek", None)


def test_the_page_begins_and_ends_clocks(visit: Visit, signed_in: Callable[..., Any]) -> None:
    browser = signed_in("assistant")
    answer = browser.post(f"/visits/{visit.pk}/clock/", {"kind": "numbing-on", "what": ""}, headers={"HX-Request": "true"})
    assert "data-since" in answer.content.decode()
    assert browser.post(f"/visits/{visit.pk}/clock/", {"kind": "lunch-on"}).status_code == 422


def test_the_page_records_what_was_done(visit: Visit, signed_in: Callable[..., Any]) -> None:
    browser = signed_in("clinician")
    refused = browser.post(f"/visits/{visit.pk}/end/", form(**{"0.passes": 2}))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "say why" in page
    assert 'value="lot 7"' in page  # what was typed is not lost
    assert (
        browser.post(f"/visits/{visit.pk}/end/", form(**{"0.passes": 2, "reason.0.passes": "much redness"})).status_code == 302
    )
    page = browser.get(f"/visits/{visit.pk}/").content.decode()
    assert "much redness" in page
    assert "style=" not in page


def test_an_adverse_event_is_added_never_changed(visit: Visit, record: Record) -> None:
    first = report_event(visit.by, record, what="blister", severity="mild", seen=FIRST, words="left cheek", visit=visit)
    report_event(visit.by, record, what="blister", severity="mild", seen=FIRST, words="healed", follows=first, over=True)
    assert AdverseEvent.objects.count() == 2
    with pytest.raises(InputError, match="still to come"):
        report_event(visit.by, record, what="other", severity="mild", seen=timezone.localdate() + timedelta(days=2), words="x")
