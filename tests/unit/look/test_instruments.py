"""What instruments read."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.healing.tewl import resting_tewl, tewl
from rederm.look.instruments import elasticity, erythema_index, melanin_index, typical_melanin_index
from rederm.skin import load_site

N = 100
DRAWS = Draws(N, seed=6)
MEDIAN = Draws.at_median()
DAYS = np.array([0.0, 30.0, 365.0])


def states(n: int = N, **given: float) -> dict[str, np.ndarray]:
    rest = {"melanin": 1.0, "dermal_melanin": 0.0, "redness": 0.0, "elastin": 1.0, "collagen_I": 0.8, "collagen_III": 1.0}
    return {name: np.full((n, 3), value) for name, value in (rest | {"contraction": 0.0} | given).items()}


def client(fitzpatrick: int = 3, ita: float | None = None) -> Any:
    return SimpleNamespace(fitzpatrick=fitzpatrick, ita=ita)


def test_darker_types_have_a_higher_melanin_index() -> None:
    found = [typical_melanin_index(client(kind)) for kind in range(1, 7)]
    assert found == sorted(found)


def test_a_measured_ita_outranks_the_type_and_agrees_with_it_at_the_middle_of_its_class() -> None:
    assert typical_melanin_index(client(1, 34.5)) == typical_melanin_index(client(3))
    angles = [typical_melanin_index(client(3, ita)) for ita in (80.0, 50.0, 20.0, -60.0)]
    assert angles == sorted(angles)
    assert angles[-1] == typical_melanin_index(client(6))


def test_shed_melanin_lowers_the_index_and_darkening_raises_it() -> None:
    own, pale, dark = (melanin_index(states(melanin=m), client(), DRAWS) for m in (1.0, 0.7, 1.3))
    assert (pale < own).all()
    assert (own < dark).all()
    assert (melanin_index(states(melanin=0.0), client(), DRAWS) > 0).all()


def test_redness_raises_the_erythema_index_without_end_of_scale() -> None:
    none, seen, raw = (erythema_index(states(redness=r), DRAWS) for r in (0.0, 1.0, 1000.0))
    assert (none < seen).all()
    assert (seen < raw).all()
    assert (raw < none + 1000).all()


def test_elasticity_falls_from_ninety_to_thirty_five_per_cent_between_twenty_and_eighty() -> None:
    zero = np.zeros(1)
    own = states(1)
    young, old = (float(elasticity(own, own, np.zeros((1, 1)), age, zero, MEDIAN)[0, 0]) for age in (20.0, 80.0))
    assert young == pytest.approx(0.9)
    assert old == pytest.approx(0.35, abs=0.01)


def test_less_laxity_and_contraction_raise_elasticity_at_most_to_youth_and_lost_elastin_lowers_it() -> None:
    own, none = states(), np.zeros((N, 3))
    base = elasticity(own, own, none, 60.0, DAYS, DRAWS)
    assert (elasticity(own, own, none + 0.5, 60.0, DAYS, DRAWS) > base).all()
    assert (elasticity(states(contraction=0.05), own, none, 60.0, DAYS, DRAWS) > base).all()
    assert (elasticity(states(elastin=0.9), own, none, 60.0, DAYS, DRAWS) < base).all()
    assert (np.diff(base, axis=1) < 0).all()
    firm = elasticity(states(1), states(1), np.full((1, 3), 50.0), 60.0, DAYS, MEDIAN)
    assert firm == pytest.approx(np.full((1, 3), 0.9))


def test_water_loss_is_at_rest_where_the_barrier_is_whole_and_twelve_times_that_where_it_is_open() -> None:
    arm = load_site("forearm")
    rest = resting_tewl(arm, MEDIAN)[0]
    whole, bare = (tewl(np.full((1, 1), b), arm, MEDIAN)[0, 0] for b in (1.0, 0.0))
    assert whole == pytest.approx(rest)
    assert bare == pytest.approx(12 * rest)
    assert bare == pytest.approx(95, rel=0.05)  # a fresh suction blister
