"""A signature as a picture: read from what the screen sent and drawn anew, so that only pixels are kept, and never a blank."""

import base64
import binascii
import io
import warnings
from typing import TYPE_CHECKING

from rederm.output.theme import FONTS
from rederm.sources import InputError

if TYPE_CHECKING:
    from PIL.Image import Image

_HEAD = "data:image/png;base64,"
MOST_BYTES = 400_000  # of the picture as it is sent, in base64
_MOST, _LEAST = (2400, 1200), (60, 30)  # pixels
_INK = 128  # of 255; darker is ink
_LEAST_INK, _LEAST_REACH = 80, 30  # pixels of ink, and across: less is a dot, no signature
_MOST_SHARE = 0.5  # of the picture; more is no handwriting
_NO_LETTER = "\U0010ffff"  # drawn as what stands for a letter that the typeface lacks
_TYPED_SIZE, _TYPED_MARGIN = 56, 24  # pixels


def drawn(sent: str) -> bytes:
    """The PNG of a signature drawn on the screen (a data URL). Raises InputError where it is none, or blank."""
    from PIL import Image

    if not sent.startswith(_HEAD) or len(sent) > MOST_BYTES:
        raise InputError("the signature is no picture as the page sends it; clear the field and sign again")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            data = base64.b64decode(sent.removeprefix(_HEAD), validate=True)
            with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
                if not all(least <= side <= most for least, side, most in zip(_LEAST, picture.size, _MOST, strict=True)):
                    raise InputError(
                        f"the signature has {picture.width} x {picture.height} pixels; "
                        f"{_LEAST[0]} x {_LEAST[1]} to {_MOST[0]} x {_MOST[1]} are taken"
                    )
                coloured = picture.convert("RGBA")
    except InputError:
        raise
    except (binascii.Error, OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError):
        raise InputError("the signature cannot be read as a picture; clear the field and sign again") from None
    paper = Image.new("RGBA", coloured.size, "white")
    paper.alpha_composite(coloured)
    return _png(_with_strokes(paper.convert("L")))


def typed(name: str) -> bytes:
    """The PNG of a name that was typed as a signature. Raises InputError where nothing of it can be drawn."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(FONTS / "Inter-Regular.otf"), _TYPED_SIZE)
    if any(bytes(font.getmask(letter)) == bytes(font.getmask(_NO_LETTER)) for letter in name if not letter.isspace()):
        raise InputError("this name cannot be typed as a signature, for want of its letters; draw the signature")
    left, top, right, bottom = font.getbbox(name)
    size = (min(int(right - left) + 2 * _TYPED_MARGIN, _MOST[0]), int(bottom - top) + 2 * _TYPED_MARGIN)
    picture = Image.new("L", size, "white")
    ImageDraw.Draw(picture).text((_TYPED_MARGIN - left, _TYPED_MARGIN - top), name, fill="black", font=font)
    return _png(_with_strokes(picture))


def _with_strokes(picture: "Image") -> "Image":
    ink = picture.point([255 if level < _INK else 0 for level in range(256)])
    count, box = ink.histogram()[255], ink.getbbox()
    reach = max(box[2] - box[0], box[3] - box[1]) if box else 0
    if count < _LEAST_INK or reach < _LEAST_REACH:
        raise InputError("the signature is blank, or no more than a dot; sign with the full name")
    if count > _MOST_SHARE * picture.width * picture.height:
        raise InputError("the signature field is filled in; clear it and sign with the full name")
    return picture


def _png(picture: "Image") -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
