"""What must hold for any injury, course and person."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from healing_cases import client, grid, healed, injury, shape
from rederm.draws import Draws
from rederm.healing import STATES

FEW = settings(max_examples=15, deadline=None)
DAYS = grid(200)
names = st.sampled_from(
    ["plasma", "fractional-co2", "nafl-1550", "rf-pins", "needling", "plasma-low", "co2-1", "co2-3", "light-peel"]
)
people = st.builds(
    client,
    st.floats(18, 90),
    st.just("female"),
    st.integers(1, 6),
    menopause_years=st.sampled_from([None, 0.0, 3.0]),
    smoker=st.booleans(),
    sun=st.sampled_from(["low", "moderate", "high"]),
    sunscreen=st.sampled_from(["daily", "sometimes", "never"]),
    skincare=st.sampled_from(["none", "retinoid", "hydroquinone", "vitamin-c"]),
    nutrition=st.sampled_from(["good", "fair", "poor"]),
    diabetes=st.sampled_from([None, "none", "controlled", "uncontrolled"]),
)


@FEW
@given(st.lists(names, min_size=1, max_size=4), st.floats(1, 60), people, st.integers(0, 99))
def test_states_stay_in_their_ranges(course: list[str], gap: float, who: object, seed: int) -> None:
    draws = Draws(5, seed)
    result = healed(*course, at=tuple(gap * k for k in range(len(course))), days=DAYS, who=who, draws=draws)
    for name in STATES:
        assert np.isfinite(result.states[name]).all()
        assert (result.states[name] >= -1e-9).all(), name
    for name in ("closed", "maturity", "barrier"):
        assert (result.states[name] <= 1 + 1e-9).all(), name
    assert (result.response >= 0.0).all()
    for values in (result.closure_hours, result.crust_days, result.edema_days, result.erythema_days):
        assert (values >= 0.0).all()


@FEW
@given(names, st.floats(1.05, 3.0), people, st.integers(0, 99))
def test_more_injury_never_heals_sooner_or_darkens_less(name: str, more: float, who: object, seed: int) -> None:
    draws = Draws(5, seed)
    less, much = (healed(shape(name, draws.n, times), days=DAYS, who=who, draws=draws, site="cheek") for times in (1.0, more))
    for what in ("closure_hours", "crust_days", "edema_days", "erythema_days"):
        assert (getattr(much, what) >= getattr(less, what) * (1 - 1e-3) - 1e-9).all(), what
    for state in ("inflammation", "swelling", "fibroblasts", "synthesis"):
        assert (much.states[state] >= less.states[state] - 1e-9).all(), state
    unpigmented = injury(draws.n, coagulated_mm=0.01), injury(draws.n, coagulated_mm=0.01 * more)
    pale, dark = (healed(i, days=DAYS, who=who, draws=draws).states["melanin"] for i in unpigmented)
    assert (dark >= pale - 1e-9).all()


@FEW
@given(st.lists(names, min_size=1, max_size=3), st.integers(0, 3), people)
def test_a_session_without_injury_changes_nothing_wherever_it_stands(course: list[str], place: int, who: object) -> None:
    at = [28.0 * k for k in range(len(course))]
    empty = 28.0 * place + 11.0
    mixed = sorted([*zip(at, course, strict=True), (empty, "nothing")])
    plain = healed(*course, at=tuple(at), days=DAYS, who=who)
    padded = healed(*[name for _, name in mixed], at=tuple(day for day, _ in mixed), days=DAYS, who=who)
    for name in STATES:
        span = np.ptp(plain.states[name]) + 1e-9
        assert np.abs(padded.states[name] - plain.states[name]).max() < 1e-3 * span + 1e-9, name


@FEW
@given(names, st.integers(1, 4), st.floats(14, 60))
def test_another_session_never_lowers_the_whole_response(name: str, sessions: int, gap: float) -> None:
    fewer, more = (
        healed(*[name] * k, at=tuple(gap * j for j in range(k)), days=DAYS).response.sum(axis=1)
        for k in (sessions, sessions + 1)
    )
    assert (more >= fewer - 1e-12).all()
