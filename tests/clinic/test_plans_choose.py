"""A course is chosen whole or not at all, with what was predicted of it, and never past a rule or an open question."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from faults import every_fault
from plan_cases import TEXTS, done_job, found

from rederm import Course, simulate
from rederm.clinic.accounts.models import User
from rederm.clinic.audit.models import Entry
from rederm.clinic.charts.keep import new_version
from rederm.clinic.charts.models import Record
from rederm.clinic.charts.steps import steps_of
from rederm.clinic.plans.keep import choose, digest_of
from rederm.clinic.plans.models import CHOSEN, REPLACED, UNDER_WAY, ChosenCourse
from rederm.sources import InputError


@pytest.fixture
def user(person: Callable[..., User]) -> User:
    return person("clinician")


def chosen(user: User, record: Record, text: str = TEXTS[0], **given: Any) -> ChosenCourse:
    version = record.file
    assert version is not None
    return choose(user, record, version, text, start=timezone.localdate(), draws=8, **given)


def changed(user: User, record: Record, **history: Any) -> None:
    """A new version of the file with other answers; None takes an answer away."""
    content = dict(record.versions.order_by("-number")[0].content)
    told = content["history"] | history
    content["history"] = {key: value for key, value in told.items() if value is not None}
    new_version(user, record, content, record.versions.count())


def test_a_chosen_course_keeps_what_simulate_says_of_it(user: User, record: Record) -> None:
    made = chosen(user, record)
    client = record.versions.get().client(timezone.localdate())
    outlook = simulate(client, Course.parse(TEXTS[0]), draws=8, seed=0).to_json()
    assert made.text == TEXTS[0]
    assert made.outlook == outlook
    assert made.planned["course"] == TEXTS[0]
    assert (made.draws, made.seed, made.state) == (8, 0, CHOSEN)
    assert made.planned["risks"]["pih"] == outlook["pih_risk_course"]


def test_the_digest_hangs_on_text_prediction_and_client_file(user: User, record: Record) -> None:
    made = chosen(user, record)
    content = made.version.content
    assert made.digest == digest_of(made.text, made.planned, content)
    others = {
        digest_of(made.text + " ", made.planned, content),
        digest_of(made.text, made.planned | {"pain": None}, content),
        digest_of(made.text, made.planned, content | {"fitzpatrick": 3}),
    }
    assert len(others) == 3
    assert made.digest not in others


def test_a_course_chosen_before_is_replaced_unless_it_is_under_way(user: User, record: Record) -> None:
    first = chosen(user, record)
    second = chosen(user, record, TEXTS[1])
    first.refresh_from_db()
    assert (first.state, second.state) == (REPLACED, CHOSEN)
    ChosenCourse.objects.filter(pk=second.pk).update(state=UNDER_WAY)
    chosen(user, record, TEXTS[2])
    second.refresh_from_db()
    assert second.state == UNDER_WAY


def test_what_a_rule_blocks_is_chosen_by_nobody(user: User, record: Record, signed_in: Callable[..., Browser]) -> None:
    changed(user, record, active_infection=True)
    with pytest.raises(InputError, match="Infection, herpes or an open sore"):
        chosen(user, record)
    for role in ("clinician", "owner"):
        browser, version = signed_in(role), record.file
        assert version is not None
        form = {"course": TEXTS[0], "version": str(version.pk), "start": str(timezone.localdate())}
        page = browser.get(f"/plans/{record.pk}/choose/", {"course": TEXTS[0]}).content.decode()
        assert "This course cannot be chosen" in page
        assert '<button class="main">Choose' not in page
        assert browser.post(f"/plans/{record.pk}/choose/", form).status_code == 422
    assert not ChosenCourse.objects.exists()


def test_an_open_question_that_matters_blocks_and_is_shown(
    user: User, record: Record, signed_in: Callable[..., Browser]
) -> None:
    changed(user, record, keloids=None)
    with pytest.raises(InputError, match="Not asked yet"):
        chosen(user, record)
    page = signed_in("clinician").get(f"/plans/{record.pk}/choose/", {"course": TEXTS[0]}).content.decode()
    assert "Not asked yet" in page
    assert not ChosenCourse.objects.exists()


def test_a_file_that_was_changed_meanwhile_is_not_chosen_for(user: User, record: Record) -> None:
    seen = record.file
    assert seen is not None
    changed(user, record, keloids=False)
    with pytest.raises(InputError, match="changed meanwhile"):
        choose(user, record, seen, TEXTS[0], start=timezone.localdate(), draws=8)


def test_a_start_in_the_past_is_refused_with_what_is_allowed(user: User, record: Record) -> None:
    version = record.file
    assert version is not None
    with pytest.raises(InputError, match="today"):
        choose(user, record, version, TEXTS[0], start=timezone.localdate() - timedelta(days=1), draws=8)


def test_no_write_that_fails_leaves_half_a_choice(user: User, record: Record) -> None:
    first = chosen(user, record)
    for fault in every_fault():
        entries = Entry.objects.count()
        with fault:
            chosen(user, record, TEXTS[1])
        if fault.struck:
            first.refresh_from_db()
            assert first.state == CHOSEN
            assert ChosenCourse.objects.count() == 1
            assert Entry.objects.count() == entries
    first.refresh_from_db()
    assert first.state == REPLACED
    assert ChosenCourse.objects.count() == 2


def test_a_choice_by_the_page_goes_back_to_the_chart_which_tells_it(
    record: Record, signed_in: Callable[..., Browser], user: User
) -> None:
    version = record.file
    assert version is not None
    done_job(record)
    form = {"course": TEXTS[2], "version": str(version.pk), "start": str(timezone.localdate())}
    response = signed_in("clinician").post(f"/plans/{record.pk}/choose/", form)
    assert response.status_code == 302
    made = ChosenCourse.objects.get()
    assert (made.text, made.draws, made.plan_id) == (TEXTS[2], 100, found().to_json()["id"])
    told = next(step for step in steps_of(record, user) if step.title == "Plan")
    assert told.state == "done"
    assert TEXTS[2] in told.said
