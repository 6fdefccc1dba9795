"""Persons live under the law of their replicate and keep noise of their own, whoever is drawn beside them."""

import re
from itertools import pairwise

import numpy as np
import pytest

from rederm.draws import Draws, Persons, person_uniform
from rederm.draws.noise import tied
from rederm.draws.persons import personal, personal_names
from rederm.sources import DATA, Value, load_table

LAW = Draws(3, 5)
NUMBERS = np.arange(600)
PERSONS = Persons(LAW, NUMBERS // 200, NUMBERS)
OWN = ("outcome.person.wrinkles", "healing.closure.person", "comfort.pain.person", "healing.ageing")
SHARED = ("outcome.study.wrinkles", "risk.scar.clinic", "outcome.outside.wrinkles", "healing.front_speed", "lesion.depth_error")
SOURCE, ROOMS, AGEING = DATA.parent, ("healing", "look", "outlook"), "tissue/ageing_scores"


@pytest.mark.parametrize("name", OWN)
def test_persons_keep_their_numbers_in_any_choice_and_order(name: str) -> None:
    chosen = np.array([599, 3, 250, 3])
    few = Persons(LAW, PERSONS.places[chosen], chosen)
    np.testing.assert_array_equal(few.normal(name), PERSONS.normal(name)[chosen])
    np.testing.assert_array_equal(few.first(2).normal(name), few.normal(name)[:2])
    assert np.unique(PERSONS.normal(name)).size == NUMBERS.size


@pytest.mark.parametrize("name", SHARED)
def test_what_is_nobodys_own_is_one_number_in_a_replicate(name: str) -> None:
    np.testing.assert_array_equal(PERSONS.normal(name), LAW.normal(name)[PERSONS.places])
    assert np.unique(PERSONS.normal(name)).size == 3


def test_values_follow_their_noise() -> None:
    assert np.unique(PERSONS["healing.front_speed"]).size == 3
    assert np.unique(PERSONS["healing.closure.person"]).size == NUMBERS.size
    np.testing.assert_array_equal(PERSONS["risk.pih.intercept"], LAW["risk.pih.intercept"][PERSONS.places])
    value = Value(2.0, "1", "assumed", ("x",), 1.0, 4.0, distribution="lognormal")
    expected = 2.0 * np.exp(np.log(4.0) / (2 * 1.6448536269514722) * PERSONS.normal("healing.person"))
    np.testing.assert_allclose(PERSONS.of("healing.person", value), expected)


@pytest.mark.parametrize("name", ["outcome.person.wrinkles", "healing.closure.person", "comfort.pain.person"])
def test_two_sides_of_a_person_go_together_as_the_law_of_their_replicate_says(name: str) -> None:
    numbers, law = np.arange(60_000), Draws(3, 5)
    sides = [Persons(law, numbers // 20_000, numbers, side) for side in (0, 1)]
    for replicate, alike in enumerate(law["sides.alike"]):
        one, other = (persons.normal(name)[numbers // 20_000 == replicate] for persons in sides)
        assert np.corrcoef(one, other)[0, 1] == pytest.approx(alike, abs=4 / np.sqrt(20_000))
        assert one.std() == pytest.approx(1.0, abs=4 / np.sqrt(2 * 20_000))
    luck = [persons.luck("trial.event.pih") for persons in sides]
    assert np.abs(np.sort(luck[0]) - (numbers + 0.5) / numbers.size).max() < 1.95 / np.sqrt(numbers.size)
    assert 0.4 < np.corrcoef(*luck)[0, 1] < 1.0


def test_what_a_person_has_as_a_whole_is_one_on_both_sides() -> None:
    one, other = (Persons(LAW, PERSONS.places, NUMBERS, side) for side in (0, 1))
    for name in ("healing.ageing", "ageing_scores.pace.person", "apparent.spread"):
        np.testing.assert_array_equal(one.normal(name), PERSONS.normal(name))
        np.testing.assert_array_equal(other.normal(name), PERSONS.normal(name))
    for name in SHARED:
        np.testing.assert_array_equal(one.normal(name), other.normal(name))


def test_a_side_of_a_person_hangs_on_nobody_else_and_a_person_as_one_has_no_side() -> None:
    chosen = np.array([599, 3, 250, 3])
    few, all_of_them = Persons(LAW, PERSONS.places[chosen], chosen, 1), Persons(LAW, PERSONS.places, NUMBERS, 1)
    np.testing.assert_array_equal(few.normal("healing.person"), all_of_them.normal("healing.person")[chosen])
    np.testing.assert_array_equal(few.first(2).normal("healing.person"), few.normal("healing.person")[:2])
    np.testing.assert_array_equal(PERSONS.luck("trial.event.pih"), person_uniform(LAW.seed, "trial.event.pih", NUMBERS))


def test_numbers_of_persons_are_uniform_and_names_have_nothing_to_do_with_each_other() -> None:
    many = np.arange(20_000)
    found = [person_uniform(7, name, many) for name in ("a", "b")] + [person_uniform(8, "a", many)]
    for uniform in found:
        assert uniform.min() > 0.0
        assert uniform.max() < 1.0
        assert np.abs(np.sort(uniform) - (many + 0.5) / many.size).max() < 1.95 / np.sqrt(many.size)  # Kolmogorov, p = 0.001
        assert abs(np.corrcoef(uniform[1:], uniform[:-1])[0, 1]) < 0.03
    for one, other in pairwise(found):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.03


def test_the_stream_is_splitmix64() -> None:
    """The reference implementation from seed 1234567 (Vigna): its first three numbers."""
    from rederm.draws import persons

    persons._key.cache_clear()
    key = persons._key
    try:
        persons._key = lambda seed, name: 1234567
        found = person_uniform(0, "x", np.arange(3))
    finally:
        persons._key = key
    known = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    np.testing.assert_array_equal(found, [((x >> 11) + 0.5) * 2.0**-53 for x in known])


def test_whatever_is_said_to_differ_between_persons_is_personal() -> None:
    """By the notes of what is drawn, and by the names that models draw."""
    tables = {**{path.stem: f"posterior/{path.stem}" for path in (DATA / "posterior").glob("*.toml")}, "ageing_scores": AGEING}
    said = {
        f"{head}.{key}"
        for head, table in tables.items()
        for key, value in load_table(table).items()
        if value.low is not None and re.match(r"(a )?persons?\b", value.note or "")
    }
    assert "healing.shedding" in said
    assert said <= personal_names()
    text = "\n".join(path.read_text(encoding="utf-8") for room in ROOMS for path in (SOURCE / room).rglob("*.py"))
    drawn = set(re.findall(r'draws(?:\.normal\(|\[)f?"([a-z_.]*person[a-z_.]*)', text))
    assert drawn
    assert all(personal(f"{name}wrinkles" if name.endswith(".") else name) for name in drawn)


def test_no_fit_ties_a_personal_name_and_longer_names_are_not_taken_for_one() -> None:
    assert not any(personal(name) for name in tied())
    assert not personal("healing.ageing.sunscreen_daily")
    assert not personal("outcome.study.wrinkles")
