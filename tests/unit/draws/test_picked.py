"""Draws picked from others stand at their places there: same numbers, same lesion."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rederm.draws import Draws, Samples
from rederm.draws.noise import Tie, tied
from rederm.sources import Value

PLACES = (17, 3, 3, 0, 39)
WHOLE = Draws(40, 6)
VALUE = Value(2.0, "1", "assumed", ("x",), 1.0, 4.0, distribution="lognormal")


def test_a_picked_draw_is_the_draw_at_its_place_whatever_gives_its_number() -> None:
    few, at, tie = WHOLE.picked(PLACES), list(PLACES), Tie(("x", "y"), ((1.0,), (0.8, 1.0)))
    np.testing.assert_array_equal(few.normal("a"), WHOLE.normal("a")[at])
    name = next(iter(tied()))
    np.testing.assert_array_equal(few.normal(name), WHOLE.normal(name)[at])
    np.testing.assert_array_equal(few.of("b", VALUE), WHOLE.of("b", VALUE)[at])
    np.testing.assert_array_equal(few.tied("y", VALUE, tie), WHOLE.tied("y", VALUE, tie)[at])
    for posterior in ("halo.length", "lesion.useful_share", "risk.pih.intercept"):
        np.testing.assert_array_equal(few[posterior], WHOLE[posterior][at])
    assert few.n == 5
    assert few.seed == 6


def test_picked_of_picked_and_first_of_picked_stand_at_the_places_of_the_first_set() -> None:
    again = WHOLE.picked(PLACES).picked([4, 1, 1])
    assert again.origin is WHOLE
    assert again.places.tolist() == [39, 3, 3]
    np.testing.assert_array_equal(again.normal("a"), WHOLE.normal("a")[[39, 3, 3]])
    first = WHOLE.picked(PLACES).first(2)
    assert first.places.tolist() == [17, 3]
    np.testing.assert_array_equal(first["halo.length"], WHOLE["halo.length"][[17, 3]])


def test_picked_from_the_median_are_the_median() -> None:
    np.testing.assert_array_equal(
        Draws.at_median().picked([0, 0])["halo.length"], np.repeat(Draws.at_median()["halo.length"], 2)
    )


def test_a_place_beyond_the_set_is_refused() -> None:
    with pytest.raises(IndexError):
        WHOLE.picked([40])


def test_draws_of_another_kind_are_picked_with_all_that_they_change() -> None:
    class Longer(Draws):
        def __getitem__(self, name: str) -> Samples:
            return np.arange(float(self.n)) if name == "halo.length" else super().__getitem__(name)

        def normal(self, name: str) -> Samples:
            return super().normal(f"{name}.other")

    whole = Longer(40, 6)
    few = whole.picked(PLACES)
    assert few["halo.length"].tolist() == [17.0, 3.0, 3.0, 0.0, 39.0]
    np.testing.assert_array_equal(few.of("b", VALUE), whole.of("b", VALUE)[list(PLACES)])
    assert not np.array_equal(few.normal("a"), WHOLE.normal("a")[list(PLACES)])


def test_a_number_once_given_is_given_again_and_cannot_be_written_to() -> None:
    draws = Draws(9, 1)
    given = draws["halo.length"]
    assert draws["halo.length"] is given
    with pytest.raises(ValueError, match="read-only"):
        given[0] = 1.0


def test_another_value_of_the_same_name_is_sampled_anew() -> None:
    draws = Draws(9, 1)
    assert (draws.of("b", VALUE) < draws.of("b", replace(VALUE, value=20.0, low=10.0, high=40.0))).all()
    values: Any = draws.of("b", VALUE)
    np.testing.assert_array_equal(values, Draws(9, 1).of("b", VALUE))
