"""A sweep as files: sweep.json, points.parquet and report.html (a page for engineers and researchers, in English)."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm.output.page import json_text, picture, render, write_files
from rederm.output.sweep_charts import effects, shares, trade
from rederm.output.sweep_view import (
    axis_words,
    columns,
    design,
    effect_rows,
    index_rows,
    input_words,
    outside_rows,
    point_rows,
    spread_rows,
)
from rederm.output.trial_page import write_table
from rederm.planning import STATEMENT

if TYPE_CHECKING:
    from rederm.outlook.sweep.result import SweepResult

TABLE = "points.parquet"
NO_TABLE = f"{TABLE} was not written: it needs pyarrow; install it with: pip install 'rederm[cluster]'"


def sweep_answer(result: "SweepResult") -> dict[str, Any]:
    """The answer of `rederm sweep`: what was found, the sweep, the statement."""
    return result.to_json() | {"statement": STATEMENT}


def write_sweep(answer: Mapping[str, Any], table: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write sweep.json, report.html and, where pyarrow is there, points.parquet; return what was written."""
    written = write_files(folder, {"sweep.json": json_text(answer), "report.html": sweep_page(answer)})
    return [*written, folder / TABLE] if write_table(table, folder / TABLE) else written


def sweep_page(answer: Mapping[str, Any]) -> str:
    """The page from the JSON of a sweep."""
    told = answer["sensitivity"]
    parts: dict[str, Any] = {"design": None, "analysis": None}
    if told:
        parts["analysis"] = {
            "shares": picture(shares(answer)),
            "spread": spread_rows(answer),
            "tables": [(words, index_rows(answer, name)) for name, words, _ in columns(answer) if name not in told["still"]],
            "inputs": [{**item, "words": input_words(answer, item["name"])} for item in told["inputs"]],
            "morris": told["method"] == "morris",
            "fixed": told["fixed"],
        }
    else:
        parts["design"] = {
            "axes": [axis_words(axis) for axis in answer["axes"]],
            "columns": columns(answer),
            "points": point_rows(answer),
            "outside": outside_rows(answer),
            "effects": effect_rows(answer),
            "chart": picture(effects(answer)),
            "trade": picture(trade(answer)),
            "judged": any(point["front"] is not None for point in answer["points"]),
        }
    return render("sweep.html.j2", view={"title": answer["name"]}, answer=answer, facts=design(answer), **parts)
