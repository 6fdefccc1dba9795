"""Whatever a browser sends to whichever address: a page or a refusal, never a failure, and soon."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from clinic_objects import consented, object_for
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from rederm.clinic.accounts.models import Clinic
from rederm.clinic.audit.log import verify
from rederm.clinic.charts.keep import new_record
from rederm.clinic.charts.models import Record
from rederm.clinic.treatments.keep import finish, open_visit
from rederm.clinic.treatments.models import DONE, Visit

LONGEST_S = 1.0  # of the processor: other work on the machine stretches the clock
SOLVES, SOLVED_S = ("plan-room", "plan-lesion", "plan-compare"), 10.0  # a setting that nobody asked for before is solved first
ELSEWHERE = "Zyxwv Elsewhere"  # a client of another clinic, whose name must never show


def patterns(resolver: Any = None) -> list[URLPattern]:
    """Every address of the clinic."""
    found: list[URLPattern] = []
    for entry in (resolver or get_resolver()).url_patterns:
        found += patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


ALL = {str(pattern.name): pattern for pattern in patterns()}
FIELDS = [
    "q",
    "sort",
    "page",
    "name",
    "born",
    "email",
    "phone",
    "on",
    "early",
    "kind",
    "what",
    "severity",
    "seen",
    "words",
    "visit",
]
FIELDS += ["over", "cream_g", "pain", "note", "concern", "value", "rater", "rater_name", "quantity", "zone", "prices", "role"]
FIELDS += ["0.power_W", "0.passes", "0.speed_mm_s", "0.tip", "0.lot", "0.endpoint", "reason.0.passes", "username", "password"]
FIELDS += ["new_password1", "new_password2", "next", "seen", "start", "draws", "seed", "text", "csrfmiddlewaretoken"]
GOOD = ["2026-02-08", "score", "wrinkles", "client", "erythema_days", "3", "60", "1", "blister", "mild", "numbing-on", "roller"]
ODD = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "' OR 1=1 --",
    "1; DROP TABLE audit_entry",
    "%",
    "_",
    "%00",
    "\\",
    "é" * 50,
    "\u202e\u200b\ud7ff\U0001f9d1",
    "x" * 70_000,
    "9" * 400,
    "-1",
    "0",
    "1e309",
    "-1e309",
    "1e-400",
    "nan",
    "inf",
    "> 5",
    "< ",
    ">",
    "٣",
    "²",
    "1,5",
    "9999-12-31",
    "0001-01-01",
    "2026-02-30",
    "[]",
    "{}",
    "null",
    "true",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "{% debug %}",
    "../../etc/passwd",
    "//evil.example",
    "00000000-0000-0000-0000-000000000000",
    "1_000",
    "0x10",
]
SHARP = [
    "",
    "\x00",
    "a\x00b",
    "' OR 1=1 --",
    "x" * 3000,
    "9" * 400,
    "-1",
    "1e309",
    "nan",
    "inf",
    "> 5",
    ">",
    "1,5",
    "9999-12-31",
]
SHARP += ["0001-01-01", "2026-02-30", "\u202e\u200b\ud7ff\U0001f9d1", "00000000-0000-0000-0000-000000000000", "1_000"]
SESSION: dict[str, Any] = {"device": "opus-plasma", "sites": ["cheek"], "lot": "7", "endpoint": "pink"}
SESSION["setting"] = {"power_W": 60.0, "passes": 3.0, "speed_mm_s": 15.0, "tip": "roller"}
values = st.one_of(
    st.sampled_from(ODD), st.sampled_from(GOOD), st.text(max_size=60), st.floats().map(str), st.integers().map(str)
)
forms = st.dictionaries(
    st.one_of(st.sampled_from(FIELDS), st.text(max_size=12)), st.one_of(values, st.lists(values, max_size=3)), max_size=12
)
bodies = st.one_of(st.binary(max_size=200), st.just(b"[1, {}]"), st.just(b"--x\r\n\r\n"), st.just(b"a=%ff&b=%00&a=%zz"))
kinds = st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "x", ""])


@pytest.fixture
def owner(record: Record, person: Callable[..., Any]) -> Browser:
    """An owner's browser, and somebody in another clinic whom it must not see."""
    elsewhere = Clinic.objects.create(name="Another clinic")
    new_record(person("owner", elsewhere), ELSEWHERE, record.born)
    browser = Browser(raise_request_exception=False)
    browser.force_login(person("owner"), backend="django.contrib.auth.backends.ModelBackend")
    return browser


def address(name: str, record: Record) -> str:
    """A URL of this name on an object of this client, with some text where it takes text."""
    filler = {"IntConverter": 1, "StringConverter": "x", "SlugConverter": "x", "UUIDConverter": record.pk}
    given = {part: filler[type(kind).__name__] for part, kind in ALL[name].pattern.converters.items()}
    if "key" in given:
        given["key"] = object_for(name, ALL[name].callback.of, record)
    return reverse(name, kwargs=given)


def send(browser: Browser, method: str, path: str, *content: Any, longest: float = LONGEST_S, **more: Any) -> None:
    """One request; fails on an answer of 500, on a name of another clinic and on one that takes longer [s of work]."""
    start = time.thread_time()
    answer = getattr(browser, method)(path, *content, **more)
    took = time.thread_time() - start
    assert answer.status_code < 500, (answer.status_code, getattr(answer, "exc_info", None))
    assert took < longest
    if not answer.streaming:
        assert ELSEWHERE.encode() not in answer.content


@pytest.mark.parametrize("name", sorted(set(ALL) - {"logout"}))
def test_whatever_is_sent_is_answered(name: str, owner: Browser, record: Record) -> None:
    path, meant = address(name, record), ALL[name].callback.methods
    limit = LONGEST_S if name not in SOLVES else SOLVED_S
    for method in meant:  # what a process makes once is no page's time
        getattr(owner, method.lower())(path)

    @seed(7)
    @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(form=forms, body=bodies, kind=kinds, filled=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(GOOD)))
    def answered(form: dict[str, Any], body: bytes, kind: str, filled: dict[str, Any]) -> None:
        if "GET" in meant:
            send(owner, "get", path, form, longest=limit)
        if "POST" in meant:
            send(owner, "post", path, filled | form, longest=limit)
            send(owner, "post", path, body, content_type=kind, longest=limit)

    answered()


@pytest.mark.parametrize("field", ["q", "sort", "page"])
@pytest.mark.parametrize("odd", ODD)
def test_the_list_takes_any_query(field: str, odd: str, owner: Browser) -> None:
    send(owner, "get", "/", {field: odd})


def test_every_field_of_every_form_takes_every_odd_value(owner: Browser, record: Record) -> None:
    full = {
        "client-new": {"name": "Invented", "born": "1980-01-01", "email": "a@example.org", "phone": "1"},
        "visit-begin": {"on": "2026-02-08", "early": ""},
        "visit-clock": {"kind": "numbing-on", "what": ""},
        "adverse": {"what": "blister", "severity": "mild", "seen": "2026-02-08", "words": "left", "visit": "", "over": ""},
        "clinic": {"name": "Invented clinic", "zone": "UTC", "prices": ""},
        "invite": {"name": "New", "email": "new@example.org", "role": "assistant"},
        "visit-end": {"0.power_W": "60", "0.passes": "3", "0.speed_mm_s": "15", "0.tip": "roller", "0.lot": "1", "pain": "3"}
        | {"0.endpoint": "pink", "cream_g": "3", "note": "", "reason.0.passes": "why"},
    }
    for name, form in full.items():
        for visit in Visit.objects.exclude(state=DONE):  # one visit of a client is open at a time
            finish(visit.by, visit, [SESSION], {})
        path = address(name, record)
        for field in form:
            for odd in [*SHARP[:6], *SHARP[8:9], *SHARP[13:16]]:
                send(owner, "post", path, form | {field: odd})
    assert verify() == []


@pytest.mark.parametrize("on", [*SHARP, "1900-01-01"])
def test_a_visit_on_an_odd_day_is_refused_or_can_be_shown(on: str, owner: Browser, record: Record) -> None:
    course = consented(record)
    send(owner, "post", f"/courses/{course.pk}/visits/begin/", {"on": on, "early": "because"})
    for visit in course.visits.all():
        send(owner, "get", f"/visits/{visit.pk}/")
        finish(course.by, visit, [SESSION], {})
    send(owner, "get", f"/courses/{course.pk}/visits/")
    send(owner, "get", f"/courses/{course.pk}/follow-up/")
    send(owner, "get", f"/clients/{record.pk}/")


def test_what_was_taken_as_seen_can_be_shown_again(owner: Browser, record: Record) -> None:
    course = consented(record)
    finish(course.by, open_visit(course.by, course, date(2026, 1, 12)), [SESSION], {})
    rated = {"on": "2026-02-08", "concern": "wrinkles", "kind": "score", "value": "0.9", "rater": "client", "rater_name": "C"}
    full = {"score": rated, "figure": {"on": "2026-01-20", "quantity": "erythema_days", "value": "3"}, "answer": {"value": "x"}}
    for name, form in full.items():
        for field in form:
            for odd in SHARP if field in ("on", "value") else SHARP[:6]:
                send(owner, "post", f"/courses/{course.pk}/follow-up/{name}/", form | {field: odd})
        for odd in SHARP:
            send(owner, "post", f"/courses/{course.pk}/follow-up/{name}/", form | {"kind": "improvement_pct", "value": odd})
        send(owner, "get", f"/courses/{course.pk}/follow-up/")
    for odd in SHARP:
        day = {"what": "infection", "severity": "mild", "words": "left", "seen": odd}
        send(owner, "post", f"/clients/{record.pk}/adverse-events/", day)
    send(owner, "post", f"/courses/{course.pk}/follow-up/rest/", {})
    send(owner, "get", f"/courses/{course.pk}/follow-up/")


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000", "%00", "1' OR '1'='1", "../..", "9" * 300])
def test_an_address_with_an_odd_key_is_no_page(key: str, owner: Browser) -> None:
    for start in ("clients", "visits", "courses", "jobs"):
        assert owner.get(f"/{start}/{key}/").status_code == 404
