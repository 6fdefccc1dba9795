"""The validation as pages of the documentation: README.md, credibility.md, their figure, and what they were made from."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm.output.credibility import credibility_page
from rederm.output.page import json_text, write_files
from rederm.output.validation import TITLES
from rederm.output.validation_charts import coverage
from rederm.output.validation_view import HOLDS, shown_cell, shown_comparison, shown_terms
from rederm.planning import STATEMENT

if TYPE_CHECKING:
    from rederm.evidence import Validation

HEAD = """\
# Validation

{statement}

Published figures beside what rederm says of them. *Unseen*: the laws were fitted again without the study, so that a figure
could not help its own prediction. A figure is missed where it lies outside the 90 % band. `rederm validate --out FOLDER`
writes every figure, study by study, as a page, a table and JSON; this page is its summary, written by `make validation`
({draws} draws), and its figures are not edited by hand. How far all this may be trusted: [credibility
statement](credibility.md). Designs of published trials, run virtually: [trials](trials.md). How laws are fitted:
[calibration](../methods/calibration.md), [lesions](../methods/lesion-calibration.md).
"""
SCORES = """\
Width, bias, error and score are of unseen predictions; bias is predicted less observed, with its standard error over studies.
Durations are taken in ln and told as factors. The interval score (Winkler) adds the width of the band and twenty times what a
figure lies outside it; lower is better. It is compared with the band that the other studies with the same kind of device give
(their mean, and Student's t of their spread), of all other studies where fewer than three used it. Over all quantities scores
are taken in units of that rule of thumb.
"""
SIGNS = """\
Trials that treated the same people, or arms drawn by lot, in two ways, and pools of such trials. Difference and chance are of
the model in the same people. A sign is right where the side that had more is the likelier and the difference does not round to
nothing; where a trial saw no difference, the band of what a trial of its size would see should hold 0.
"""
TERMS = """\
Narrowing: what is left of the doubt of the prior, 1 where the rows said nothing. Shift: in units of the prior's doubt.
"""
LEFT_OFF = ("rows", "lesions")  # what the pages do not need, and a page of its own shows


def write_validation_pages(validation: "Validation", folder: Path) -> list[Path]:
    """Write README.md, credibility.md, coverage.svg and summary.json into `folder`; return what was written."""
    whole = validation.to_json()
    result = {name: value for name, value in whole.items() if name not in LEFT_OFF}
    result["lesions"] = {"scores": whole["lesions"]["scores"]}
    content: dict[str, str | bytes] = {
        "README.md": summary_page(result),
        "credibility.md": credibility_page(result),
        "coverage.svg": coverage(result, TITLES) + "\n",
        "summary.json": json_text(result),
    }
    return write_files(folder, content)


def summary_page(result: Mapping[str, Any]) -> str:
    """The summary as Markdown."""
    signs = result["signs"]
    counts = (
        f"Significant differences: {signs['significant']['right']} of {signs['significant']['of']} the right way round. Not"
        f" significant, or no P seen: {signs['other']['right']} of {signs['other']['of']}. No difference seen:"
        f" {signs['none']['right']} of {signs['none']['of']}. With both arms in a fit, by the fit without the study:"
        f" {signs['unseen']['right']} of {signs['unseen']['of']}.\n"
    )
    parts = [
        HEAD.format(statement=STATEMENT, draws=result["draws"]),
        "## What it is held to\n",
        _table(("target", "measured", ""), [(t["target"], t["measured"], HOLDS[t["holds"]]) for t in result["targets"]]),
        "![Coverage of bands of 50, 80 and 90 %, and the place of each figure among its draws](coverage.svg)\n",
        "## By quantity and modality\n",
        _table(
            ("quantity", "figures", "studies", "inside, unseen", "as fitted", "width", "bias", "error", "score", "better by"),
            [_cell(shown_cell(cell)) for cell in result["tables"]],
        ),
        SCORES,
        "## Which of two treatments\n",
        SIGNS,
        counts,
        _table(
            ("trial", "what", "first", "second", "reported", "difference", "chance of more with the first", "", "unseen"),
            [_pair(shown_comparison(row)) for row in result["comparisons"]],
        ),
        "## Missed\n",
        "\n".join(f"- {name}" for name in result["tables"][0]["missed"]) + "\n",
        "## What the rows taught\n",
        TERMS,
        _table(
            ("number", "before", "after", "narrowing", "shift"),
            [(f"`{t['name']}`", t["prior"], t["posterior"], t["narrowing"], t["shift"]) for t in shown_terms(result["fitted"])],
        ),
        "## Lesions\n",
        "\n".join(f"- {line}" for line in result["summary"] if line.startswith("lesions")) + "\n",
    ]
    return "\n".join(parts)


def _cell(cell: Mapping[str, Any]) -> Sequence[str]:
    name = f"**{cell['name']}**" if cell["whole"] else cell["name"]
    told = ("rows", "studies", "coverage", "coverage_seen", "width", "bias", "error", "score", "better")
    return (name, *(str(cell[key]) for key in told))


def _pair(row: Mapping[str, Any]) -> Sequence[str]:
    return tuple(row[key] for key in ("study", "what", "a", "b", "reported", "difference", "chance", "verdict", "unseen"))


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"
