"""A sweep in words, for the terminal."""

from collections.abc import Mapping
from typing import Any

from rederm.output.console import console, table
from rederm.output.sweep_view import axis_words, columns, design, effect_rows, index_rows, outside_rows, point_rows, spread_rows

MOST = 40  # points that a terminal shows


def print_sweep(answer: Mapping[str, Any]) -> None:
    screen = console()
    screen.print(f"[bold]{answer['name']}[/bold]")
    screen.print(f"{answer['course']}; " + ", ".join(f"{label} {value}" for label, value, _ in design(answer)))
    if answer["sensitivity"]:
        _print_shares(screen, answer)
    else:
        _print_points(screen, answer)
    for note in answer["notes"]:
        screen.print(note)
    screen.print(f"\n[dim]{answer['statement']}[/dim]")


def _print_points(screen: Any, answer: Mapping[str, Any]) -> None:
    axes = [axis_words(axis) for axis in answer["axes"]]
    heads = [f"{words}, {unit}" for _, words, unit in columns(answer)]
    rows = point_rows(answer)
    if len(rows) > MOST:
        screen.print(f"{len(rows)} points; shown are those that no other beats, all are in sweep.json (--out DIR).")
        rows = [row for row in rows if row["front"]][:MOST]
    shown = table("", *axes, *heads, "front", right=("", *axes, *heads, "front"))
    for row in rows:
        bands = (figure.replace(" (", "\n").removesuffix(")") for figure in row["figures"])
        shown.add_row(str(row["point"]), *row["at"], *bands, f"{row['front']}\n{row['share']}")
    screen.print(shown)
    for line, points in outside_rows(answer)[:MOST]:
        screen.print(f"Outside published use, points {points}: {line}")
    effects = table("", "dial", "mean by level", "reach", right=("reach",), title="Main effects, mean over the others")
    for row in effect_rows(answer):
        effects.add_row(f"{row['outcome']}, {row['unit']}", row["axis"], row["means"], row["reach"])
    screen.print(effects)
    screen.print(
        "Bands hold 90 % of the draws. All points share their draws: a reach is known better than the bands of two points say."
    )


def _print_shares(screen: Any, answer: Mapping[str, Any]) -> None:
    morris = answer["sensitivity"]["method"] == "morris"
    keys = ("mu_star", "sigma") if morris else ("first", "total")
    heads = ("mu*", "sigma") if morris else ("alone (first order)", "with others (total)")
    for (name, words, _), spread in zip(columns(answer), spread_rows(answer), strict=True):
        rows = index_rows(answer, name)
        if not rows:
            continue
        shown = table("", *heads, right=heads, title=f"{words}: {spread['band']} {spread['unit']}")
        for row in rows:
            if row["clear"]:
                shown.add_row(row["input"], *(row[key] for key in keys))
        screen.print(shown)
        screen.print(f"Cannot be told from none: {'; '.join(row['input'] for row in rows if not row['clear']) or 'nothing'}.")
