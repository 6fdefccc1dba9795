"""What is made of an uploaded file before anything is kept: its pixels encoded anew, a small copy, and what the check says.

Nothing of the file itself survives: no EXIF, no place, no note, no second format hidden in it. Pixels are kept at their full
size, turned upright, in sRGB.
"""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.clinic.photos.quality import quality_of
from rederm.look.photo import photo_of

MEDIA_TYPE = "image/jpeg"
QUALITY, THUMB_QUALITY = 95, 80  # of JPEG, with colours at full size in the first
THUMB_SIDE = 360  # pixels


@dataclass(frozen=True, eq=False)
class Read:
    """image, thumb: JPEG; width, height: pixels of the image."""

    image: bytes
    thumb: bytes
    width: int
    height: int
    quality: dict[str, Any]


def read_upload(content: bytes) -> Read:
    """Raises InputError, one line, where the file is no photograph that can be kept."""
    photo = photo_of(content, "photograph", "the file")
    height, width = photo.pixels.shape[:2]
    return Read(_jpeg(photo.pixels), _thumb(photo.pixels), width, height, quality_of(photo))


def _jpeg(pixels: np.ndarray) -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.fromarray(pixels).save(made, "JPEG", quality=QUALITY, subsampling=0)
    return made.getvalue()


def _thumb(pixels: np.ndarray) -> bytes:
    from PIL import Image

    small, made = Image.fromarray(pixels), io.BytesIO()
    small.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS, reducing_gap=2)
    small.save(made, "JPEG", quality=THUMB_QUALITY)
    return made.getvalue()
