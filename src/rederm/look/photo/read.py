"""A client's photograph, opened safely: 8-bit sRGB pixels the right way up, and nothing else of the file.

JPEG, PNG, WebP and TIFF; grey, palette, RGB, RGBA (on white), CMYK; 8 bits, or 16 of which the upper 8 are kept. A colour
profile is turned to sRGB, an EXIF orientation is applied; EXIF, GPS and every other note of the file stay behind. Format and
size are read before a pixel is decoded, so that a small file cannot ask for much memory. Nothing is copied and nothing leaves
the machine.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from rederm.look.photo import numerics_photo as n
from rederm.sources import InputError

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"heif", b"avif")
_ORIENTATION = 274
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, struct.error, zlib.error, OverflowError)


@dataclass(frozen=True, eq=False)
class Photo:
    """pixels: (h, w, 3) uint8 sRGB. name: of the file. notes: what was done to read it."""

    pixels: np.ndarray
    name: str = "photograph"
    notes: tuple[str, ...] = ()

    @cached_property
    def step(self) -> int:
        """Every how many pixels one is worked on: 1, or more where the photograph is larger than need be."""
        height, width = self.pixels.shape[:2]
        return max(1, round((height * width / n.WORK_PIXELS) ** (1 / 2)))

    @cached_property
    def small(self) -> np.ndarray:
        """Linear RGB (h / step, w / step, 3), float32: the mean of each block of pixels."""
        return shrunk(self.pixels, self.step)


def decode_table() -> np.ndarray:
    """Linear light of each of the 256 codes of sRGB, float32."""
    from rederm.look.colour import linear

    return linear(np.arange(n.WHOLE_8 + 1) / n.WHOLE_8).astype(np.float32)


def shrunk(pixels: np.ndarray, step: int) -> np.ndarray:
    """Codes (h, w, 3) -> linear RGB of blocks of `step` pixels a side; what is left over at the edges is dropped."""
    table = decode_table()
    height, width = (side // step for side in pixels.shape[:2])
    made = np.empty((height, width, 3), np.float32)
    for top in range(0, height, n.STRIP_ROWS):
        rows = slice(top, min(top + n.STRIP_ROWS, height))
        strip = table[pixels[rows.start * step : rows.stop * step, : width * step]]
        made[rows] = strip if step == 1 else strip.reshape(-1, step, width, step, 3).mean(axis=(1, 3))
    return made


def read_photo(path: Path) -> Photo:
    """Open a photograph. Raises InputError, in one line, for what is not one or cannot be used."""
    if path.is_dir():
        raise InputError(f"{path}: is a folder, not a photograph; name one JPEG, PNG, WebP or TIFF file")
    if not path.is_file():
        raise InputError(f"{path}: there is no such photograph; name one JPEG, PNG, WebP or TIFF file")
    size = path.stat().st_size
    if size > n.MOST_BYTES:
        raise InputError(
            f"{path}: {size / 1_000_000:.0f} MB is more than the {n.MOST_BYTES / 1_000_000:.0f} MB that a photograph may have; "
            "save it smaller, as JPEG"
        )
    return photo_of(path.read_bytes(), path.name, str(path))


def photo_of(content: bytes, name: str = "photograph", told: str | None = None) -> Photo:
    """The photograph in these bytes, which touch no disk. told: what messages call it. Raises InputError as `read_photo`."""
    called = told or name
    if not content:
        raise InputError(f"{called}: is empty; save the photograph again")
    image = _opened(called, content)
    _check(called, image)
    upright, notes = _decoded(called, image)
    return Photo(np.asarray(upright), name, tuple(notes))


def _pillow() -> Any:
    try:
        import PIL.Image
    except ImportError:
        raise InputError("photographs need Pillow and scikit-image; install them with: pip install 'rederm[photo]'") from None
    return PIL.Image


def _opened(called: str, content: bytes) -> Any:
    image_room = _pillow()
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        raise InputError(f"{called}: is a HEIC or AVIF file, which is not read; export it as JPEG, PNG, WebP or TIFF")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return image_room.open(io.BytesIO(content), formats=FORMATS)
    except image_room.DecompressionBombError:
        raise InputError(f"{called}: {_too_large()}") from None
    except _BROKEN:
        raise InputError(f"{called}: is not a photograph that can be read; give a JPEG, PNG, WebP or TIFF file") from None


def _too_large(size: tuple[int, int] | None = None) -> str:
    given = "has" if size is None else f"{size[0]} x {size[1]} is"
    return f"{given} more than the {n.MOST_PIXELS // 1_000_000} megapixels that are read; save it smaller"


def _check(called: str, image: Any) -> None:
    """What the head of the file tells, before anything is decoded."""
    width, height = image.size
    if width * height > n.MOST_PIXELS:
        raise InputError(f"{called}: {_too_large(image.size)}")
    if min(width, height) < n.LEAST_SIDE:
        raise InputError(
            f"{called}: {width} x {height} pixels are too few; each side needs at least {n.LEAST_SIDE}, 1000 or more are better"
        )
    try:
        pictures = getattr(image, "n_frames", 1)
    except _BROKEN:
        pictures = 1  # what is damaged is found on decoding
    if pictures > 1 and image.format != "MPO":
        raise InputError(f"{called}: holds {pictures} pictures (an animation or pages); save the one that shows the skin")


def _decoded(called: str, image: Any) -> tuple[Any, list[str]]:
    notes: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
            turn = _orientation(image)
            plain = _to_srgb(image, notes)
    except MemoryError:
        raise InputError(f"{called}: does not fit in memory; save it smaller") from None
    except InputError as error:
        raise InputError(f"{called}: {error}") from None
    except _BROKEN:
        raise InputError(f"{called}: ends early or is damaged; copy it again from the camera") from None
    return (plain if turn is None else plain.transpose(turn)), notes


def _orientation(image: Any) -> Any:
    """How the picture is to be turned; None where the file does not say, or says what does not exist."""
    way = _pillow().Transpose
    turns = {
        2: way.FLIP_LEFT_RIGHT,
        3: way.ROTATE_180,
        4: way.FLIP_TOP_BOTTOM,
        5: way.TRANSPOSE,
        6: way.ROTATE_270,
        7: way.TRANSVERSE,
        8: way.ROTATE_90,
    }
    try:
        return turns.get(image.getexif().get(_ORIENTATION))
    except _BROKEN:
        return None


def _to_srgb(image: Any, notes: list[str]) -> Any:
    """RGB of 8 bits in sRGB, transparent parts on white."""
    profile = image.info.get("icc_profile")
    if image.mode == "F":
        raise InputError("holds floating-point numbers, not a photograph; save it as 8-bit JPEG or PNG")
    if image.mode.startswith("I"):
        notes.append("16 bits, of which the upper 8 are used")
        room = _pillow()
        return room.fromarray((np.asarray(image).clip(0, n.WHOLE_16 * n.WHOLE_8) // n.WHOLE_16).astype(np.uint8)).convert("RGB")
    if image.mode in ("P", "LA", "PA", "RGBA", "RGBa", "La") or "transparency" in image.info:
        room = _pillow()
        clear = image.convert("RGBA")
        flat = room.new("RGB", image.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
        image = flat
    if profile:
        turned = _by_profile(image, profile, notes)
        if turned is not None:
            return turned
    if image.mode == "CMYK":
        notes.append("CMYK without a colour profile: colours are approximate")
    return image.convert("RGB")


def _by_profile(image: Any, profile: bytes, notes: list[str]) -> Any:
    """The picture in sRGB by its own colour profile; None where the profile cannot be used, or is sRGB already."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(own):
            return None
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *_BROKEN):
        notes.append("colour profile cannot be used: taken as sRGB")
        return None
