"""A job that was acknowledged is done once, though the server is killed while it runs."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

HERE = Path(__file__)
PATIENCE_S = 60
SETTING = {"power_W": 60.0, "passes": 3.0, "speed_mm_s": 15.0, "tip": "roller"}
JOBS = 2


def test_a_killed_server_loses_no_job_and_does_none_twice(tmp_path: Path) -> None:
    environment = os.environ | {"REDERM_CLINIC": str(tmp_path)}
    environment.pop("REDERM_DATABASE", None)
    kept = _ask(environment, "make")["jobs"]
    server = _serve(tmp_path, environment)
    _until(lambda: "running" in _states(tmp_path))
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    time.sleep(0.2)  # what a worker that lives on would need to say that it is done
    assert "running" in _states(tmp_path), "the job was over before the server was killed"
    again = _serve(tmp_path, environment)
    try:
        _until(lambda: _states(tmp_path) == ["done"] * JOBS)
        found = _ask(environment, "look")
    finally:
        again.terminate()
        again.wait(30)
    assert sorted(found["states"]) == sorted(kept)
    assert found["ends"] == dict.fromkeys(kept, 1)
    assert found["answers"] == JOBS
    assert found["faults"] == []


def _serve(folder: Path, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    with socket.socket() as wire:
        wire.bind(("127.0.0.1", 0))
        port = wire.getsockname()[1]
    command = [sys.executable, "-m", "rederm.cli", "serve", "--data", str(folder), "--port", str(port)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _states(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "clinic.sqlite3", timeout=20)) as database:
        return [state for (state,) in database.execute("SELECT state FROM jobs_job ORDER BY made")]


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        time.sleep(0.05)
        assert time.monotonic() < end, "it did not come to that"


def _ask(environment: dict[str, str], what: str) -> dict[str, Any]:
    answer = subprocess.run([sys.executable, str(HERE), what], env=environment, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


# What the processes run.


def make() -> dict[str, Any]:
    """A client after their first visit, and jobs that plan the rest of the course."""
    from datetime import date

    from clinic_objects import consented

    from rederm.clinic.accounts.models import Clinic, User
    from rederm.clinic.charts.keep import new_record, new_version
    from rederm.clinic.followups.keep import ask_rest, see
    from rederm.clinic.plans.models import ChosenCourse
    from rederm.clinic.treatments.keep import finish, open_visit
    from rederm.skin import Client

    user = User.objects.invite("one@example.org", "One", "clinician", Clinic.objects.create(name="Invented"))
    record = new_record(user, "Maria Invented", date(1974, 5, 2))
    content = Client.load(HERE.parents[2] / "examples" / "maria.toml").to_json()
    content.pop("age")
    new_version(user, record, content, None)
    course = consented(record)
    session = {"device": "opus-plasma", "sites": ["cheek"], "setting": SETTING, "lot": "7", "endpoint": "pink"}
    finish(user, open_visit(user, course, date(2026, 1, 12)), [session], {})
    see(user, course, date(2026, 1, 22), "erythema_days", "2")
    ChosenCourse.objects.filter(pk=course.pk).update(draws=2)
    course.refresh_from_db()
    return {"jobs": [str(ask_rest(user, course).pk) for _ in range(JOBS)]}


def look() -> dict[str, Any]:
    """States of the jobs, how often the log says that each has ended, and what is wrong with the log."""
    from rederm.clinic.audit.log import verify
    from rederm.clinic.audit.models import Entry
    from rederm.clinic.jobs.models import Job

    jobs = list(Job.objects.all())
    ends = {str(job.pk): Entry.objects.filter(object=str(job.pk), action="done adapt").count() for job in jobs}
    states = {str(job.pk): job.state for job in jobs}
    return {"states": states, "ends": ends, "answers": sum(job.answer is not None for job in jobs), "faults": verify()}


if __name__ == "__main__":
    from rederm.clinic.project.serve import prepare

    prepare(Path(os.environ["REDERM_CLINIC"]))
    print(json.dumps({"make": make, "look": look}[sys.argv[1]]()))
