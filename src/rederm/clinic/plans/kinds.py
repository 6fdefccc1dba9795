"""The long work of this room: the search for plans, and the printed report of what it found."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any
from uuid import UUID

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.models import FileVersion, Record
from rederm.clinic.jobs.models import Job
from rederm.clinic.jobs.run import Tell, ask, kind
from rederm.clinic.plans.cases import DRAWS, SEED, Case, case_at, followed
from rederm.sources import InputError, with_sentences

PLAN, REPORT = "plan", "report"
_BETWEEN = 0.5  # seconds between two tellings
_MEDIA = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


def ask_plan(user: User, record: Record, start: date, on: date, *, draws: int = DRAWS, seed: int = SEED) -> Job:
    """Ask for the ranked plans of the newest client file. on: today, by which the age is counted."""
    version = record.file
    if version is None:
        raise InputError("there is no client file yet; the consult writes it")
    if start < on:
        raise InputError(f"{start} is past; the first session can be today, {on}, or later")
    asked = {"version": str(version.pk), "on": str(on), "start": str(start), "draws": draws, "seed": seed}
    return ask(user, record, PLAN, asked | {"prices": record.clinic.prices})


def case_asked(asked: Mapping[str, Any]) -> Case:
    """The case that a job was asked for."""
    return case_at(UUID(asked["version"]), date.fromisoformat(asked["on"]), asked["prices"], asked["draws"], asked["seed"])


@kind(PLAN)
def plan_work(job: Job, tell: Tell) -> dict[str, Any]:
    """The content of plan.json. The search runs beside this thread, which alone speaks with the database."""
    from rederm.planning import Plan, Progress, plan

    asked = job.asked
    if not FileVersion.objects.filter(pk=asked["version"], record=job.record).exists():
        raise InputError("the client file that was asked about is not this client's; ask again")
    case, start = case_asked(asked), date.fromisoformat(asked["start"])
    ended, stopped, last = Event(), Event(), list[Progress]()
    found: list[Plan | BaseException] = []

    def told(progress: Progress) -> bool:
        last[:] = [progress]
        return not stopped.is_set()

    def search() -> None:
        try:
            given = {"draws": asked["draws"], "seed": asked["seed"], "start": start, "prices": case.prices}
            found.append(plan(case.client, progress=told, **given))
        except BaseException as error:  # given on below, in the thread that ends the job
            found.append(error)
        finally:
            ended.set()

    Thread(target=search, name=f"plan {job.pk}", daemon=True).start()
    while not ended.wait(_BETWEEN):
        if last and not tell(*_progress(last[0])):
            stopped.set()
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0].to_json()


def _progress(progress: Any) -> tuple[int, int, str]:
    """Done, of how many (0: not known), and in words what is done, how much was followed and the best so far."""
    from rederm.output.naming import title
    from rederm.output.words import percent

    best = progress.best
    so_far = f"; best so far {title(best.candidate.name)}, gains {percent(best.value)} in 8 of 10 draws" if best else ""
    words = f"{progress.stage}: {progress.simulated} courses followed{so_far}"
    return progress.simulated_in_stage, max(progress.of, progress.simulated_in_stage) if progress.of else 0, words


class KeptPlan:
    """A plan that was kept as JSON, as the report takes it: its outlooks are followed again with the same draws."""

    def __init__(self, content: Mapping[str, Any], case: Case) -> None:
        self._content = with_sentences(content, content.get("sentences", {}))
        self.outlooks = tuple(followed(case, entry["course"]).outlook for entry in content["plans"])

    def to_json(self) -> Mapping[str, Any]:
        return self._content


@kind(REPORT)
def report_work(job: Job, tell: Tell) -> dict[str, Any]:
    """Both lengths of the report of a plan, as HTML and PDF, in the vault: {"files": {name: key}}."""
    from rederm.clinic.vault.vault import seal
    from rederm.output import report
    from rederm.output.document import LENGTHS

    plan = Job.objects.get(pk=job.asked["plan"], record=job.record)
    if not plan.answer:
        raise InputError("this search has found no plan to print; start it again")
    content, files = KeptPlan(plan.answer, case_asked(plan.asked)), {}
    names = [(length, name, form) for length, name in LENGTHS.items() for form in _MEDIA]
    with TemporaryDirectory() as folder:
        for place, (length, name, form) in enumerate(names):
            tell(place, len(names), f"writing the {length}'s report ({form.upper()})")
            path = report(content, Path(folder) / f"{name}.{form}", length)  # type: ignore[arg-type]
            files[path.name] = str(seal(job.record.clinic, path.read_bytes(), _MEDIA[form]).pk)
    return {"files": files}
