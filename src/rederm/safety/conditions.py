"""When a rule holds: conditions written as data, evaluated to true, false or unknown (None).

A condition is a table of `fact = test`; all of its tests must hold. Three keys are not facts: `any` (a list of conditions, one
of which must hold), `all` (a list, all must hold) and `not` (a condition that must not hold).

    when = { "history.isotretinoin_stopped_months" = { below = 6 }, "device.class" = ["ablative"] }

A test is a plain value (equal to it), a list (one of these) or a table of bounds: below, above, at_least, at_most (a number,
or the name of another fact), mentions (words looked for in free text), given (true: there is a value or a non-empty list).
A fact that holds several values (the concerns at a site) passes when one of them does.

Not known is not false. A fact that is present with no value (a question not asked) makes its test unknown, and unknown runs
through `and`, `or` and `not` as in Kleene's logic: false and unknown is false, true or unknown is true. A fact that is absent
altogether (a dial which this device does not have, a figure of an outlook before simulation) does not apply: its test is false.
Where only part of the facts is at hand, `absent = None` takes what is not there as not known yet: what is then true or false
stays so whatever the other facts say, since more knowledge never turns true to false in this logic.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Truth = bool | None
Facts = Mapping[str, Any]
BOUNDS = ("below", "above", "at_least", "at_most")
TESTS = (*BOUNDS, "mentions", "given")
GROUPS = ("any", "all", "not")


def both(truths: Iterable[Truth]) -> Truth:
    """Kleene's and: false wins, then unknown."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def either(truths: Iterable[Truth]) -> Truth:
    """Kleene's or: true wins, then unknown."""
    result: Truth = False
    for truth in truths:
        if truth:
            return True
        if truth is None:
            result = None
    return result


def holds(condition: Mapping[str, Any], facts: Facts, absent: Truth = False) -> Truth:
    """True, False, or None where what is known does not settle it. absent: what a test of a fact that is not there yields."""
    return both(_part(key, test, facts, absent) for key, test in condition.items())


def _part(key: str, test: Any, facts: Facts, absent: Truth) -> Truth:
    if key == "any":
        return either(holds(c, facts, absent) for c in test)
    if key == "all":
        return both(holds(c, facts, absent) for c in test)
    if key == "not":
        inner = holds(test, facts, absent)
        return None if inner is None else not inner
    return passes(test, key, facts, absent)


def passes(test: Any, name: str, facts: Facts, absent: Truth = False) -> Truth:
    """Whether one fact passes one test."""
    if name not in facts:
        return absent
    value = facts[name]
    if value is None:
        return None
    values = list(value) if isinstance(value, list | tuple) else [value]
    if isinstance(test, dict):
        return both(_bound(kind, limit, value, values, facts, absent) for kind, limit in test.items())
    if isinstance(test, list):
        return any(v in test for v in values)
    return test in values


def _bound(kind: str, limit: Any, value: Any, values: list[Any], facts: Facts, absent: Truth) -> Truth:
    if kind == "given":
        return bool(value) is limit
    if kind == "mentions":
        return any(word.lower() in str(v).lower() for v in values for word in limit)
    if isinstance(limit, str):
        if limit not in facts:
            return absent
        limit = facts[limit]
        if limit is None:
            return None
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]  # "never" is beyond every bound
    return any(_compare(kind, v, limit) for v in numbers)


def _compare(kind: str, number: float, limit: float) -> bool:
    if kind == "below":
        return number < limit
    if kind == "above":
        return number > limit
    return number >= limit if kind == "at_least" else number <= limit


def needs(condition: Mapping[str, Any], prefix: str) -> bool:
    """Whether a condition can hold only where a fact whose name begins so is there."""
    for key, test in condition.items():
        if key == "any":
            found = all(needs(c, prefix) for c in test)
        elif key == "all":
            found = any(needs(c, prefix) for c in test)
        else:
            found = key != "not" and key.startswith(prefix)
        if found:
            return True
    return False


def names(condition: Mapping[str, Any]) -> Iterator[str]:
    """Every fact that a condition speaks of."""
    for key, test in condition.items():
        if key in ("any", "all"):
            for inner in test:
                yield from names(inner)
        elif key == "not":
            yield from names(test)
        else:
            yield key
            if isinstance(test, Mapping):
                yield from (limit for kind, limit in test.items() if kind in BOUNDS and isinstance(limit, str))


def words(condition: Mapping[str, Any], fact: str) -> Iterator[str]:
    """Every word that a condition looks for in one free-text fact."""
    for key, test in condition.items():
        if key in ("any", "all"):
            for inner in test:
                yield from words(inner, fact)
        elif key == "not":
            yield from words(test, fact)
        elif key == fact and isinstance(test, Mapping):
            yield from test.get("mentions", ())


def missing(condition: Mapping[str, Any], facts: Facts) -> tuple[str, ...]:
    """The facts without a value that leave a condition unknown, in the order in which it names them."""
    return tuple(dict.fromkeys(n for n in names(condition) if n in facts and facts[n] is None))
