"""A plan with a real outlook, cheap to make: peels, which solve no heat, on two sites, few draws."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from rederm.course import Course
from rederm.outlook import Outlook, simulate
from rederm.planning.limits import LIMITS
from rederm.planning.plan_types import Plan
from rederm.planning.planned import PlannedCourse
from rederm.safety import check
from rederm.skin import Client

EXAMPLES = Path(__file__).parents[3] / "examples"
TEXT = "2 sessions of glycolic-peel on cheek and periorbital, 2 weeks apart; same days 2 sessions of tca-peel on hand"
START = date(2027, 1, 4)
DRAWS, SEED = 6, 3


@cache
def outlook() -> Outlook:
    return simulate(Client.load(EXAMPLES / "maria.toml"), Course.parse(TEXT), draws=DRAWS, seed=SEED)


def made_plan(client: Client | None = None) -> Plan:
    """The plan of one course. client: stands in it for the one that was simulated."""
    told = outlook() if client is None else replace(outlook(), client=client)
    who, course = told.client, told.course
    planned = PlannedCourse(
        rank=1,
        device="glycolic-peel+tca-peel",
        course=course,
        interval_days=14.0,
        outlook=told,
        gain=np.linspace(0.1, 0.6, DRAWS),
        chance_within=dict(zip(LIMITS, np.linspace(0.5, 1.0, len(LIMITS)).tolist(), strict=True)),
        limits=dict.fromkeys(LIMITS, "what binds"),
        findings=tuple(check(who, Course.parse("1 session of full-co2 on face"))),
        untreated=(("neck", "why"),),
        why="It gives most.",
    )
    return Plan(who, (planned,), (), "Peels.", START, SEED, DRAWS)


@cache
def _written() -> Any:
    return made_plan().to_json()


def plan_file() -> dict[str, Any]:
    """The JSON of the plan; a new mapping at its head each time."""
    return dict(_written())
