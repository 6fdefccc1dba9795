"""One frame of a story on an axis: every element from a state of the frame, at the scale and window of the series.

The left half is treated and the right half left alone where the frame stands late; else all of it is treated.
"""

from typing import Any

import numpy as np

from rederm.look.story import Frame, Story
from rederm.output import story_marks as marks
from rederm.output.section_marks import halo
from rederm.output.story_anatomy import paint_adnexa, paint_ground
from rederm.output.story_colors import COLORS
from rederm.output.story_dead import Dead
from rederm.output.story_ground import Ground
from rederm.output.story_profile import Profile, part, treated, untreated
from rederm.output.story_shapes import band, ellipses, strokes
from rederm.output.theme import INK, SKIN

_WIDTHS = {"collagen_I": 4.4, "collagen_I_more": 4.6, "collagen_III": 2.0, "fragmented": 3.4, "elastin": 1.3}  # um
SCALE_UM, SKIN_UM = 200.0, 500.0  # bars: of scale, and of skin that was so long on day 0
BAR_UP, MARGIN = 0.035, 0.03  # where they stand, as shares of height and width


def draw_frame(axis: Any, story: Story, ground: Ground, frame: Frame) -> list[Profile]:
    """Draw a frame; return the profiles that it was drawn from."""
    half = ground.window.half
    ends = (-half, 0.0 if frame.beside else half)
    shown = [treated(ground, frame, *ends)]
    states = [frame.treated]
    if frame.beside:
        shown.append(untreated(ground, frame, 0.0, half))
        states.append(frame.untreated)
    ground.window.fit(axis)
    axis.set_autoscale_on(False)
    axis.set_axis_off()
    for place, (profile, known) in enumerate(zip(shown, states, strict=True)):
        paint_ground(axis, ground, profile)
        dead = Dead(ground, frame, profile) if place == 0 else None
        _fibres(axis, ground, profile, known, dead)
        if dead is not None:
            dead.paint(axis)
        _vessels(axis, ground, profile, known, dead)
        paint_adnexa(axis, ground, profile, frame if place == 0 else None)
        _epidermis(axis, profile)
        _cells(axis, ground, profile, known, story.pigment, dead)
    _marks(axis, ground, frame, shown)
    return shown


def _fibres(axis: Any, ground: Ground, profile: Profile, known: Any, dead: Dead | None) -> None:
    free = dead.free if dead is not None else _anywhere
    added = max(known["collagen_I_more"].median, 0.0)
    amounts = {"collagen_I": known["collagen_I"].median - added, "collagen_I_more": added}
    amounts |= {name: known[name].median for name in ("fragmented", "elastin", "collagen_III")}
    for order, (name, amount) in enumerate(amounts.items()):
        lines = marks.fibres(name, amount, profile, free)
        strokes(axis, name, lines, COLORS[name], points(axis, ground, _WIDTHS[name]), 1.5 + order / 100)


def _vessels(axis: Any, ground: Ground, profile: Profile, known: Any, dead: Dead | None) -> None:
    """Loops of the papillary dermis: as many are filled as redness says, of them the lasting ones darker."""
    x, order = marks.loops(profile)
    if dead is not None:
        x = dead.beside(x, profile.at(profile.floor, x) + 10.0)
    red, lasting = (marks.filled(known[name].median, profile) for name in ("redness", "vessels"))
    along = np.linspace(-1, 1, 15)
    shape = np.column_stack([7.0 * np.sign(along) * np.sqrt(np.abs(along)), 46.0 * np.abs(along) ** 1.5])
    foot = profile.at(profile.floor, x) + 10.0
    if dead is not None:  # loops stand in living tissue
        foot = foot + dead.depth(x, foot)
    lines = np.stack([x[:, None] + shape[:, 0], foot[:, None] + shape[:, 1]], axis=2)
    groups = {"pale": order[red:], "red": order[lasting:red], "lasting": order[:lasting]}
    for name, chosen in groups.items():
        width = points(axis, ground, 2.2 if name == "pale" else 5.0)
        strokes(axis, f"vessels-{name}", list(lines[chosen]), COLORS[name], width, 2.4, capstyle="round")


def _epidermis(axis: Any, profile: Profile) -> None:
    """Layers from the floor up; new sheets in the colour of new cells, which fades as they mature."""
    x, floor = part(profile, profile.floor)
    below = floor.copy()
    _, living = part(profile, profile.living)
    _, corneum = part(profile, profile.corneum)
    _, debris = part(profile, profile.debris)
    _, fresh = part(profile, profile.fresh)
    _, lift = part(profile, profile.lift)
    layers = {
        "living": (living, SKIN["epidermis"]),
        "corneum": (corneum, SKIN["corneum"]),
        "wound": (lift, COLORS["wound"]),
        "debris": (debris, COLORS["crust"]),
    }
    for name, (thick, color) in layers.items():
        band(axis, name, x, below - thick, below, color, 3.0)
        below = below - thick
    base = np.minimum(living, 8.0)
    band(axis, "basal", x, floor - base, floor, SKIN["basal"], 3.05)
    young = (living > 0.0) & (fresh < 0.985)
    for level in np.unique(np.round(fresh[young], 2)):
        here = np.where(young & (np.round(fresh, 2) == level), living, 0.0)
        band(axis, "new", x, floor - here, floor, COLORS["new"], 3.1, alpha=max(1 - float(level), 0.12))
    strokes(axis, "surface", [np.column_stack([x, below])], INK, 0.5, 3.4, alpha=0.55)


def _cells(axis: Any, ground: Ground, profile: Profile, known: Any, pigment: float, dead: Dead | None) -> None:
    free = dead.free if dead is not None else _anywhere
    for name, (long, short) in {"inflammation": (15.0, 15.0), "fibroblasts": (34.0, 8.0)}.items():
        places = marks.cells(name, known[name].median, profile, free)
        ellipses(axis, name, places, long, short, COLORS[name], 4.0, edgecolors="white", linewidths=0.5)
    dots = marks.grains(known["melanin"].median, pigment, profile)
    ellipses(axis, "melanin", dots, 4.2, 4.2, COLORS["melanin"], 3.3)


def _marks(axis: Any, ground: Ground, frame: Frame, shown: list[Profile]) -> None:
    window = ground.window
    surface = [np.array([[-window.half, 0.0], [window.half, 0.0]])]
    strokes(axis, "day 0", surface, INK, 0.7, 3.5, linestyles=[(0, (2, 4))], alpha=0.7)
    profile, dermis = shown[0], frame.treated["dermis"]
    for level in (dermis.low, dermis.high):  # bounds of the thickness, as a ghost of its lower edge
        shift = (level - dermis.median) * ground.skin.dermis_um
        x, fat = part(profile, profile.fat)
        ghost = [np.column_stack([x, fat + shift])]
        strokes(axis, "bound", ghost, INK, 0.6, 3.5, linestyles=[(0, (1, 3))], alpha=0.6)
    if frame.beside:
        axis.plot([0, 0], [-window.above, window.depth], color="white", lw=4, zorder=6)
    y = window.depth - BAR_UP * (window.depth + window.above)
    inner, strain = window.half - MARGIN * window.width, frame.treated["contraction"].median
    axis.plot([inner - SCALE_UM, inner], [y, y], color=INK, lw=2.4, solid_capstyle="butt", zorder=9, path_effects=halo(4))
    axis.plot([-inner, SKIN_UM - inner], [y, y], color=INK, lw=0.9, ls=(0, (2, 2)), zorder=9)
    pulled = [-inner, SKIN_UM * (1 - strain) - inner]
    axis.plot(pulled, [y, y], color=INK, lw=2.4, solid_capstyle="butt", zorder=9.1, path_effects=halo(4), gid="contraction")


def points(axis: Any, ground: Ground, um: float) -> float:
    """A length of the drawing in points."""
    return float(axis.get_position().width * axis.figure.get_figwidth() * 72 / ground.window.width * um)


def _anywhere(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.ones(np.broadcast(x, y).shape, bool)
