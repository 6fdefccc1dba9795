"""The hazard law against its closed forms."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.healing.remodelling import readiness, response_of
from rederm.look import course_hazard, session_parts, union_structure

ONE = Draws.at_median()


def injury(n: int, replaced: float = 0.2, papillary: float = 1.0, reticular: float = 0.4, cold: bool = False) -> Any:
    full = np.ones(n)
    return SimpleNamespace(
        model_error=np.zeros(1),
        cold=cold,
        replaced_papillary=replaced * full,
        halo_papillary=papillary * full,
        halo_reticular=reticular * full,
    )


def reached(n: int, sessions: int) -> np.ndarray:
    return np.ones((n, sessions, 1))


def test_one_session_is_replacement_plus_halos() -> None:
    w_rep, w_p, w_r = (float(ONE[f"outcome.d.{w}.wrinkles"][0]) for w in ("w_rep", "w_p", "w_r"))
    expected = -w_rep * np.log(1 - 0.95 * 0.2) + w_p * 1.0 + w_r * 0.4
    assert course_hazard("wrinkles", [injury(1)], reached(1, 1), ONE)[0, 0] == pytest.approx(expected)


def test_like_sessions_add_as_a_power_of_their_number() -> None:
    gamma = float(ONE["outcome.d.gamma"][0])
    one = course_hazard("scars", [injury(1)], reached(1, 1), ONE)[0, 0]
    three = course_hazard("scars", [injury(1)] * 3, reached(1, 3), ONE)[0, 0]
    assert three == pytest.approx(one * 3**gamma)


def test_a_session_that_has_not_begun_to_answer_adds_nothing() -> None:
    response = reached(1, 2)
    response[:, 1] = 0.0
    both = course_hazard("scars", [injury(1)] * 2, response, ONE)
    assert both == pytest.approx(course_hazard("scars", [injury(1)], reached(1, 1), ONE))


def test_structures_share_the_draws_in_two_halves() -> None:
    union = union_structure(Draws(2000, seed=3))
    assert 0.45 < union.mean() < 0.55


def test_in_the_union_structure_halos_overlap_and_replacement_adds() -> None:
    draws = Draws(400, seed=1)
    union = union_structure(draws)
    full_halo = [injury(400, replaced=0.0, papillary=1.0, reticular=1.0)] * 2
    again = draws["outcome.v.rho"][union]
    one = course_hazard("scars", full_halo[:1], reached(400, 1), draws)[union, 0]
    two = course_hazard("scars", full_halo, reached(400, 2), draws)[union, 0]
    assert two == pytest.approx(one * (1 + again))
    removal = [injury(400, replaced=0.5, papillary=0.0, reticular=0.0)] * 2
    one = course_hazard("scars", removal[:1], reached(400, 1), draws)[union, 0]
    assert course_hazard("scars", removal, reached(400, 2), draws)[union, 0] == pytest.approx(2 * one)


def test_a_cold_needle_replaces_nothing() -> None:
    replaced, _, _ = session_parts("scars", injury(1, replaced=0.9, cold=True), ONE, "d")
    assert replaced[0] == 0.0


def test_full_replacement_stays_finite() -> None:
    found = course_hazard("laxity", [injury(50, replaced=1.0)] * 5, reached(50, 5), Draws(50))
    assert np.isfinite(found).all()


def test_no_injury_has_no_hazard() -> None:
    nothing = injury(200, replaced=0.0, papillary=0.0, reticular=0.0)
    assert (course_hazard("wrinkles", [nothing] * 3, reached(200, 3), Draws(200)) == 0.0).all()


def after(interval: float, sessions: int, day: float, draws: Draws, last: bool = True) -> np.ndarray:
    """Response (n, sessions, 1) of equal sessions, `day` days after the last of them, or after the first."""
    days = [interval * k for k in range(sessions)]
    ready = readiness(days, [np.ones(draws.n)] * sessions, draws["healing.ready"])
    return response_of(np.array([day + (days[-1] if last else 0.0)]), days, ready, 1.0, draws)


@pytest.mark.parametrize("family", ["wrinkles", "scars", "laxity"])
@pytest.mark.parametrize("interval", [1.0, 3.0, 7.0, 14.0, 28.0, 84.0])
def test_one_session_more_never_removes_less_however_close(family: str, interval: float) -> None:
    draws = Draws(64, seed=4)
    told = []
    for count in range(1, 7):  # told on one day, long after the first
        response = after(interval, count, 600.0, draws, last=False)
        told.append(course_hazard(family, [injury(64)] * count, response, draws)[:, 0])
    steps = np.diff(np.array(told), axis=0)
    assert (steps >= -1e-12).all()


@pytest.mark.parametrize("structure", [False, True])
def test_sessions_a_day_apart_add_little_and_a_month_apart_most_of_what_ever_comes(structure: bool) -> None:
    draws = Draws(200, seed=4)
    own = union_structure(draws) == structure
    one, day, week, month, season = (
        course_hazard("scars", [injury(200)] * n, after(interval, n, 180.0, draws), draws)[own, 0]
        for interval, n in ((28.0, 1), (1.0, 3), (7.0, 3), (28.0, 3), (84.0, 3))
    )
    assert (one <= day).all()
    assert np.median(day / one) < 1.2
    assert np.median(day) < np.median(week) < np.median(month)
    assert 0.9 < np.median(month / season) < 1.1


def test_a_longer_wait_only_costs_what_earlier_sessions_lose_meanwhile() -> None:
    """Half a year after the last session: rising with the interval while the skin gets ready, then falling with slow loss."""
    draws = Draws(64, seed=4)
    told = [
        np.median(course_hazard("scars", [injury(64)] * 3, after(interval, 3, 180.0, draws), draws)[:, 0])
        for interval in (1.0, 3.0, 7.0, 14.0, 28.0, 42.0, 365.0, 1095.0)
    ]
    assert told[:6] == sorted(told[:6])
    assert told[7] < told[6]
