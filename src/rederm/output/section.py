"""Cross-sections of skin with the lesions of a session, all at one scale, drawn from the simulated boundaries alone."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rederm.injury import LesionReport, Outline
from rederm.output.theme import INK, MUTED, SKIN, drawing, svg
from rederm.output.words import dial
from rederm.skin import Skin
from rederm.sources import InputError

FORMATS = (".png", ".svg", ".pdf")
_WIDTH_UM = 1500.0
_FAT_UM = 150.0


@dataclass(frozen=True)
class Cut:
    """One panel: what made it, in whose skin, and the outline of the median lesion."""

    title: str
    note: str
    skin: Skin
    outline: Outline


def sections(cuts: Sequence[Cut], columns: int = 3) -> str:
    """Panels of cross-sections as SVG, every one at the same scale."""
    rows = -(-len(cuts) // columns)
    depth = max(_depth(cut) for cut in cuts)
    height = rows * ((7.4 / columns - 0.5) * depth / _WIDTH_UM + 0.5) + 0.4
    with drawing(7.4, height, rows, columns, squeeze=False) as (figure, axes):
        for axis, cut in zip(axes.flat, cuts, strict=False):
            _panel(axis, cut, depth)
        for axis in axes.flat[len(cuts) :]:
            axis.set_axis_off()
        _legend(figure)
        return svg(figure)


def draw_lesion(report: LesionReport, path: Path) -> None:
    """The cross-section of a lesion report to a file. Raises InputError where nothing was injured or the format is unknown."""
    if report.injury.outline is None:
        raise InputError(f"{report.setting.device.name} at this setting injures nothing that could be drawn")
    dials = ", ".join(dial(name, value) for name, value in report.setting.values.items() if value is not None)
    draw_section(Cut(report.setting.device.title, dials, report.skin, report.injury.outline), path)


def draw_section(cut: Cut, path: Path) -> None:
    """One cross-section to a PNG, SVG or PDF file."""
    if path.suffix.lower() not in FORMATS:
        raise InputError(f"{path.name}: a plot is written as {', '.join(FORMATS)}; for example lesion.png")
    import io

    from rederm.sources import write_whole

    depth = _depth(cut)
    with drawing(4.6, 4.0 * depth / _WIDTH_UM + 1.0) as (figure, axis):
        _panel(axis, cut, depth)
        _legend(figure)
        buffer = io.BytesIO()
        metadata = {"Date": None} if path.suffix == ".svg" else {"CreationDate": None} if path.suffix == ".pdf" else None
        figure.savefig(buffer, format=path.suffix[1:].lower(), dpi=200, metadata=metadata)
    write_whole(path, buffer.getvalue())


def _depth(cut: Cut) -> float:
    return min(cut.skin.thickness_um, 1900.0) + _FAT_UM


def _panel(axis: Any, cut: Cut, depth: float) -> None:
    skin, outline = cut.skin, cut.outline
    half = _WIDTH_UM / 2
    layers = (
        ("corneum", 0.0, skin.stratum_corneum_um),
        ("epidermis", skin.stratum_corneum_um, skin.junction_um),
        ("papillary", skin.junction_um, skin.junction_um + skin.papillary_um),
        ("reticular", skin.junction_um + skin.papillary_um, skin.thickness_um),
        ("fat", skin.thickness_um, depth),
    )
    for name, top, bottom in layers:
        axis.fill_between([-half, half], top, bottom, color=SKIN[name], lw=0)
    pitch = outline.pitch_um if np.isfinite(outline.pitch_um) and outline.pitch_um > 0 else 4 * half
    count = int(half // pitch) + 1 if np.isfinite(outline.dead_um).all() else 0
    for centre in np.arange(-count, count + 1) * pitch:
        for name, radius in (
            ("warm", outline.warm_um),
            ("dead", outline.dead_um),
            ("collagen", outline.collagen_um),
            ("void", outline.ablated_um),
        ):
            reach = np.minimum(np.nan_to_num(radius, posinf=2 * half), 2 * half)
            inside = reach > 0
            axis.fill_betweenx(outline.depth_um, centre - reach, centre + reach, where=inside, color=SKIN[name], lw=0)
    axis.set_xlim(-half, half)
    axis.set_ylim(depth, -40)
    axis.set_aspect("equal")
    axis.set_xticks([])
    axis.set_yticks(np.arange(0, depth, 500), [f"{z / 1000:g}" for z in np.arange(0, depth, 500)])
    axis.set_ylabel("depth, mm")
    axis.plot([half - 600, half - 100], [depth - 60] * 2, color=INK, lw=1.5)
    axis.text(half - 350, depth - 80, "0.5 mm", ha="center", va="bottom", size=7)
    note = axis.text(0, 1.02, _short(cut.note), transform=axis.transAxes, fontsize=6.5, color=MUTED, va="bottom")
    note.set_in_layout(False)  # a long note must not squeeze the picture
    axis.set_title(cut.title, fontsize=8, pad=12).set_in_layout(False)
    axis.spines["bottom"].set_visible(False)


def _short(note: str, width: int = 48) -> str:
    """The note on one line, cut at a word."""
    return textwrap.shorten(note, width, placeholder=" ..")


def _legend(figure: Any) -> None:
    from matplotlib.patches import Patch

    names = (
        ("void", "removed or pierced"),
        ("collagen", "collagen denatured"),
        ("dead", "cells dead"),
        ("warm", "heated, alive"),
    )
    handles = [Patch(facecolor=SKIN[key], edgecolor=MUTED, lw=0.4, label=label) for key, label in names]
    columns = 4 if figure.get_figwidth() > 6 else 2
    figure.legend(handles=handles, loc="outside lower center", ncols=columns, frameon=False, fontsize=8)
