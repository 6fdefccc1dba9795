"""Whatever is measured: it never widens what is believed on average, more of it never tells less, and noise tells nothing."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.planning.learning.deciding import Choice, Option
from rederm.planning.learning.ladder import Ladder
from rederm.planning.learning.learned import learn, shuffles
from rederm.planning.learning.narrowing import law_left, narrowing
from rederm.planning.learning.seen import Count, Mean

LAW, PERSONS = 1024, 16
FEW = settings(max_examples=10, deadline=None)
SEEDS, SDS = st.integers(0, 10_000), st.floats(0.3, 4)
LINKS = st.floats(-1, 1)  # correlation of what is measured with the outcome


def pair(seed: int, link: float) -> tuple[np.ndarray, np.ndarray]:
    """Outcome of the law, skewed, and what is measured, (LAW,) each."""
    random = np.random.default_rng(seed)
    one, other = random.normal(size=(2, LAW))
    return np.exp(0.5 * one), link * one + np.sqrt(1 - link**2) * other


def people(law: np.ndarray, seed: int) -> np.ndarray:
    return law[:, None] * np.exp(0.3 * np.random.default_rng(seed + 1).normal(size=PERSONS))


@FEW
@given(seed=SEEDS, link=LINKS, sd=SDS, n=st.integers(1, 60))
def test_no_measurement_widens_in_expectation(seed: int, link: float, sd: float, n: int) -> None:
    law, seen = pair(seed, link)
    learned = learn(Mean.of(seen, sd**2, 0.05), n, seed, LAW)
    found = narrowing("x", Ladder(people(law, seed)), learned, shuffles(LAW, seed, 8))
    assert found.low <= found.before
    assert found.law_left <= 1


@FEW
@given(seed=SEEDS, link=LINKS, sd=SDS, n=st.integers(1, 20))
def test_more_clients_never_tell_less(seed: int, link: float, sd: float, n: int) -> None:
    law, seen = pair(seed, link)
    few, many = (law_left(seen, learn(Mean.of(seen, sd**2, 0.05), size, seed, LAW).weights) for size in (n, 4 * n))
    assert many <= few + 0.01
    few, many = (law_left(law, learn(Mean.of(seen, sd**2, 0.05), size, seed, LAW).weights) for size in (n, 4 * n))
    assert many <= few + 0.06  # the outcome is skewed and hangs on the reading in part


@FEW
@given(seed=SEEDS, n=st.integers(5, 40))
def test_more_clients_counted_never_tell_less(seed: int, n: int) -> None:
    chance = np.random.default_rng(seed).beta(1, 3, LAW)
    few, many = (law_left(chance, learn(Count(chance), size, seed, LAW).weights) for size in (n, 4 * n))
    assert many <= few + 0.01


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, sd=SDS)
def test_what_is_unrelated_is_worth_nothing_and_narrows_nothing(seed: int, sd: float) -> None:
    law, seen = pair(seed, 0.0)
    learned, orders = learn(Mean.of(seen, sd**2, 0.05), 20, seed, LAW), shuffles(LAW, seed, 8)
    found = narrowing("x", Ladder(people(law, seed)), learned, orders)
    assert abs(found.share) < 0.06
    held = np.ones((LAW, 0))
    better, sure = people(law, seed), people(np.full(LAW, float(law.mean())), seed)
    choice = Choice(tuple(Option(Ladder(each), (), held, each.mean(axis=1), False) for each in (better, sure)), 0.8)
    worth = choice.worth(learned, orders)
    assert abs(worth.within[0]) < 0.06 * law.mean()
    assert worth.within[0] <= choice.ceiling.within[0]


@FEW
@given(seed=SEEDS, link=LINKS, sd=SDS)
def test_no_measurement_is_worth_more_than_knowing_the_law(seed: int, link: float, sd: float) -> None:
    law, seen = pair(seed, link)
    gain = people(law, seed) - 1
    choice = Choice((Option(Ladder(gain), (), np.ones((LAW, 0)), gain.mean(axis=1), False),), 0.8)
    worth = choice.worth(learn(Mean.of(seen, sd**2, 0.05), 20, seed, LAW), shuffles(LAW, seed, 8))
    assert worth.within[1] <= choice.ceiling.within[2]
    assert worth.within[2] >= 0
