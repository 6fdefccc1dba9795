"""The example clients cover every pair of traits that the reduced table of `example_clients` names."""

import re
from itertools import product

import pytest

from example_clients import (
    FACTORS,
    FOLDER,
    IMPOSSIBLE,
    KINDS_OF_ANSWER,
    adverse,
    barred,
    example_clients,
    held,
    levels,
    required,
)
from rederm.skin.names import SUBTYPES

COUNTED = {name: client for name, client in example_clients().items() if not barred(client)}


def shown(pairs: set[frozenset[tuple[str, str]]]) -> list[str]:
    return sorted(" with ".join(f"{factor} {level}" for factor, level in sorted(pair)) for pair in pairs)


def test_every_pair_of_traits_stands_in_a_client() -> None:
    covered = set().union(*(held(client) for client in COUNTED.values()))
    assert shown(required() - covered) == []


def test_no_client_holds_a_pair_that_is_called_impossible() -> None:
    for name, client in example_clients().items():
        assert shown(held(client) & set(IMPOSSIBLE)) == [], name


def test_impossible_pairs_are_pairs_of_the_table_with_a_reason() -> None:
    known = {(factor, level) for factor, names in FACTORS.items() for level in names}
    for pair, reason in IMPOSSIBLE.items():
        assert len({factor for factor, _ in pair}) == 2
        assert pair <= known
        assert reason


def test_the_table_is_needed_whole() -> None:
    """Each client brings a pair that no other has: a client more would be one that tests nothing new."""
    for name, client in COUNTED.items():
        others = set().union(*(held(other) for key, other in COUNTED.items() if key != name))
        assert held(client) & required() - others, name


def test_levels_of_the_clients_are_levels_of_the_table() -> None:
    for name, client in example_clients().items():
        for factor, found in levels(client).items():
            assert found, (name, factor)
            assert set(found) <= set(FACTORS[factor]), (name, factor)


def test_what_the_levels_put_together_occurs_apart() -> None:
    clients = list(example_clients().values())
    assert {client.fitzpatrick for client in clients} == set(range(1, 7))
    assert any(client.age >= 80 for client in clients)
    assert {key for client in clients for key in adverse(client)} == set(KINDS_OF_ANSWER)
    assert any(client.history.isotretinoin_stopped_months == 3 for client in clients)
    assert any("lidocaine" in (client.history.allergies or ()) for client in clients)
    assert any(client.history.pigmented_lesions_examined is False for client in clients)
    assert any(len(client.questions()) > 20 for client in clients), "nobody was left unasked"
    assert any(client.history.pregnant for client in clients)
    sites = {concern.site for client in clients for concern in client.concerns}
    assert sites >= {"face", "cheek", "periorbital", "eyelid", "upper-lip", "neck", "decollete", "abdomen", "hand", "thigh"}
    every = {(kind, subtype) for kind, names in SUBTYPES.items() for subtype in names}
    assert {(c.kind, c.subtype) for client in clients for c in client.concerns if c.subtype} == every
    limits = {name for client in clients for name, value in client.limits if value is not None}
    assert limits == set(type(clients[0].limits).model_fields), "a limit that no client sets"


@pytest.mark.parametrize("name", example_clients())
def test_an_example_client_is_named_and_said_to_be_invented(name: str) -> None:
    first = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").splitlines()[0]
    number, _, short = name.partition("-")
    assert re.fullmatch(rf"# {short.title()} is invented\. (She|He) stands for no real person\.", first)
    assert int(number) == list(example_clients()).index(name) + 1


def test_a_client_taken_away_leaves_a_pair_uncovered() -> None:
    """The first test can fail: without the first five clients there are pairs that it names."""
    covered = set().union(*(held(client) for client in list(COUNTED.values())[5:]))
    missing = shown(required() - covered)
    assert missing
    assert all(" with " in line for line in missing)
    assert len(required()) == sum(len(a) * len(b) for a, b in _factor_pairs()) - len(IMPOSSIBLE)


def _factor_pairs() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    names = list(FACTORS)
    return [(FACTORS[a], FACTORS[b]) for a, b in product(names, names) if names.index(a) < names.index(b)]
