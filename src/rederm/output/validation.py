"""The validation table as JSON and as a page: every observation on one axis with its prediction, misses in plain sight."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm import __version__
from rederm.output.page import picture, render
from rederm.output.theme import ACCENT, MUTED, RULE, drawing, svg
from rederm.output.words import percent, percent_span, span
from rederm.planning import STATEMENT
from rederm.sources import write_whole

if TYPE_CHECKING:
    from rederm.evidence import Validation

TITLES = {
    "outcome": "Gain, share of severity removed",
    "pih": "People who darkened",
    "redness": "Days of redness",
    "lesion": "Depths in the skin",
}


def write_validation(validation: "Validation", folder: Path) -> list[Path]:
    """Write validation.json and validation.html into `folder`; return what was written."""
    result = validation.to_json()
    page = render(
        "validation.html.j2",
        result=result,
        rows=[_row(row) for row in result["rows"]],
        kinds=TITLES,
        version=__version__,
        statement=STATEMENT,
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


def observed_against_predicted(rows: Sequence[Mapping[str, Any]]) -> str:
    """Four panels, one a kind: observed along x, predicted median and band along y; the line is agreement."""
    with drawing(7.4, 6.6, 2, 2) as (figure, axes):
        for axis, (kind, title) in zip(axes.flat, TITLES.items(), strict=True):
            share = kind in ("outcome", "pih")
            scale = 100 if share else 1
            for row in (r for r in rows if r["kind"] == kind):
                seen, band = scale * row["observed"], row["predicted"]
                color = ACCENT if row["in_band"] else "#b3261e"
                floor = 0 if share else 0.05
                axis.plot(
                    [seen] * 2, [max(scale * band[end], floor) for end in ("low", "high")], color=color, lw=2.4, alpha=0.25
                )
                axis.plot(seen, max(scale * band["median"], floor), "o", ms=3.6, color=color)
            if not share:
                axis.set_xscale("log")
                axis.set_yscale("log")
            ends = (0, 100) if share else (axis.get_xlim()[0], axis.get_xlim()[1])
            axis.plot(ends, ends, color=MUTED, lw=0.8, ls=(0, (4, 3)))
            unit = "%" if share else "days" if kind == "redness" else "um"
            axis.set_title(title)
            axis.set_xlabel(f"observed, {unit}")
            axis.set_ylabel(f"predicted, {unit}")
            axis.grid(color=RULE, lw=0.4)
            axis.set_axisbelow(True)
        return svg(figure)
