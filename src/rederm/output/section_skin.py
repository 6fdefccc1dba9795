"""Skin as a ground for drawings: its layers at the thickness of the site, to scale, in any window of depth and width.

Thicknesses are those of the simulated skin. The waves of the junction, the cells, fibres and fat lobules are drawn so that
skin is recognised; they are not simulated, and the same for every figure.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.output.theme import SKIN
from rederm.skin import Skin

_FIBRES = {"papillary": (30.0, 15.0, 1.3, 0.9), "reticular": (140.0, 32.0, 4.0, 0.16)}  # length, spacing, thickness [um], slant
_LOBULE_UM = 70.0
_BASAL_UM = 7.0
_CELL_UM = 9.5
_MOST = 2500  # marks of one kind in one picture
_TEXTURE = 1.5  # order below which the ground is one image in a vector file


@dataclass(frozen=True)
class Window:
    """What a panel shows, um: the middle is at 0, depth runs down from the surface at 0, `above` is air."""

    width: float
    depth: float
    above: float

    @property
    def half(self) -> float:
        return self.width / 2

    @property
    def x(self) -> np.ndarray:
        return np.linspace(-self.half, self.half, 800)

    def fit(self, axis: Any) -> None:
        """Limits of the axis, equal in both directions."""
        axis.set_xlim(-self.half, self.half)
        axis.set_ylim(self.depth, -self.above)
        axis.set_aspect("equal")


def layers(skin: Skin) -> tuple[tuple[str, float, float], ...]:
    """Name, top and bottom [um] of each layer, from the surface down."""
    papillary = min(skin.junction_um + skin.papillary_um, skin.thickness_um)
    return (
        ("corneum", 0.0, skin.stratum_corneum_um),
        ("epidermis", skin.stratum_corneum_um, skin.junction_um),
        ("papillary", skin.junction_um, papillary),
        ("reticular", papillary, skin.thickness_um),
        ("fat", skin.thickness_um, np.inf),
    )


def paint_skin(axis: Any, skin: Skin, window: Window) -> None:
    """Fill the window with layered skin and set its limits."""
    x = window.x
    edges = [np.full_like(x, bottom) + _wave(x, name, skin) for name, _, bottom in layers(skin)]
    edges[-1] = np.full_like(x, window.depth)
    top = np.zeros_like(x)
    for (name, _, _), bottom in zip(layers(skin), edges, strict=True):
        low = np.minimum(bottom, window.depth)
        axis.fill_between(x, top, low, color=SKIN[name], lw=0, zorder=1)
        top = low
    axis.fill_between(x, edges[1] - _BASAL_UM, edges[1], color=SKIN["basal"], lw=0, zorder=1.1)
    seeds = np.random.Generator(np.random.PCG64(7))
    for name, bottom, ceiling in (("papillary", edges[2], edges[1]), ("reticular", edges[3], edges[2])):
        _fibres(axis, window, name, ceiling, bottom, seeds)
    _lobules(axis, window, edges[3], seeds)
    _cells(axis, skin, window, edges[1])
    window.fit(axis)
    axis.set_rasterization_zorder(_TEXTURE)  # thousands of fibres and cells would make an SVG of megabytes


def _wave(x: np.ndarray, name: str, skin: Skin) -> np.ndarray:
    """Waves of the lower edge of a layer: rete ridges at the junction, slow ones at the edge of the fat."""
    if name == "epidermis":
        return np.asarray(0.2 * skin.epidermis_um * (np.sin(x / 17.0) + 0.5 * np.sin(x / 26.3 + 1) + 0.3 * np.sin(x / 61.0)))
    if name == "reticular":
        return np.asarray(22.0 * np.sin(x / 140.0) + 14.0 * np.sin(x / 63.0 + 2))
    return np.asarray(8.0 * np.sin(x / 80.0)) if name == "papillary" else np.zeros_like(x)


def _fibres(axis: Any, window: Window, name: str, ceiling: np.ndarray, floor: np.ndarray, seeds: np.random.Generator) -> None:
    """Collagen: fine and steep below the junction, coarse and level deeper."""
    from matplotlib.collections import LineCollection

    length, spacing, thick, slant = _FIBRES[name]
    top, bottom = float(ceiling.min()), min(float(floor.max()), window.depth)
    count = min(int(max(bottom - top, 0.0) * (window.width + length) / spacing**2), _MOST)
    x0 = seeds.uniform(-window.half - length, window.half, count)
    y0 = seeds.uniform(top, max(bottom, top), count)
    tilt = seeds.normal(0.0, slant, count)
    bend, phase = seeds.uniform(0.02, 0.07, count) * length, seeds.uniform(0, 2 * np.pi, count)
    along = np.linspace(0, 1, 14)
    xs = x0[:, None] + length * along * np.cos(tilt)[:, None]
    ys = y0[:, None] + length * along * np.sin(tilt)[:, None] + bend[:, None] * np.sin(2 * np.pi * along + phase[:, None])
    inside = (ys > np.interp(xs, window.x, ceiling) + thick).all(axis=1) & (ys < np.interp(xs, window.x, floor) - thick).all(
        axis=1
    )
    width = min(_points(axis, window, thick), 2.0)
    lines = list(np.stack([xs, ys], axis=2)[inside])
    axis.add_collection(LineCollection(lines, colors=SKIN["fibre"], linewidths=width, zorder=1.2, capstyle="round", alpha=0.75))


def _lobules(axis: Any, window: Window, ceiling: np.ndarray, seeds: np.random.Generator) -> None:
    from matplotlib.collections import EllipseCollection

    top = float(ceiling.max())
    if window.depth <= top:
        return
    size = max(_LOBULE_UM, window.width / 40)  # coarser where the window is wide
    rows = np.arange(top - size / 3, window.depth + size, size * 0.87)
    columns = np.arange(-window.half - size, window.half + size, size)
    places = np.array([(c + (i % 2) * size / 2, r) for i, r in enumerate(rows) for c in columns])
    places = places + seeds.normal(0, size / 14, places.shape)
    places = places[places[:, 1] - 0.45 * size > np.interp(places[:, 0], window.x, ceiling)]
    across = np.full(len(places), 0.94 * size)
    axis.add_collection(
        EllipseCollection(
            across, across, 0.0 * across, units="x", offsets=places, transOffset=axis.transData, facecolors=SKIN["lobule"],
            edgecolors=SKIN["lobule_edge"], linewidths=0.4, zorder=1.2,
        )
    )  # fmt: skip


def _cells(axis: Any, skin: Skin, window: Window, junction: np.ndarray) -> None:
    """Lamellae of the corneum and cells of the living epidermis, where the window is small enough to tell them apart."""
    from matplotlib.collections import EllipseCollection

    if window.width > 900.0:
        return
    step = max(1.0, window.width / 130.0)
    for z in np.arange(step, skin.stratum_corneum_um, step):
        axis.plot(window.x, z + 0.12 * step * np.sin(window.x / (3.0 * step) + z), color=SKIN["lamella"], lw=0.35, zorder=1.2)
    rows = np.arange(skin.stratum_corneum_um + 0.45 * _CELL_UM, float(junction.max()), 0.75 * _CELL_UM)
    columns = np.arange(-window.half - _CELL_UM, window.half + _CELL_UM, _CELL_UM)
    places = np.array([(c + (i % 2) * _CELL_UM / 2, r) for i, r in enumerate(rows) for c in columns])
    places = places + np.random.Generator(np.random.PCG64(5)).normal(0, 0.11 * _CELL_UM, places.shape)
    flat = 1 - 0.6 * (1 - (places[:, 1] - skin.stratum_corneum_um) / skin.epidermis_um).clip(0, 1)  # flatter near the top
    keep = places[:, 1] + 0.3 * _CELL_UM < np.interp(places[:, 0], window.x, junction)
    keep &= (places[:, 1] < window.depth) & (places[:, 1] > skin.stratum_corneum_um + 0.2 * _CELL_UM)
    places, flat = places[keep], flat[keep]
    axis.add_collection(
        EllipseCollection(
            np.full(len(places), 0.42 * _CELL_UM), 0.42 * _CELL_UM * flat, np.zeros(len(places)), units="x", offsets=places,
            transOffset=axis.transData, facecolors=SKIN["nucleus"], edgecolors="none", zorder=1.15,
        )
    )  # fmt: skip


def _points(axis: Any, window: Window, length_um: float) -> float:
    """A length in the drawing in points."""
    return float(axis.get_position().width * axis.figure.get_figwidth() * 72 / window.width * length_um)
