"""Light on skin: white paper stays white, crossed filters take every reflection, and skin keeps its measured colour."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relief_cases import drawn, on_grade, scene

from rederm.look.colour import ColourTable, cover, ita, ita_class, lab, own_colour
from rederm.look.picture import Light, Maps, Patch, render
from rederm.look.picture.light import NAMES
from rederm.look.picture.render import diffused, exposed
from rederm.sources import DATA, InputError, read_toml

PATCH = Patch(96, 16.0, 3)


class White:
    """White paper in place of skin."""

    def linear(self, melanin: np.ndarray, blood: np.ndarray, dermal_melanin: np.ndarray) -> np.ndarray:
        return np.ones((*melanin.shape, 3), np.float32)


@pytest.mark.parametrize("name", NAMES)
def test_flat_white_has_mean_one_under_every_light(name: str) -> None:
    assert exposed(Maps.plain(64), White(), Light.named(name), Patch(64, 20.0, 0)) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("right", "down"), [(0.3, 0.0), (0.0, -0.2), (-0.15, 0.25)])
def test_a_tilted_plane_is_lit_by_lamberts_law(name: str, right: float, down: float) -> None:
    patch, light = Patch(64, 16.0, 0), Light.named(name)
    x, y = np.meshgrid(patch.axis_mm, patch.axis_mm)
    dull = np.zeros((64, 64))
    maps = Maps.plain(64).but(height_um=1000 * (right * x + down * y), gloss=dull)
    normal = np.array([-right, -down, 1.0]) / np.sqrt(1 + right**2 + down**2)
    sky = light.ambient * (1 + normal[2]) / 2
    expected = sky + sum(share * max(0.0, normal @ beam) / beam[2] for *beam, share in light.beams for beam in [np.array(beam)])
    seen = exposed(maps, White(), light, patch)[28:36, 28:36]
    level = exposed(Maps.plain(64).but(gloss=dull), White(), light, patch)[32, 32] - 1
    assert seen.mean() == pytest.approx(expected + level.mean(), rel=0.02)


def test_crossed_filters_take_every_reflection_and_the_front_light_leaves_it() -> None:
    about = scene("wrinkles")
    maps = drawn(about).maps(on_grade(about, 3))
    table = ColourTable.of(own_colour(about.client, about.site))
    patch = Patch(96, 12.0, 3)
    dull, oily = (maps.but(gloss=maps.gloss * times) for times in (0, 5))
    crossed, front = Light.named("cross-polarised"), Light.named("front")
    assert np.array_equal(render(dull, table, crossed, patch), render(oily, table, crossed, patch))
    assert render(oily, table, front, patch).mean() > render(dull, table, front, patch).mean()


@pytest.mark.parametrize("fitzpatrick", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("name", ["front", "cross-polarised"])
def test_untreated_skin_keeps_the_measured_colour_of_its_class(fitzpatrick: int, name: str) -> None:
    about = scene("wrinkles", fitzpatrick=fitzpatrick)
    table = ColourTable.of(own_colour(about.client, about.site))
    maps = drawn(about, side_mm=20).maps(on_grade(about, 0))
    own = lab(table.linear(1.0, 1.0, 0.0))
    known = read_toml(DATA / "appearance" / "colour_classes.toml")[ita_class(float(ita(own)))]
    seen = lab(exposed(maps, table, Light.named(name), Patch(96, 20.0, 3))).reshape(-1, 3).mean(axis=0)
    assert np.all(np.abs(seen - own) < known["all"]["sd"]), (seen, own)


def test_raking_light_brings_out_relief_and_crossed_filters_hide_it() -> None:
    about = scene("wrinkles", "fine-lines")
    maps = drawn(about).maps(on_grade(about, 3)).but(melanin=np.ones((96, 96)), blood=np.ones((96, 96)))
    table = ColourTable.of(own_colour(about.client, about.site))
    spread = {name: exposed(maps, table, Light.named(name), Patch(96, 12.0, 3)).std() for name in NAMES}
    assert spread["raking"] > spread["front"] > spread["cross-polarised"]


def test_light_in_skin_is_kept_and_red_goes_the_farthest() -> None:
    light = np.zeros((256, 256), np.float32)
    light[128, 128] = 1.0
    out = diffused(light, 0.05)
    assert out.sum(axis=(0, 1)) == pytest.approx(1.0, abs=0.01)
    far = np.hypot(*np.mgrid[-128:128, -128:128])
    red, green, blue = (float((far * out[..., k]).sum()) for k in range(3))
    assert red > green > blue


@pytest.mark.parametrize("name", ["crust", "scale", "wet"])
def test_what_covers_the_skin_wholly_shows_its_own_colour(name: str) -> None:
    maps = Maps.plain(32).but(**{name: np.ones((32, 32))})
    seen = exposed(maps, White(), Light.named("cross-polarised"), Patch(32, 8.0, 0))
    assert seen.reshape(-1, 3).mean(axis=0) == pytest.approx(cover(name), rel=1e-3)


def test_a_wet_spot_shines_more_than_dry_skin_and_crust_does_not_shine() -> None:
    about = scene("wrinkles")
    table = ColourTable.of(own_colour(about.client, about.site))
    rough = drawn(about).maps(on_grade(about, 0)).height_um
    dull, light, patch = np.zeros((96, 96)), Light.named("raking"), Patch(96, 12.0, 3)

    def shine(**over: np.ndarray) -> float:
        maps = Maps.plain(96).but(height_um=rough, **over)
        return float((exposed(maps, table, light, patch) - exposed(maps.but(gloss=dull), table, light, patch)).mean())

    full = np.ones((96, 96))
    assert shine(wet=full) > shine() > 0
    assert shine(crust=full) == 0


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from(NAMES))
def test_any_relief_gives_a_picture(seed: int, name: str) -> None:
    random = np.random.default_rng(seed)
    wild = Maps.plain(32).but(height_um=random.normal(0, 500, (32, 32)), crust=random.uniform(0, 1, (32, 32)))
    seen = exposed(wild, White(), Light.named(name), Patch(32, 8.0, 0))
    assert np.isfinite(seen).all()
    assert seen.min() >= 0
    picture = render(wild, White(), Light.named(name), Patch(32, 8.0, 0))
    assert picture.dtype == np.uint8
    assert picture.shape == (32, 32, 3)


def test_the_same_maps_are_the_same_bytes() -> None:
    about = scene("wrinkles")
    table = ColourTable.of(own_colour(about.client, about.site))
    maps = drawn(about).maps(on_grade(about, 2))
    first, again = (render(maps, table, Light.named("raking"), Patch(96, 12.0, 3)) for _ in range(2))
    assert first.tobytes() == again.tobytes()


def test_an_unknown_light_names_the_lights() -> None:
    with pytest.raises(InputError, match="front, raking, cross-polarised"):
        Light.named("sunset")
