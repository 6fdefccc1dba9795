"""Two at the same time: one wins, numbers are given once, and the audit log stays whole. In processes of their own, on a clinic
of their own: the log takes no deletions, so that a test's own rollback cannot follow what other connections wrote."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__)
WRITERS = 2
SETTING = {"power_W": 60.0, "passes": 3.0, "speed_mm_s": 15.0, "tip": "roller"}
CLIENTS = 8  # that each writer adds


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What two processes say of what they wrote at the same moment, and what stands in the clinic after it."""
    folder = tmp_path_factory.mktemp("clinic")
    environment = os.environ | {"REDERM_CLINIC": str(folder)}
    environment.pop("REDERM_DATABASE", None)
    server = os.environ.get("REDERM_TEST_DATABASE")
    name = f"together_{uuid.uuid4().hex[:8]}"
    if server:
        _on_server(server, f"CREATE DATABASE {name}")
        environment["REDERM_DATABASE"] = f"{server.rpartition('/')[0]}/{name}"
    try:
        made = _ask(environment, "make", "{}")
        begin = json.dumps(made | {"at": time.time() + 4})
        crew = [_start(environment, "write", begin, str(number)) for number in range(WRITERS)]
        said = [json.loads(one.communicate(timeout=60)[0].splitlines()[-1]) for one in crew]
        yield {"said": said, "after": _ask(environment, "look", json.dumps(made))}
    finally:
        if server:
            _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def test_of_two_at_once_one_wins_the_other_is_told_and_nothing_stands_twice(told: dict[str, Any]) -> None:
    assert told["after"]["numbers"] == list(range(1, 2 + CLIENTS * WRITERS))
    for what in ("version", "visit", "end"):
        said = Counter(one[what] for one in told["said"])
        assert said["done"] == 1, said
        (refused,) = set(said) - {"done"}
        assert refused.startswith("InputError"), refused
    assert told["after"] | {"numbers": []} == {"numbers": [], "versions": [1, 2], "visits": [1], "ends": 1, "faults": []}


# What the processes run.


def make(_: dict[str, Any]) -> dict[str, Any]:
    """A client with a course that was consented to."""
    from datetime import date

    from clinic_objects import consented

    from rederm.clinic.accounts.models import Clinic, User
    from rederm.clinic.charts.keep import new_record, new_version
    from rederm.skin import Client

    user = User.objects.invite("one@example.org", "One", "clinician", Clinic.objects.create(name="Invented"))
    record = new_record(user, "Maria Invented", date(1974, 5, 2))
    content = Client.load(HERE.parents[2] / "examples" / "maria.toml").to_json()
    content.pop("age")
    new_version(user, record, content, None)
    course = consented(record)
    return {"user": str(user.pk), "record": str(record.pk), "course": str(course.pk)}


def write(known: dict[str, Any]) -> dict[str, Any]:
    """The same writes in every process, from the same moment on."""
    from datetime import date

    from rederm.clinic.accounts.models import User
    from rederm.clinic.charts.keep import new_record, new_version
    from rederm.clinic.charts.models import Record
    from rederm.clinic.plans.models import ChosenCourse
    from rederm.clinic.treatments.keep import finish, open_visit

    user, record = User.objects.get(pk=known["user"]), Record.objects.get(pk=known["record"])
    course = ChosenCourse.objects.get(pk=known["course"])
    assert record.file is not None
    content = record.file.content
    time.sleep(max(0.0, known["at"] - time.time()))
    told = {"version": _tried(new_version, user, record, content, 1)}
    told["visit"] = _tried(open_visit, user, course, date(2026, 1, 12))
    while not (visit := course.visits.first()):
        assert time.time() < known["at"] + 20, told
        time.sleep(0.01)
    time.sleep(max(0.0, known["at"] + 1.5 - time.time()))
    session = {"device": "opus-plasma", "sites": ["cheek"], "setting": SETTING, "lot": "7", "endpoint": "pink"}
    told["end"] = _tried(finish, user, visit, [session], {})
    for number in range(CLIENTS):
        new_record(user, f"Invented {number}", date(1980, 1, 1))
    return told


def look(known: dict[str, Any]) -> dict[str, Any]:
    """What stands in the clinic."""
    from rederm.clinic.audit.log import verify
    from rederm.clinic.charts.models import FileVersion, Record
    from rederm.clinic.treatments.models import Done, Visit

    return {
        "numbers": sorted(Record.objects.values_list("number", flat=True)),
        "versions": sorted(FileVersion.objects.values_list("number", flat=True)),
        "visits": sorted(Visit.objects.values_list("number", flat=True)),
        "ends": Done.objects.count(),
        "faults": verify(),
    }


def _tried(write: Any, *given: Any) -> str:
    try:
        write(*given)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "done"


def _start(environment: dict[str, str], what: str, known: str, *more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, str(HERE), what, known, *more], env=environment, stdout=subprocess.PIPE, text=True)


def _ask(environment: dict[str, str], what: str, known: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_start(environment, what, known).communicate(timeout=60)[0].splitlines()[-1])
    return found


def _on_server(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


if __name__ == "__main__":
    from rederm.clinic.project.serve import prepare

    prepare(Path(os.environ["REDERM_CLINIC"]), os.environ.get("REDERM_DATABASE"))
    print(json.dumps({"make": make, "write": write, "look": look}[sys.argv[1]](json.loads(sys.argv[2]))))
