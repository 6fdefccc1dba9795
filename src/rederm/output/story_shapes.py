"""Shapes of a story, put on an axis as they are: bands along the line, columns, fibres, cells. Each is named by its gid."""

from collections.abc import Sequence
from typing import Any

import numpy as np


def band(
    axis: Any, name: str, x: np.ndarray, top: np.ndarray, bottom: np.ndarray, color: Any, order: float, **look: Any
) -> None:
    """What lies between two lines, where it is thicker than nothing; x: the middles of even steps, each as wide as a step."""
    step = (x[1] - x[0]) / 2
    thick = bottom - top > 1e-9
    edges = np.flatnonzero(np.diff(np.concatenate([[0], thick.astype(np.int8), [0]])))
    shapes = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        here = slice(start, end)
        along = np.concatenate([[x[start] - step], x[here], [x[end - 1] + step]])
        above, below = (np.concatenate([[line[start]], line[here], [line[end - 1]]]) for line in (top, bottom))
        shapes.append(np.column_stack([np.concatenate([along, along[::-1]]), np.concatenate([above, below[::-1]])]))
    polygons(axis, name, shapes, color, order, **look)


def column(
    axis: Any, name: str, depth: np.ndarray, left: np.ndarray, right: np.ndarray, color: Any, order: float, **look: Any
) -> None:
    """What lies between two sides, down from the surface."""
    shape = np.column_stack([np.concatenate([left, right[::-1]]), np.concatenate([depth, depth[::-1]])])
    polygons(axis, name, [shape], color, order, **look)


def polygons(axis: Any, name: str, shapes: Sequence[np.ndarray], color: Any, order: float, **look: Any) -> None:
    from matplotlib.collections import PolyCollection

    look = dict[str, Any](edgecolors="none", linewidths=0.0) | look
    axis.add_collection(PolyCollection(list(shapes), facecolors=color, zorder=order, gid=name, **look), autolim=False)


def strokes(axis: Any, name: str, lines: Sequence[np.ndarray], color: Any, width: float, order: float, **look: Any) -> None:
    """Lines; width in points."""
    from matplotlib.collections import LineCollection

    look = {"capstyle": "butt"} | look
    drawn = LineCollection(list(lines), colors=color, linewidths=width, zorder=order, gid=name, **look)
    axis.add_collection(drawn, autolim=False)


def ellipses(
    axis: Any, name: str, places: np.ndarray, long: float, short: float, color: Any, order: float, **look: Any
) -> None:
    """Ellipses at places (n, 2), or (n, 3) with a turn in radians; long and short in um."""
    from matplotlib.collections import EllipseCollection

    turn = np.degrees(places[:, 2]) if places.shape[1] > 2 else np.zeros(len(places))
    look = {"edgecolors": "none", "linewidths": 0.0} | look
    drawn = EllipseCollection(
        np.full(len(places), long), np.full(len(places), short), turn, units="xy", offsets=places[:, :2],
        transOffset=axis.transData, facecolors=color, zorder=order, gid=name, **look,
    )  # fmt: skip
    axis.add_collection(drawn, autolim=False)
