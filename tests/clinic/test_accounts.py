"""Coming in: the owner's first link, passwords, tries that are counted, and what a stranger learns."""

import io
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client as Browser

from rederm.clinic.accounts.links import link_for
from rederm.clinic.accounts.models import Clinic, User
from rederm.clinic.audit.models import Entry
from rederm.clinic.project.serve import first_link

PASSWORD = "a long enough phrase"
WELCOME = {"name": "Invented Owner", "email": "owner@example.net", "new_password1": PASSWORD, "new_password2": PASSWORD}


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(browser: Browser, email: str, password: str) -> Any:
    return browser.post("/log-in/", {"username": email, "password": password})


@pytest.mark.django_db
def test_the_first_link_makes_one_owner_and_ends_with_their_password() -> None:
    link = first_link()
    assert link is not None
    assert first_link() is not None
    assert User.objects.get().role == "owner"
    browser = Browser()
    assert browser.post(link, WELCOME).status_code == 302
    assert browser.get("/").status_code == 200
    assert first_link() is None
    assert Browser().get(link).status_code == 403


def test_a_link_of_another_person_does_not_open(person: Callable[..., User]) -> None:
    one, other = person("clinician"), person("assistant")
    assert Browser().get(link_for(one).replace(str(one.pk), str(other.pk))).status_code == 403


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_refused(person: Callable[..., User], password: str) -> None:
    user = person("clinician")
    answer = Browser().post(link_for(user), WELCOME | {"new_password1": password, "new_password2": password})
    assert answer.status_code == 422
    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_passwords_are_kept_by_argon2(person: Callable[..., User]) -> None:
    assert with_password(person("clinician")).password.startswith("argon2$argon2id$")


def test_a_fifth_wrong_password_closes_the_door_even_to_the_right_one(person: Callable[..., User]) -> None:
    user, browser = with_password(person("clinician")), Browser()
    answers = [log_in(browser, user.email, "wrong").status_code for _ in range(5)]
    assert answers[:4] == [200] * 4
    assert answers[4] == 429
    assert log_in(browser, user.email, PASSWORD).status_code == 429
    assert browser.get("/").status_code == 302


def test_a_known_address_and_an_unknown_one_are_refused_in_the_same_words(person: Callable[..., User]) -> None:
    user = with_password(person("clinician"))
    known, unknown = log_in(Browser(), user.email, "wrong"), log_in(Browser(), "nobody@example.org", "wrong")
    assert known.context["form"].errors == unknown.context["form"].errors


def test_logging_in_gives_a_new_session(person: Callable[..., User]) -> None:
    user, browser = with_password(person("clinician")), Browser()
    browser.get("/log-in/")
    session = browser.session
    session["planted"] = True
    session.save()
    browser.cookies["rederm_session"] = planted = str(session.session_key)
    log_in(browser, user.email, PASSWORD)
    assert browser.cookies["rederm_session"].value != planted


def test_a_form_without_its_token_is_refused(person: Callable[..., User]) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(person("owner"), backend="django.contrib.auth.backends.ModelBackend")
    assert browser.post("/clinic/invite/", {"name": "X", "email": "x@example.org", "role": "owner"}).status_code == 403
    assert not User.objects.filter(email="x@example.org").exists()


def test_someone_invited_sees_their_clinic_alone(signed_in: Callable[..., Browser], clinic: Clinic) -> None:
    answer = signed_in("owner").post("/clinic/invite/", {"name": "New", "email": "new@example.org", "role": "assistant"})
    assert answer.status_code == 200
    assert "/welcome/" in answer.content.decode()
    assert User.objects.get(email="new@example.org").clinic == clinic


def test_logging_in_and_failing_to_stand_in_the_audit_log(person: Callable[..., User]) -> None:
    user = with_password(person("clinician"))
    log_in(Browser(), user.email, "wrong")
    log_in(Browser(), user.email, PASSWORD)
    assert list(Entry.objects.filter(action__startswith="log in").values_list("action", "actor").order_by("seq")) == [
        ("log in failed", ""),
        ("log in", str(user.pk)),
    ]


def test_no_log_holds_who_it_was(person: Callable[..., User], caplog: pytest.LogCaptureFixture) -> None:
    user = with_password(person("clinician"))
    with caplog.at_level(logging.DEBUG):
        for _ in range(6):
            log_in(Browser(), user.email, "wrong")
        Browser().get("/nowhere/")
    assert user.email not in caplog.text
    assert user.name not in caplog.text


def test_every_page_says_what_a_browser_may_do(signed_in: Callable[..., Browser]) -> None:
    answer = signed_in("owner").get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["Cache-Control"].startswith("no-store") or "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "DENY"


def test_a_deployment_behind_https_has_nothing_to_mend(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    from importlib import reload

    from rederm.clinic.project import settings as module

    monkeypatch.setenv("REDERM_HTTPS", "1")
    checked = reload(module)
    for name in dir(checked):
        if name.startswith(("SECURE_", "SESSION_", "CSRF_")):
            setattr(settings, name, getattr(checked, name))
    call_command("check", deploy=True, fail_level="WARNING", stdout=io.StringIO(), stderr=io.StringIO())
    monkeypatch.undo()
    reload(module)
