"""Finding skin, and refusing a photograph that cannot carry a prediction."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from photo_cases import face, patch, table
from rederm.look.colour import linear, srgb
from rederm.look.photo import Photo, check_photo, skin_mask
from rederm.look.picture import Light, Maps, Patch, render
from rederm.sources import InputError


def lit(photo: Photo, gains: tuple[float, float, float], name: str = "photo.png") -> Photo:
    """The photograph with each linear channel times a gain."""
    light = np.clip(linear(photo.pixels / 255.0) * np.asarray(gains), 0, 1)
    return Photo(np.rint(255 * srgb(light)).astype(np.uint8), name)


def refusal(photo: Photo) -> str:
    with pytest.raises(InputError) as raised:
        check_photo(photo)
    assert "\n" not in str(raised.value)
    assert photo.name in str(raised.value)
    return str(raised.value)


FEATURES = {  # rows, columns of the picture
    "hair": (slice(45, 75), slice(180, 260)),
    "hair at the side": (slice(80, 120), slice(160, 172)),
    "lips": (slice(150, 154), slice(214, 232)),
    "teeth": (slice(143, 147), slice(214, 230)),
    "left eye": (slice(100, 105), slice(196, 204)),
    "right eye": (slice(99, 104), slice(243, 252)),
    "suit": (slice(280, 500), slice(60, 260)),
    "collar": (slice(200, 240), slice(200, 240)),
    "background": (slice(0, 140), slice(330, 500)),
    "flag": (slice(0, 200), slice(0, 100)),
}
SKIN = {
    "forehead": (slice(84, 89), slice(200, 225)),
    "cheek": (slice(118, 132), slice(186, 205)),
    "other cheek": (slice(122, 135), slice(240, 252)),
    "bridge of the nose": (slice(108, 122), slice(216, 226)),
    "chin": (slice(166, 172), slice(205, 235)),
}


@pytest.mark.parametrize("place", FEATURES)
def test_what_is_not_skin_of_a_real_face_is_left_out(place: str) -> None:
    assert skin_mask(face().small).inside[FEATURES[place]].mean() < 0.1


@pytest.mark.parametrize("place", SKIN)
def test_facial_skin_of_a_real_face_is_found(place: str) -> None:
    assert skin_mask(face().small).inside[SKIN[place]].mean() > 0.85


def test_a_real_face_passes_and_its_few_pixels_are_said() -> None:
    checked = check_photo(face())
    assert checked.balance == "camera"
    assert "few pixels" in " ".join(checked.notes)


@pytest.mark.parametrize("light", ["front", "raking", "cross-polarised"])
@pytest.mark.parametrize("spots", [0.0, 1.5])
@pytest.mark.parametrize("fitzpatrick", range(1, 7))
def test_skin_of_every_type_is_accepted_and_found_whole(fitzpatrick: int, spots: float, light: str) -> None:
    checked = check_photo(patch(fitzpatrick, light, spots))
    assert checked.mask.share > 0.93
    assert checked.close_up


def test_the_darkest_skin_that_has_darkened_has_colour() -> None:
    made = render(
        Maps.plain(256).but(melanin=np.full((256, 256), 1.8)), table(6), Light.named("cross-polarised"), Patch(256, 20.0, 1)
    )
    grain = np.random.default_rng(1).integers(-2, 3, made.shape[:2])[..., None]
    checked = check_photo(Photo(np.clip(made.astype(int) + grain, 0, 255).astype(np.uint8), "dark.png"))
    assert checked.mask.share > 0.8


@pytest.mark.parametrize("exposure", [0.35, 0.6, 1.5])
@pytest.mark.parametrize("fitzpatrick", range(2, 7))
def test_under_and_overexposed_skin_is_still_skin(fitzpatrick: int, exposure: float) -> None:
    """A stop and a half under, and half a stop over, which the fairest type does not bear."""
    assert check_photo(lit(patch(fitzpatrick), (exposure,) * 3)).mask.share > 0.8


def test_a_grey_photograph_is_refused() -> None:
    grey = np.repeat(face().pixels.mean(axis=-1, keepdims=True), 3, axis=-1).astype(np.uint8)
    assert "no colour" in refusal(Photo(grey, "grey.png"))


@pytest.mark.parametrize("colour", [(40, 90, 200), (60, 160, 70), (230, 230, 60), (120, 40, 160)])
def test_a_picture_without_skin_is_refused(colour: tuple[int, int, int]) -> None:
    rng = np.random.default_rng(2)
    pixels = np.clip(np.asarray(colour) + rng.normal(0, 8, (300, 300, 3)), 0, 255).astype(np.uint8)
    assert "no skin" in refusal(Photo(pixels, "wall.png"))


@pytest.mark.parametrize("gains", [(0.4, 1.0, 0.8), (0.5, 0.9, 1.0), (1.0, 1.0, 0.12)])
def test_a_close_up_of_implausible_tint_is_refused(gains: tuple[float, float, float]) -> None:
    refusal(lit(patch(3), gains))


def test_a_dark_photograph_is_refused() -> None:
    assert "dark" in refusal(lit(patch(3), (0.02, 0.02, 0.02)))


def test_glare_is_refused() -> None:
    light = linear(patch(2).pixels / 255.0)
    shine = gaussian_filter(np.random.default_rng(3).normal(size=light.shape[:2]), 12)
    light = light + np.clip(3 * (shine / shine.std() - 1), 0, 3)[..., None]
    assert "glare" in refusal(Photo(np.rint(255 * srgb(np.clip(light, 0, 1))).astype(np.uint8), "glare.png"))


@pytest.mark.parametrize("width", [3.0, 6.0])
def test_a_blurred_photograph_is_refused(width: float) -> None:
    """Of a face; a close-up of smooth skin has no detail that would tell."""
    soft = np.stack([gaussian_filter(face().pixels[..., k].astype(float), width) for k in range(3)], axis=-1)
    assert "blurred" in refusal(Photo(soft.astype(np.uint8), "moved.png"))


def test_a_small_face_is_refused() -> None:
    assert "fewer than" in refusal(Photo(np.ascontiguousarray(face().pixels[::2, ::2]), "far.png"))


@pytest.mark.parametrize("gains", [(1.25, 1.0, 0.8), (0.85, 1.0, 1.2)])
def test_a_grey_card_takes_a_tint_away(gains: tuple[float, float, float]) -> None:
    pixels = face().pixels.copy()
    pixels[20:90, 330:430] = 119
    checked = check_photo(lit(Photo(pixels, "card.png"), gains))
    assert checked.balance == "card"
    card = checked.light[40:70, 350:410].reshape(-1, 3).mean(axis=0)
    assert np.ptp(card) / card.mean() < 0.02
    plain = check_photo(face()).mask
    assert np.abs(np.subtract(checked.mask.middle, plain.middle)).max() < 0.05


def test_without_a_card_colours_of_plausible_skin_are_kept() -> None:
    for photo in (face(), patch(1), patch(6)):
        assert check_photo(photo).gains == (1.0, 1.0, 1.0)


def test_a_strong_green_tint_is_taken_off_by_the_mean_of_the_picture() -> None:
    checked = check_photo(lit(face(), (0.75, 1.25, 0.75)))
    assert checked.balance == "grey world"
    assert "tinted" in " ".join(checked.notes)
