"""Lesions stand where and as many as the device puts them, and what they show keeps the figures of healing."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from picture_cases import scene_of
from rederm.look.colour import blood_of_redness
from rederm.look.marks import Marks, treatment_marks
from rederm.look.marks.front import within
from rederm.look.marks.lesions import Lesions
from rederm.look.marks.sheets import Sheet
from rederm.look.picture import Appearance, Maps, Patch, Scene, SessionMark

PATCH = Patch(192, 14.0, 3)
FRACTIONAL = ("opus-plasma", "fractional-co2", "nonablative-fractional", "rf-microneedle", "microneedling")
LAYERS = ("tca-peel", "full-co2", "dermabrasion", "nitrogen-plasma")
DAYS = (0.0, 0.05, 1.0, 3.0, 7.0, 14.0, 30.0, 90.0)


@cache
def case(device: str) -> tuple[Scene, list[Appearance]]:
    scene, told = scene_of(f"1 session of {device} on face", days=DAYS, draws=8, fitzpatrick=4)
    return scene, told["median"]


@cache
def marks_of(device: str, patch: Patch = PATCH) -> Marks:
    return treatment_marks(patch, case(device)[0])


def skin() -> Maps:
    """Skin that is not the same everywhere."""
    random = np.random.default_rng(5)
    plain = Maps.plain(PATCH.pixels)
    uneven = 1 + 0.2 * random.standard_normal((PATCH.pixels,) * 2)
    return plain.but(melanin=np.clip(uneven, 0.3, 2.0), blood=np.clip(uneven.T, 0.3, 2.0), height_um=20 * uneven)


@pytest.mark.parametrize("device", FRACTIONAL)
def test_as_many_lesions_stand_on_the_patch_as_the_device_makes(device: str) -> None:
    wide = Patch(64, 30.0, 8)
    pattern = marks_of(device, wide).patterns[0]
    assert isinstance(pattern, Lesions)
    wanted = case(device)[0].woundings[0].per_mm2 * wide.side_mm**2
    inside = np.sum(np.all((pattern.centres > 0.0) & (pattern.centres < wide.side_mm), axis=1))
    assert abs(inside - wanted) < 4 * np.sqrt(wanted)


@pytest.mark.parametrize("device", FRACTIONAL)
def test_lesions_open_the_share_of_skin_that_was_simulated(device: str) -> None:
    scene, told = case(device)
    day = next(a for a in told if a.day == 0.05)
    traces = marks_of(device).traces(replace(day, sessions=(replace(day.sessions[0], open=1.0),)))
    assert traces.bare.mean() == pytest.approx(scene.woundings[0].open_share, rel=0.05)


@pytest.mark.parametrize("device", LAYERS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_layer_is_open_and_covered_over_the_shares_that_healing_tells(device: str, share: float) -> None:
    scene, told = case(device)
    mark = replace(told[3].sessions[0], open=share, left=share)
    day = replace(told[3], sessions=(mark,))
    assert marks_of(device).traces(day).bare.mean() == pytest.approx(share * scene.woundings[0].open_share, rel=0.05)
    sheet = marks_of(device).patterns[0]
    assert isinstance(sheet, Sheet)
    assert within(sheet.shed, share, 0.03).mean() == pytest.approx(share, rel=0.01)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.61, 0.97, 1.0])
@pytest.mark.parametrize("softness", [0.03, 0.15, 0.6])
def test_a_soft_front_keeps_its_area(share: float, softness: float) -> None:
    ranks = ((np.arange(20000) + 0.5) / 20000).astype(np.float32)
    assert within(ranks, share, softness).mean() == pytest.approx(share, abs=2e-4)


def test_half_of_the_crusted_area_is_left_when_half_of_the_debris_is() -> None:
    _, told = case("fractional-co2")
    mark, mean = told[3].sessions[0], {}
    for left in (0.25, 0.5, 1.0):
        day = replace(told[3], sessions=(replace(mark, left=left, debris_mm=0.1 * left),))
        mean[left] = float(marks_of("fractional-co2").traces(day).crust.mean())
    assert mean[0.5] == pytest.approx(mean[1.0] / 2, rel=0.1)
    assert mean[0.25] == pytest.approx(mean[1.0] / 4, rel=0.1)


@pytest.mark.parametrize("device", FRACTIONAL + LAYERS)
def test_means_over_the_patch_are_the_states_of_healing(device: str) -> None:
    marks, own = marks_of(device), skin()
    for day in case(device)[1][1:]:
        shown = marks.over(own, day)
        assert shown.melanin.mean() == pytest.approx(day.melanin * own.melanin.mean(), rel=0.01)
        factor = float(blood_of_redness(marks.own, day.redness, day.vessels))
        assert shown.blood.mean() == pytest.approx(factor * own.blood.mean(), rel=0.01)
        assert shown.dermal_melanin.mean() == pytest.approx(day.dermal_melanin, abs=1e-5)
        for name in ("crust", "scale", "wet"):
            assert 0.0 <= getattr(shown, name).min() <= getattr(shown, name).max() <= 1.0
        assert all(np.isfinite(getattr(shown, name)).all() for name in Maps.__dataclass_fields__)
        assert min(shown.melanin.min(), shown.blood.min(), shown.gloss.min()) >= 0.0


@pytest.mark.parametrize("device", ["opus-plasma", "tca-peel"])
def test_before_a_session_and_after_all_has_healed_the_skin_is_as_it_was(device: str) -> None:
    own = skin()
    assert marks_of(device).over(own, case(device)[1][0]) is own
    rest = Appearance(400.0, "median", {}, sessions=(SessionMark(400.0, 0.0, 0.0, 0.0, 1.0),))
    assert marks_of(device).over(own, rest) is own
    assert marks_of(device).over(own, Appearance(3.0, "untreated", {})) is own


def test_each_session_has_its_own_lesions_and_shows_once_it_is_over() -> None:
    scene, told = scene_of("2 sessions of opus-plasma on face, 4 weeks apart", days=(1.0, 29.0), draws=8)
    marks = treatment_marks(PATCH, scene)
    first, second = marks.patterns
    assert isinstance(first, Lesions)
    assert isinstance(second, Lesions)
    assert first.where.shape != second.where.shape or not np.array_equal(first.where, second.where)
    early, late = (marks.traces(day).crust > 0.1 for day in told["median"])
    assert np.mean(early.ravel()[first.where]) > 3 * np.mean(early.ravel()[second.where])
    assert np.mean(late.ravel()[second.where]) > 3 * np.mean(late.ravel()[first.where])


@pytest.mark.parametrize("device", ["opus-plasma", "full-eryag"])
def test_the_same_seed_is_the_same_skin(device: str) -> None:
    scene, told = case(device)
    again = treatment_marks(PATCH, scene).over(skin(), told[2])
    shown = marks_of(device).over(skin(), told[2])
    assert all(np.array_equal(getattr(again, name), getattr(shown, name)) for name in Maps.__dataclass_fields__)
    other = treatment_marks(replace(PATCH, seed=4), scene).over(skin(), told[2])
    assert not np.array_equal(other.crust, shown.crust)


@pytest.mark.parametrize("device", ["fractional-co2", "rf-microneedle", "nonablative-fractional"])
def test_no_pitch_stands_out_as_it_would_in_a_regular_grid(device: str) -> None:
    """The strongest line of the spectrum of a lattice holds half of its power or more."""
    centres = marks_of(device, Patch(64, 20.0, 2)).patterns[0].centres  # type: ignore[union-attr]
    waves = 2 * np.pi * np.linspace(0.1, 4.0, 60)
    angles = np.deg2rad(np.arange(0, 180, 3))
    along = centres[:, :1] * np.cos(angles) + centres[:, 1:] * np.sin(angles)
    power = np.abs(np.exp(1j * waves[:, None, None] * along[None]).mean(axis=1)) ** 2
    assert power[waves > 2 * np.pi / 4].max() < 0.3


def test_more_of_the_crust_is_seen_dark_the_day_after_than_an_hour_after() -> None:
    told = {a.day: a for a in case("opus-plasma")[1]}
    hour, day = (marks_of("opus-plasma").traces(told[d]) for d in (0.05, 1.0))
    assert day.crust.mean() > 2 * hour.crust.mean()
    assert hour.scale.mean() > 2 * day.scale.mean()


def test_frost_is_whiter_for_a_deeper_peel_and_gone_the_next_day() -> None:
    light, _ = scene_of("1 session of tca-peel on face at 15 %", days=(0.05,), draws=8)
    told = {a.day: a for a in case("tca-peel")[1]}
    scene = case("tca-peel")[0]
    deep = replace(scene, woundings=(replace(scene.woundings[0], necrosis_mm=0.3),))
    white = [treatment_marks(PATCH, s).traces(told[0.05]).scale.mean() for s in (light, scene, deep)]
    assert white[0] < white[1] < white[2]
    assert marks_of("tca-peel").traces(told[1.0]).scale.mean() < white[1] / 10


def test_crusts_stand_above_the_skin_and_fresh_holes_below_it() -> None:
    told = {a.day: a for a in case("fractional-co2")[1]}
    marks = marks_of("fractional-co2")
    pattern = marks.patterns[0]
    assert isinstance(pattern, Lesions)
    middle = pattern.where[pattern.inner < 0.1]
    calm = [replace(told[d], swelling=0.0) for d in (0.05, 1.0)]
    fresh, crusted = (marks.traces(day).lift_um.ravel()[middle].mean() for day in calm)
    assert fresh < 0.0 < crusted
