"""One look for everything rederm draws: white ground, near-black text, one accent, one typeface, modality colours.

Charts are SVG text that depends on nothing but the data: fixed hash salt, no date.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rederm.output.vector import in_page

INK = "#1b1f23"
MUTED = "#5b6670"
RULE = "#d7dde1"
ACCENT = "#0b5563"
UNTREATED = "#8a949c"
MISSED = "#b3261e"
FONTS = Path(__file__).parent / "fonts"

SKIN = {
    "corneum": "#d3ad8a",
    "lamella": "#b98d68",
    "epidermis": "#eec3a6",
    "basal": "#d59d7f",
    "nucleus": "#d3a088",
    "papillary": "#f8e1d6",
    "reticular": "#fbeee7",
    "fibre": "#f0d3c5",
    "fat": "#fdf1c4",
    "lobule": "#fdf6d9",
    "lobule_edge": "#ead9a0",
    "dead": "#a3623a",
    "collagen": "#6e3b1e",
    "dry": "#2e1a10",
    "warm": "#e9a27b",
    "void": "#ffffff",
}


@contextmanager
def drawing(width: float, height: float, rows: int = 1, columns: int = 1, **options: Any) -> Iterator[tuple[Any, Any]]:
    """A matplotlib figure of rows and columns of axes in the house style (inches); closed when the block ends."""
    with canvas(width, height, layout="constrained") as figure:
        yield figure, figure.subplots(rows, columns, **options)


@contextmanager
def canvas(width: float, height: float, layout: str | None = None) -> Iterator[Any]:
    """An empty matplotlib figure in the house style (inches)."""
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    for font in FONTS.glob("*.otf"):
        if not any(entry.fname == str(font) for entry in font_manager.fontManager.ttflist):
            font_manager.fontManager.addfont(str(font))
    style = {
        "font.family": "Inter",
        "font.size": 9,
        "axes.edgecolor": MUTED,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 10,
        "axes.titleweight": "semibold",
        "axes.titlelocation": "left",
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "text.color": INK,
        "svg.hashsalt": "rederm",
        "svg.fonttype": "path",
        "hatch.linewidth": 0.5,
    }
    with mpl.rc_context(style):
        yield Figure(figsize=(width, height), layout=layout)  # type: ignore[arg-type]


def svg(figure: Any, name: str, alternative: str) -> str:
    """The figure as SVG text, ready to stand in a page beside figures of other names; alternative: what it shows, in words."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", dpi=150, metadata={"Date": None, "Creator": None})
    return in_page(buffer.getvalue(), name, alternative)
