"""Every address of the clinic, met by every role, by a stranger and by another clinic: default deny."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from clinic_objects import object_for
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rederm.clinic.accounts.models import Clinic
from rederm.clinic.accounts.roles import PUBLIC, RIGHTS, ROLES, SIGNED_IN, may

ROLE_NAMES = [name for name, _ in ROLES]


def patterns(resolver: Any = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


ALL = {str(pattern.name): pattern for pattern in patterns()}
GUARDED = sorted(name for name, pattern in ALL.items() if getattr(pattern.callback, "right", None) != PUBLIC)
OF_OBJECTS = sorted(name for name, pattern in ALL.items() if "key" in pattern.pattern.converters)


def address(name: str, key: object = None) -> str:
    """A URL of this name; whatever it takes beside the key of its object is filled with something."""
    filler = {"int": 1, "IntConverter": 1, "StringConverter": "x", "SlugConverter": "x", "UUIDConverter": uuid.uuid4()}
    given = {given: filler[type(kind).__name__] for given, kind in ALL[name].pattern.converters.items()}
    if "key" in given:
        given["key"] = key or uuid.uuid4()
    return reverse(name, kwargs=given)


def visit(browser: Browser, name: str, key: object = None) -> Any:
    method = "get" if "GET" in ALL[name].callback.methods else "post"
    return getattr(browser, method)(address(name, key))


def test_every_address_names_a_right_that_exists() -> None:
    assert len(ALL) == sum(1 for _ in patterns()), "two addresses share a name"
    for name, pattern in ALL.items():
        assert getattr(pattern.callback, "right", None) in {PUBLIC, SIGNED_IN, *RIGHTS}, name


def test_an_address_with_a_key_names_whose_it_is() -> None:
    for name in OF_OBJECTS:
        assert ALL[name].callback.of.clinic_path, name


@pytest.mark.parametrize("name", GUARDED)
def test_a_stranger_sees_nothing(name: str, clinic: Clinic) -> None:
    response = visit(Browser(), name)
    assert response.status_code == 403 or (response.status_code == 302 and response.url.startswith("/log-in/"))


@pytest.mark.parametrize("role", ROLE_NAMES)
@pytest.mark.parametrize("name", GUARDED)
def test_a_role_without_the_right_is_refused_and_one_with_it_is_not(
    name: str, role: str, signed_in: Callable[..., Browser], record: Any
) -> None:
    key = object_for(name, ALL[name].callback.of, record) if name in OF_OBJECTS else None
    response = visit(signed_in(role), name, key)
    if may(role, ALL[name].callback.right):
        assert response.status_code not in (403, 404, 500)
    else:
        assert response.status_code == 403


@pytest.mark.parametrize("name", OF_OBJECTS)
def test_what_belongs_to_another_clinic_does_not_exist(name: str, signed_in: Callable[..., Browser], record: Any) -> None:
    elsewhere = Clinic.objects.create(name="Another clinic")
    key = object_for(name, ALL[name].callback.of, record)
    response = visit(signed_in("owner", elsewhere), name, key)
    assert response.status_code == 404


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_method_that_was_not_meant_is_refused(name: str, signed_in: Callable[..., Browser]) -> None:
    assert signed_in("owner").delete(address(name)).status_code in (403, 405)
