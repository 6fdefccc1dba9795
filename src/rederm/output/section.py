"""Cross-sections of skin with the lesions of a session, to scale, drawn from the simulated boundaries.

`draw_lesion` makes the figure of one setting: the section, the bands of depth and width, the key, and beside it the field
from above (columns), the surface enlarged (thin layers) or how sure the depth is (thick ones). `sections` makes the panels
of a report, all at one scale.
"""

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rederm.injury import LesionReport, Outline
from rederm.output import section_key as key
from rederm.output.language import tr
from rederm.output.section_lesion import paint_columns, paint_layer
from rederm.output.section_marks import bracket_depths, bracket_width, depth_ticks, mark_inset, name_layers, scale_bar
from rederm.output.section_panels import certainty, from_above, magnified, write_key
from rederm.output.section_rows import rows
from rederm.output.section_skin import Window, paint_skin
from rederm.output.section_view import enlarged, thin, view
from rederm.output.section_words import sections_words
from rederm.output.section_zones import Sheet, is_layer
from rederm.output.theme import ACCENT, MUTED, SKIN, canvas, drawing, svg
from rederm.skin import Skin
from rederm.sources import InputError, mark, write_whole

FORMATS = (".png", ".svg", ".pdf")
_ZONES = {
    "void": mark("removed or pierced"),
    "dry": mark("dried"),
    "collagen": mark("collagen denatured"),
    "dead": mark("cells dead"),
    "warm": mark("heated, alive"),
}
_WIDTH_UM = 1500.0  # of a panel of a report
_FAT_UM = 150.0
_SIZE = (11.0, 6.6)  # inches; the boxes below are left, bottom, width, height in inches
_MAIN = (0.72, 0.98, 5.85, 4.7)
_SIDE = (7.95, 1.28, 2.7, 1.95)
_KEY = (7.95, 3.58, 2.7, 2.22)


@dataclass(frozen=True)
class Cut:
    """One panel: what made it, in whose skin, and the outline of the median lesion."""

    title: str
    note: str
    skin: Skin
    outline: Outline


def check_plot(path: Path) -> None:
    """Refuse a plot that cannot be written, before the work is done."""
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file for the plot, for example {path / 'lesion.png'}")
    if path.suffix.lower() not in FORMATS:
        raise InputError(f"{path}: a plot is written as {', '.join(FORMATS)}; for example lesion.png")
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent} for the plot; make it first, or name another")


def draw_lesion(report: LesionReport, path: Path) -> None:
    """The figure of a lesion report to a PNG, SVG or PDF file. Raises InputError for another format or no injury."""
    check_plot(path)
    form = path.suffix.lower()
    if not rows(report):
        raise InputError(f"{report.setting.device.name} at this setting injures nothing that could be drawn")
    named: dict[str, Any] = {"Title": key.heading(report)}
    metadata = {".svg": named | {"Date": None}, ".pdf": named | {"CreationDate": None}}.get(form, {})
    with canvas(*_SIZE) as figure:
        _compose(figure, report)
        buffer = io.BytesIO()
        figure.savefig(buffer, format=form[1:], dpi=200, metadata=metadata)
    write_whole(path, buffer.getvalue())


def sections(cuts: Sequence[Cut], columns: int = 3) -> str:
    """Panels of cross-sections as SVG, every one at the same scale."""
    lines = -(-len(cuts) // columns)
    depth = max(min(cut.skin.thickness_um, 1900.0) + _FAT_UM for cut in cuts)
    window = Window(_WIDTH_UM, depth, 40.0)
    height = lines * ((7.4 / columns - 0.5) * depth / _WIDTH_UM + 0.5) + 0.4
    with drawing(7.4, height, lines, columns, squeeze=False) as (figure, axes):
        for axis, cut in zip(axes.flat, cuts, strict=False):
            _panel(axis, cut, window)
        for axis in axes.flat[len(cuts) :]:
            axis.set_axis_off()
        _zones(figure)
        return svg(figure, "sections", sections_words(cuts))


def _panel(axis: Any, cut: Cut, window: Window) -> None:
    paint_skin(axis, cut.skin, window)
    if is_layer(cut.outline):
        paint_layer(axis, Sheet.of(cut.outline), window, None)
    else:
        paint_columns(axis, cut.outline, window)
    depth_ticks(axis, window)
    scale_bar(axis, window)
    short = textwrap.shorten(cut.note, 48, placeholder=" ..")
    note = axis.text(0, 1.02, short, transform=axis.transAxes, fontsize=6.5, color=MUTED, va="bottom")
    note.set_in_layout(False)  # a long note must not squeeze the picture
    axis.set_title(cut.title, fontsize=8, pad=12).set_in_layout(False)


def _compose(figure: Any, report: LesionReport) -> None:
    width, height = _SIZE

    def box(left: float, bottom: float, across: float, up: float) -> Any:
        return figure.add_axes((left / width, bottom / height, across / width, up / height))

    def write(left: float, down: float, words: str, **look: Any) -> None:
        figure.text(left / width, 1 - down / height, words, **look)

    _bar(figure, report.setting.device.color)
    write(0.45, 0.42, key.heading(report), size=13, weight="semibold", va="center")
    write(0.45, 0.68, key.setting_words(report), size=9, color=MUTED, va="center")
    write(width - 0.35, 0.42, tr("SIMULATION"), size=8, weight="semibold", color=ACCENT, ha="right", va="center")
    small = textwrap.fill(key.small_print(report), 255, max_lines=5, placeholder=" ..")
    write(0.45, height - 0.66, small, size=6, color=MUTED, va="top", linespacing=1.35)
    _section(box(*_MAIN), report)
    write_key(box(*_KEY), rows(report))
    side = box(*_SIDE)
    if thin(report):
        magnified(side, report, _SIDE[2] / _SIDE[3])
    elif report.injury.layer:
        certainty(side, report)
    else:
        from_above(side, report, _SIDE[2] / _SIDE[3])


def _section(axis: Any, report: LesionReport) -> None:
    window = view(report, _MAIN[2] / _MAIN[3])
    paint_skin(axis, report.skin, window)
    if report.injury.layer:
        edge = -0.3 * window.width
        paint_layer(axis, Sheet.of_report(report), window, edge)
        for x, words in ((-0.98 * window.half, tr("not treated")), (edge, tr("treated"))):
            axis.text(x, -0.3 * window.above, words, size=7, color=MUTED, va="bottom")
    elif report.injury.outline is not None:
        paint_columns(axis, report.injury.outline, window)
        bracket_width(axis, report, window)
    if thin(report):
        mark_inset(axis, window, enlarged(report, _SIDE[2] / _SIDE[3]))
    else:
        bracket_depths(axis, report, window)
    scale_bar(axis, window)
    depth_ticks(axis, window)
    name_layers(axis, report.skin, window)


def _bar(figure: Any, color: str) -> None:
    """The colour of the modality, beside the title."""
    from matplotlib.patches import Rectangle

    width, height = _SIZE
    figure.add_artist(Rectangle((0.28 / width, 1 - 0.78 / height), 0.05 / width, 0.5 / height, color=color, lw=0))


def _zones(figure: Any) -> None:
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=SKIN[name], edgecolor=MUTED, lw=0.4, label=tr(words)) for name, words in _ZONES.items()]
    figure.legend(handles=handles, loc="outside lower center", ncols=5, frameon=False, fontsize=8)
