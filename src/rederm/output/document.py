"""The report of a plan: one HTML page that opens offline, and its PDF."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm.output.dials import dial
from rederm.output.figures import plan_figures
from rederm.output.naming import title
from rederm.output.page import json_text, picture, render, write_files
from rederm.output.paper import pdf
from rederm.output.section import Cut
from rederm.output.site_words import site_words
from rederm.output.story import report_strip
from rederm.output.story_colors import STORY_KEY
from rederm.output.story_panel import png, webp64
from rederm.output.view import plan_view
from rederm.sources import InputError, write_whole

if TYPE_CHECKING:
    from rederm.planning import Plan


def write_plan(plan: "Plan", folder: Path) -> list[Path]:
    """Write plan.json, report.html and report.pdf into `folder`; return what was written."""
    content = plan.to_json()
    view, figures = _parts(plan, content)
    return write_files(
        folder,
        {
            "plan.json": json_text(content),
            "report.html": _html(view, figures),
            "report.pdf": _pdf(view, figures),
        },
    )


def check_folder(folder: Path, option: str = "--out") -> None:
    """Refuse a place that cannot become a folder, before the work is done."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; {option} names a folder")


def report(plan: "Plan", path: str | Path) -> Path:
    """Write the report of a plan to a .html or .pdf file."""
    target = Path(path)
    makers: dict[str, Callable[[Mapping[str, Any], Mapping[str, str]], str | bytes]] = {".html": _html, ".pdf": _pdf}
    if target.suffix.lower() not in makers:
        raise InputError(f"{target.name}: a report is written as .html or .pdf; for example plan.pdf")
    view, figures = _parts(plan, plan.to_json())
    write_whole(target, makers[target.suffix.lower()](view, figures))
    return target


def _parts(plan: "Plan", content: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    outlooks = [outlook.to_json() for outlook in plan.outlooks]
    cuts = [
        _cut(entry, next(iter(outlook.regions.values())))
        for entry, outlook in zip(content["plans"], plan.outlooks, strict=True)
    ]
    view = plan_view(content, outlooks)
    view["story_key"] = STORY_KEY
    view["story"] = report_strip(plan.outlooks[0]) if plan.outlooks else []
    return view, plan_figures(content, outlooks, [cut for cut in cuts if cut is not None])


def _cut(entry: Mapping[str, Any], region: Any) -> Cut | None:
    """The first session's lesion in the first region, by the device that makes it; None where it leaves nothing to draw."""
    outline = region.injuries[0].outline
    if outline is None:
        return None
    setting = ", ".join(dial(name, value) for name, value in entry["setting"].items())
    name = f"{entry['rank']} {title(entry['device'].split('+')[0])}"
    return Cut(name, f"{site_words(region.site)}: {setting}", region.skin, outline)


def _html(view: Mapping[str, Any], figures: Mapping[str, str]) -> str:
    strip = [frame | {"webp": webp64(frame["image"])} for frame in view["story"]]
    shown = {**view, "story": strip}
    return render("report.html.j2", view=shown, figures={name: picture(text) for name, text in figures.items()})


def _pdf(view: Mapping[str, Any], figures: Mapping[str, str]) -> bytes:
    drawn = {kind: text for kind, text in figures.items() if text}
    story = [{name: text for name, text in frame.items() if name != "image"} for frame in view["story"]]
    files: dict[str, str | bytes] = {f"{kind}.svg": text for kind, text in drawn.items()}
    files |= {f"story-{place}.png": png(frame["image"]) for place, frame in enumerate(view["story"])}
    return pdf("report.typ", {**view, "drawn": list(drawn), "story": story}, files)
