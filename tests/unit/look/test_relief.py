"""The client's own skin: one seed is one skin, grade 0 is healthy skin, and more of a concern always shows more of it."""

from dataclasses import fields

import numpy as np
import pytest
from relief_cases import drawn, on_grade, scene

from rederm.look.picture import Appearance, Maps
from rederm.look.relief import SkinPattern
from rederm.look.relief.ground import GROUP_OF
from rederm.skin.names import CONCERN_KINDS, SITE_NAMES, SUBTYPES
from rederm.sources import load_table

GRADES = (0.0, 0.5, 1.0, 2.0, 3.0, 4.0)
CASES = [kind if kind not in SUBTYPES else (kind, sub) for kind in CONCERN_KINDS for sub in SUBTYPES.get(kind, ("",))]

EACH = [kind if kind not in SUBTYPES else (kind, SUBTYPES[kind][-1]) for kind in CONCERN_KINDS]


def ra(field: np.ndarray) -> float:
    """Arithmetic mean roughness."""
    return float(np.abs(field - field.mean()).mean())


def arrays(maps: Maps) -> dict[str, np.ndarray]:
    return {field.name: getattr(maps, field.name) for field in fields(maps)}


def added(pattern: SkinPattern, about: object, *grades: float) -> list[dict[str, np.ndarray]]:
    """What each grade adds to healthy skin."""
    none, *maps = (arrays(pattern.maps(on_grade(about, grade))) for grade in (0.0, *grades))
    return [{name: now[name] - none[name] for name in now} for now in maps]


@pytest.fixture(scope="module", params=CASES, ids=str)
def told(request: pytest.FixtureRequest) -> list[dict[str, np.ndarray]]:
    """What each of GRADES adds, of one concern after the other."""
    about = scene(request.param, site="cheek" if "stretch-marks" not in request.param else "abdomen")
    return added(drawn(about, pixels=64, side_mm=16), about, *GRADES)


def test_one_seed_is_one_skin_and_another_seed_another() -> None:
    about = scene("wrinkles", "age-spots")
    first, again, other = (arrays(drawn(about, seed=seed).maps(on_grade(about, 3))) for seed in (3, 3, 4))
    assert all(first[name].tobytes() == again[name].tobytes() for name in first)
    assert np.corrcoef(first["height_um"].ravel(), other["height_um"].ravel())[0, 1] < 0.5


def test_grade_zero_is_the_healthy_skin_of_the_same_person() -> None:
    about, plain = scene(*EACH), scene("wrinkles")
    troubled = arrays(drawn(about).maps(on_grade(about, 0)))
    healthy = arrays(drawn(plain).maps(Appearance(0.0, "median", {})))
    assert all(np.array_equal(troubled[name], healthy[name]) for name in healthy)


def test_a_concern_more_on_the_list_leaves_the_features_of_the_others_where_they_are() -> None:
    alone, both = scene("wrinkles"), scene("wrinkles", "redness")
    heights = [drawn(about).maps(on_grade(about, 3)).height_um for about in (alone, both)]
    assert np.array_equal(*heights)


def test_what_a_concern_adds_rises_strictly_with_its_grade(told: list[dict[str, np.ndarray]]) -> None:
    for name in ("height_um", "melanin", "blood"):
        most = np.abs(told[-1][name]).mean()
        sizes = [float(np.abs(each[name]).mean()) for each in told]
        if most > 0:
            assert all(np.diff(sizes) > 0), (name, sizes)
    assert any(np.abs(told[-1][name]).mean() > 0 for name in ("height_um", "melanin", "blood"))


@pytest.mark.parametrize("kind", ["fine-lines", "wrinkles", "texture", "acne-scars"])
def test_roughness_of_the_whole_relief_rises_with_the_grade(kind: str) -> None:
    about = scene(kind)
    pattern = drawn(about, side_mm=20)
    heights = [pattern.maps(on_grade(about, grade)).height_um for grade in GRADES]
    assert all(np.diff([ra(height) for height in heights]) > 0)


@pytest.mark.parametrize("case", ["age-spots", *[("blotchiness", each) for each in SUBTYPES["blotchiness"]]], ids=str)
def test_contrast_of_pigment_rises_with_the_grade(case: object) -> None:
    about = scene(case)
    pattern = drawn(about, side_mm=20)
    assert all(np.diff([pattern.maps(on_grade(about, grade)).melanin.std() for grade in GRADES]) > 0)


def test_features_stay_where_they_are_as_the_grade_falls(told: list[dict[str, np.ndarray]]) -> None:
    mild, severe = told[GRADES.index(2)], told[GRADES.index(4)]
    name = max(("height_um", "melanin", "blood"), key=lambda n: np.abs(severe[n]).max() / (1000 if n == "height_um" else 1))
    assert np.corrcoef(mild[name].ravel(), severe[name].ravel())[0, 1] > 0.8


def test_deep_folds_are_as_deep_as_the_table_says() -> None:
    about = scene("wrinkles", site="forehead")
    (height,) = (maps["height_um"] for maps in added(drawn(about, pixels=192, side_mm=30), about, 4))
    depth = load_table("appearance/relief").number("wrinkles.depth", "um")
    assert -1.1 * depth < height.min() < -0.5 * depth


def test_swelling_smooths_fine_relief_more_than_folds() -> None:
    about = scene("wrinkles")
    pattern = drawn(about, side_mm=20)
    calm, swollen = (pattern.maps(on_grade(about, 0, swelling)).height_um for swelling in (0.0, 1.0))
    fold_calm, fold_swollen = (
        pattern.maps(on_grade(about, 4, swelling)).height_um - none for swelling, none in ((0.0, calm), (1.0, swollen))
    )
    fine = np.diff(swollen, axis=1).std() / np.diff(calm, axis=1).std()
    assert fine < ra(fold_swollen) / ra(fold_calm) < 1


def test_old_skin_is_rougher_and_more_of_one_direction_than_young() -> None:
    young, old = (drawn(scene("redness", site="forearm", age=age), pixels=192).own.fine for age in (25, 80))
    assert ra(old) > 1.5 * ra(young)

    def anisotropy(field: np.ndarray) -> float:
        down, right = np.gradient(field)
        tensor = np.array([[np.mean(right**2), np.mean(right * down)], [np.mean(right * down), np.mean(down**2)]])
        least, most = np.linalg.eigvalsh(tensor)
        return float((most - least) / (most + least))

    assert anisotropy(old) > anisotropy(young)


@pytest.mark.parametrize("side_mm", [10.0, 20.0, 40.0])
def test_more_pixels_show_the_same_features(side_mm: float) -> None:
    about = scene("wrinkles", "age-spots", "redness")
    coarse, fine = (arrays(drawn(about, pixels=pixels, side_mm=side_mm).maps(on_grade(about, 3))) for pixels in (128, 256))
    for name in ("height_um", "melanin", "blood"):
        small = fine[name].reshape(128, 2, 128, 2).mean(axis=(1, 3))
        assert np.corrcoef(small.ravel(), coarse[name].ravel())[0, 1] > 0.9, name


@pytest.mark.parametrize("side_mm", [10.0, 17.3, 32.0])
def test_patches_of_any_size_are_finite_and_of_positive_pigment(side_mm: float) -> None:
    about = scene(*EACH)
    maps = arrays(drawn(about, pixels=64, side_mm=side_mm).maps(on_grade(about, 4)))
    for name, values in maps.items():
        assert values.shape == (64, 64), name
        assert values.dtype == np.float32, name
        assert np.isfinite(values).all(), name
    assert maps["melanin"].min() > 0
    assert maps["blood"].min() > 0
    assert maps["gloss"].min() >= 0


def test_every_site_has_its_skin_and_its_lines() -> None:
    assert set(GROUP_OF) == set(SITE_NAMES)
    assert {f"lines.{site}" for site in SITE_NAMES} <= set(load_table("appearance/relief"))


def test_furrows_are_no_regular_grid() -> None:
    """Of the waves as short as a few cells the strongest holds little of the whole; of a grid it holds a good part."""
    fine = drawn(scene("redness"), pixels=256, side_mm=20).own.fine
    down, right = np.meshgrid(np.fft.fftfreq(256), np.fft.rfftfreq(256), indexing="ij")
    short = np.hypot(down, right) * 256 / 20 > 0.5  # per mm

    def strongest(field: np.ndarray) -> float:
        power = np.abs(np.fft.rfft2(field)) ** 2 * short
        return float(power.max() / power.sum())

    grid = np.maximum(np.cos(np.arange(256) / 2)[:, None], np.cos(np.arange(256) / 2)[None, :])
    assert strongest(fine) < 0.01 < 0.05 < strongest(grid)
