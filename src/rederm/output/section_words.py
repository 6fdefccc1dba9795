"""The drawn lesions of a report in words, for who cannot see them: how deep and how wide each is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rederm.output.language import tr
from rederm.output.section_zones import Sheet, is_layer, reach
from rederm.output.vector import fitting
from rederm.output.words import number

if TYPE_CHECKING:
    from rederm.output.section import Cut


def sections_words(cuts: Sequence["Cut"]) -> str:
    """Every panel: what is gone and what is dead, in µm below the surface, and the width of a column."""
    return fitting([tr("Sections through the skin at one scale, median lesions, µm."), *(_panel(cut) for cut in cuts)])


def _panel(cut: "Cut") -> str:
    outline = cut.outline
    if is_layer(outline):
        sheet = Sheet.of(outline)
        told = {"course": cut.title, "gone": number(sheet.void), "dead": number(max(sheet.dead, sheet.void))}
        return (
            tr("{course}: a layer, gone to {gone}, dead to {dead}.", **told)
            if sheet.void
            else tr("{course}: a layer, dead to {dead}.", **told)
        )
    (gone, _), (dead, _), (_, radius) = reach(outline, "void"), reach(outline, "dead"), reach(outline, "void", "dead")
    told = {"course": cut.title, "gone": number(gone), "dead": number(dead), "width": number(2 * radius)}
    if not dead:
        return tr("{course}: channel {gone} deep, {width} wide.", **told)
    if not gone:
        return tr("{course}: dead to {dead}, {width} wide.", **told)
    return tr("{course}: hole {gone} deep, dead to {dead}, {width} wide.", **told)
