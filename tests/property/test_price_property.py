"""The price of a course is that of the cheapest set of offers that covers it, and any file is read or refused in one line."""

from collections.abc import Callable
from functools import cache
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rederm.course import Course, PriceList, course_price, parse_course
from rederm.course.price_csv import read_price_csv
from rederm.course.price_list import Offer
from rederm.course.price_toml import read_price_toml
from rederm.sources import InputError

DEVICE = "opus-plasma"
FIELDS = ("face", "cheek", "face and neck", "chin")
DUST = 1e-5  # of a currency: sums in another order
MONEY = st.integers(0, 300).map(float)
PACKAGES = st.lists(st.builds(lambda k, value: Offer(k, value, value, value), st.integers(2, 4), MONEY), max_size=3)
AREA = st.fixed_dictionaries({"area.exponent": st.floats(0, 1), "area.least_share": st.floats(0, 0.5)})
LISTWIDE = st.just({}) | st.fixed_dictionaries(
    {"package.sessions": st.sampled_from([1.0, 2.0, 3.0]), "package.discount": st.floats(0, 1)}
)


def listed(single: float, packages: list[Offer], *rules: dict[str, float]) -> PriceList:
    merged = {key: number for rule in rules for key, number in rule.items()}
    return PriceList("invented", "EUR", {DEVICE: (Offer(1, single, single / 2, single * 2), *packages)}, merged)


PRICE_LISTS = st.builds(listed, MONEY, PACKAGES, AREA, LISTWIDE)


@cache
def visits(fields: tuple[str, ...]) -> Course:
    """One visit a month, each on its own field."""
    return parse_course("; after 4 weeks ".join(f"1 session of {DEVICE} on {field}" for field in fields))


def total(fields: tuple[str, ...], prices: PriceList) -> float:
    found = course_price(visits(fields), prices).total
    assert found is not None
    return found


def weight(field: str, prices: PriceList) -> float:
    """Price of a field relative to the face: that of one session where a face costs 1."""
    return total((field,), listed(1.0, [], {key: rule for key, rule in prices.rules.items() if key.startswith("area")}))


def serves(bought: tuple[tuple[int, float], ...], needed: list[float]) -> bool:
    """Whether the sessions bought, the largest fields first, are as large as the visits."""
    there = sorted((field for sessions, field in bought for _ in range(sessions)), reverse=True)
    return len(there) >= len(needed) and all(a >= b for a, b in zip(there, sorted(needed, reverse=True), strict=False))


def cheapest_by_trying(fields: tuple[str, ...], prices: PriceList) -> float:
    """The cheapest of every set of offers, each bought for the field of one of the visits, that serves the visits."""
    needed = [weight(field, prices) for field in fields]
    single, *_ = prices.offers[DEVICE]
    offers = [(offer.sessions, offer.value) for offer in prices.offers[DEVICE]]
    if "package.sessions" in prices.rules:
        sizes = range(int(prices.rules["package.sessions"]), 5)
        offers += [(k, k * single.value * (1 - prices.rules["package.discount"])) for k in sizes]
    choices = [(sessions, value, field) for (sessions, value), field in product(offers, sorted(set(needed)))]
    return min(
        sum(value * field for _, value, field in chosen)
        for count in range(1, len(fields) + 1)
        for chosen in combinations_with_replacement(choices, count)
        if serves(tuple((sessions, field) for sessions, _, field in chosen), needed)
    )


COURSES = st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4).map(tuple)


@given(prices=PRICE_LISTS, fields=st.lists(st.sampled_from(FIELDS[:3]), min_size=1, max_size=3).map(tuple))
def test_price_is_the_cheapest_of_all_sets_that_cover(prices: PriceList, fields: tuple[str, ...]) -> None:
    assert total(fields, prices) == pytest.approx(cheapest_by_trying(fields, prices), abs=DUST)


@given(prices=PRICE_LISTS, fields=COURSES, more=st.sampled_from(FIELDS))
def test_price_never_falls_with_more_sessions(prices: PriceList, fields: tuple[str, ...], more: str) -> None:
    assert total((*fields, more), prices) >= total(fields, prices) - DUST


@given(prices=PRICE_LISTS, fields=COURSES)
def test_price_never_falls_with_a_larger_field(prices: PriceList, fields: tuple[str, ...]) -> None:
    assert total(("face and neck", *fields[1:]), prices) >= total(fields, prices) - DUST


@given(prices=PRICE_LISTS, fields=COURSES)
def test_price_is_never_above_single_sessions_and_lies_between_its_ends(prices: PriceList, fields: tuple[str, ...]) -> None:
    price = course_price(visits(fields), prices)
    singles = sum(prices.offers[DEVICE][0].value * weight(field, prices) for field in fields)
    assert (price.total or 0) <= singles + DUST
    assert (price.low or 0) - DUST <= (price.total or 0) <= (price.high or 0) + DUST


@given(single=MONEY, packages=PACKAGES, area=AREA, rule=LISTWIDE, fields=COURSES, sessions=st.integers(1, 6), value=MONEY)
def test_one_more_package_in_a_list_never_raises_a_price(
    single: float,
    packages: list[Offer],
    area: dict[str, float],
    rule: dict[str, float],
    fields: tuple[str, ...],
    sessions: int,
    value: float,
) -> None:
    more = [*packages, Offer(sessions, value, value, value)]
    assert total(fields, listed(single, more, area, rule)) <= total(fields, listed(single, packages, area, rule)) + DUST


@given(prices=PRICE_LISTS, count=st.integers(1, 30))
def test_any_number_of_sessions_of_one_field_is_covered_by_what_is_bought(prices: PriceList, count: int) -> None:
    """Against the recursion over numbers of sessions, which needs no fields."""
    best = [0.0]
    for n in range(1, count + 1):
        best.append(min(offer.value + best[max(n - offer.sessions, 0)] for offer in prices.offered(DEVICE, n)))
    assert total(("face",) * count, prices) == pytest.approx(best[count], abs=DUST)


@given(single=MONEY, area=AREA, count=st.integers(1, 3))
def test_sites_merged_into_one_visit_never_cost_more_than_apart(single: float, area: dict[str, float], count: int) -> None:
    prices = listed(single, [], area)
    assert total(("face and neck",) * count, prices) <= total(("face", "neck") * count, prices) + DUST


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["value", "unit", "low", "high", "source", "note", "package", "sessions", "price"]), inner
        )
    ),
    max_leaves=6,
)


@given(
    entry=JUNK,
    table=st.sampled_from(["device", "package", "area", "name", "date", "valid_until"]),
    key=st.sampled_from([DEVICE, "sessions", "exponent"]),
)
def test_whatever_stands_in_a_toml_list_it_is_read_or_refused_in_one_line(entry: Any, table: str, key: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        good = {"device": {"microneedling": {"value": 5, "unit": "EUR"}}}
        for content in (
            {**good, table: entry},
            {**good, table: {key: entry}},
            {**good, table: {key: {"value": 1, "unit": "EUR", "package": entry}}},
        ):
            patched.setattr("rederm.course.price_toml.read_toml", lambda _, content=content: content)
            assert len(refusal(read_price_toml, "any.toml").splitlines()) <= 1


CELLS = st.sampled_from([DEVICE, "1", "2", "750", "EUR", "", '"', "-1", "nan", "1,5", "\r", "\0", "2026-01-01", "é"]) | st.text(
    max_size=6
)
TABLES = st.lists(st.lists(CELLS, max_size=5), max_size=4)


@given(rows=TABLES, mark=st.sampled_from([",", ";"]), headed=st.booleans())
def test_whatever_stands_in_a_csv_list_it_is_read_or_refused_in_one_line(
    rows: list[list[str]], mark: str, headed: bool
) -> None:
    head = mark.join(["device", "sessions", "price", "currency", "date"])
    text = "\n".join([*([head] if headed else []), *(mark.join(row) for row in rows)])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "read_text", lambda *_, **__: text)
        assert len(refusal(read_price_csv, "any.csv").splitlines()) <= 1


def refusal(read: Callable[[Path, str, dict[str, float]], PriceList], path: str) -> str:
    """What is said of a list that is refused, nothing where it is read."""
    try:
        read(Path(path), "any", {})
    except InputError as error:
        return str(error)
    return ""
