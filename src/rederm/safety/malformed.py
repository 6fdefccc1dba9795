"""Conditions that cannot be read: refused with a sentence that says what to write."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from rederm.safety.conditions import TESTS, names
from rederm.sources import InputError, nearest


def refuse_bad(condition: Any, known: Collection[str], is_fact: Callable[[str], bool], where: str) -> None:
    """Raise InputError where a condition is malformed or names a fact that nothing provides. known: names to suggest."""
    if not isinstance(condition, Mapping) or not condition:
        raise InputError(f"{where}: a condition is a table of fact = test, for example {{ 'history.pregnant' = true }}")
    for key, test in condition.items():
        if key in ("any", "all"):
            if not isinstance(test, list) or not test:
                raise InputError(f"{where}: {key} takes a list of conditions")
            for inner in test:
                refuse_bad(inner, known, is_fact, where)
        elif key == "not":
            refuse_bad(test, known, is_fact, where)
        else:
            _refuse_bad_test(key, test, where)
            for name in names({key: test}):
                if not is_fact(name):
                    raise InputError(f"{where}: no fact {name!r}{nearest(name, known)}")


def _refuse_bad_test(fact: str, test: Any, where: str) -> None:
    if not isinstance(test, Mapping):
        if isinstance(test, bool | int | float | str) or (isinstance(test, list) and test):
            return
        raise InputError(f"{where}: {fact} = {test!r}; give a value, a list of values or a table of bounds")
    for kind, limit in test.items():
        if kind not in TESTS:
            raise InputError(f"{where}: {fact}: unknown test {kind!r}{nearest(kind, TESTS)}; tests: {', '.join(TESTS)}")
        if not _fits(kind, limit):
            wanted = {"given": "true or false", "mentions": "a list of words"}.get(kind, "a number or the name of a fact")
            raise InputError(f"{where}: {fact}: {kind} = {limit!r}; give {wanted}")


def _fits(kind: str, limit: Any) -> bool:
    if kind == "given":
        return isinstance(limit, bool)
    if kind == "mentions":
        return isinstance(limit, list) and bool(limit) and all(isinstance(word, str) and word for word in limit)
    return isinstance(limit, int | float | str) and not isinstance(limit, bool)
