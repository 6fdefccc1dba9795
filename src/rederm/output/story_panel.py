"""A frame of a story as pixels: the whole section, and its surface enlarged, cut from one drawing; words come last.

Words are written at the size that a picture is shown at: day, quantile, the word simulation, what is treated, scale.
"""

import base64
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from rederm.look.story import Frame, Story
from rederm.look.when import within
from rederm.output.language import tr
from rederm.output.story_colors import COLORS
from rederm.output.story_draw import BAR_UP, MARGIN, SCALE_UM, SKIN_UM, draw_frame
from rederm.output.story_ground import Ground
from rederm.output.theme import ACCENT, FONTS, INK, MUTED, RULE, SKIN, canvas
from rederm.sources import Sentence, sentence

_INCHES = 12.0  # lines are as thick as in a figure so wide, whatever its pixels
_CLOSE_BAR_UM = 100.0
_QUALITY = 62


@dataclass(frozen=True, eq=False)
class Drawn:
    """One frame without words: the whole section and its surface enlarged, as images."""

    story: Story
    ground: Ground
    frame: Frame
    whole: Any
    close: Any


def draw(story: Story, ground: Ground, frame: Frame, pixels: int) -> Drawn:
    """Draw a frame once, so that its enlarged surface is so many pixels wide."""
    from PIL import Image

    window, near = ground.window, ground.close
    wide = round(pixels * window.width / near.width)
    image = Image.fromarray(raster(story, ground, frame, wide))
    scale = wide / window.width
    left, top = round((window.half - near.half) * scale), round((window.above - near.above) * scale)
    high = round((near.above + near.depth) * scale)
    return Drawn(story, ground, frame, image, image.crop((left, top, left + pixels, top + high)))


def raster(story: Story, ground: Ground, frame: Frame, wide: int) -> np.ndarray:
    """The whole section in pixels (high, wide, 3)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    window, dpi = ground.window, wide / _INCHES
    high = round(wide * (window.depth + window.above) / window.width)
    with canvas(_INCHES, high / dpi) as figure:
        agg = FigureCanvasAgg(figure)
        figure.set_dpi(dpi)
        draw_frame(figure.add_axes((0, 0, 1, 1)), story, ground, frame)
        agg.draw()
        return np.asarray(agg.buffer_rgba())[:, :, :3].copy()


def close(drawn: Drawn, pixels: int, letters: int | None = None) -> Any:
    """The enlarged surface with its words; letters: their size in pixels."""
    found = _sized(drawn.close, pixels)
    scale, size = pixels / drawn.ground.close.width, letters or _size(pixels)
    y = found.size[1] - 0.9 * size
    _bars(found, [(pixels - size - _CLOSE_BAR_UM * scale, pixels - size, y)])
    bar = pixels - size - _CLOSE_BAR_UM * scale / 2
    _words(found, drawn, size, [(bar, y - 0.6 * size, f"{_CLOSE_BAR_UM:.0f} µm", "ms", False)])
    return found


def whole(drawn: Drawn, pixels: int, letters: int | None = None, alone: bool = True) -> Any:
    """The whole section with its words, and the part framed that is enlarged; alone: it says for itself what it is of."""
    from PIL import ImageDraw

    found = _sized(drawn.whole, pixels)
    window, near = drawn.ground.window, drawn.ground.close
    scale, size, high = pixels / window.width, letters or _size(pixels), found.size[1]
    box = (window.half - near.half, window.above - near.above, window.half + near.half, window.above + near.depth)
    left, top, right, bottom = (part * scale for part in box)
    top += 2 * size  # open above, where the words stand
    ImageDraw.Draw(found).line([(left, top), (left, bottom), (right, bottom), (right, top)], INK, 1)
    strain, y = drawn.frame.treated["contraction"].median, high * (1 - BAR_UP) - 0.6 * size
    pulled = (
        tr("0.5 mm of day 0, drawn together {share}\u00a0%", share=f"{100 * strain:.0f}")
        if strain > 1 / 200
        else tr("0.5 mm of day 0")
    )
    words = [
        ((1 - MARGIN) * pixels - SCALE_UM * scale / 2, y, f"{SCALE_UM:.0f} µm", "ms", False),
        (MARGIN * pixels + SKIN_UM * scale / 2, y, pulled, "ms", False),
    ]
    _words(found, drawn, size, words, alone)
    return found


def stacked(drawn: Drawn, pixels: int, letters: int | None = None) -> Any:
    """The enlarged surface above the whole section, as one picture."""
    from PIL import Image

    above, below = close(drawn, pixels, letters), whole(drawn, pixels, letters, alone=False)
    found = Image.new("RGB", (pixels, above.size[1] + 6 + below.size[1]), "white")
    found.paste(above, (0, 0))
    found.paste(below, (0, above.size[1] + 6))
    return found


def day_words(frame: Frame) -> Sentence:
    """Day of the course, from the first session."""
    return sentence("day 0, before") if frame.day == 0 else within(frame.day)


def png(image: Any) -> bytes:
    """The bytes of a PNG file in the colours of the drawing and the shades between them and the ground."""
    buffer = io.BytesIO()
    image.quantize(palette=_palette(), dither=0).save(buffer, "PNG")
    return buffer.getvalue()


def webp64(image: Any) -> str:
    """A WebP file in base 64, to stand in a page: smaller, and a little softer."""
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=_QUALITY, method=3)
    return base64.b64encode(buffer.getvalue()).decode()


def font(size: int, bold: bool = False) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / f"Inter-{'SemiBold' if bold else 'Regular'}.otf", size)


@cache
def _palette() -> Any:
    """The same colours for every frame: none is lost because little of it is seen."""
    from matplotlib.colors import to_rgb
    from PIL import Image

    pure = [to_rgb(color) for color in dict.fromkeys([*COLORS.values(), *SKIN.values(), MUTED, RULE, ACCENT])]
    shades = [tuple((1 - k / 15) * part + k / 15 for part in to_rgb(INK)) for k in range(15)]
    grounds = [to_rgb(SKIN["reticular"]), (1.0, 1.0, 1.0)]
    mixed = [tuple((1 - w) * a + w * b for a, b in zip(c, g, strict=True)) for c in pure for g in grounds for w in (0.35, 0.7)]
    near_white = 0.95  # nothing but white so close to it, so that white stays white
    found = [color for color in dict.fromkeys([*pure, *shades, *mixed]) if min(color) < near_white][:255]
    palette = Image.new("P", (1, 1))
    palette.putpalette([255, 255, 255, *(round(255 * part) for color in found for part in color)])
    return palette


def _sized(image: Any, pixels: int) -> Any:
    from PIL import Image

    if image.size[0] == pixels:
        return image.copy()
    return image.resize((pixels, round(image.size[1] * pixels / image.size[0])), Image.Resampling.LANCZOS)


def _size(pixels: int) -> int:
    return max(11, pixels // 72)


def _bars(image: Any, bars: list[tuple[float, float, float]]) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    for left, right, y in bars:
        pen.line((left - 2, y, right + 2, y), "white", 7)
        pen.line((left, y, right, y), INK, 3)


def _words(image: Any, drawn: Drawn, size: int, words: list[tuple[float, float, str, str, bool]], alone: bool = True) -> None:
    """Words on white, none beyond the edge; above them what the picture is of."""
    from PIL import ImageDraw

    pen, frame, pixels, pad = ImageDraw.Draw(image), drawn.frame, image.size[0], 0.35 * size
    said = tr("{day} · median of {draws} draws · simulation", day=day_words(frame), draws=drawn.story.draws)
    if frame.beside and alone:
        words = [*words, (2 * pad, pad, tr("treated"), "la", True), (pixels / 2 + 2 * pad, pad, tr("left alone"), "la", True)]
    if alone:
        room = not frame.beside or font(size).getlength(said) < pixels / 2 - 9 * size
        words = [*words, (pixels - 2 * pad, pad if room else pad + 1.4 * size, said, "ra", False)]
    for x, y, text, anchor, bold in words:
        face = font(size, bold)
        shift = max(2 * pad - pen.textbbox((x, y), text, face, anchor=anchor)[0], 0.0)
        box = pen.textbbox((x + shift, y), text, face, anchor=anchor)
        pen.rectangle((box[0] - pad / 2, box[1] - pad / 3, box[2] + pad / 2, box[3] + pad / 3), "white")
        pen.text((x + shift, y), text, INK, face, anchor=anchor)
