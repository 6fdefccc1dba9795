"""Order that closure must keep whatever the injury: more never closes sooner, dry care never helps, nothing closes at once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from healing_cases import MEDIAN, client, face, injury, session
from rederm.draws import Draws
from rederm.healing.closure import closure_of
from rederm.healing.host import care_of, host_of

SKIN = face(45)
shares = st.floats(0.02, 1.0)
depths = st.floats(0.0, 3.0)
widths = st.floats(0.05, 4.0)


def hours(layer: bool, share: float, depth: float, width: float, moist: bool = True, draws: Draws = MEDIAN) -> np.ndarray:
    given = {"open_share": share, "duct_depth_mm": depth} | ({} if layer else {"lesion_width_mm": width})
    what = injury(draws.n, layer=layer, **given)
    host, care = host_of(client(45), SKIN, draws), care_of(session(moist=moist).aftercare, draws)
    return closure_of(what, SKIN, host, care, draws).days() * 24


@settings(max_examples=60, deadline=None)
@given(st.booleans(), shares, depths, widths, st.floats(1.0, 2.0), st.floats(0.0, 1.0), st.floats(1.0, 2.0))
def test_more_injury_never_closes_sooner(
    layer: bool, share: float, depth: float, width: float, more: float, deeper: float, wider: float
) -> None:
    less = hours(layer, share, depth, width)[0]
    assert hours(layer, min(share * more, 1.0), depth + deeper, width * wider)[0] >= less - 1e-6


@settings(max_examples=30, deadline=None)
@given(st.booleans(), shares, depths, widths)
def test_dry_care_never_speeds_closure_in_any_draw(layer: bool, share: float, depth: float, width: float) -> None:
    draws = Draws(32)
    assert (hours(layer, share, depth, width, False, draws) >= hours(layer, share, depth, width, True, draws) - 1e-6).all()


def test_nothing_injured_is_closed_at_zero_hours() -> None:
    assert hours(True, 0.0, 0.0, 0.0)[0] == 0.0
    assert hours(False, 0.0, 0.0, 0.1)[0] == 0.0
