"""A series of pictures on one sheet: a column a day, a row a quantile; or as an animation, the rows side by side.

The better case never stands alone: every file shows all rows. Day, quantile and the word simulation stand in each picture,
what it comes from below, and all of it also in the file's own text fields.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm.look.picture import UNTREATED
from rederm.look.when import within
from rederm.output.language import tr
from rederm.output.site_words import site_words
from rederm.output.theme import ACCENT, FONTS, INK, MUTED
from rederm.planning.plan_types import STATEMENT
from rederm.skin.names import ROMAN
from rederm.sources import InputError, Sentence, joined, mark, sentence, write_whole

if TYPE_CHECKING:
    from rederm.output.picture_series import Series

SHEETS, MOVING = (".png", ".jpg", ".jpeg"), (".webp", ".gif")
WORDS = {  # of each row: heading, what it is in two short lines, name in a picture
    "pessimistic": (mark("Worse case"), mark("the worse bound of each\nfigure's 90 % band"), mark("pessimistic")),
    "median": (mark("Typical"), mark("the median of\neach figure"), mark("median")),
    "optimistic": (mark("Better case"), mark("the better bound of each\nfigure's 90 % band"), mark("optimistic")),
    UNTREATED: (mark("Untreated"), mark("the same skin\nwithout sessions"), mark("untreated")),
}
LIGHTS = {
    "front": mark("front light"),
    "raking": mark("raking light"),
    "cross-polarised": mark("cross-polarised light"),
}
_MARGIN, _GAP, _LEFT, _HEAD, _FOOT = 28, 10, 190, 108, 100  # pixels
_FRAME_MS = 1200


def check_picture(path: Path) -> None:
    """Refuse a file that cannot be written, before the work is done."""
    allowed = (*SHEETS, *MOVING)
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file for the pictures, for example {path / 'look.png'}")
    if path.suffix.lower() not in allowed:
        raise InputError(f"{path}: pictures are written as {', '.join(allowed)}; for example look.png (webp and gif move)")


def write_series(series: "Series", path: Path) -> Path:
    """Write the sheet, or the animation, to `path`."""
    check_picture(path)
    moving = path.suffix.lower() in MOVING
    buffer = io.BytesIO()
    if moving:
        frames = [_sheet(series, (place,)) for place in range(len(series.days))]
        form = path.suffix.lower()[1:]
        quality: dict[str, Any] = {"quality": 88, "method": 4} if form == "webp" else {}
        frames[0].save(buffer, form, save_all=True, append_images=frames[1:], duration=_FRAME_MS, loop=0, **quality)
    else:
        _save(series, _sheet(series, tuple(range(len(series.days)))), buffer, path.suffix.lower())
    write_whole(path, buffer.getvalue())
    return path


def _save(series: "Series", sheet: Any, buffer: io.BytesIO, form: str) -> None:
    from PIL.PngImagePlugin import PngInfo

    if form == ".png":
        told = PngInfo()
        for name, value in (series.marks | {"days": _days(series), "quantiles": ", ".join(series.images)}).items():
            told.add_text(name, value)
        sheet.save(buffer, "PNG", pnginfo=told)
    else:
        sheet.save(buffer, "JPEG", quality=92, comment="; ".join(f"{k}: {v}" for k, v in series.marks.items()).encode())


def _sheet(series: "Series", places: tuple[int, ...]) -> Any:
    """These days of a series: rows down where there are several, else side by side."""
    from PIL import Image, ImageDraw

    one = len(places) == 1
    rows = list(series.images)
    high, wide = series.images[rows[0]][0].shape[:2]
    across, down = (len(rows), 1) if one else (len(places), len(rows))
    left = _MARGIN if one else _LEFT
    size = (
        max(left + across * (wide + _GAP) - _GAP + _MARGIN, 900),
        _HEAD + down * (high + _GAP) + (44 if one else 0) + _FOOT,
    )
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    _heading(pen, series, size[0])
    for i, row in enumerate(rows):
        for j, place in enumerate(places):
            x, y = left + (i if one else j) * (wide + _GAP), _HEAD + (44 if one else i * (high + _GAP))
            sheet.paste(Image.fromarray(series.images[row][place]), (x, y))
            told = {"day": day_words(series.days[place]), "row": tr(WORDS[row][2])}
            _caption(pen, (x, y + high), wide, tr("{day} · {row} · simulation", **told))
            if one or i == 0:
                words = tr(WORDS[row][0]) if one else tr(day_words(series.days[place]))
                pen.text((x, y - 26), words, INK, _font(17, bold=True))
        if not one:
            _row_words(pen, row, _HEAD + i * (high + _GAP))
    _footing(pen, series, size)
    return sheet


def _heading(pen: Any, series: "Series", width: int) -> None:
    client = series.outlook.client
    kind, age = ROMAN[client.fitzpatrick - 1], f"{client.age:g}"
    title = tr("{site!c}, type {kind}, {age} years", site=site_words(series.site), kind=kind, age=age)
    pen.text((_MARGIN, 18), title, INK, _font(22, bold=True))
    pen.text((width - _MARGIN, 22), tr("SIMULATION"), ACCENT, _font(15, bold=True), anchor="ra")
    pen.text((_MARGIN, 50), _fitting(pen, series.outlook.course.text, width - 2 * _MARGIN, _font(14)), MUTED, _font(14))


def _row_words(pen: Any, row: str, top: int) -> None:
    heading, what, _ = WORDS[row]
    pen.text((_MARGIN, top + 4), tr(heading), INK, _font(17, bold=True))
    for line, text in enumerate(tr(what).split("\n")):
        pen.text((_MARGIN, top + 30 + 18 * line), text, MUTED, _font(12))


def _caption(pen: Any, corner: tuple[int, int], wide: int, words: str) -> None:
    """Day, quantile and the word simulation, in the picture itself."""
    font = _font(12)
    x, y = corner[0] + 6, corner[1] - 22
    pen.rectangle((x - 2, y - 1, x + pen.textlength(words, font) + 6, y + 17), "white")
    pen.text((x + 2, y + 1), words, INK, font)


def _footing(pen: Any, series: "Series", size: tuple[int, int]) -> None:
    head, _, rest = tr(STATEMENT).partition(". ")
    lines = (_origin(series), f"{tr(series.marks['statement'])} {head}.{_left_out(series)}", rest)
    for i, line in enumerate(lines):
        pen.text(
            (_MARGIN, size[1] - _FOOT + 16 + 20 * i), _fitting(pen, line, size[0] - 2 * _MARGIN, _font(12)), MUTED, _font(12)
        )


def _origin(series: "Series") -> str:
    """What the pictures come from, in one line."""
    names = ("id", "model", "seed", "draws")
    told = {name: series.marks[name] for name in names} | {"light": lit(series.light)}
    if not series.width_mm:
        return tr("{light} · id {id} · {model} · seed {seed} · {draws} draws", **told)
    scale = f"{series.width_mm:g}"
    return tr("{scale} mm across · {light} · id {id} · {model} · seed {seed} · {draws} draws", scale=scale, **told)


def lit(light: str) -> Sentence:
    """The light of a picture in words."""
    return sentence(LIGHTS.get(light, light))


def _left_out(series: "Series") -> str:
    if not series.left_out:
        return ""
    return " " + tr("Not shown: {what}.", what=joined(", ", series.left_out))


def _fitting(pen: Any, text: str, width: float, font: Any) -> str:
    """As much of a line as fits."""
    if pen.textlength(text, font) <= width:
        return text
    while text and pen.textlength(text + " ..", font) > width:
        text = text[:-1]
    return text.rstrip() + " .."


def day_words(day: float) -> Sentence:
    """Before; after 2 hours; day 3."""
    return sentence("before") if day == 0 else within(day)


def _days(series: "Series") -> str:
    return ", ".join(f"{day:g}" for day in series.days)


def _font(size: int, bold: bool = False) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / f"Inter-{'SemiBold' if bold else 'Regular'}.otf", size)
