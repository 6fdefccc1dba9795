"""A learning plan as files: learn.json and report.html (a page for those who run studies, in English)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rederm.output.learn_charts import bands_chart
from rederm.output.learn_view import answers, course_rows, detail_rows, measured_rows, notes, points, refused_rows
from rederm.output.page import json_text, picture, render, write_files


def write_learning(answer: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write learn.json and report.html; return what was written."""
    return write_files(folder, {"learn.json": json_text(answer), "report.html": learning_page(answer)})


def learning_page(answer: Mapping[str, Any]) -> str:
    """The page from the JSON of a learning plan."""
    return render(
        "learn.html.j2",
        view={"title": "What to measure"},
        answer=answer,
        answers=list(answers(answer)),
        courses=course_rows(answer),
        measured=measured_rows(answer),
        details=detail_rows(answer),
        refused=refused_rows(answer),
        ceiling={key: points(answer["ceiling"][key]) for key in ("within_limits", "choosing")},
        notes=notes(answer),
        bands=picture(bands_chart(answer)),
    )
