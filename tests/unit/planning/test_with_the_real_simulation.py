"""Planning against the real simulation: one cheap course always, a whole plan where minutes are given."""

import json
from datetime import date
from pathlib import Path

import pytest

import rederm
from rederm.devices import device_names, load_device
from rederm.draws import Draws
from rederm.planning import compare, plan
from rederm.planning.candidates import concern_sites
from rederm.planning.space import space_of
from rederm.planning.trial import Case, run
from rederm.skin import Client

MARIA = Path(rederm.__file__).parents[2] / "examples" / "maria.toml"
START = date(2027, 1, 4)


def test_an_outlook_answers_every_limit_and_rule() -> None:
    maria = Client.load(MARIA)
    space = space_of(maria, load_device("glycolic-peel"), concern_sites(maria))
    assert space is not None
    trial = run(Case.of(maria, START), space.candidate(space.point(0.0, 1)), Draws(5))
    assert {v.limit for v in trial.verdicts} >= {"downtime_days", "budget", "pih_risk", "pain", "visits"}
    assert all(0 <= v.share <= 1 for v in trial.verdicts)
    assert {"glycolic-neutralise", "dark-skin-peel"} <= {f.rule for f in trial.findings}


def test_a_comparison_is_plain_json() -> None:
    maria = Client.load(MARIA)
    courses = [rederm.Course.parse("1 session of glycolic-peel"), rederm.Course.parse("2 sessions of salicylic-peel")]
    told = compare(maria, courses, draws=4, start=START).to_json()
    assert len(json.loads(json.dumps(told, allow_nan=False))["outlooks"]) == 2


@pytest.mark.slow
def test_a_plan_for_the_example_client_is_whole_and_plain_json() -> None:
    result = plan(Client.load(MARIA), draws=30, start=START)
    told = json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert {p["device"] for p in told["plans"]} | {e["device"] for e in told["excluded"]} == set(device_names())
    assert told["plans"]
    assert all(p["chance_within"]["downtime_days"] >= 0.8 for p in told["plans"])
