"""Lesions of every mode against the plain solver of the same equations, recomputed each time; no figure is kept."""

from dataclasses import asdict

import pytest

from heat_cases import MODES
from oracles.compare import CELLS_UM, ours, reference

DEPTH, WIDTH, COAGULATION = 0.03, 0.05, 0.10  # largest relative deviation
SMALL_UM = 3.0  # deviation of coagulation that counts as none: less than a cell of skin or of the grid
MISSES_UM = {  # known misses of the shipped cells and steps, larger than that: told in docs/methods/convergence.md
    ("fractional CO2, low power", "dead_below"): 24.0,  # steam heat: the way to the wall is summed cell by cell, not straight
    ("fractional CO2, low power", "collagen_below"): 22.0,
    ("fractional Er:YAG", "dead_beside"): 6.0,  # half a ring of its grid
    ("fractional Er:YAG", "collagen_beside"): 6.0,
}


@pytest.mark.slow
@pytest.mark.parametrize("mode", CELLS_UM)
def test_lesion_is_that_of_the_plain_solver(mode: str) -> None:
    found, expected = asdict(ours(mode)), asdict(reference(mode))
    assert expected.pop("balance") < 1e-9, "the plain solver loses heat"
    off = []
    for name, value in expected.items():
        allowed = {"depth": DEPTH * value, "width": WIDTH * value}.get(name, max(COAGULATION * value, SMALL_UM))
        allowed = MISSES_UM.get((mode, name), allowed)
        if not abs(found[name] - value) <= allowed:
            off.append(f"{name} {found[name]:.1f} um, plainly {value:.1f}")
    assert not off, f"{mode}: {'; '.join(off)}"


def test_every_mode_has_a_plain_grid() -> None:
    assert set(CELLS_UM) == set(MODES)
