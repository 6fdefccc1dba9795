"""A consent is never blank: whatever is posted, nothing is signed without every answer and a signature with strokes."""

from collections.abc import Callable
from typing import Any

import pytest
from axes.models import AccessAttempt
from consent_cases import NAME, good_answers, picture, signed, told_course
from django.test import Client as Browser
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rederm.clinic.accounts.models import User
from rederm.clinic.consents.again import TOO_MANY
from rederm.clinic.consents.bound import seen_of
from rederm.clinic.consents.models import Consent, ConsentText
from rederm.clinic.consents.questions import questions
from rederm.clinic.consents.sign import withdraw
from rederm.clinic.consents.standing import standing
from rederm.clinic.consents.texts import newest_of
from rederm.clinic.plans.models import CHOSEN, ChosenCourse
from rederm.clinic.vault.vault import path_of

PASSWORD = "an invented password"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False


@pytest.fixture
def course(record: Any) -> ChosenCourse:
    return told_course(record)


@pytest.fixture
def clinician(course: ChosenCourse) -> Browser:
    by = course.by
    by.set_password(PASSWORD)
    by.save()
    browser = Browser()
    browser.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def whole(course: ChosenCourse) -> dict[str, str]:
    seen = seen_of(course, newest_of(course))
    return {**good_answers(), "seen": seen, "signer": NAME, "picture": picture(), "password": PASSWORD}


def post(browser: Browser, course: ChosenCourse, data: dict[str, str]) -> Any:
    return browser.post(reverse("consent-sign", kwargs={"key": course.pk}), data)


def test_what_is_whole_is_signed(clinician: Browser, course: ChosenCourse) -> None:
    response = post(clinician, course, whole(course))
    consent = Consent.objects.get()
    assert response.url == reverse("consent", kwargs={"key": consent.pk})
    assert clinician.get(reverse("consent-sign", kwargs={"key": course.pk})).url == response.url
    assert b"This consent stands." in clinician.get(response.url).content


def test_a_typed_signature_needs_the_same_name_and_the_tick(clinician: Browser, course: ChosenCourse) -> None:
    data = whole(course) | {"picture": ""}
    for wrong in ({}, {"written": NAME}, {"written": "Somebody", "mine": "on"}, {"mine": "on"}):
        assert post(clinician, course, data | wrong).status_code == 422
    assert post(clinician, course, data | {"written": " maria  Invented", "mine": "on"}).status_code == 302
    assert Consent.objects.get().manner == "typed"


@pytest.mark.parametrize("left", [question.key for question in questions()])
def test_every_question_must_be_answered(clinician: Browser, course: ChosenCourse, left: str) -> None:
    data = whole(course)
    del data[left]
    response = post(clinician, course, data)
    assert response.status_code == 422
    assert f'href="#ask-{left}"' in response.content.decode()


@pytest.mark.parametrize("question", [each for each in questions() if each.stops], ids=lambda each: each.key)
def test_an_answer_that_forbids_it_says_what_to_do(clinician: Browser, course: ChosenCourse, question: Any) -> None:
    for answer, said in question.stops.items():
        response = post(clinician, course, whole(course) | {question.key: answer})
        assert response.status_code == 422
        assert said in response.content.decode()


def test_another_password_signs_nothing_and_is_not_said_back(clinician: Browser, course: ChosenCourse) -> None:
    response = post(clinician, course, whole(course) | {"password": "a wrong password"})
    assert response.status_code == 422
    assert b"a wrong password" not in response.content
    assert not Consent.objects.exists()


SAID = ["", " ", "yes", "no", "on", NAME, picture(lines=False), "data:image/png;base64,AA"]
WORDS = st.one_of(st.sampled_from(SAID), st.text(max_size=20))
FIELDS = [*good_answers(), "seen", "signer", "picture", "written", "mine", "password"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(left=set(), other={})
@example(left={"picture"}, other={"written": NAME, "mine": "on"})
@given(left=st.sets(st.sampled_from(FIELDS), max_size=6), other=st.dictionaries(st.sampled_from(FIELDS), WORDS, max_size=4))
def test_a_partial_post_never_makes_a_consent(
    clinician: Browser, course: ChosenCourse, left: set[str], other: dict[str, str]
) -> None:
    before = set(Consent.objects.values_list("pk", flat=True))
    data = {key: value for key, value in whole(course).items() if key not in left} | other
    response = post(clinician, course, data)
    assert response.status_code in (302, 422)
    for consent in Consent.objects.exclude(pk__in=before):
        assert all(not question.wrong(data.get(question.key)) for question in questions())
        assert [answer["answer"] for answer in consent.answers] == [data[question.key] for question in questions()]
        assert data["password"] == PASSWORD
        assert consent.signature.size > 100
        assert consent.signer == " ".join(data["signer"].split())
        withdraw(course.by, consent, "")
    course.refresh_from_db()
    assert course.state == CHOSEN


def test_a_consent_is_taken_back_on_its_page(clinician: Browser, course: ChosenCourse) -> None:
    consent = signed(course)
    where = reverse("consent-withdraw", kwargs={"key": consent.pk})
    assert clinician.post(where, {}).status_code == 422
    assert standing(course)
    clinician.post(where, {"sure": "on", "reason": "wants to wait"})
    assert not standing(course)
    assert b"wants to wait" in clinician.get(reverse("consent", kwargs={"key": consent.pk})).content


def test_cold_sores_that_the_file_does_not_know_are_pointed_out(clinician: Browser, course: ChosenCourse) -> None:
    history = course.record.file.content.get("history", {})
    post(clinician, course, whole(course) | {"cold_sores": "yes"})
    page = clinician.get(reverse("consent", kwargs={"key": Consent.objects.get().pk})).content
    assert (b"The client file says otherwise." in page) is not history.get("cold_sores", False)


def test_tries_of_a_password_come_to_an_end(clinician: Browser, course: ChosenCourse, settings: Any) -> None:
    settings.AXES_ENABLED = True
    for _ in range(6):
        assert post(clinician, course, whole(course) | {"password": "wrong"}).status_code == 422
    response = post(clinician, course, whole(course))
    assert response.status_code == 422
    assert TOO_MANY.encode() in response.content
    assert not Consent.objects.exists()


def test_a_wrong_password_leaves_nothing_of_the_client_in_the_list_of_tries(
    clinician: Browser, course: ChosenCourse, settings: Any
) -> None:
    settings.AXES_ENABLED = True
    post(clinician, course, whole(course) | {"password": "wrong"})
    kept = str(list(AccessAttempt.objects.values()))
    assert course.by.email in kept
    assert NAME not in kept
    assert "base64" not in kept


def test_a_right_password_does_not_log_in_after_too_many_wrong_ones(course: ChosenCourse, settings: Any) -> None:
    settings.AXES_ENABLED = True
    course.by.set_password(PASSWORD)
    course.by.save()
    browser = Browser()
    for _ in range(6):
        browser.post(reverse("login"), {"username": course.by.email, "password": "wrong"})
    assert browser.post(reverse("login"), {"username": course.by.email, "password": PASSWORD}).status_code != 302


def test_a_paper_that_is_gone_is_said_to_be(clinician: Browser, course: ChosenCourse) -> None:
    consent = signed(course)
    path_of(consent.paper.id).unlink()
    response = clinician.get(reverse("consent-paper", kwargs={"key": consent.pk}))
    assert response.status_code == 404
    assert b"restore it from a backup" in response.content


def test_the_owner_writes_a_new_version_and_sees_what_changed(signed_in: Callable[..., Browser], course: ChosenCourse) -> None:
    owner, where = signed_in("owner"), reverse("consent-texts") + "?text=plasma"
    body = "# Ours\nWhat we say ourselves.\n"
    assert owner.post(where, {}).status_code == 422
    assert owner.post(where, {"seen": 1, "body": "Some {risk}."}).status_code == 422
    assert owner.post(where, {"seen": 1, "body": body}).status_code == 302
    assert "<ins>What we say ourselves.</ins>" in owner.get(where).content.decode()
    assert ConsentText.objects.filter(modality="plasma").count() == 2


def test_the_name_of_the_client_stands_in_no_address_or_file_name(clinician: Browser, course: ChosenCourse) -> None:
    consent = signed(course)
    answer = clinician.get(reverse("consent-paper", kwargs={"key": consent.pk}))
    assert answer["Content-Type"] == "application/pdf"
    assert f"consent-{course.record.number}-" in answer["Content-Disposition"]
    assert "Maria" not in answer["Content-Disposition"]


def test_a_person_of_the_clinic_without_the_right_cannot_sign(person: Callable[..., User], course: ChosenCourse) -> None:
    browser = Browser()
    browser.force_login(person("assistant"), backend="django.contrib.auth.backends.ModelBackend")
    assert post(browser, course, whole(course)).status_code == 403
