"""Healing, look and risks know what was injured and not by which device."""

from dataclasses import replace

import numpy as np
import pytest

from rederm.course import Course
from rederm.draws import Draws
from rederm.healing import heal
from rederm.injury import injure
from rederm.look import concern_score
from rederm.outlook.days import day_grid
from rederm.outlook.region import treat
from rederm.outlook.risks import course_risks
from rederm.skin import Client

DRAWS = Draws(8, seed=3)
CONCERNS = (
    "fine-lines",
    "wrinkles",
    "texture",
    "laxity",
    "acne-scars",
    "scars",
    "stretch-marks",
    "age-spots",
    "blotchiness",
    "redness",
)


def client() -> Client:
    concerns = [{"kind": kind, "site": "cheek"} for kind in CONCERNS]
    return Client.parse({"age": 50, "sex": "female", "fitzpatrick": 4, "concerns": concerns}, "maria")


@pytest.mark.parametrize("text", ["2 sessions of microneedling on cheek", "2 sessions of tca-peel on cheek"])
def test_equal_injuries_of_other_devices_heal_look_and_risk_alike_to_the_byte(text: str) -> None:
    who, course = client(), Course.parse(text)
    days = day_grid(tuple(s.day for s in course.sessions), 365)
    own = treat(who, course, "cheek", DRAWS, days)
    swapped = [replace(injury, device="some-other-device") for injury in own.injuries]
    healing = heal(swapped, own.sessions, own.skin, who, DRAWS, days)
    cares = [s.aftercare for s in own.sessions]
    risks = course_risks(swapped, healing, cares, own.skin, who, DRAWS)
    alike = course_risks(own.injuries, own.healing, cares, own.skin, who, DRAWS)
    for name in ("pih", "hypopigmentation", "scar", "infection"):
        assert getattr(risks, name).tobytes() == getattr(alike, name).tobytes(), name
    for name in ("closure_hours", "crust_days", "edema_days", "erythema_days", "response", "pigment_shed"):
        assert getattr(healing, name).tobytes() == getattr(own.healing, name).tobytes(), name
    for name, state in own.healing.states.items():
        assert healing.states[name].tobytes() == state.tobytes(), name
    for concern in who.concerns:
        first, second = (
            concern_score(concern, hurt, healed, own.skin.site, who, DRAWS, risk.scar)
            for hurt, healed, risk in ((own.injuries, own.healing, alike), (swapped, healing, risks))
        )
        assert first.treated.tobytes() == second.treated.tobytes(), concern.kind


def test_the_error_of_the_law_is_drawn_by_what_was_done() -> None:
    skin = treat(client(), Course.parse("1 session of microneedling on cheek"), "cheek", DRAWS, np.array([0.0])).skin

    def error(text: str) -> np.ndarray:
        return injure(Course.parse(text).sessions[0].setting, skin, DRAWS).model_error

    needles = error("1 session of microneedling on cheek")
    assert needles.shape == (DRAWS.n,)
    assert (needles == error("1 session of microneedling on cheek at needle_mm=2.0")).all()
    assert (needles != error("1 session of tca-peel on cheek")).all()
