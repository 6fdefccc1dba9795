"""A clinic of its own for these tests, on SQLite or on the PostgreSQL that REDERM_TEST_DATABASE names, and its people."""

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="rederm-clinic-")  # ends with this process
os.environ["REDERM_CLINIC"] = _FOLDER.name
os.environ["REDERM_HOSTS"] = "testserver"
os.environ["DJANGO_SETTINGS_MODULE"] = "rederm.clinic.project.settings"
if "REDERM_TEST_DATABASE" in os.environ:
    os.environ["REDERM_DATABASE"] = os.environ["REDERM_TEST_DATABASE"]

import django  # noqa: E402
import pytest  # noqa: E402

django.setup()

from django.test import Client as Browser  # noqa: E402

from rederm.clinic.accounts.models import Clinic, User  # noqa: E402
from rederm.clinic.charts.keep import new_record, new_version  # noqa: E402
from rederm.clinic.charts.models import Record  # noqa: E402
from rederm.skin import Client  # noqa: E402

MARIA = Path(__file__).parents[2] / "examples" / "maria.toml"


@pytest.fixture
def clinic(db: None) -> Clinic:
    return Clinic.objects.create(name="Invented clinic", zone="Europe/Berlin")


@pytest.fixture
def person(clinic: Clinic) -> Callable[..., User]:
    """Makes someone of a role, in this clinic unless another is given."""

    def make(role: str, of: Clinic | None = None) -> User:
        return User.objects.invite(f"{role}-{User.objects.count()}@example.org", f"Invented {role}", role, of or clinic)

    return make


@pytest.fixture
def signed_in(person: Callable[..., User]) -> Callable[..., Browser]:
    """Makes a browser in which someone of a role is signed in."""

    def make(role: str, of: Clinic | None = None) -> Browser:
        browser = Browser(enforce_csrf_checks=False)
        browser.force_login(person(role, of), backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return make


@pytest.fixture
def record(person: Callable[..., User]) -> Record:
    """An invented client with the file of examples/maria.toml."""
    clinician = person("clinician")
    made = new_record(clinician, "Maria Invented", date(1974, 5, 2), invented=True)
    content = Client.load(MARIA).to_json()
    new_version(clinician, made, {key: value for key, value in content.items() if key != "age"}, None)
    return made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is seen in a browser hangs on no database: the run on PostgreSQL leaves it out, but for the whole journey."""
    for item in items:
        if {"chromium", "served"} & set(getattr(item, "fixturenames", ())) and "journey" not in item.nodeid:
            item.add_marker(pytest.mark.browser)
