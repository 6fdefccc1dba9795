"""What a measurement is expected to narrow and to be worth, held to closed forms through the functions that the plan uses."""

import math
from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from rederm.planning.goal import QUANTILE
from rederm.planning.learning.deciding import Choice, Option
from rederm.planning.learning.ladder import Ladder
from rederm.planning.learning.learned import learn, shuffles
from rederm.planning.learning.measurements import COSTS, measurements
from rederm.planning.learning.narrowing import law_left, narrowing
from rederm.planning.learning.seen import Count, Mean

LAW, PERSONS, SEED = 4096, 64, 5
Z95 = 1.6448536269514722
RANDOM = np.random.Generator(np.random.PCG64(11))
PERSON = 0.5  # sd between persons
SIZE, READING, SHARED = 10, 0.8, 0.3
NOISE = math.sqrt((PERSON**2 + READING**2) / SIZE + SHARED**2)
LEFT = 1 / (1 + 1 / NOISE**2)  # posterior variance of a standard normal law


def spread_evenly(size: int) -> np.ndarray:
    """Standard normal, each part of the distribution once, in a random order."""
    return np.asarray(ndtri((RANDOM.permutation(size) + 0.5) / size))


THETA, OTHER = spread_evenly(LAW), spread_evenly(LAW)
NORMAL = spread_evenly(PERSONS)
EVEN = PERSON * NORMAL / NORMAL.std()
ORDERS = shuffles(LAW, SEED, 8)


def people(law: np.ndarray) -> np.ndarray:
    return law[:, None] + EVEN


def study(law: np.ndarray = THETA) -> Mean:
    return Mean.of(people(law), READING**2, SHARED**2)


@pytest.fixture(scope="module")
def learned() -> Any:
    return learn(study(), SIZE, SEED, LAW)


def option(gain: np.ndarray, within: np.ndarray | None = None) -> Option:
    return Option(Ladder(gain), (), np.ones((LAW, 0)), gain.mean(axis=1) if within is None else within, False)


def normal_loss(mean: float, sd: float) -> float:
    """E max(X, 0), X ~ N(mean, sd^2)."""
    z = mean / sd
    return mean * float(ndtr(z)) + sd * math.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


def test_normal_law_and_normal_reading_leave_the_variance_of_conjugacy(learned: Any) -> None:
    assert law_left(THETA, learned.weights) == pytest.approx(LEFT, rel=0.05)


def test_the_band_after_is_that_of_the_posterior_and_the_floor_that_of_persons(learned: Any) -> None:
    found = narrowing("x", Ladder(people(THETA)), learned, ORDERS)
    assert found.before == pytest.approx(2 * Z95 * math.hypot(1, PERSON), rel=0.03)
    assert found.after == pytest.approx(2 * Z95 * math.sqrt(LEFT + PERSON**2), rel=0.05)
    assert found.low < 2 * Z95 * math.sqrt(LEFT + PERSON**2) < found.high
    assert found.floor == pytest.approx(2 * Z95 * PERSON, rel=0.04)
    assert found.told


def test_clients_average_persons_and_readings_and_never_what_is_shared() -> None:
    many = learn(study(), 1e9, SEED, LAW)
    assert law_left(THETA, many.weights) == pytest.approx(1 / (1 + 1 / SHARED**2), rel=0.1)


def test_another_clinics_effect_is_not_averaged() -> None:
    clinic = 0.7
    own, elsewhere = spread_evenly(LAW), spread_evenly(LAW)
    seen = Mean.of(people(THETA + clinic * elsewhere), READING**2, 0.1**2)
    left = law_left(THETA + clinic * own, learn(seen, 1e6, SEED, LAW).weights)
    apart = clinic**2 + 0.1**2
    assert left == pytest.approx((apart / (1 + apart) + clinic**2) / (1 + clinic**2), rel=0.05)


def test_a_count_of_events_leaves_the_variance_of_a_beta() -> None:
    from scipy.stats import beta

    chance = beta.ppf((RANDOM.permutation(LAW) + 0.5) / LAW, 2, 5)
    assert law_left(chance, learn(Count(chance), 30, SEED, LAW).weights) == pytest.approx(7 / 37, rel=0.06)


@pytest.mark.parametrize("mean", [-0.4, 0.0, 0.3])
def test_worth_of_one_linear_option_against_none_is_the_unit_normal_loss(mean: float, learned: Any) -> None:
    learns = math.sqrt(1 - LEFT)  # sd of the posterior mean
    worth = Choice((option(people(THETA + mean)),), 0.8).worth(learned, ORDERS)
    assert worth.within[0] == pytest.approx(normal_loss(mean, learns) - max(mean, 0.0), abs=0.03)
    known = Choice((option(people(THETA + mean)),), 0.8).ceiling
    assert known.within[0] == pytest.approx(normal_loss(mean, 1.0) - max(mean, 0.0), abs=0.01)
    assert worth.within[0] < known.within[0]


@pytest.mark.parametrize("mean", [0.2, 1.4])
def test_worth_by_the_planner_is_that_of_its_quantile(mean: float, learned: Any) -> None:
    """The quantile of a normal belief is normal itself: mean_y + z20 sd, sd the same after every reading."""
    z, learns = float(ndtri(QUANTILE)), math.sqrt(1 - LEFT)
    choice = Choice((option(people(THETA + mean)),), 0.8)
    robust = mean + z * math.sqrt(LEFT + PERSON**2)
    taken = mean + z * math.hypot(1, PERSON) > 0
    worth = choice.worth(learned, ORDERS)
    assert worth.after == pytest.approx(normal_loss(robust, learns), abs=0.04)
    assert worth.choosing[0] == pytest.approx(normal_loss(robust, learns) - (robust if taken else 0.0), abs=0.04)


def test_two_options_that_differ_by_what_is_learned_are_worth_the_loss_of_their_difference(learned: Any) -> None:
    """A linear-normal decision of two: u = theta against u = 0.1, nothing worse than both."""
    sure = np.full(LAW, 5.1)
    choice = Choice((option(people(THETA + 5)), option(people(sure), sure)), 0.8)
    learns = math.sqrt(1 - LEFT)
    assert choice.worth(learned, ORDERS).within[0] == pytest.approx(normal_loss(-0.1, learns), abs=0.03)


def test_a_limit_that_is_missed_or_a_rule_that_blocks_leaves_a_course_without_worth() -> None:
    gain = Ladder(people(np.full(LAW, 3.0)))
    missed = Option(gain, ("pain",), np.full((LAW, 1), 0.7), np.full(LAW, 2.0), False)
    blocked = Option(gain, (), np.ones((LAW, 0)), np.full(LAW, 2.0), True)
    assert missed.misses(0.8) == ("pain",)
    for each in (missed, blocked):
        assert Choice((each,), 0.8).now == (-1, 0.0)
    assert Choice((blocked,), 0.8).ceiling.within[0] == 0


def test_what_has_nothing_to_do_with_an_outcome_narrows_it_by_nothing(learned: Any) -> None:
    found = narrowing("x", Ladder(people(OTHER)), learned, ORDERS)
    assert not found.told
    assert found.after == pytest.approx(found.before, rel=0.02)
    assert found.law_left == pytest.approx(1.0, abs=0.03)
    worth = Choice((option(people(OTHER)),), 0.8).worth(learned, ORDERS)
    assert worth.within[1] <= 0 <= worth.within[2]


def test_a_reading_that_leaves_too_few_draws_gives_no_figure() -> None:
    exact = Mean.of(THETA, 1e-12, 0.0)
    assert not learn(exact, 1, SEED, LAW).enough
    assert learn(study(), SIZE, SEED, LAW).enough


def test_no_truth_knows_itself(learned: Any) -> None:
    from rederm.planning.learning.learned import outer

    places, _ = outer(LAW, SEED)
    np.testing.assert_array_equal(learned.weights[np.arange(places.size), places], 0.0)
    np.testing.assert_allclose(learned.weights.sum(axis=1), 1.0)


def test_what_every_draw_predicts_alike_says_nothing() -> None:
    assert Mean.of(np.full(LAW, 2.0), 1.0, 0.0).says_nothing
    assert Mean.of(np.full(LAW, np.nan), 1.0, 0.0).says_nothing
    assert Count(np.zeros(LAW)).says_nothing
    assert not study().says_nothing


def test_the_table_of_measurements_holds_what_the_plan_reads() -> None:
    for what in measurements():
        assert what.clinic in ("own", "another")
        assert what.sessions in ("none", "first", "all")
        assert what.cost in COSTS
        assert what.n.value >= 1
        assert "cost" in what.assumed
    named = {what.name: what for what in measurements()}
    assert named["closure-series"].sd is not None
    assert named["closure-series"].sd.value == 0.42  # that of one client's own readings
    assert {name for name, what in named.items() if what.pairs} == {"split-face"}
