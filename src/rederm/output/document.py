"""The report of a plan in two lengths, each an HTML page that opens offline and its PDF.

The clinician's holds all that is known; the client's says in plain words what is done, felt, seen, risked and looked after.
Both are made from one view, so that they cannot say different things.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rederm.output.language import ENGLISH, speaking
from rederm.output.look_strip import for_page, for_paper
from rederm.output.page import json_text, picture, render, write_files
from rederm.output.paper import pdf
from rederm.output.report_parts import Parts, parts_of
from rederm.output.story_panel import png, webp64
from rederm.sources import InputError, nearest, write_whole

if TYPE_CHECKING:
    from rederm.planning import Plan

LENGTHS = {"clinician": "report", "client": "client"}
"""The template of each length, which is also the name of its file."""


def write_plan(plan: "Plan", folder: Path, language: str = ENGLISH) -> list[Path]:
    """Write plan.json and both reports, each as HTML and PDF, into `folder`; return what was written."""
    files: dict[str, str | bytes] = {"plan.json": json_text(plan.to_json())}
    with speaking(language):
        parts = parts_of(plan)
        for name in LENGTHS.values():
            files |= {f"{name}.html": _html(name, parts), f"{name}.pdf": _pdf(name, parts)}
    return write_files(folder, files)


def report(plan: "Plan", path: str | Path, length: str = "clinician", language: str = ENGLISH) -> Path:
    """Write the report of a plan to a .html or .pdf file. length: clinician or client; language: of a catalogue, such as es."""
    target = Path(path)
    makers: dict[str, Callable[[str, Parts], str | bytes]] = {".html": _html, ".pdf": _pdf}
    if target.suffix.lower() not in makers:
        raise InputError(f"{target.name}: a report is written as .html or .pdf; for example plan.pdf")
    if length not in LENGTHS:
        raise InputError(f"{length!r} is no length of a report{nearest(length, LENGTHS) or ';'} lengths: {', '.join(LENGTHS)}")
    with speaking(language):
        write_whole(target, makers[target.suffix.lower()](LENGTHS[length], parts_of(plan)))
    return target


def check_folder(folder: Path, option: str = "--out") -> None:
    """Refuse a place that cannot become a folder, before the work is done."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; {option} names a folder")


def _html(name: str, parts: Parts) -> str:
    view = parts.view
    story = [frame | {"webp": webp64(image)} for frame, image in zip(view["story"], parts.story, strict=True)]
    risks = [risk | {"svg": drawn} for risk, drawn in zip(view["risks"], parts.icons, strict=True)]
    shown = {**view, "story": story, "risks": risks, "look": parts.look and for_page(parts.look)}
    return render(f"{name}.html.j2", view=shown, drawn={kind: picture(text) for kind, text in parts.drawn.items()})


def _pdf(name: str, parts: Parts) -> bytes:
    view = parts.view
    drawn = {kind: text for kind, text in parts.drawn.items() if text}
    look, seen = for_paper(parts.look) if parts.look else (None, {})
    files: dict[str, str | bytes] = {f"{kind}.svg": text for kind, text in drawn.items()} | seen
    files |= {f"risk-{risk['key']}.svg": icons for risk, icons in zip(view["risks"], parts.icons, strict=True)}
    files |= {f"story-{place}.png": png(image) for place, image in enumerate(parts.story)}
    return pdf(f"{name}.typ", {**view, "drawn": list(drawn), "look": look}, files)
