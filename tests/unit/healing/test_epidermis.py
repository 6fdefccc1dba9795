"""Maturity, debris, crust and shed melanin."""

import numpy as np
import pytest

from healing_cases import healed, injury, shape


def test_crust_needs_dead_tissue_left_in_place() -> None:
    assert healed("needling").crust_days[0, 0] == 0.0
    assert healed("light-peel").crust_days[0, 0] == 0.0
    assert healed("plasma").crust_days[0, 0] > 2.0


def test_crusts_of_micro_plasma_stay_about_twice_as_long_on_the_body() -> None:
    ratio = healed("plasma", site="abdomen").crust_days[0, 0] / healed("plasma", site="cheek").crust_days[0, 0]
    assert 1.5 < ratio < 2.1


def test_dots_narrower_than_the_eye_resolves_are_seen_for_a_shorter_time() -> None:
    dot = {"open_share": 0.2, "coagulated_mm": 0.03}
    thin, wide, wider = (healed(injury(**dot, lesion_width_mm=width)) for width in (0.15, 0.3, 0.4))
    shed = [h.crust_days[0, 0] - h.closure_hours[0, 0] / 24 for h in (thin, wide, wider)]
    assert shed[0] < 0.6 * shed[1]
    assert shed[1] == pytest.approx(shed[2], rel=1e-6)


def test_what_dies_in_the_deep_dermis_never_comes_out_as_crust() -> None:
    needle = {"open_share": 0.04, "lesion_width_mm": 0.3}
    shallow, deep = injury(**needle), injury(**needle, coagulated_mm=0.05, papillary_mm=0.0)
    assert healed(deep).crust_days[0, 0] == pytest.approx(healed(shallow).crust_days[0, 0], rel=1e-6)


def test_melanin_shed_rises_to_the_share_of_epidermis_lost() -> None:
    result = healed(injury(open_share=0.3, lesion_width_mm=0.2))
    shed = result.pigment_shed[0]
    assert (np.diff(shed) >= 0.0).all()
    assert shed[0] == 0.0
    assert shed[-1] == pytest.approx(0.95 * 0.3, rel=1e-6)


def test_sessions_shed_from_what_is_left() -> None:
    once, twice = (healed(*[injury(open_share=0.3, lesion_width_mm=0.2)] * k).pigment_shed[0, -1] for k in (1, 2))
    assert twice == pytest.approx(1 - (1 - once) ** 2, rel=1e-6)


def test_new_epidermis_has_its_melanin_back_after_a_month() -> None:
    melanin = healed(shape("co2-1"), days=np.array([0.0, 10.0, 45.0])).states["melanin"][0]
    assert melanin[0] == 1.0
    assert melanin[1] < 0.5
    assert melanin[2] > 0.95


def test_maturity_starts_at_the_closure_and_returns_to_one() -> None:
    result = healed("fractional-co2", days=120)
    maturity = result.states["maturity"][0]
    assert maturity[0] == 1.0
    assert maturity[1] == pytest.approx(1 - 0.36, abs=0.01)
    assert maturity[-1] == pytest.approx(1.0, abs=1e-6)
