"""The peel front against its closed forms: film used up or inert, held back by the barrier or diffusion, acid conserved."""

import numpy as np
import pytest

from rederm.injury.peel_front import Acid, Barrier, front_depth

ONE = np.ones(1)


def depth(
    molarity: float,
    coats: list[tuple[float, float]],
    *,
    free: float = 1.0,
    film: float = 30.0,
    intact: float = 2e-3,
    destroyed: float = 0.6,
    opening: float = 0.03,
    opened: float = 0.0,
    diffusivity: float = 2e-6,
    capacity: float = 0.3,
    inert: float = 0.0,
) -> float:
    acid = Acid(molarity * ONE, free * ONE, film * ONE, inert * ONE)
    barrier = Barrier(intact * ONE, destroyed * ONE, opening * ONE, opened * ONE, diffusivity * ONE, capacity * ONE)
    return float(front_depth(acid, barrier, [(seconds, share * ONE) for seconds, share in coats])[0])


def tca(percent: float) -> float:
    return percent * 10 / 163.38


@pytest.mark.parametrize(
    ("percent", "expected"), [(10, 61), (15, 92), (20, 122), (25, 153), (30, 184), (35, 214), (40, 245), (50, 306)]
)
def test_a_used_up_film_stops_where_its_acid_is_bound(percent: float, expected: float) -> None:
    found = depth(tca(percent), [(600.0, 1.0)])
    assert found == pytest.approx(30.0 * tca(percent) / 0.3, rel=2e-3)  # N f h C0 / B
    assert found == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize("share", [0.5, 0.65, 1.0])
def test_a_film_stops_at_the_strength_that_coagulates_nothing(share: float) -> None:
    assert depth(tca(35), [(600.0, 1.0)], inert=0.3) == pytest.approx(30.0 * (tca(35) - 0.3) / 0.3, rel=2e-3)
    twice = depth(tca(35), [(600.0, 1.0), (600.0, share)], inert=0.3)
    assert twice == pytest.approx(30.0 * ((1 + share) * tca(35) - 0.3) / 0.3, rel=2e-3)  # h (N f C0 - C_c) / B
    assert depth(0.25, [(600.0, 1.0)], inert=0.3) == 0.0
    assert depth(0.25, [(600.0, 1.0)] * 2, inert=0.3) == pytest.approx(20.0, rel=2e-3)  # two weak coats pass it together


def test_the_inert_strength_counts_free_acid_alone() -> None:
    half = depth(2.0, [(1e4, 1.0)], free=0.5, inert=0.3)
    assert half == pytest.approx(30.0 * (2.0 - 0.6) / 0.3, rel=2e-3)


def test_full_coats_add_up() -> None:
    once, twice = depth(tca(35), [(600.0, 1.0)]), depth(tca(35), [(150.0, 1.0), (600.0, 1.0)])
    assert twice == pytest.approx(2 * once, rel=5e-3)
    assert depth(tca(35), [(150.0, 1.0), (600.0, 0.65)]) == pytest.approx(1.65 * once, rel=5e-3)


def test_ninety_percent_of_35_percent_tca_is_used_up_within_the_time_to_frost() -> None:
    whole = 30.0 * tca(35) / 0.3
    assert depth(tca(35), [(60.0, 1.0)]) < 0.9 * whole < depth(tca(35), [(120.0, 1.0)])


def test_a_tight_barrier_lets_the_front_grow_with_time() -> None:
    slow = {"intact": 1e-3, "destroyed": 1e-3, "film": 1e4, "diffusivity": 1e-3}
    found = depth(5.0, [(300.0, 1.0)], **slow)
    assert found == pytest.approx(1e-3 / 3600 * 5.0 * 300.0 / 0.3 * 1e4, rel=1e-3)  # P C t / B
    assert depth(5.0, [(600.0, 1.0)], **slow) == pytest.approx(2 * found, rel=1e-3)


def test_without_a_barrier_the_front_grows_with_the_root_of_time() -> None:
    free = {"intact": 1e6, "destroyed": 1e6, "film": 1e5}
    found = depth(5.0, [(300.0, 1.0)], **free)
    assert found == pytest.approx(np.sqrt(2 * 2e-6 * 5.0 * 300.0 / 0.3) * 1e4, rel=5e-3)  # sqrt(2 D C t / B)
    assert depth(5.0, [(1200.0, 1.0)], **free) == pytest.approx(2 * found, rel=5e-3)


def test_no_more_acid_is_bound_than_was_applied() -> None:
    for seconds in (10.0, 100.0, 1e4):
        assert depth(2.0, [(seconds, 1.0)], destroyed=60.0, film=5.0) * 0.3 <= 2.0 * 5.0 * (1 + 1e-12)


def test_priming_opens_the_barrier_sooner_but_cannot_add_acid() -> None:
    assert depth(tca(35), [(30.0, 1.0)], opened=0.5) > 1.15 * depth(tca(35), [(30.0, 1.0)])
    assert depth(tca(35), [(600.0, 1.0)], opened=0.5) == pytest.approx(depth(tca(35), [(600.0, 1.0)]), rel=5e-3)


def test_the_front_of_a_stiff_step_agrees_with_a_fine_integration() -> None:
    """Against scipy's stiff integrator with s, C and x as free unknowns."""
    from scipy.integrate import solve_ivp

    def rates(_: float, y: np.ndarray) -> list[float]:
        c, x, s = y
        flux = c / (1 / ((2e-3 + (0.6 - 2e-3) * s) / 3600) + x / 2e-6)
        return [-flux / 30e-4, flux / 0.3, 0.03 * c * (1 - s)]

    exact = solve_ivp(rates, (0.0, 60.0), [tca(35), 0.0, 0.0], method="LSODA", rtol=1e-9, atol=1e-12).y[1, -1] * 1e4
    assert depth(tca(35), [(60.0, 1.0)]) == pytest.approx(exact, rel=1e-4)
