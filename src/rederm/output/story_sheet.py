"""Stills and the strip of a story: panels with their sentences, figures, key and the standing notice, as PNG."""

import textwrap
from collections.abc import Sequence
from typing import Any

from rederm.look.story import Frame, Story
from rederm.output.language import tr
from rederm.output.story_colors import COLORS, KEY, ORIENTATION
from rederm.output.story_panel import Drawn, close, day_words, font, stacked, whole
from rederm.output.story_words import facts
from rederm.output.theme import ACCENT, INK, MUTED, RULE
from rederm.planning.plan_types import STATEMENT

_MARGIN, _GAP = 32, 20
STILL, WHOLE, STRIP, ACROSS = 1040, 640, 470, 4  # pixels across; panels in a row of the strip
_SIDE = 360


def still(drawn: Drawn, heading: str) -> Any:
    """One frame with its figures and the key: the surface enlarged, the whole section below it."""
    from PIL import Image, ImageDraw

    frame = drawn.frame
    near, all_ = close(drawn, STILL), whole(drawn, WHOLE)
    said = _lines(tr(frame.said), font(22), STILL + _SIDE - 20)
    top = 96 + 30 * len(said)
    foot = top + near.size[1] + _GAP + all_.size[1] + 14
    size = (2 * _MARGIN + STILL + _GAP + _SIDE, foot + 108)
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    _head(pen, size[0], heading)
    pen.text((_MARGIN, 48), f"{tr(frame.title)} · {tr(day_words(frame))}", INK, font(26, True))
    for k, line in enumerate(said):
        pen.text((_MARGIN, 88 + 30 * k), line, INK, font(22))
    sheet.paste(near, (_MARGIN, top))
    sheet.paste(all_, (_MARGIN, top + near.size[1] + _GAP))
    _facts(pen, drawn.story, frame, _MARGIN + STILL + _GAP, top)
    _key(pen, _MARGIN + WHOLE + 2 * _GAP, top + near.size[1] + _GAP + 8, 1)
    pen.text((_MARGIN, foot), tr(frame.note), MUTED, font(13))
    _foot(pen, foot + 24, size[0], 190)
    return sheet


def strip(drawn: Sequence[Drawn], heading: str) -> Any:
    """The most telling frames, at one scale, each with its sentence."""
    from PIL import Image, ImageDraw

    panels, frames = [stacked(each, STRIP) for each in drawn], [each.frame for each in drawn]
    said = [_lines(tr(frame.said), font(15), STRIP) for frame in frames]
    tall = panels[0].size[1]
    rows = [range(k, min(k + ACROSS, len(frames))) for k in range(0, len(frames), ACROSS)]
    words = [40 + 21 * max(len(said[k]) for k in row) for row in rows]
    width = 2 * _MARGIN + ACROSS * (STRIP + _GAP) - _GAP
    size = (width, 64 + sum(tall + w + _GAP for w in words) + 150)
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    _head(pen, width, heading)
    y = 56
    for row, high in zip(rows, words, strict=True):
        for place, k in enumerate(row):
            x = _MARGIN + place * (STRIP + _GAP)
            sheet.paste(panels[k], (x, y))
            pen.rectangle((x, y, x + STRIP - 1, y + tall - 1), outline=RULE)
            pen.text((x, y + tall + 8), tr(frames[k].title), INK, font(17, True))
            pen.text((x + STRIP, y + tall + 10), tr(day_words(frames[k])), MUTED, font(14), anchor="ra")
            for line, text in enumerate(said[k]):
                pen.text((x, y + tall + 34 + 21 * line), text, INK, font(15))
        y += tall + high + _GAP
    _key(pen, _MARGIN, y, 5, (width - 2 * _MARGIN) // 5)
    _foot(pen, y + 82, width, 260)
    return sheet


def _head(pen: Any, width: int, heading: str) -> None:
    pen.text((_MARGIN, 18), heading, MUTED, font(15))
    pen.text((width - _MARGIN, 18), tr("SIMULATION"), ACCENT, font(15, True), anchor="ra")


def _facts(pen: Any, story: Story, frame: Frame, left: int, top: int) -> int:
    """Figures with their 90 % bands; return where they end."""
    pen.text((left, top), tr("median, and 90 % band"), MUTED, font(13))
    y = top + 24
    for fact in (each.said for each in facts(story, frame)):
        pen.text((left, y), fact.label, INK, font(14))
        pen.text((left + _SIDE, y), fact.value, INK, font(14, True), anchor="ra")
        if fact.band:
            pen.text((left + _SIDE, y + 17), fact.band, MUTED, font(12), anchor="ra")
        y += 36
        pen.line((left, y - 3, left + _SIDE, y - 3), RULE)
    return y


def _key(pen: Any, left: int, top: int, columns: int, step: int = 0) -> None:
    """What each colour is."""
    for place, (name, mark, words) in enumerate(KEY):
        x, y = left + (place % columns) * step, top + (place // columns) * 24
        swatch(pen, x, y, COLORS[name], mark)
        pen.text((x + 34, y + 8), tr(words), INK, font(13), anchor="lm")


def swatch(pen: Any, x: int, y: int, color: str, mark: str) -> None:
    """A small piece of what is drawn."""
    if mark == "area":
        pen.rectangle((x, y + 2, x + 24, y + 14), color)
    elif mark in ("line", "thin"):
        pen.line((x, y + 8, x + 24, y + 8), color, 4 if mark == "line" else 2)
    elif mark == "dash":
        for start in (0, 10, 20):
            pen.line((x + start, y + 8, x + start + 6, y + 8), color, 3)
    else:
        half = 9 if mark == "spindle" else 5
        pen.ellipse(
            (x + 12 - half, y + 8 - (3 if mark == "spindle" else 5), x + 12 + half, y + 8 + (3 if mark == "spindle" else 5)),
            color,
        )


def _foot(pen: Any, top: int, width: int, letters: int) -> None:
    for k, line in enumerate(textwrap.wrap(f"{tr(ORIENTATION)} {tr(STATEMENT)}", letters)):
        pen.text((_MARGIN, top + 19 * k), line, MUTED, font(13))


def _lines(text: str, face: Any, width: int) -> list[str]:
    """The text in lines that fit."""
    found, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and face.getlength(longer) > width:
            found.append(line)
            line = word
        else:
            line = longer
    return [*found, line]
