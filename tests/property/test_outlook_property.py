"""What must hold for any injury: more never helps less or harms less, a gain is a share, nothing gives nothing."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.course import Aftercare
from rederm.draws import Draws
from rederm.look import FAMILY, concern_score, course_hazard
from rederm.outlook.darkening import darkening_risk
from rederm.outlook.days import day_grid
from rederm.outlook.infection import infection_risk
from rederm.outlook.lightening import lightening_risk
from rederm.outlook.scarring import scar_risk

DRAWS = Draws(40, seed=7)
ONES = np.ones(DRAWS.n)
DAYS = np.array([0.0, 180.0])
FIELDS = ("replaced_papillary", "replaced_reticular", "halo_papillary", "halo_reticular", "open_share", "epidermal_loss")
VOLUMES = ("coagulated_mm", "ablated_mm", "heated_mm", "column_mm")
share = st.floats(0.0, 1.0)
injuries = st.fixed_dictionaries(
    dict.fromkeys((*FIELDS, "toxicity"), share)
    | {name: st.floats(0.0, 0.5) for name in VOLUMES}
    | {"cold": st.booleans(), "layer": st.booleans()}
)


def made(fields: dict[str, Any]) -> Any:
    arrays = {name: fields.get(name, 0.0) * ONES for name in (*FIELDS, *VOLUMES, "toxicity")}
    depth = 1000 * (fields["coagulated_mm"] + fields["ablated_mm"]) * ONES
    arrays |= {"coverage": arrays["open_share"]}
    arrays |= {"model_error": np.zeros(1), "necrosis_depth_um": depth, "lesion_width_mm": 0.2 * ONES}
    return SimpleNamespace(**arrays, cold=fields["cold"], layer=fields["layer"])


def stronger(fields: dict[str, Any], by: float) -> dict[str, Any]:
    more = {name: fields[name] + by * (1 - fields[name]) for name in (*FIELDS, "toxicity")}
    return fields | more | {name: fields[name] * (1 + by) for name in VOLUMES}


SKIN: Any = SimpleNamespace(
    fitzpatrick=4, site=SimpleNamespace(name="cheek", group="face", eye_zone=False), thickness_um=1700.0, dermis_um=1620.0
)
HISTORY = {
    "recent_tan": None,
    "pih_history": None,
    "melasma": None,
    "keloids": None,
    "cold_sores": None,
    "immunosuppressed": None,
}
PERSON: Any = SimpleNamespace(
    concerns=[],
    age=45.0,
    ageing_in_family="average",
    habits=SimpleNamespace(sun="moderate", sunscreen="sometimes", skincare="none", nutrition="good", smoker=False),
    history=SimpleNamespace(**HISTORY, diabetes=None),
)
CARE = Aftercare()


def healed(sessions: int, hours: float = 48.0) -> Any:
    states = {"swelling": 0.0, "debris": 0.0, "redness": 0.0, "melanin": 1.0}
    flat = {name: np.full((DRAWS.n, 2), value) for name, value in states.items()}
    response = np.broadcast_to(np.array([0.0, 1.0]), (DRAWS.n, sessions, 2))
    return SimpleNamespace(
        days=DAYS,
        states=flat,
        untreated=flat,
        response=response,
        pigment_shed=1 - 0.7**sessions * np.ones((DRAWS.n, 2)) * DAYS.astype(bool),
        session_days=tuple(float(k) for k in range(sessions)),
        closure_hours=np.full((DRAWS.n, sessions), hours),
    )


def risks(parts: list[Any]) -> list[np.ndarray]:
    cares, healing = [CARE] * len(parts), healed(len(parts))
    return [
        darkening_risk(parts, healing, cares, SKIN, PERSON, DRAWS),
        lightening_risk(parts, DRAWS),
        scar_risk(parts, healing, SKIN, PERSON, DRAWS),
        infection_risk(parts, healing, cares, SKIN, PERSON, DRAWS),
    ]


@given(
    fields=injuries, by=st.floats(0.0, 1.0), sessions=st.integers(1, 5), family=st.sampled_from(sorted(set(FAMILY.values())))
)
@settings(max_examples=40, deadline=None)
def test_more_dose_and_more_sessions_never_remove_less(fields: dict[str, Any], by: float, sessions: int, family: str) -> None:
    def hazard(part: dict[str, Any], count: int) -> np.ndarray:
        return course_hazard(family, [made(part)] * count, np.ones((DRAWS.n, count, 1)), DRAWS)

    base = hazard(fields, sessions)
    assert (base >= 0).all()
    assert (hazard(stronger(fields, by), sessions) >= base - 1e-9).all()
    assert (hazard(fields, sessions + 1) >= base - 1e-9).all()


@given(fields=injuries, by=st.floats(0.0, 1.0), sessions=st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_more_dose_and_more_sessions_never_lower_a_risk(fields: dict[str, Any], by: float, sessions: int) -> None:
    base = risks([made(fields)] * sessions)
    for found in (risks([made(stronger(fields, by))] * sessions), risks([made(fields)] * (sessions + 1))):
        for more, less in zip(found, base, strict=True):
            assert (more >= less - 1e-12).all()
    assert all(((risk >= 0) & (risk <= 1)).all() for risk in base)


@given(
    fields=injuries,
    kind=st.sampled_from(["fine-lines", "wrinkles", "laxity", "acne-scars", "stretch-marks", "age-spots", "redness"]),
    severity=st.floats(0.0, 4.0),
    sessions=st.integers(1, 5),
)
@settings(max_examples=40, deadline=None)
def test_a_gain_is_a_share_of_what_was_there(fields: dict[str, Any], kind: str, severity: float, sessions: int) -> None:
    concern = SimpleNamespace(kind=kind, subtype=None, severity=severity)
    score = concern_score(concern, [made(fields)] * sessions, healed(sessions), SKIN.site, PERSON, DRAWS)
    share_gained = score.gain / score.untreated
    assert ((share_gained >= -1e-12) & (share_gained <= 1)).all()


def test_untouched_skin_has_no_risk() -> None:
    nothing = made(dict.fromkeys((*FIELDS, *VOLUMES), 0.0) | {"cold": False, "layer": True})
    assert all((risk == 0.0).all() for risk in risks([nothing] * 3))


@given(care=st.sampled_from([{"steroid_days": 2.0}, {"hydroquinone_after": True}, {"sun_protected": True}]))
@settings(max_examples=8, deadline=None)
def test_care_lowers_the_chance_of_darkening_in_every_draw(care: dict[str, Any]) -> None:
    part = made(dict.fromkeys(FIELDS, 0.3) | dict.fromkeys(VOLUMES, 0.05) | {"cold": False, "layer": False})
    plain, cared = (darkening_risk([part], healed(1), [c], SKIN, PERSON, DRAWS) for c in (CARE, replace(CARE, **care)))
    assert (cared < plain).all()


@given(gaps=st.lists(st.integers(1, 90), max_size=5), days=st.integers(1, 800))
@settings(max_examples=40, deadline=None)
def test_days_are_daily_after_sessions_weekly_later_and_end_on_the_last(gaps: list[int], days: int) -> None:
    sessions = tuple(float(x) for x in np.cumsum([0, *gaps]))
    grid = day_grid(sessions, days)
    assert grid[0] == 0
    assert grid[-1] == days
    steps = np.diff(grid)
    assert ((steps >= 1) & (steps <= 7)).all()
    assert all(day in grid for start in sessions for day in range(int(start), min(int(start) + 31, days + 1)))
