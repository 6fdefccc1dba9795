"""Whatever healing tells of a session, its marks stay within bounds and keep the means."""

from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from picture_cases import scene_of
from rederm.look.marks import Marks, treatment_marks
from rederm.look.picture import Appearance, Maps, Patch, SessionMark

DEVICES = ("opus-plasma", "fractional-eryag", "microneedling", "tca-peel", "full-co2", "glycolic-peel", "microdermabrasion")
share = st.floats(0.0, 1.0)


@cache
def marks_of(device: str) -> Marks:
    scene, _ = scene_of(f"1 session of {device} on face", days=(1.0,), draws=8)
    return treatment_marks(Patch(64, 6.0, 1), scene)


days = st.builds(
    Appearance,
    day=st.just(1.0),
    quantile=st.just("median"),
    grades=st.just({}),
    redness=st.floats(0.0, 30.0),
    swelling=share,
    melanin=st.floats(0.02, 3.0),
    dermal_melanin=st.floats(0.0, 0.2),
    sessions=st.tuples(st.builds(SessionMark, st.floats(-1.0, 400.0), share, st.floats(0.0, 0.3), share, share)),
)


@settings(max_examples=60, deadline=None)
@given(device=st.sampled_from(DEVICES), day=days)
def test_shares_stay_shares_and_means_stay_the_states(device: str, day: Appearance) -> None:
    own = Maps.plain(64)
    shown = marks_of(device).over(own, day)
    if day.sessions[0].since_days <= 0.0:
        assert shown is own
        return
    for name in ("crust", "scale", "wet"):
        found = getattr(shown, name)
        assert found.dtype == np.float32
        assert found.min() >= 0.0
        assert found.max() <= 1.0 + 1e-6
    assert min(shown.melanin.min(), shown.blood.min(), shown.gloss.min()) >= 0.0
    if shown is not own:
        assert abs(shown.melanin.mean() - day.melanin) < 0.01 * day.melanin


@settings(max_examples=30, deadline=None)
@given(device=st.sampled_from(DEVICES), day=days, left=st.tuples(share, share))
def test_less_debris_left_never_shows_more_of_it(device: str, day: Appearance, left: tuple[float, float]) -> None:
    def crust(share_left: float) -> float:
        mark = SessionMark(2.0, 0.0, 0.1 * share_left, share_left, 0.5)
        return float(marks_of(device).traces(Appearance(2.0, "median", {}, sessions=(mark,))).crust.mean())

    assert crust(min(left)) <= crust(max(left)) + 1e-4
