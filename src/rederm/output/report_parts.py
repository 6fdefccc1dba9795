"""What both lengths of a report are made of: one view of text, the drawings and the pictures that stand in it.

Everything is said in the language of now (`language.speaking`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rederm.output.aftercare import aftercare_view
from rederm.output.annex import annex_view
from rederm.output.client_view import client_view
from rederm.output.dials import dial
from rederm.output.downtime_calendar import downtime_calendar
from rederm.output.figures import plan_figures
from rederm.output.icon_array import risk_icons
from rederm.output.language import said, tr
from rederm.output.look_strip import look_strip
from rederm.output.naming import colors, title
from rederm.output.section import Cut
from rederm.output.site_words import site_words
from rederm.output.story import report_strip
from rederm.output.story_colors import story_key
from rederm.output.view import plan_view, sources_used

if TYPE_CHECKING:
    from rederm.planning import Plan


@dataclass(frozen=True)
class Parts:
    """view: all that is said, JSON-like; drawn: {name: SVG}; icons: an SVG for each of view["risks"]; story: an image for each
    frame of the view's; look: the picture strip with its images, None where nothing can be pictured."""

    view: dict[str, Any]
    drawn: Mapping[str, str]
    icons: Sequence[str]
    story: Sequence[Any]
    look: Mapping[str, Any] | None


def parts_of(plan: "Plan") -> Parts:
    """The parts of a plan's report. Heavy: draws everything."""
    content = said(plan.to_json())
    outlooks = [said(outlook.to_json()) for outlook in plan.outlooks]
    first = content["plans"][0] if content["plans"] else None
    risks = risk_icons(first, outlooks[0], colors(first["device"])[0]) if first else []
    story = report_strip(plan.outlooks[0]) if first else []
    figures = plan_figures(content, outlooks, _cuts(plan, content))
    view = plan_view(content, outlooks) | {
        "client": client_view(content)
        | {"sources": sources_used({**content, "excluded": [], "plans": content["plans"][:1]}, outlooks[:1])},
        "story": [_without(frame, "image") for frame in story],
        "story_said": tr(
            "What the first course does, and what healing makes of it: the surface enlarged, and the whole skin below it."
        ),
        "story_note": tr(
            "Simulation: the median of {draws} draws, at one scale. {key}", draws=content["draws"], key=story_key()
        ),
        "risks_said": tr(
            "Of people like you who have this course: solid, how many in the typical case; pale, up to how many it may be."
        ),
        "risks": [_without(risk, "svg") for risk in risks],
        "calendar": downtime_calendar(content) if first else None,
        "aftercare": aftercare_view(content) if first else None,
        "alternatives": {name: figure.alt for name, figure in figures.items()},
        "annex": annex_view(content),
    }
    return Parts(
        view=view,
        drawn={name: figure.svg for name, figure in figures.items()},
        icons=[risk["svg"] for risk in risks],
        story=[frame["image"] for frame in story],
        look=look_strip(plan.outlooks[0]) if first else None,
    )


def _without(entry: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != key}


def _cuts(plan: "Plan", content: Mapping[str, Any]) -> list[Cut]:
    """The first session's lesion of each course in its first region, where it leaves one to draw."""
    found = [
        _cut(entry, next(iter(outlook.regions.values())))
        for entry, outlook in zip(content["plans"], plan.outlooks, strict=True)
    ]
    return [cut for cut in found if cut is not None]


def _cut(entry: Mapping[str, Any], region: Any) -> Cut | None:
    outline = region.injuries[0].outline
    if outline is None:
        return None
    setting = ", ".join(dial(name, value) for name, value in entry["setting"].items())
    name = f"{entry['rank']} {title(entry['device'].split('+')[0])}"
    return Cut(name, tr("{site}: {setting}", site=site_words(region.site), setting=setting), region.skin, outline)
