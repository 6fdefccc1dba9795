"""What was computed from draws is kept with them: for the same things, for these draws, within bounds."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.draws.remembered import MOST, ROOM

CALLS: list[Any] = []


@remembered
def times(thing: Any, factor: float | Samples, draws: Draws, power: int = 1) -> Samples:
    CALLS.append(thing)
    return np.asarray(thing.value * factor * draws["halo.length"] ** power)


def test_the_same_things_are_worked_out_once_for_one_set_of_draws() -> None:
    CALLS.clear()
    thing, draws = SimpleNamespace(value=2.0), Draws(5, 3)
    first = times(thing, 3.0, draws)
    assert times(thing, 3.0, draws) is first
    assert len(CALLS) == 1
    times(thing, 3.0, Draws(5, 3))
    times(thing, 4.0, draws)
    times(thing, 3.0, draws, 2)
    times(thing, 3.0, draws, power=2)
    assert len(CALLS) == 5


def test_equal_things_are_not_the_same_thing_and_arrays_count_by_their_content() -> None:
    CALLS.clear()
    one, other, draws = SimpleNamespace(value=2.0), SimpleNamespace(value=2.0), Draws(5, 3)
    times(one, np.arange(5.0), draws)
    times(one, np.arange(5.0), draws)
    assert len(CALLS) == 1
    times(other, np.arange(5.0), draws)
    times(one, np.arange(5.0) + 1, draws)
    assert len(CALLS) == 3


def test_a_thing_that_is_gone_never_lends_its_answer_to_another() -> None:
    draws = Draws(5, 3)
    for value in range(50):  # each is forgotten by all but the draws before the next is made
        found = times(SimpleNamespace(value=float(value)), 1.0, draws)
        np.testing.assert_array_equal(found, value * draws["halo.length"])


def test_what_is_kept_is_bounded_and_made_anew_once_forgotten() -> None:
    draws = Draws(1, 3)
    for place in range(3 * MOST):
        draws.memory.answer((place,), lambda place=place: place)  # type: ignore[misc]
    assert len(draws.memory) <= MOST
    for place in range(3):
        draws.memory.answer(("large", place), lambda: np.zeros(ROOM // 2))
    assert draws.memory.held <= ROOM
    assert draws.memory.answer((1,), lambda: "anew") == "anew"
