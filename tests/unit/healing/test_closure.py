"""Closure of lesions and layers: what healing.md derives from one front speed."""

import numpy as np
import pytest

from healing_cases import client, face, injury, session, shape
from rederm.draws import Draws
from rederm.healing.closure import Closure, closure_of
from rederm.healing.host import care_of, host_of
from rederm.injury import Injury
from rederm.skin import Skin

# front, delays and care as healing was first worked out by hand: the law is checked at these, its fit elsewhere
STATED = {
    "healing.front_speed": 120.0,
    "healing.lag_lesion": 4.0,
    "healing.lag_field": 36.0,
    "healing.closure.dry": 9 / 16,
    "healing.closure.adnexa": 1.0,
}


class ByHand(Draws):
    """One draw at the stated figures, and at the median of everything else."""

    def __getitem__(self, name: str) -> np.ndarray:
        return np.full(self.n, STATED[name]) if name in STATED else super().__getitem__(name)


BY_HAND = ByHand(1, nominal=True)


def closing(what: Injury, skin: Skin | None = None, who: object = None, **care: object) -> Closure:
    skin, who = skin or face(35), who or client(35)
    return closure_of(what, skin, host_of(who, skin, BY_HAND), care_of(session(**care).aftercare, BY_HAND), BY_HAND)


def hours(*args: object, **care: object) -> float:
    return float(closing(*args, **care).days()[0] * 24)  # type: ignore[arg-type]


def bare(skin: Skin, duct: float = 0.0) -> Injury:
    return injury(layer=True, open_share=1.0, duct_depth_mm=duct)


def skin_of_density(per_mm2: float) -> Skin:
    from dataclasses import replace

    return replace(face(35), hair_per_mm2=per_mm2 / 2, eccrine_per_mm2=per_mm2 / 2)


@pytest.mark.parametrize(("width", "expected"), [(0.1, 14), (0.15, 19), (0.2, 24), (0.3, 34), (0.5, 54)])
def test_a_hole_closes_when_delay_and_half_its_width_over_the_speed_have_passed(width: float, expected: float) -> None:
    assert hours(injury(open_share=0.1, lesion_width_mm=width, duct_depth_mm=1.0)) == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize(("density", "moist", "dry"), [(6.25, 4.8, 8.6), (2.7, 6.5, 11.6), (1.9, 7.4, 13.4), (1.2, 8.9, 16.0)])
def test_a_bare_field_closes_by_the_density_of_hair_and_sweat_ducts(density: float, moist: float, dry: float) -> None:
    skin = skin_of_density(density)
    assert hours(bare(skin), skin) / 24 == pytest.approx(moist, rel=0.03)
    assert hours(bare(skin), skin, moist=False) / 24 == pytest.approx(dry, rel=0.03)


def test_dead_duct_walls_add_their_depth_to_the_path_and_leave_fewer_ducts() -> None:
    skin = face(35)
    climb = 24 * 300 / (1000 * float(closing(bare(skin), skin).speed[0]))
    assert climb < hours(bare(skin, 0.3), skin) - hours(bare(skin), skin) < 1.1 * climb


def test_time_to_closure_inverts_the_open_share() -> None:
    for share in (1.0, 0.9, 0.5, 0.15):
        close = closing(injury(layer=True, open_share=share, duct_depth_mm=0.1))
        assert close.open_at(close.days())[0, 0] == pytest.approx(0.05, abs=1e-9)
        assert close.open_at(close.middle())[0, 0] == pytest.approx(share / 2, abs=1e-9)


def test_an_injury_that_opens_almost_nothing_is_closed_at_once() -> None:
    assert hours(shape("nothing")) == 0.0
    assert hours(shape("light-peel")) == 0.0


def test_living_patches_close_a_layer_long_before_the_ducts() -> None:
    skin = face(35)
    partly = hours(injury(layer=True, open_share=0.5), skin)
    assert 0.0 < partly < 0.5 * hours(bare(skin), skin)


def test_lesions_that_overlap_close_later() -> None:
    alone = injury(open_share=0.4, lesion_width_mm=0.2, duct_depth_mm=1.0)
    touching = injury(open_share=0.4, lesion_width_mm=0.2, duct_depth_mm=1.0, perimeter_mm=4 * 0.4 / 0.2 / 1.5)
    assert hours(touching) - 4 == pytest.approx(1.5 * (hours(alone) - 4))


@pytest.mark.parametrize(
    "slower", [client(75), client(35, smoker=True), client(35, diabetes="uncontrolled")], ids=["old", "smoker", "diabetes"]
)
def test_age_smoking_and_poor_control_of_diabetes_slow_closure(slower: object) -> None:
    assert hours(shape("plasma"), None, slower) > hours(shape("plasma"))


def test_what_was_not_asked_changes_nothing() -> None:
    assert hours(shape("plasma"), None, client(35, diabetes=None)) == hours(shape("plasma"), None, client(35, diabetes="none"))


def test_a_slow_site_closes_later() -> None:
    from rederm.skin import skin_of

    leg = skin_of("lower-leg", 35, "male", 2)
    assert hours(shape("plasma"), leg) > hours(shape("plasma"))
    assert hours(bare(leg), leg) > hours(bare(face(35)))


def test_the_open_share_only_falls() -> None:
    days = np.linspace(0, 20, 200)
    for name in ("plasma", "co2-3", "light-peel"):
        assert (np.diff(closing(shape(name)).open_at(days)[0]) <= 0.0).all()


def test_small_lesions_close_from_the_epidermis_and_bare_fields_from_their_ducts() -> None:
    skin = face(35)
    hair = skin.hair_per_mm2 / (skin.hair_per_mm2 + skin.eccrine_per_mm2)
    small = closing(injury(open_share=0.1, lesion_width_mm=0.1, duct_depth_mm=1.0)).closed_by(hair)
    field = closing(bare(skin)).closed_by(hair)
    patchy = closing(injury(layer=True, open_share=0.3)).closed_by(hair)
    for shares in (small, field, patchy):
        assert sum(float(share[0]) for share in shares.values()) == pytest.approx(1.0)
    assert small["epidermis"][0] == pytest.approx(1.0, abs=1e-3)
    assert field["epidermis"][0] < 0.03  # the rim of the whole site
    assert field["follicles"][0] / (1 - field["epidermis"][0]) == pytest.approx(hair)
    assert patchy["epidermis"][0] > 0.9


def test_wider_lesions_are_helped_more_by_follicles() -> None:
    shares = [
        closing(injury(open_share=0.2, lesion_width_mm=width)).closed_by(0.5)["epidermis"][0] for width in (0.1, 0.3, 1.0, 2.0)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0.7


def test_deeper_death_of_the_dermis_only_slows_closure_down_to_what_the_rim_of_the_field_can_do() -> None:
    skin = face(35)
    found = [hours(bare(skin, depth), skin) for depth in (0.0, 0.1, 0.3, 0.6, 1.0, 2.0, 5.0, 50.0)]
    assert found == sorted(found)
    lost = closing(bare(skin, 50.0), skin)
    across = float(lost.budget[0] + (lost.edge[0] - lost.budget[0]) / lost.pace)
    assert found[-1] / 24 > 0.5 * across / lost.speed[0] > 365  # months to years: the field does not close by itself
    assert lost.closed_by(0.7)["epidermis"][0] > 0.95


def test_a_small_cut_out_wound_closes_from_its_margin_alone() -> None:
    skin = face(35)
    who = client(35)
    punch = closure_of(
        bare(skin, 1000.0),
        skin,
        host_of(who, skin, BY_HAND),
        care_of(session().aftercare, BY_HAND),
        BY_HAND,
        field_radius_mm=2.5,
    )
    path = (1 - np.sqrt(0.05)) * 2.5
    assert punch.days()[0] == pytest.approx(punch.delay[0] + path / punch.speed[0], rel=1e-4)
    assert punch.closed_by(0.7)["epidermis"][0] > 0.999


def test_poisoned_adnexa_close_a_field_later() -> None:
    skin = face(35)
    assert hours(injury(layer=True, open_share=1.0, toxicity=0.5), skin) > hours(bare(skin), skin)


def test_the_time_scale_of_a_clinic_and_of_a_person_stretch_the_whole_course() -> None:
    class Slow(ByHand):
        def __getitem__(self, name: str) -> np.ndarray:
            return super().__getitem__(name) * (2.0 if name == "healing.closure.person" else 1.0)

    skin, who, slow = face(35), client(35), Slow(1, nominal=True)
    care = care_of(session().aftercare, slow)
    late = closure_of(bare(skin, 0.1), skin, host_of(who, skin, slow), care, slow).days()[0]
    assert late * 24 == pytest.approx(2 * hours(bare(skin, 0.1), skin))
