"""A plan of one peel on few draws: what a verb or a page needs that reads a plan, without the search that makes one."""

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from rederm.course import Course
from rederm.outlook import simulate
from rederm.output.page import json_text
from rederm.planning import Plan
from rederm.planning.planned import PlannedCourse
from rederm.skin import Client

MARIA = Path(__file__).parents[1] / "examples" / "maria.toml"
DRAWS = 4


@cache
def made_small_plan() -> Plan:
    client, course = Client.load(MARIA), Course.parse("2 sessions of glycolic-peel on cheek, 4 weeks apart")
    outlook = simulate(client, course, draws=DRAWS)
    first = PlannedCourse(1, "glycolic-peel", course, 28.0, outlook, np.zeros(DRAWS), {}, {}, (), (), "why")
    return Plan(client, (first,), (), "A peel.", date(2027, 3, 1), 0, DRAWS)


@cache
def small_plan() -> str:
    """The text of its plan.json."""
    return json_text(made_small_plan().to_json())
