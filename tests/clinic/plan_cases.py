"""A small plan of three peels with its front, as a search would find it, and the dials as a browser posts them."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from rederm.clinic.charts.models import Record
from rederm.clinic.jobs.models import DONE, Job
from rederm.clinic.plans.asked import DIAL, usual
from rederm.course import Course
from rederm.devices import load_device
from rederm.draws import Draws
from rederm.planning import Plan
from rederm.planning.candidates import Candidate
from rederm.planning.tell import told
from rederm.planning.trade import trades
from rederm.planning.trial import Case, run
from rederm.skin import Client

MARIA = Path(__file__).parents[2] / "examples" / "maria.toml"
DRAWS = 8
TEXTS = (
    "3 sessions of tca-peel on cheek at 10 %, 4 weeks apart",
    "2 sessions of glycolic-peel on cheek at 35 %, 3 min, 4 weeks apart",
    "1 session of salicylic-peel on cheek at 30 %, 3 min",
)


@cache
def found() -> Plan:
    client, start = Client.load(MARIA), date(2027, 3, 1)
    case, draws = Case.of(client, start), Draws(DRAWS)
    trials = [run(case, Candidate.of(Course.parse(text)), draws) for text in TEXTS]
    return Plan(
        client=client,
        **told(case, trials, trials, [], draws),
        excluded=(),
        start=start,
        seed=0,
        draws=DRAWS,
        goals=case.goals,
        limits=case.limits,
        front=tuple(trials),
        trades=tuple(trades(case.limits, trials)),
        simulated={"first answer": len(trials)},
    )


def asked_of(record: Record) -> dict[str, Any]:
    """What a search of the newest file is asked with."""
    today = str(timezone.localdate())
    version = record.versions.order_by("-number").first()
    assert version is not None
    return {"version": str(version.pk), "on": today, "start": today, "draws": DRAWS, "seed": 0, "prices": ""}


def done_job(record: Record) -> Job:
    """A search that has found this plan."""
    by = record.versions.order_by("-number").first().by  # type: ignore[union-attr]
    now = timezone.now()
    return Job.objects.create(
        record=record, kind="plan", asked=asked_of(record), state=DONE, answer=found().to_json(), by=by, ended=now
    )


def dials(device: str = "tca-peel", **changed: str) -> dict[str, Any]:
    """The form of the room with a device as it is usually set on the cheek. changed: names of dials."""
    asked = usual(load_device(device), ("cheek",))
    form = {"device": device, "site": ["cheek"], "sessions": str(asked.sessions), "interval": str(asked.interval_days)}
    return form | {f"{DIAL}{name}": value for name, value in changed.items()}
