"""The predicted change on a photograph: nothing where nothing changes, the right pigment where it does, and no pixel moved."""

import time
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from photo_cases import KINDS, day, face, patch, table
from rederm.look.colour import erythema_index, ita, lab, linear
from rederm.look.photo import Photo, check_photo, not_shown, project, skin_mask
from rederm.look.photo.lines import valley
from rederm.look.photo.pigments import basis_of, split
from rederm.look.photo.project import ratio
from rederm.look.photo.smooth import base


def spots_of(photo: Photo, pixels: np.ndarray) -> float:
    """How much darker the spots of a patch are than its skin, in density, where the patch without change has them."""
    first = -np.log(linear(photo.pixels / 255.0)).mean(axis=-1)
    now = -np.log(linear(pixels / 255.0)).mean(axis=-1)
    spots = first > np.median(first) + 0.6 * (first.max() - np.median(first))
    return float(now[spots].mean() - np.median(now))


@pytest.mark.parametrize("photo", [face(), patch(2, spots=1.0), patch(6, spots=1.0)], ids=["face", "type 2", "type 6"])
def test_no_change_gives_back_the_photograph(photo: Photo) -> None:
    assert np.array_equal(project(photo, day(), day(), table()), photo.pixels)


@pytest.mark.parametrize("kind", KINDS)
def test_outside_the_skin_nothing_changes_at_all(kind: str) -> None:
    mask = skin_mask(face().small)
    name = kind.replace("-", "_")
    changed = project(face(), day(), day(reddened=2.0, melanin=1.3, **{name: 0.5}), table())
    assert np.array_equal(changed[~mask.inside], face().pixels[~mask.inside])
    assert not np.array_equal(changed[mask.inside], face().pixels[mask.inside])


@pytest.mark.parametrize("fitzpatrick", range(1, 7))
def test_spots_fade_by_their_grade_and_no_further(fitzpatrick: int) -> None:
    photo = patch(fitzpatrick, "cross-polarised", spots=1.5)
    dark = [spots_of(photo, project(photo, day(), day(age_spots=grade), table(fitzpatrick))) for grade in (2, 1, 0)]
    assert dark[0] > dark[1] > dark[2] > -0.1 * dark[0]
    assert 0.4 < dark[1] / dark[0] < 0.8
    assert dark[2] / dark[0] < 0.6


@pytest.mark.parametrize("fitzpatrick", [1, 2, 4, 6])
def test_redness_of_treatment_shows_what_the_colour_table_says(fitzpatrick: int) -> None:
    photo = patch(fitzpatrick, "cross-polarised")
    found = table(fitzpatrick)
    full = skin_mask(photo.small).weight == 1
    red = linear(project(photo, day(), day(reddened=3.0), found) / 255.0)[full].mean(axis=0)
    seen = erythema_index(red) - erythema_index(linear(photo.pixels / 255.0)[full].mean(axis=0))
    from rederm.look.colour import blood_of_redness

    told = erythema_index(found.linear(1, blood_of_redness(found.own, 3.0), 0)) - erythema_index(found.linear(1, 1, 0))
    assert seen > 0
    assert seen == pytest.approx(float(told), rel=0.1, abs=0.5)  # 8 bits of dark skin


def test_more_pigment_lowers_the_angle_of_the_skin() -> None:
    angles = [
        float(ita(lab(linear(project(patch(3), day(), day(melanin=melanin), table(3)) / 255.0).mean(axis=(0, 1)))))
        for melanin in (0.8, 1.0, 1.5)
    ]
    assert angles[0] > angles[1] + 2 > angles[2] + 4


def wrinkled(depth: float) -> Photo:
    """A patch with three dark lines of this density across it."""
    rows = np.arange(256)[:, None]
    dense = sum(depth * np.exp(-((rows - at - 3 * np.sin(np.arange(256) / 30)) ** 2) / (2 * 3.0**2)) for at in (60, 128, 200))
    light = linear(patch(3, "cross-polarised").pixels / 255.0) * np.exp(-dense)[..., None]
    from rederm.look.colour import srgb

    return Photo(np.rint(255 * srgb(light)).astype(np.uint8), "wrinkled.png")


def contrast(pixels: np.ndarray) -> float:
    dense = -np.log(np.maximum(linear(pixels / 255.0).mean(axis=-1), 1e-3))
    profile = dense - dense.mean(axis=0)
    lines = sum(profile[at + round(3 * np.sin(c / 30)), c] for at in (60, 128, 200) for c in range(30, 226))
    return float(lines / 3 / 196)


def test_wrinkles_become_shallower_by_their_grade() -> None:
    photo = wrinkled(0.3)
    depth = [contrast(project(photo, day(), day(wrinkles=g, fine_lines=g), table(3))) for g in (2, 1, 0)]
    assert depth[0] > 0.15
    assert depth[1] / depth[0] == pytest.approx(0.5, abs=0.2)
    assert depth[2] / depth[0] < 0.45


def test_a_line_stays_where_it_is() -> None:
    photo = wrinkled(0.3)
    changed = project(photo, day(), day(wrinkles=1, fine_lines=1), table(3))
    for column in range(30, 226, 20):
        dark = [linear(p[:, column] / 255.0).mean(axis=-1)[110:146].argmin() for p in (photo.pixels, changed)]
        assert abs(int(dark[0]) - int(dark[1])) <= 2


def test_a_line_answers_and_an_edge_of_the_same_height_answers_less() -> None:
    line, edge = np.zeros((64, 64)), np.zeros((64, 64))
    line[30:33] = 1
    edge[32:] = 1
    answers = [valley(image, 2.0)[10:54, 10:54].max() for image in (line, edge)]
    assert answers[0] == pytest.approx(2 * answers[1], rel=1e-9)  # a line is two edges, each a pixel and a half away
    assert valley(-line, 2.0)[31, 32] == 0


def test_a_spot_does_not_pull_its_own_base() -> None:
    values = np.random.default_rng(0).normal(0, 0.01, (160, 160))
    values[60:90, 60:90] += 1
    found = base(values, np.ones_like(values), 12.0, 160.0)
    assert abs(found[75, 75]) < 0.1
    assert abs(found[20, 20]) < 0.02


def test_the_split_gives_back_what_was_put_together() -> None:
    basis = basis_of(table(4))
    parts = np.random.default_rng(1).uniform(0.1, 0.6, (8, 8, 3))
    found = split(np.exp(-parts @ basis.T), basis)
    got, middle = np.stack([found.melanin, found.blood, found.shade], axis=-1), np.linalg.inv(basis)
    middle = middle @ np.median((parts @ basis.T).reshape(-1, 3), axis=0)
    assert np.allclose(got + middle, parts, atol=1e-3)


@pytest.mark.parametrize("fitzpatrick", range(1, 7))
def test_a_split_with_noise_tears_no_colour_into_larger_parts(fitzpatrick: int) -> None:
    basis = basis_of(table(fitzpatrick))
    light = np.exp(-np.random.default_rng(1).uniform(0.2, 1.0, (16, 16, 3)))
    exact, steady = (split(light, basis, noise) for noise in (0.0, 0.15))
    assert 0 < steady.melanin.std() < exact.melanin.std()
    assert 0 < steady.shade.std() < exact.shade.std()


def test_ratios_take_a_concern_over_its_sites_and_stay_within_bounds() -> None:
    before = {"wrinkles@cheek": 2.0, "wrinkles@chin": 2.0, "redness": 1.0, "texture": 0.0}
    after = {"wrinkles@cheek": 1.0, "wrinkles@chin": 2.0, "redness": 4.0, "texture": 1.0}
    assert ratio(before, after, "wrinkles") == 0.75
    assert ratio(before, after, "redness") == 2.0
    assert ratio(before, after, "texture") == 1.0
    assert ratio(before, after, "age-spots") == 1.0


def test_what_a_photograph_does_not_show_is_said() -> None:
    assert not_shown(day()) == ()
    open_day = replace(day(), closed=0.7, debris=0.5, grades={"acne-scars@cheek": 2.0, "wrinkles": 1.0})
    assert not_shown(open_day) == ("open lesions", "crust and scale", "acne-scars")


@pytest.mark.slow
def test_twelve_megapixels_are_changed_in_seconds_and_little_memory() -> None:
    rng = np.random.default_rng(4)
    tile = patch(3, pixels=512).pixels
    pixels = np.tile(tile, (6, 8, 1))
    pixels = np.clip(pixels + rng.integers(-2, 3, pixels.shape), 0, 255).astype(np.uint8)
    photo = Photo(pixels, "large.jpg")
    project(patch(3), day(), day(age_spots=1), table(3))  # what is loaded once
    tracemalloc.start()
    started = time.process_time()
    changed = project(check_photo(photo), day(), day(1.0, **{kind.replace("-", "_"): 1.0 for kind in KINDS}), table(3))
    spent = time.process_time() - started
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert changed.shape == (3072, 4096, 3)
    assert most < 1_000_000_000
    assert spent < 20  # 5 on a quiet machine
