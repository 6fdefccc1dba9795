"""Whether a photograph can carry a prediction or a score, and in what colour.

White balance: a neutral card in the picture (flat, rectangular, near grey, away from the edge) sets it. Else colours stay as
the camera balanced them, as long as they show plausible skin; only where they do not, grey world (Buchsbaum 1980) is tried,
and kept where it gives plausible skin. A close-up, whose mean colour is skin, is therefore never turned grey. A card sets
hue, not brightness. Refused with a reason: no colour, no skin, too few pixels of skin, too dark, glare, blur (Crete 2007).
"""

from dataclasses import dataclass

import numpy as np

from rederm.look.photo import numerics_photo as n
from rederm.look.photo.mask import SkinMask, chromaticity, skin_mask
from rederm.look.photo.read import Photo
from rederm.sources import InputError


@dataclass(frozen=True, eq=False)
class Checked:
    """A photograph that passed. gains: of the linear channels, its white balance by balance: "card", "grey world" or "camera".

    light: the small picture, balanced, linear RGB. notes: what limits its use, in sentences.
    """

    photo: Photo
    mask: SkinMask
    light: np.ndarray
    gains: tuple[float, float, float]
    balance: str
    blur: float
    notes: tuple[str, ...]

    @property
    def close_up(self) -> bool:
        """Whether skin fills the picture, so that its scale is unknown."""
        return self.mask.share >= n.WHOLE_FRAME


def check_photo(photo: Photo) -> Checked:
    """Find skin and balance colours. Raises InputError with the reason where the photograph cannot be used."""
    light = photo.small
    codes = photo.pixels[:: photo.step, :: photo.step].astype(np.int16)
    if np.abs(codes - codes[..., 1:2]).mean() < n.COLOURLESS * codes.mean():
        raise _refused(photo, "holds no colour", "give a colour photograph")
    balance, gains, mask = _balanced(light)
    area = int(mask.inside.sum()) * photo.step**2
    if area == 0 or mask.share < n.LEAST_SHARE:
        raise _refused(photo, "shows no skin that can be told by its colour", "photograph bare skin in daylight or white light")
    if area < n.LEAST_SKIN:
        raise _refused(photo, f"shows {area} pixels of skin, fewer than {n.LEAST_SKIN}", "go closer")
    light = light * np.asarray(gains, np.float32)
    brightest = float(np.median(light.max(axis=-1)[mask.inside]))
    if brightest < n.DARK_SKIN:
        raise _refused(photo, "is too dark", "use more light, no flash from the side")
    if mask.burnt_share > n.BURNT_SKIN:
        told = f"has glare on {100 * mask.burnt_share:.0f} % of the skin"
        raise _refused(photo, told, "use softer light, and dry the skin")
    blur = _blur(light, mask)
    if blur > n.BLUR:
        raise _refused(photo, "is blurred", "hold the camera still, focus on the skin, save it without shrinking")
    return Checked(photo, mask, light, gains, balance, blur, tuple(photo.notes) + _notes(balance, area, mask))


def _refused(photo: Photo, what: str, cure: str) -> InputError:
    return InputError(f"{photo.name}: {what}, so that nothing can be told from it; {cure}")


def _notes(balance: str, area: int, mask: SkinMask) -> tuple[str, ...]:
    told = {
        "card": "white balance is set by a grey card in the picture; brightness is the camera's",
        "grey world": "colours were tinted and are set by the mean of the picture: colour scores are rough",
        "camera": "no grey card: colours are as the camera set them",
    }
    found = [told[balance]]
    if area < n.FEW_SKIN:
        found.append("skin is shown in few pixels: fine lines and texture cannot be judged")
    if mask.share >= n.WHOLE_FRAME:
        found.append("a close-up: its scale is unknown")
    return tuple(found)


def _balanced(light: np.ndarray) -> tuple[str, tuple[float, float, float], SkinMask]:
    card = _card(light)
    if card is not None:
        gains = card[1] / card
        return "card", tuple(map(float, gains)), skin_mask(light * gains.astype(np.float32))  # type: ignore[return-value]
    plain = skin_mask(light)
    if plain.share >= n.LEAST_SHARE:
        return "camera", (1.0, 1.0, 1.0), plain
    mean = light.reshape(-1, 3).mean(axis=0)
    gains = mean[1] / np.maximum(mean, n.DARKEST)
    turned = skin_mask(light * gains)
    if turned.share >= n.LEAST_SHARE:
        return "grey world", tuple(map(float, gains)), turned  # type: ignore[return-value]
    return "camera", (1.0, 1.0, 1.0), plain


def _card(light: np.ndarray) -> np.ndarray | None:
    """Mean linear colour of a grey card: the largest flat rectangle that is near grey and away from the edge."""
    from scipy.ndimage import find_objects, gaussian_filter, label

    step = max(1, round((light.shape[0] * light.shape[1] / n.MASK_PIXELS) ** (1 / 2)))
    small = np.stack([gaussian_filter(light[::step, ::step, k], 1) for k in range(3)], axis=-1)
    u = chromaticity(small)
    bright = small[..., 1]
    grey = (np.abs(u).max(axis=-1) < n.CARD_TINT) & (bright > n.CARD_LIGHT[0]) & (bright < n.CARD_LIGHT[1])
    slope = np.hypot(*np.gradient(np.log(np.maximum(bright, n.DARKEST))))
    pieces, _ = label(grey & (slope < n.CARD_FLAT))
    best, found = 0, None
    for index, box in enumerate(find_objects(pieces), start=1):
        rows, columns = box
        at_edge = rows.start == 0 or columns.start == 0 or rows.stop == grey.shape[0] or columns.stop == grey.shape[1]
        here = pieces[box] == index
        area = int(here.sum())
        low, high = (share * grey.size for share in n.CARD_AREA)
        if at_edge or not low <= area <= high or area <= best or here.mean() < n.CARD_FILL:
            continue
        colours = small[box][here]
        if (
            np.log(np.maximum(colours, n.DARKEST)).std(axis=0).max() < n.CARD_FLAT
            and chromaticity(colours).std(axis=0).max() < n.CARD_FLAT
        ):
            best, found = area, np.median(colours, axis=0)
    return found


def _blur(light: np.ndarray, mask: SkinMask) -> float:
    """Crete's measure in the box around the skin."""
    from skimage.measure import blur_effect

    from rederm.look.colour import srgb

    rows, columns = (np.flatnonzero(mask.inside.any(axis=axis)) for axis in (1, 0))
    box = light[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1, 1]
    if min(box.shape) <= n.BLUR_WINDOW:
        return 1.0
    return float(blur_effect(srgb(box), h_size=n.BLUR_WINDOW))
