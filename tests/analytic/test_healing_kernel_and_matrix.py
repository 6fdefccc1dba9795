"""How far the collagen that the equations build is from the kernel that was fitted on outcomes.

Both are set to 1 at 180 days. Bounds found (median parameters): from three months to five years the two differ by at most
0.08 (needling 0.13). Earlier they are apart, because newly made collagen that is not yet bound counts within two weeks:
needling is 0.7 ahead at day 14 and 0.4 at day 42, fractional CO2 0.3 and 0.2, three passes of full CO2, which first have to
replace what they removed, 0.2 and 0.1. The kernel scores; the matrix is shown.
"""

import numpy as np
import pytest

from healing_cases import healed
from rederm.healing.remodelling import kernel

NAMES = ("needling", "plasma", "fractional-co2", "co2-1", "co2-3")


def curves(name: str, days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    result = healed(name, days=np.unique([*days, 180.0]))
    gain = (result.states["collagen_I"] - result.untreated["collagen_I"])[0]
    built = gain[np.searchsorted(result.days, days)] / gain[result.days == 180.0]
    return built, kernel(days, np.array([42.0]), np.array([1571.0]))[0]


@pytest.mark.parametrize("name", NAMES)
def test_from_three_months_to_five_years_the_matrix_follows_the_kernel(name: str) -> None:
    built, fitted = curves(name, np.array([90.0, 120, 180, 270, 365, 545, 730, 1095, 1825]))
    assert np.abs(built - fitted).max() < (0.14 if name == "needling" else 0.08)


@pytest.mark.parametrize("name", NAMES)
def test_from_six_weeks_on_the_matrix_is_less_than_a_half_from_the_kernel(name: str) -> None:
    built, fitted = curves(name, np.arange(42.0, 91.0, 7.0))
    assert np.abs(built - fitted).max() < 0.45


def test_in_the_first_weeks_they_are_not_alike() -> None:
    early = np.array([14.0, 28.0])
    gaps = {name: np.abs(np.subtract(*curves(name, early))).max() for name in NAMES}
    assert max(gaps.values()) < 0.75
    assert max(gaps.values()) > 0.2  # where this fails, the head of this file is out of date
