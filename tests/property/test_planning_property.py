"""For any client: unasked is never safer, a tighter limit never easier, settings never leave what was studied."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.course import Aftercare, Course, Session
from rederm.devices import device_names, load_device, make_setting, studied_range
from rederm.planning.candidates import concern_sites
from rederm.planning.limits import judge, limits_of
from rederm.planning.space import LEVELS, space_of
from rederm.safety import check
from rederm.safety.vocabulary import HISTORY
from rederm.skin import Client, load_site

HEALTHY: dict[str, Any] = {
    **dict.fromkeys(HISTORY, False),
    "isotretinoin_stopped_months": "never",
    "diabetes": "none",
    "pigmented_lesions_examined": True,
    "filler_or_toxin_weeks": "never",
    "surgery_in_field_months": "never",
    "last_resurfacing_weeks": "never",
    "allergies": [],
    "medications": [],
}
DEVICES = st.sampled_from(device_names())
SITES = st.sampled_from(["face", "cheek", "periorbital", "eyelid", "neck", "abdomen"])


def person(history: dict[str, Any], site: str = "cheek", fitzpatrick: int = 3, **limits: Any) -> Client:
    concerns = [{"kind": "age-spots", "site": site}]
    base = {"age": 40, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": concerns}
    return Client.parse(base | {"history": history, "limits": {"operator": "physician-monitored"} | limits})


@given(DEVICES, st.sets(st.sampled_from(HISTORY)))
@settings(max_examples=40, deadline=None)
def test_a_question_not_asked_never_makes_a_course_look_safer(device: str, unasked: set[str]) -> None:
    course = Course.of([Session(0.0, make_setting(load_device(device), {}), ("cheek",), Aftercare())])
    healthy = {f.rule for f in check(person(HEALTHY), course)}
    unknown = check(person({k: v for k, v in HEALTHY.items() if k not in unasked}), course)
    assert healthy <= {f.rule for f in unknown}
    assert all(f.question for f in unknown if f.rule not in healthy)


@given(st.lists(st.floats(0, 50), min_size=5, max_size=40), st.floats(0, 50), st.floats(0, 50), st.floats(0.5, 0.99))
@settings(max_examples=40, deadline=None)
def test_a_tighter_limit_never_holds_in_more_draws(days: list[float], one: float, other: float, confidence: float) -> None:
    tight, loose = sorted((one, other))
    outlook = SimpleNamespace(samples=lambda name: np.array(days))
    verdicts = [
        judge(limits_of(person(HEALTHY, downtime_days=d, confidence=confidence), None), outlook)[0] for d in (tight, loose)
    ]
    assert verdicts[0].share <= verdicts[1].share
    assert verdicts[0].holds <= verdicts[1].holds
    assert all(v.holds == (v.share >= confidence) for v in verdicts)


@given(DEVICES, SITES, st.integers(1, 6), st.data())
@settings(max_examples=60, deadline=None)
def test_every_point_of_the_lattice_stays_inside_what_was_studied(
    device: str, site: str, fitzpatrick: int, data: st.DataObject
) -> None:
    client = person(HEALTHY, site=site, fitzpatrick=fitzpatrick)
    space = space_of(client, load_device(device), concern_sites(client))
    if space is None:
        return
    assert all(len(levels) <= LEVELS for levels in space.dials.values())
    candidate = space.candidate(tuple(data.draw(st.integers(0, size - 1)) for size in space.sizes))
    assert candidate.visits <= space.device.number("sessions.most", "1")
    if candidate.visits > 1:
        assert candidate.interval_days >= space.device.number("interval.floor", "d")
    setting = candidate.course.sessions[0].setting
    for name, value in setting.values.items():
        others = {k: v for k, v in setting.values.items() if k != name and v is not None}
        studied = studied_range(setting.device, name, load_site(site).group, fitzpatrick, others)
        if studied is None or value is None:
            assert value == setting.device.dials[name].default
        elif setting.device.dials[name].choices:
            assert value in studied
        else:
            assert studied[0] <= value <= studied[1]
