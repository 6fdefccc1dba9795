"""One picture in words, for who reads it and for who cannot see it.

Redness and what is left of it are told in units of the visible threshold: below 1 it is not told, slight to 2, moderate to 4,
strong beyond. Swelling likewise. Grades are told beside those of day 0.
"""

from rederm.look.picture.appearance import UNTREATED, Appearance, SessionMark
from rederm.look.picture.scene import Scene, Wounding
from rederm.look.when import when
from rederm.sources import load_table

STRENGTHS = ("slight", "moderate", "strong")
SEEN = 1 / 20  # share of lesions, or of debris, below which a picture does not show it
DARKER = 1 / 10  # change of melanin that is told


def describe(scene: Scene, appearance: Appearance) -> str:
    """For example "Day 3, median: moderate redness, fine dots still crusted; wrinkles 2.4 of 4 (3.0 before)"."""
    grades = "; ".join(_graded(scene, key, grade) for key, grade in appearance.grades.items())
    head = f"{when(appearance.day)}, {appearance.quantile}: "
    if appearance.quantile == UNTREATED:
        return head + (grades or "skin left alone")
    signs = ", ".join(_signs(scene, appearance)) or "no mark of treatment"
    return head + (f"{signs}; {grades}" if grades else signs)


def _graded(scene: Scene, key: str, grade: float) -> str:
    concern = scene.concerns.get(key)
    before = "" if concern is None else f" ({concern.severity:.1f} before)"
    return f"{key.replace('-', ' ')} {grade:.1f} of 4{before}"


def _signs(scene: Scene, appearance: Appearance) -> list[str]:
    found = []
    if word := _strength(appearance.redness):
        found.append(f"{word} redness")
    if word := _strength(_times_visible(appearance.swelling)):
        found.append(f"{word} swelling")
    for wounding, mark in zip(scene.woundings, appearance.sessions, strict=False):
        found += [sign for sign in _wound_signs(wounding, mark) if sign not in found]
    if appearance.melanin > 1 + DARKER:
        found.append("darker than before")
    if appearance.melanin < 1 - DARKER:
        found.append("paler than before")
    return found


def _strength(times_visible: float) -> str:
    """How strong what is seen from 1 on is; empty below."""
    if times_visible < 1:
        return ""
    return STRENGTHS[(times_visible > 2) + (times_visible > 4)]


def _times_visible(swelling: float) -> float:
    """Swelling in units of the visible threshold, from its state of 0..1 (the inverse of healing)."""
    visible = load_table("tissue/healing").number("edema.visible", "1")
    return swelling / max(1 - swelling, visible / 100) * (1 / visible - 1)


def _wound_signs(wounding: Wounding, mark: SessionMark) -> list[str]:
    if mark.since_days <= 0:
        return []
    found, what = [], "the surface" if wounding.layer else "fine dots"
    if mark.open > SEEN:
        found.append(f"{what} open" if mark.open > 1 / 2 else f"{what} nearly closed")
    elif mark.debris_mm > load_table("tissue/healing").number("epidermis.crust_visible", "mm") and mark.left > SEEN:
        found.append(f"{what} still {'peeling' if wounding.family == 'peel' else 'crusted'}")
    return found
