"""Persons live under the law of their replicate and keep noise of their own, whoever is drawn beside them."""

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from rederm.draws import Draws, Persons, person_uniform
from rederm.draws.noise import tied
from rederm.draws.persons import personal, personal_names
from rederm.sources import Value

LAW = Draws(3, 5)
NUMBERS = np.arange(600)
PERSONS = Persons(LAW, NUMBERS // 200, NUMBERS)
OWN = ("outcome.person.wrinkles", "healing.closure.person", "comfort.pain.person", "healing.ageing")
SHARED = ("outcome.study.wrinkles", "risk.scar.clinic", "outcome.outside.wrinkles", "healing.front_speed", "lesion.depth_error")
SOURCE = Path(__file__).parents[3] / "src" / "rederm"


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


def test_every_personal_name_is_drawn_by_a_model() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    for name in personal_names():
        whole = re.escape(name.removesuffix(".*"))
        table, _, key = map(re.escape, name.partition("."))
        drawn = rf'draws(\.normal\(|\[)f?"{whole}["\.]'
        by_key = rf'draws\.of\(f"{table}\.\{{key\}}"' if f'"{name.partition(".")[2]}"' in text else drawn
        assert re.search(f"{drawn}|{by_key}", text), name


def test_every_name_that_speaks_of_a_person_is_personal_and_no_fit_ties_it() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8") for room in ("healing", "look", "outlook") for path in (SOURCE / room).rglob("*.py")
    )
    spoken = set(re.findall(r'draws(?:\.normal\(|\[)f?"([a-z_.]*person[a-z_.]*)', text))
    assert spoken
    assert all(personal(f"{name}wrinkles" if name.endswith(".") else name) for name in spoken)
    assert not personal("healing.ageing.sunscreen_daily")
    assert not any(personal(name) for name in tied())
