"""One picture in words, for who reads it and for who cannot see it.

Redness and what is left of it are told in units of the visible threshold: below 1 it is not told, slight to 2, moderate to 4,
strong beyond. Swelling likewise. Grades are told beside those of day 0.
"""

from collections.abc import Sequence

from rederm.look.picture.appearance import UNTREATED, Appearance, SessionMark
from rederm.look.picture.scene import Scene, Wounding
from rederm.look.when import when
from rederm.skin.names import concern_words
from rederm.sources import Sentence, joined, load_table, sentence

_REDNESS = (sentence("slight redness"), sentence("moderate redness"), sentence("strong redness"))
_SWELLING = (sentence("slight swelling"), sentence("moderate swelling"), sentence("strong swelling"))
SEEN = 1 / 20  # share of lesions, or of debris, below which a picture does not show it
DARKER = 1 / 10  # change of melanin that is told


def describe(scene: Scene, appearance: Appearance) -> Sentence:
    """For example "Day 3, median: moderate redness, fine dots still crusted; wrinkles 2.4 of 4 (3.0 before)"."""
    grades = [_graded(scene, key, grade) for key, grade in appearance.grades.items()]
    if appearance.quantile == UNTREATED:
        seen = joined("; ", grades) if grades else sentence("skin left alone")
    else:
        signs = _signs(scene, appearance) or [sentence("no mark of treatment")]
        seen = joined("; ", [joined(", ", signs), *grades])
    return sentence("{day}, {quantile}: {seen}", day=when(appearance.day), quantile=appearance.quantile, seen=seen)


def _graded(scene: Scene, key: str, grade: float) -> Sentence:
    told = {"concern": concern_words(key), "grade": f"{grade:.1f}"}
    concern = scene.concerns.get(key)
    if concern is None:
        return sentence("{concern} {grade} of 4", **told)
    return sentence("{concern} {grade} of 4 ({before} before)", before=f"{concern.severity:.1f}", **told)


def _signs(scene: Scene, appearance: Appearance) -> list[Sentence]:
    found = [*_strength(appearance.redness, _REDNESS), *_strength(_times_visible(appearance.swelling), _SWELLING)]
    for wounding, shown in zip(scene.woundings, appearance.sessions, strict=False):
        found += [sign for sign in _wound_signs(wounding, shown) if sign not in found]
    if appearance.melanin > 1 + DARKER:
        found.append(sentence("darker than before"))
    if appearance.melanin < 1 - DARKER:
        found.append(sentence("paler than before"))
    return found


def _strength(times_visible: float, words: Sequence[Sentence]) -> list[Sentence]:
    """How strong what is seen from 1 on is: slight, moderate or strong; nothing below."""
    return [] if times_visible < 1 else [words[(times_visible > 2) + (times_visible > 4)]]


def _times_visible(swelling: float) -> float:
    """Swelling in units of the visible threshold, from its state of 0..1 (the inverse of healing)."""
    visible = load_table("tissue/healing").number("edema.visible", "1")
    return swelling / max(1 - swelling, visible / 100) * (1 / visible - 1)


def _wound_signs(wounding: Wounding, shown: SessionMark) -> list[Sentence]:
    if shown.since_days <= 0:
        return []
    if shown.open > 1 / 2:
        return [sentence("the surface open") if wounding.layer else sentence("fine dots open")]
    if shown.open > SEEN:
        return [sentence("the surface nearly closed") if wounding.layer else sentence("fine dots nearly closed")]
    if shown.debris_mm <= load_table("tissue/healing").number("epidermis.crust_visible", "mm") or shown.left <= SEEN:
        return []
    if wounding.family == "peel":
        return [sentence("the surface still peeling") if wounding.layer else sentence("fine dots still peeling")]
    return [sentence("the surface still crusted") if wounding.layer else sentence("fine dots still crusted")]
