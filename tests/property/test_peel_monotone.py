"""Peels never go shallower with more acid, more coats, more time or tape, nor deeper with a higher pH, in any draw."""

from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.devices import load_device, make_setting
from rederm.draws import Draws
from rederm.injury.dispatch import injure
from rederm.skin import skin_of

few = settings(deadline=None, max_examples=15)


@cache
def draws() -> Draws:
    return Draws(24, seed=1)


def depth(device: str, **dials: float | str) -> np.ndarray:
    return injure(make_setting(load_device(device), dials), skin_of("cheek", 45.0), draws()).necrosis_depth_um


def never_shallower(less: np.ndarray, more: np.ndarray) -> None:
    assert (more >= less - 1e-6 * (1 + less)).all()


strength, more_of = st.floats(5.0, 50.0), st.floats(1.0, 2.0)


@few
@given(strength, st.integers(1, 6), more_of, st.integers(1, 3))
def test_tca_deepens_with_strength_and_coats(percent: float, coats: int, times: float, added: int) -> None:
    less = depth("tca-peel", concentration_pct=percent, coats=coats)
    never_shallower(less, depth("tca-peel", concentration_pct=percent * times, coats=coats))
    never_shallower(less, depth("tca-peel", concentration_pct=percent, coats=coats + added))


@few
@given(strength, st.integers(1, 5), st.integers(1, 4))
def test_jessner_deepens_tca(percent: float, coats: int, added: int) -> None:
    less = depth("jessner-tca-peel", concentration_pct=percent, jessner_coats=coats)
    never_shallower(depth("tca-peel", concentration_pct=percent), less)
    never_shallower(less, depth("jessner-tca-peel", concentration_pct=percent, jessner_coats=coats + added))


@few
@given(strength, st.floats(0.0, 4.0), st.floats(0.25, 30.0), more_of, st.floats(0.0, 1.0))
def test_glycolic_acid_deepens_with_strength_time_and_acidity(c: float, ph: float, t: float, times: float, up: float) -> None:
    less = depth("glycolic-peel", concentration_pct=c, pH=ph, minutes=t)
    never_shallower(less, depth("glycolic-peel", concentration_pct=min(c * times, 99.0), pH=ph, minutes=t))
    never_shallower(less, depth("glycolic-peel", concentration_pct=c, pH=ph, minutes=t * times))
    never_shallower(depth("glycolic-peel", concentration_pct=c, pH=ph + up, minutes=t), less)


@few
@given(st.floats(0.0, 45.0), st.floats(0.0, 1.25), st.integers(1, 4), more_of)
def test_phenol_and_croton_deepen_with_each_and_under_tape(phenol: float, croton: float, coats: int, times: float) -> None:
    def at(phenol: float, croton: float, coats: int, occlusion: str) -> np.ndarray:
        return depth("phenol-croton-peel", phenol_pct=phenol, croton_pct=croton, coats=coats, occlusion=occlusion)

    less = at(phenol, croton, coats, "none")
    never_shallower(less, at(phenol * times, croton, coats, "none"))
    never_shallower(less, at(phenol, croton * times, coats, "none"))
    never_shallower(less, at(phenol, croton, coats + 1, "none"))
    never_shallower(less, at(phenol, croton, coats, "taped"))
