"""Visible redness: the law, and the state that crosses the threshold when the law says."""

import numpy as np
import pytest

from healing_cases import MEDIAN, client, healed, injury
from rederm.draws import Draws
from rederm.sources import load_table


def crossing(name: str, draws: Draws = MEDIAN) -> tuple[np.ndarray, np.ndarray]:
    days = np.arange(0, 400, 0.05)
    result = healed(name, days=days, draws=draws)
    red = result.states["redness"] > 1.0
    return np.where(red.any(axis=1), days[red.shape[1] - 1 - red[:, ::-1].argmax(axis=1)], 0.0), result.erythema_days[:, 0]


@pytest.mark.parametrize("name", ["plasma", "fractional-co2", "co2-1", "co2-3", "light-peel"])
def test_the_state_falls_below_the_threshold_on_the_day_the_law_says(name: str) -> None:
    seen, law = crossing(name)
    assert seen[0] == pytest.approx(law[0], abs=0.06)


def test_state_and_law_agree_in_every_draw() -> None:
    seen, law = crossing("fractional-co2", Draws(20, 3))
    np.testing.assert_allclose(seen, np.where(law < 399, law, 399.95), atol=0.11)


def test_the_law_is_a_flush_the_open_days_and_a_soft_threshold_of_wound_days() -> None:
    result = healed(injury(open_share=1.0, layer=True, coagulated_mm=0.1, ablated_mm=0.05))
    table = load_table("posterior/healing")
    flush, after, wound, slow = (table[f"redness.{name}"].value for name in ("flush", "open", "wound", "tau_V"))
    closed = result.closure_hours[0, 0] / 24
    expected = flush + after * closed + slow * np.log(1 + (closed / wound) ** 2) / 2
    assert result.erythema_days[0, 0] == pytest.approx(expected, rel=1e-6)


def test_nothing_is_never_red() -> None:
    result = healed("nothing", days=60)
    assert result.erythema_days[0, 0] == 0.0
    assert not result.states["redness"].any()


def test_the_flush_of_light_sessions_does_not_pile_up() -> None:
    once, thrice = healed("plasma").erythema_days[0], healed("plasma", "plasma", "plasma").erythema_days[0]
    assert thrice[2] < once[0] + 2.0


def test_a_session_reddens_as_long_after_another_as_it_does_alone() -> None:
    once, twice = healed("co2-1").erythema_days[0], healed("co2-1", "co2-1").erythema_days[0]
    assert twice.tolist() == [once[0], once[0]]


def test_vascular_redness_lasts_longer_in_darker_types() -> None:
    light, dark = (healed("co2-1", who=client(fitzpatrick=kind)).erythema_days[0, 0] for kind in (2, 4))
    assert 1.2 < dark / light < 2.0


def test_what_dies_below_does_not_redden_unless_it_keeps_the_wound_open() -> None:
    wound = {"open_share": 0.6, "lesion_width_mm": 0.2}
    shallow, deep = injury(**wound, coagulated_mm=0.04), injury(**wound, coagulated_mm=0.15, papillary_mm=0.04)
    assert healed(deep).erythema_days[0, 0] == pytest.approx(healed(shallow).erythema_days[0, 0], rel=1e-6)


def test_a_wound_that_dries_out_stays_red_longer() -> None:
    moist, dry = (healed("co2-1", moist=moist).erythema_days[0, 0] for moist in (True, False))
    assert dry > 1.2 * moist


def test_intact_skin_is_flushed_for_hours() -> None:
    assert 0.1 < healed(injury(layer=True, epidermal_loss=0.1)).erythema_days[0, 0] < 1.0


@pytest.mark.parametrize("name", ["needling", "plasma", "fractional-co2", "co2-3"])
def test_the_first_flush_is_a_few_times_the_redness_that_stays(name: str) -> None:
    red = healed(name, days=np.arange(0, 60, 0.05)).states["redness"][0]
    assert 5 < red.max() < 40
