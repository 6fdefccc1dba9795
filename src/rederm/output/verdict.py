"""The verdict page: one Markdown page with its figure, and the same as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm.devices import published_device
from rederm.output.charts import trade
from rederm.output.page import json_text, write_files
from rederm.output.words import money, number, percent_span, span
from rederm.planning import STATEMENT

if TYPE_CHECKING:
    from rederm.evidence.verdict import VerdictPage

HEADED = {"d": "1", "h": "1"}  # units that stand in the head of a column
MARKS = {"held": "met", "partly": "met in part", "failed": "not met"}  # of what was asked, not of the claim
FIGURE = "Gain against downtime; numbers are the rows of the table above"
HEAD = """\
# The verdict

{statement}

What is said for skin resurfacing, claim by claim: the computed figure with its 90 % band, the evidence, a verdict in plain
words. Bands speak of one client at any clinic and are wide for that reason; differences are taken in the same person at the
same clinic. Prices are examples. Clients are invented. Written by `make verdict` ({draws} draws); figures are not edited by
hand.
"""


def write_verdict(page: "VerdictPage", folder: Path) -> list[Path]:
    """Write README.md, gain.svg and verdict.json into `folder`; return what was written."""
    result = page.to_json()
    content: dict[str, str | bytes] = {
        "README.md": markdown(result),
        "gain.svg": figure(result) + "\n",
        "verdict.json": json_text(result),
    }
    return write_files(folder, content)


def markdown(result: Mapping[str, Any]) -> str:
    """The page from the JSON of a verdict, so that a figure edited alone shows."""
    tables = result["tables"]
    parts = [HEAD.format(statement=STATEMENT, draws=result["draws"]), _table(tables[0], result["currency"])]
    parts += [f"![{FIGURE}](gain.svg)\n", "## Claim by claim\n"]
    parts += [_claim(claim, result["currency"]) for claim in result["claims"]]
    parts += [_table(table, result["currency"]) for table in tables[1:]]
    return "\n".join(parts)


def figure(result: Mapping[str, Any]) -> str:
    """Gain against the downtime of the worst session, a band each way, numbered as the rows of the table, as SVG."""
    rows = result["tables"][0]["rows"]
    points = [(row["name"].split(".")[0], published_device(row["device"]).color, *row["cells"][:2]) for row in rows]
    return trade(points, FIGURE, numbers="row of the table")


def _claim(claim: Mapping[str, Any], currency: str) -> str:
    lines = [f"### {claim['number']}. {claim['claim']}\n", f"**{claim['verdict']}**\n"]
    lines += [f"- {entry['words']}: {_cell(entry, entry['unit'], currency)}" for entry in claim["figures"]]
    lines += [
        f"\n*Asked of the figures:* {claim['criterion']} **{MARKS[claim['outcome']].capitalize()}.**\n",
        f"*Evidence:* {claim['evidence']} ({'; '.join(claim['sources'])})\n",
    ]
    return "\n".join(lines)


def _table(table: Mapping[str, Any], currency: str) -> str:
    head = " | ".join(_headed(word, unit) for word, unit in table["columns"].items())
    lines = [f"## {table['title']}\n", f"{table['note']}\n", f"| | {head} |", "|---|" + "---:|" * len(table["columns"])]
    for row in table["rows"]:
        units = [HEADED.get(unit, unit) for unit in table["columns"].values()]
        cells = [_cell(cell, unit, currency) for cell, unit in zip(row["cells"], units, strict=True)]
        lines.append(f"| {row['name']} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _headed(word: str, unit: str) -> str:
    return word + {"d": ", days", "h": ", hours"}.get(unit, "")


def _cell(cell: Mapping[str, Any] | None, unit: str, currency: str) -> str:
    if cell is None or cell["median"] is None:
        return "does not apply"
    if unit == "currency":
        return f"{money(cell['median'], currency)} ({number(cell['low'])} to {number(cell['high'])})"
    if unit == "points":
        low, median, high = (f"{100 * cell[end]:+.0f}" for end in ("low", "median", "high"))
        return f"{median} points ({low} to {high})"
    if unit == "share":
        return percent_span(cell)
    return span(cell, {"times": "times", "min": "minutes", "d": "days", "h": "hours", "1": ""}[unit])
