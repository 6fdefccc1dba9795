"""Melanocytes after injuries that kill their reservoir, and after none."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from healing_cases import MEDIAN, healed, injury
from rederm.draws import Draws
from rederm.healing.melanocytes import melanocytes
from rederm.sources import load_table

YEARS = np.array([0.0, 30.0, 90.0, 180.0, 365.0, 730.0, 1460.0])


def test_without_an_injury_they_are_exactly_one() -> None:
    result = healed("nothing", "needling", draws=Draws(9, 3), days=YEARS)
    np.testing.assert_array_equal(healed("nothing", draws=Draws(9, 3), days=YEARS).states["melanocytes"], 1.0)
    np.testing.assert_array_equal(result.untreated["melanocytes"], 1.0)


def test_deep_open_wounds_lose_them_over_months_and_shallow_ones_keep_them() -> None:
    deep, shallow = (
        healed(injury(layer=True, open_share=1.0, duct_depth_mm=z), days=YEARS).states["melanocytes"][0] for z in (0.42, 0.05)
    )
    assert deep[1] > deep[3] > deep[4]
    assert deep[1] > 0.85 > 0.7 > deep[4]
    assert shallow.min() > 0.97


def test_they_come_back_in_part() -> None:
    after = healed(injury(layer=True, open_share=1.0, duct_depth_mm=0.42), days=YEARS).states["melanocytes"][0]
    assert after.min() < after[-1] < 1.0


def test_a_small_open_share_spares_them_and_is_seeded_from_the_skin_between() -> None:
    lost = [1 - healed(injury(open_share=phi, duct_depth_mm=0.4), days=YEARS).states["melanocytes"][0, 4] for phi in (0.1, 1.0)]
    assert lost[0] == pytest.approx(lost[1] / 10**2, rel=1e-6)


def test_poison_counts_beyond_what_is_laid_open() -> None:
    peel = {"layer": True, "open_share": 1.0, "duct_depth_mm": 0.3}
    clean, poisoned = (healed(injury(**peel, toxicity=x), days=YEARS).states["melanocytes"][0, 4] for x in (0.0, 0.3))
    assert poisoned < clean


def test_the_closed_form_is_the_solution_of_its_equations() -> None:
    table = load_table("tissue/healing")
    back = table.number("melanocytes.back", "1")
    onset, slow = (table.number(f"melanocytes.{key}", "d") for key in ("tau_onset", "tau_return"))

    def slope(_: float, y: np.ndarray) -> list[float]:
        return [0.0, (y[0] - y[1]) / slow, (y[1] - y[2]) / onset]

    ours = melanocytes(YEARS, (0.0, 50.0), [np.array([0.3]), np.array([0.5])], MEDIAN)[0]
    state = np.array([1.0, 1.0, 1.0])  # ceiling, reservoir, melanocytes
    reference = np.ones(YEARS.size)
    for start, end, lost in ((0.0, 50.0, 0.3), (50.0, YEARS[-1], 0.5)):
        state = state * np.array([1 - (1 - back) * lost, 1 - lost, 1.0])
        at = YEARS[(start < YEARS) & (end >= YEARS)]
        found = solve_ivp(slope, (start, end), state, t_eval=np.unique([*at, end]), rtol=1e-9, atol=1e-12)
        reference[np.isin(YEARS, at)] = found.y[2, : at.size]
        state = found.y[:, -1]
    np.testing.assert_allclose(ours, reference, atol=1e-6)
