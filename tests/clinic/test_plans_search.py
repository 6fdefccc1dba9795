"""The search for plans as a job: it ends, is ended, fails in words, and is given out again; and what its page shows."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from plan_cases import TEXTS, asked_of, done_job, found

from rederm import Course
from rederm.clinic.accounts.models import User
from rederm.clinic.charts.keep import new_version
from rederm.clinic.charts.models import Record
from rederm.clinic.jobs.models import DONE, FAILED, RUNNING, STOPPED, WAITING, Job
from rederm.clinic.jobs.run import ask, recover, stop, work_on
from rederm.clinic.plans import kinds
from rederm.clinic.plans.side import signed
from rederm.planning import compare
from rederm.planning.progress import Progress
from rederm.sources import InputError

Search = Callable[..., Any]


@pytest.fixture
def searching(monkeypatch: pytest.MonkeyPatch) -> Callable[[Search], None]:
    """Puts another search in the place of that of rederm, and looks at it more often."""

    def use(search: Search) -> None:
        monkeypatch.setattr("rederm.planning.plan", search)
        monkeypatch.setattr(kinds, "_BETWEEN", 0.01)

    return use


@pytest.fixture
def user(person: Callable[..., User]) -> User:
    return person("clinician")


def test_a_search_is_asked_for_and_ends_with_the_content_of_plan_json(
    signed_in: Callable[..., Browser], record: Record, searching: Callable[[Search], None]
) -> None:
    seen: dict[str, Any] = {}

    def search(client: Any, **given: Any) -> Any:
        seen.update(given, client=client)
        return found()

    searching(search)
    browser, today = signed_in("clinician"), timezone.localdate()
    assert browser.post(f"/plans/{record.pk}/search/", {"start": str(today)}).status_code == 302
    job = record.jobs.get()
    assert (job.kind, job.state) == ("plan", WAITING)
    work_on.call(str(job.pk))
    job.refresh_from_db()
    assert job.state == DONE
    assert job.answer == found().to_json()
    assert (seen["draws"], seen["seed"], seen["start"]) == (100, 0, today)
    assert seen["client"].to_json() == record.versions.get().client(today).to_json()


def test_a_search_that_is_ended_early_keeps_the_best_so_far(
    record: Record, user: User, searching: Callable[[Search], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(client: Any, *, progress: Callable[[Progress], bool], **given: Any) -> Any:
        pause = threading.Event()
        while progress(Progress("search", 3, 5, 0, None)):
            pause.wait(0.01)
        return replace(found(), partial=True)

    searching(search)
    job = ask(user, record, "plan", asked_of(record))
    told = kinds._progress

    def stopping(progress: Progress) -> tuple[int, int, str]:
        stop(user, job)  # as someone does on the page while it runs
        return told(progress)

    monkeypatch.setattr(kinds, "_progress", stopping)
    work_on.call(str(job.pk))
    job.refresh_from_db()
    assert job.state == STOPPED
    assert job.ended is not None
    assert job.answer is not None
    assert job.answer["partial"]


def test_progress_tells_stage_courses_and_the_best_so_far(
    record: Record, user: User, searching: Callable[[Search], None]
) -> None:
    best, told = found().front[0], list[tuple[int, int, str]]()
    go = threading.Event()

    def search(client: Any, *, progress: Callable[[Progress], bool], **given: Any) -> Any:
        progress(Progress("first answer", 4, 4, 17, best))
        go.wait(5)
        return found()

    def tell(done: int, of: int, said: str) -> bool:
        told.append((done, of, said))
        go.set()
        return True

    searching(search)
    kinds.plan_work(Job(record=record, kind="plan", asked=asked_of(record), by=user), tell)
    done, of, said = told[0]
    assert (done, of) == (4, 17)
    assert said.startswith("first answer: 4 courses followed; best so far ")
    assert "in 8 of 10 draws" in said


def test_a_search_that_fails_says_why(
    record: Record, user: User, searching: Callable[[Search], None], signed_in: Callable[..., Browser]
) -> None:
    def search(client: Any, **given: Any) -> Any:
        raise InputError("ready_by = 2020-01-01 is past; give a later day")

    searching(search)
    job = ask(user, record, "plan", asked_of(record))
    work_on.call(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.said) == (FAILED, "ready_by = 2020-01-01 is past; give a later day")
    assert "ready_by = 2020-01-01 is past" in signed_in("clinician").get(f"/plans/{record.pk}/").content.decode()


def test_what_a_killed_worker_left_is_given_out_again_and_stored_once(
    record: Record, user: User, searching: Callable[[Search], None]
) -> None:
    asked = []

    def search(client: Any, **given: Any) -> Any:
        asked.append(client)
        return found()

    searching(search)
    job = ask(user, record, "plan", asked_of(record))
    Job.objects.filter(pk=job.pk).update(state=RUNNING)  # and the worker is gone
    assert recover() == 1
    work_on.call(str(job.pk))
    work_on.call(str(job.pk))  # the queue may hand it out twice
    job.refresh_from_db()
    assert job.state == DONE
    assert len(asked) == 1
    assert recover() == 0


@pytest.mark.parametrize("start", ["", "yesterday", "2001-01-01"])
def test_a_start_that_cannot_be_is_refused_in_words(start: str, signed_in: Callable[..., Browser], record: Record) -> None:
    response = signed_in("clinician").post(f"/plans/{record.pk}/search/", {"start": start})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not record.jobs.exists()


def test_the_page_says_the_verdict_first_then_each_course_with_its_figures(
    signed_in: Callable[..., Browser], record: Record
) -> None:
    done_job(record)
    text = signed_in("clinician").get(f"/plans/{record.pk}/").content.decode()
    assert (
        text.index('class="said"') < text.index("Ranked plans</h2>") < text.index("Ruled out") if "Ruled out" in text else True
    )
    assert text.index('class="said"') < text.index("Ranked plans</h2>")
    for course in TEXTS:
        assert course in text
    for entry in found().to_json()["plans"]:
        assert f"{100 * entry['weighted_gain']['median']:.0f} %" in text


def test_a_plan_of_an_older_client_file_says_so_and_offers_no_choice(
    signed_in: Callable[..., Browser], record: Record, user: User
) -> None:
    done_job(record)
    new_version(user, record, record.versions.get().content | {"fitzpatrick": 3}, 1)
    text = signed_in("clinician").get(f"/plans/{record.pk}/").content.decode()
    assert "was changed since this search" in text
    assert "/choose/?course=" not in text


def test_the_points_of_the_front_are_links_that_open_their_course(signed_in: Callable[..., Browser], record: Record) -> None:
    done_job(record)
    text = signed_in("clinician").get(f"/plans/{record.pk}/").content.decode()
    chart = text[text.index('<svg viewBox="0 0 720 340"') :]
    chart = chart[: chart.index("</svg>")]
    assert chart.count("<a href=") >= 2
    assert "tca-peel" in chart


def test_the_report_of_a_plan_is_written_into_the_vault_and_given_out(
    signed_in: Callable[..., Browser], record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(plan: Any, path: Any, length: str) -> Any:
        path.write_text(f"{length}: {plan.to_json()['plans'][0]['course']}, {len(plan.outlooks)} courses", encoding="utf-8")
        return path

    monkeypatch.setattr("rederm.output.report", short)
    browser, search = signed_in("clinician"), done_job(record)
    assert browser.post(f"/plans/search/{search.pk}/report/").status_code == 302
    job = record.jobs.get(kind="report")
    work_on.call(str(job.pk))
    response = browser.get(f"/plans/report/{job.pk}/client-pdf/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="client-{record.number}-client.pdf"'
    assert response.content.decode() == f"client: {TEXTS[0]}, 3 courses"
    assert browser.get(f"/plans/report/{job.pk}/anything/").status_code == 422


def test_two_courses_stand_side_by_side_with_the_difference_of_the_same_draws(
    signed_in: Callable[..., Browser], record: Record
) -> None:
    browser = signed_in("clinician")
    response = browser.get(f"/plans/{record.pk}/compare/", {"course": list(TEXTS[:2])})
    text = response.content.decode()
    client = record.versions.get().client(timezone.localdate())
    apart = compare(client, [Course.parse(one) for one in TEXTS[:2]]).to_json()["against_first"][0]["downtime_days_course"]
    assert response.status_code == 200
    assert signed(apart) in text
    assert browser.get(f"/plans/{record.pk}/compare/", {"course": list(TEXTS)}).status_code == 422
    assert browser.get(f"/plans/{record.pk}/compare/", {"a": "nonsense", "b": TEXTS[0]}).status_code == 422
