"""A learning plan of two peels on few draws: what a verb, a page or a schema needs that reads one."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rederm.course import Course
from rederm.output.page import json_text
from rederm.planning.learning import LearningPlan, learning_plan
from rederm.skin import Client

MARIA = Path(__file__).parents[1] / "examples" / "maria.toml"
TEXTS = ("2 sessions of glycolic-peel on cheek, 4 weeks apart", "1 session of tca-peel on cheek at 20 %")
DRAWS = 512


@cache
def made_learning() -> LearningPlan:
    return learning_plan(Client.load(MARIA), [Course.parse(text) for text in TEXTS], draws=DRAWS, start=date(2027, 3, 1))


@cache
def learning_text() -> str:
    """Its JSON, as it is written."""
    return json_text(made_learning().to_json())


def learning_answer() -> Any:
    return json.loads(learning_text())
