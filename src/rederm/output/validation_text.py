"""A validation on the terminal: lesions, figures, comparisons, and what they come to."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.console import console, table
from rederm.output.validation_view import shown_comparison, shown_row
from rederm.output.words import span


def print_validation(result: Mapping[str, Any]) -> None:
    screen = console()
    _print_lesions(screen, [row for row in result["rows"] if row["kind"] == "lesion"])
    rows = table("study", "what", "observed", "study unseen (90 % band)", "", "as fitted", "", right=("observed",))
    for row in (shown_row(row) for row in result["rows"] if row["kind"] != "lesion"):
        inside = ["in band" if told["in_band"] else "MISS" for told in (row["left_out"], row)]
        rows.add_row(row["study"], row["what"], row["observed"], row["unseen"], inside[0], row["predicted"], inside[1])
    screen.print(rows)
    columns = ("trial", "what", "first", "second", "reported", "difference (90 % band)", "chance of more", "")
    pairs = table(*columns, right=("chance of more",))
    for row in (shown_comparison(row) for row in result["comparisons"]):
        right = "right" if row["right"] else "MISS"
        pairs.add_row(row["study"], row["what"], row["a"], row["b"], row["reported"], row["difference"], row["chance"], right)
    screen.print(pairs)
    for line in result["summary"]:
        screen.print(line, markup=False)


def _print_lesions(screen: Any, lesions: Sequence[Mapping[str, Any]]) -> None:
    """Each lesion in sample and by a fit that has not seen its series; z in standard deviations of the band."""
    rows = table("lesion", "observed", "predicted (90 % band)", "z", "", "series left out", "z", "", right=("observed", "z"))
    for row in lesions:
        cells = [_verdict(each) for each in (row, row["left_out"])]
        rows.add_row(
            row["row"], f"{row['bound'].replace('_', ' ')} {row['observed']:g} {row['unit']}".strip(), *cells[0], *cells[1]
        )
    screen.print(rows)


def _verdict(told: Mapping[str, Any]) -> tuple[str, str, str]:
    z = "" if told["z"] is None else f"{told['z']:+.1f}"
    return span(told["predicted"]), z, "in band" if told["in_band"] else "MISS"
