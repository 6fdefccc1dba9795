"""A risk as people: of 100 (or 1000) drawn, so many as it may happen to.

    solid                    to the median
    pale, hatched if a guess from the median to the high end of the band
    outline, grey if small   everybody else

A hundred are drawn as figures, a thousand as ten blocks of a hundred bars, in a square of the same size. Solid is dark enough
to be told from pale in print without colour.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from rederm.output.language import tr
from rederm.output.natural import WHOLES, Frequency, frequency, natural
from rederm.output.theme import INK, RULE, UNTREATED
from rederm.output.words import RISKS

_FIGURE = "a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0zm-.9 6.5v-2.1a2.6 2.6 0 0 1 5.2 0v2.1z"  # a head, and shoulders below it
_BAR = "h1.7v2.6h-1.7z"
_STRUCK = f"{_BAR}m0 2.6l1.7-2.6"  # a bar too small for a hatch
_SIDE = 100.0
_PITCH, _CORNER = 10.0, (3.3, 2.9)  # of figures; where one begins within its cell
_BAR_PITCH, _BAR_CORNER, _GAP = (2.4, 3.5), 0.3, (4.0, 3.1)  # of bars; between their blocks, twenty wide and five high
_CONTRAST = 4.5  # of solid against white, as WCAG 2.2 asks of text


def risk_icons(entry: Mapping[str, Any], outlook: Mapping[str, Any], color: str) -> list[dict[str, Any]]:
    """The risks of a planned course: {"key", "label", "said", "note", "svg", "alt"} each.

    entry: of plan["plans"]; outlook: its own. note: that the band is a guess, where no study speaks to this risk, else empty.
    """
    gaps = {gap["quantity"] for gap in outlook["no_data"]}
    return [_icons(key, entry["risks"][key], color, f"{key}_risk_course" in gaps) for key in RISKS]


def _icons(key: str, band: Mapping[str, float | None], color: str, unknown: bool) -> dict[str, Any]:
    label, said = tr(RISKS[key]), natural(band)
    return {
        "key": key,
        "label": label,
        "said": said,
        "note": tr("No study speaks to this; the band is a guess.") if unknown else "",
        "svg": icon_array(band, color, f"risk-{key}", label, unknown),
        "alt": accessible_name(band, label, unknown),
    }


def accessible_name(band: Mapping[str, float | None], label: str, unknown: bool = False) -> str:
    """What the picture shows, in words."""
    if unknown:
        return tr("{label}: {share}; no study speaks to this, the band is a guess", label=label, share=natural(band))
    return tr("{label}: {share}", label=label, share=natural(band))


def icon_array(band: Mapping[str, float | None], color: str, name: str, label: str, unknown: bool = False) -> str:
    """The picture of a band of shares as SVG text. name: what its ids begin with, another for each on a page.

    Without data everybody is drawn in outline.
    """
    counts = frequency(band) or Frequency(WHOLES[0], 0, 0, 0)
    solid = dark_enough(color)
    large = counts.of == WHOLES[0]
    shape, width = (_FIGURE, 0.35) if large else (_BAR, 0.22)
    guessed = (f"url(#{name}-hatch)", solid, shape) if large else ("none", solid, _STRUCK)
    groups = (
        (0, counts.median, (solid, solid, shape)),
        (counts.median, counts.high, guessed if unknown else (_mixed(solid, "#ffffff", 0.7), solid, shape)),
        (counts.high, counts.of, ("none", UNTREATED, shape) if large else (RULE, "none", shape)),
    )
    paths = [
        f'<path fill="{fill}" stroke="{line}" stroke-width="{width}" d="{_people(first, last, counts.of, drawn)}"/>'
        for first, last, (fill, line, drawn) in groups
        if last > first
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE:g} {_SIDE:g}" role="img" aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(accessible_name(band, label, unknown))}</title>'
        f"{_hatch(name, solid) if unknown and large else ''}{''.join(paths)}</svg>"
    )


def dark_enough(color: str) -> str:
    """The colour, or as much of it with ink as is needed to stand out from white."""
    steps = (_mixed(color, INK, step / 20) for step in range(21))
    return next(mixed for mixed in steps if 1.05 / (_luminance(mixed) + 0.05) >= _CONTRAST)


def _people(first: int, last: int, of: int, drawn: str) -> str:
    return "".join(f"M{x:.4g} {y:.4g}{drawn}" for x, y in (_corner(place, of) for place in range(first, last)))


def _corner(place: int, of: int) -> tuple[float, float]:
    """Where a person is drawn, by place: ten figures in a row; or bars block by block, two blocks side by side."""
    if of == WHOLES[0]:
        row, column = divmod(place, 10)
        return _PITCH * column + _CORNER[0], _PITCH * row + _CORNER[1]
    block, (row, column) = place // 100, divmod(place % 100, 20)
    x = (20 * _BAR_PITCH[0] + _GAP[0]) * (block % 2) + _BAR_PITCH[0] * column
    y = (5 * _BAR_PITCH[1] + _GAP[1]) * (block // 2) + _BAR_PITCH[1] * row
    return x + _BAR_CORNER, y + _BAR_CORNER


def _hatch(name: str, color: str) -> str:
    return (
        f'<defs><pattern id="{name}-hatch" width="1.2" height="1.2" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0v1.2" stroke="{color}" stroke-width="0.9"/></pattern></defs>'
    )


def _mixed(color: str, other: str, share: float) -> str:
    """The colour with a share of another, as #rrggbb."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(255 * ((1 - share) * own + share * theirs)):02x}" for own, theirs in pairs)


def _channels(color: str) -> list[float]:
    return [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _luminance(color: str) -> float:
    """Relative luminance 0..1 (WCAG 2.2, after IEC 61966-2-1)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(color)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
