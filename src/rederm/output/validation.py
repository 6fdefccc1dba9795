"""The validation table as JSON and as a page: every observation on one axis with its prediction, misses in plain sight."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm import __version__
from rederm.output.page import picture, render
from rederm.output.theme import ACCENT, MISSED, MUTED, RULE, drawing, svg
from rederm.output.words import number, percent, percent_span, span
from rederm.planning import STATEMENT
from rederm.sources import write_whole

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
}
BOUNDS = {"": "", "at_least": "at least ", "at_most": "at most "}
_UNITS = {"outcome": "%", "pih": "%", "redness": "days", "lesion": "um", "closure": "h", "pain": "0 to 10"} | dict.fromkeys(
    ("crust", "edema", "downtime"), "days"
)
_UNITS |= dict.fromkeys(("herpes", "infection", "lightening", "scar", "long_redness"), "%")


def write_validation(validation: "Validation", folder: Path) -> list[Path]:
    """Write validation.json and validation.html into `folder`; return what was written."""
    result = validation.to_json()
    page = render(
        "validation.html.j2",
        result=result,
        rows=[_row(row) for row in result["rows"] if row["kind"] != "lesion"],
        kinds=TITLES,
        version=__version__,
        statement=STATEMENT,
        lesions=[_lesion(row) for row in result["rows"] if row["kind"] == "lesion"],
        figure=picture(observed_against_predicted(result["rows"])),
    )
    content = {
        "validation.json": json.dumps(result, indent=1, allow_nan=False, ensure_ascii=False) + "\n",
        "validation.html": page,
    }
    for name, text in content.items():
        write_whole(folder / name, text)
    return [folder / name for name in content]


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    share = row["unit"] == "1"
    shown = {
        "observed": percent(row["observed"]) if share else f"{row['observed']:g} {row['unit']}",
        "predicted": percent_span(row["predicted"]) if share else span(row["predicted"], row["unit"]),
    }
    return dict(row) | shown


def _lesion(row: Mapping[str, Any]) -> dict[str, Any]:
    """A lesion as the page shows it: in sample, and by a fit that has not seen its series."""
    share = row["unit"] == "1"
    unseen = row["left_out"]
    shown = {
        "observed": f"{BOUNDS[row['bound']]}{percent(row['observed']) if share else number(row['observed'])}",
        "predicted": percent_span(row["predicted"]) if share else span(row["predicted"]),
        "unseen": percent_span(unseen["predicted"]) if share else span(unseen["predicted"]),
        "z": "" if row["z"] is None else f"{row['z']:+.1f}",
        "z_unseen": "" if unseen["z"] is None else f"{unseen['z']:+.1f}",
        "unit": "" if share else row["unit"],
    }
    return dict(row) | shown


def observed_against_predicted(rows: Sequence[Mapping[str, Any]]) -> str:
    """One panel a kind: observed along x, predicted median and band along y; the line is agreement."""
    with drawing(7.4, 20.0, 7, 2) as (figure, axes):
        for axis, kind in zip(axes.flat, TITLES, strict=False):
            _panel(axis, [row for row in rows if row["kind"] == kind and _lengths(row)], kind)
        for axis in axes.flat[len(TITLES) :]:
            axis.set_axis_off()
        return svg(figure)


def _lengths(row: Mapping[str, Any]) -> bool:
    """Of lesions, the panel shows lengths that are figures, not bounds; of the rest, everything."""
    return row["kind"] != "lesion" or (row["unit"] == "um" and not row["bound"])


def _panel(axis: Any, rows: Sequence[Mapping[str, Any]], kind: str) -> None:
    unit = _UNITS[kind]
    scale, linear = (100, True) if unit == "%" else (1, kind == "pain")
    floor = 0.0 if linear else 0.05
    for row in rows:
        seen, band = scale * row["observed"], row["predicted"]
        color = ACCENT if row["in_band"] else MISSED
        axis.plot([seen] * 2, [max(scale * band[end], floor) for end in ("low", "high")], color=color, lw=2.4, alpha=0.25)
        axis.plot(seen, max(scale * band["median"], floor), "o", ms=3.6, color=color)
    if not linear:
        axis.set_xscale("log")
        axis.set_yscale("log")
    ends = (0, 100) if unit == "%" else (0, 10) if linear else axis.get_xlim()
    axis.plot(ends, ends, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    axis.set_title(TITLES[kind])
    axis.set_xlabel(f"observed, {unit}")
    axis.set_ylabel(f"predicted, {unit}")
    axis.grid(color=RULE, lw=0.4)
    axis.set_axisbelow(True)
