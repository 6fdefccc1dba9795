"""The validation as JSON, as a table (CSV), and as a page: what was seen beside what was predicted, misses in plain sight."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm import __version__
from rederm.output.credibility import credibility
from rederm.output.page import json_text, picture, render, write_files
from rederm.output.validation_charts import coverage, observed_against_predicted
from rederm.output.validation_view import HOLDS, shown_cell, shown_comparison, shown_lesion, shown_row, shown_terms
from rederm.output.words import percent
from rederm.planning import STATEMENT

if TYPE_CHECKING:
    from rederm.evidence import Validation

TITLES = {
    "outcome": "Gain, share of severity removed",
    "pih": "People who darkened",
    "redness": "Days of redness",
    "lesion": "Depths in the skin",
    "closure": "Hours to closure",
    "crust": "Days of crust",
    "edema": "Days of swelling",
    "downtime": "Days of downtime",
    "pain": "Pain while treated, 0 to 10",
    "herpes": "People with herpes",
    "infection": "People with an infection by bacteria",
    "lightening": "People with lasting pale skin",
    "scar": "People with a new scar",
    "long_redness": "People still red",
    "scale": "Points gained on a clinical scale",
    "responders": "People better by a grade",
    "reading": "Instrument, after over before",
}
_UNITS = {
    "outcome": "%",
    "pih": "%",
    "redness": "days",
    "lesion": "um",
    "closure": "h",
    "crust": "days",
    "edema": "days",
    "downtime": "days",
    "pain": "0 to 10",
    "herpes": "%",
    "infection": "%",
    "lightening": "%",
    "scar": "%",
    "long_redness": "%",
    "scale": "points",
    "responders": "%",
    "reading": "times",
}
COLUMNS = (
    *("kind", "study", "what", "device", "modality", "concern", "n", "unit", "observed", "bound", "use"),
    *("median", "low", "high", "in_band", "pit", "left_out_median", "left_out_low", "left_out_high", "left_out_in_band"),
    *("left_out_pit", "score", "baseline_low", "baseline_high", "baseline_score", "rows", "cite"),
)


def write_validation(validation: "Validation", folder: Path) -> list[Path]:
    """Write validation.json, validation.csv and validation.html into `folder`; return what was written."""
    result = validation.to_json()
    content: dict[str, str | bytes] = {
        "validation.json": json_text(result),
        "validation.csv": as_csv(result["rows"]),
        "validation.html": page(result),
    }
    return write_files(folder, content)


def page(result: Mapping[str, Any]) -> str:
    """The page from the JSON of a validation."""
    rows = [shown_row(row) for row in result["rows"] if row["kind"] != "lesion"]
    comparisons = [shown_comparison(row) for row in result["comparisons"]]
    return render(
        "validation.html.j2",
        result=result,
        whole=result["tables"][0],
        facts=headline(result),
        targets=[dict(target) | {"said": HOLDS[target["holds"]]} for target in result["targets"]],
        cells=[shown_cell(cell) for cell in result["tables"]],
        rows=rows,
        studies=by_study(rows, comparisons),
        kinds={kind: TITLES.get(kind, kind) for kind in dict.fromkeys(row["kind"] for row in rows)},
        comparisons=comparisons,
        terms=shown_terms(result["fitted"]),
        credibility=[{"title": s["title"], "points": [_code(point) for point in s["points"]]} for s in credibility(result)],
        version=__version__,
        statement=STATEMENT,
        lesions=[shown_lesion(row) for row in result["rows"] if row["kind"] == "lesion"],
        coverage=picture(coverage(result, TITLES)),
        figure=picture(observed_against_predicted(result["rows"], TITLES, _UNITS)),
    )


def _code(text: str) -> Any:
    """Text for the page with `words` between backticks set as code."""
    from markupsafe import Markup, escape

    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def headline(result: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What the page says first: (what, figure, in small)."""
    whole, signs = result["tables"][0], result["signs"]
    significant, none = signs["significant"], signs["none"]
    return [
        (
            "figures inside their 90 % band, studies unseen",
            percent(whole["left_out"]["coverage"]),
            f"{whole['rows']} figures of {whole['studies']} studies; {percent(whole['seen']['coverage'])} as fitted",
        ),
        (
            "differences within trials, right way round",
            f"{significant['right']} of {significant['of']}",
            f"significant ones; {none['right']} of {none['of']} without a difference are seen as such",
        ),
        (
            "better than the mean of like devices",
            f"{100 * whole['better_by']:+.0f} %" if "better_by" in whole else "not measured",
            "interval score, studies unseen",
        ),
        ("missed", str(len(whole["missed"])), "each is named below"),
    ]


def by_study(rows: Sequence[Mapping[str, Any]], comparisons: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Everything that is told of each study, studies in the order of their names."""
    names = sorted({row["study"] for row in (*rows, *comparisons)})
    found = []
    for name in names:
        own = [row for row in rows if row["study"] == name]
        compared = [row for row in comparisons if row["study"] == name]
        missed = sum(bool(row["missed"]) for row in own) + sum(not row["right"] for row in compared)
        cite = (*own, *compared)[0]["cite"]
        found.append({"name": name, "cite": cite, "rows": own, "comparisons": compared, "missed": missed})
    return found


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """One line an observation, figures on their own units; empty where a column does not apply."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\n", extrasaction="ignore", restval="")
    table.writeheader()
    table.writerows(_flat(row) for row in rows)
    return text.getvalue()


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    left, base = row["left_out"], row.get("baseline")
    flat = dict(row) | row["predicted"] | {f"left_out_{end}": left["predicted"][end] for end in ("median", "low", "high")}
    flat |= {"left_out_in_band": left["in_band"], "left_out_pit": left.get("pit"), "score": left.get("score")}
    if base is not None:
        ends = base["predicted"]
        flat |= {"baseline_low": ends["low"], "baseline_high": ends["high"], "baseline_score": base["score"]}
    return flat | {"rows": ";".join(row.get("rows") or [row.get("row", "")])}
