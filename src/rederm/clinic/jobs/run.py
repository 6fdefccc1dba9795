"""Give work to the worker, and what the worker does with it.

A job is a row; the queue (django-tasks on the same database) only holds its id. A worker that was killed leaves its job
"running": `recover` gives such jobs out again at the next start, so that nothing that was asked for is lost. Work is therefore
a pure function of `asked`, and is stored with the end of the job in one transaction.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import record as log
from rederm.clinic.charts.models import Record
from rederm.clinic.jobs.models import DONE, FAILED, RUNNING, STOPPED, WAITING, Job
from rederm.sources import InputError

Tell = Callable[[int, int, str], bool]  # done, of how many, what it is doing: False where the work is to end early
Work = Callable[[Job, Tell], dict[str, Any]]
KINDS: dict[str, Work] = {}  # filled by the rooms that have long work (`kind`)


def kind(name: str) -> Callable[[Work], Work]:
    """Name a function that does a kind of job."""

    def decorate(work: Work) -> Work:
        KINDS[name] = work
        return work

    return decorate


def ask(user: User, record: Record, name: str, asked: dict[str, Any]) -> Job:
    """Ask for work of a kind; a worker takes it up."""
    with transaction.atomic():
        job = Job.objects.create(record=record, kind=name, asked=asked, by=user)
        log(user, f"ask {name}", job, after=asked)
        work_on.enqueue(str(job.pk))
    return job


@task()
def work_on(key: str) -> None:
    """What the worker runs."""
    job = Job.objects.select_related("record__clinic", "by").get(pk=key)
    if job.state not in (WAITING, RUNNING):
        return
    Job.objects.filter(pk=key).update(state=RUNNING)

    def tell(done: int, of: int, said: str) -> bool:
        return Job.objects.filter(pk=key).exclude(state=STOPPED).update(done=done, of=of, said=said[:200]) == 1

    try:
        answer, state, said = KINDS[job.kind](job, tell), DONE, ""
    except InputError as error:
        answer, state, said = None, FAILED, str(error)
    except Exception as error:
        _end(key, None, FAILED, f"it stopped with an error of the program ({type(error).__name__}); nothing was changed")
        raise
    _end(key, answer, state, said)


def _end(key: str, answer: dict[str, Any] | None, state: str, said: str) -> None:
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=key)
        job.answer, job.said, job.ended = answer, said[:200], timezone.now()
        job.state = job.state if job.state == STOPPED else state
        job.save()
        log(job.by, f"{job.state} {job.kind}", job, after=answer)


def stop(user: User, job: Job) -> None:
    """End a job early; what it has found so far is kept where its kind can."""
    with transaction.atomic():
        Job.objects.filter(pk=job.pk, state__in=(WAITING, RUNNING)).update(state=STOPPED)
        log(user, f"stop {job.kind}", job)


def recover() -> int:
    """Give out again what a killed worker left; how many. To be called where no worker runs."""
    from django_tasks_db.models import DBTaskResult

    with transaction.atomic():
        DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED", "SUCCEEDED")).delete()
        left = list(Job.objects.filter(state__in=(WAITING, RUNNING)).order_by("made"))
        for job in left:
            work_on.enqueue(str(job.pk))
    return len(left)
