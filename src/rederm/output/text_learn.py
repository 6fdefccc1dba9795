"""A learning plan in words, for the terminal."""

from collections.abc import Mapping
from typing import Any

from rederm.output.console import console, table
from rederm.output.learn_view import LITTLE, NONE, answers, course_rows, measured_rows, notes, points, refused_rows

_COLUMNS = ("course", "title", "takes", "outcome", "narrowed", "floor", "within", "planner")
_HEADS = (
    "of",
    "measurement",
    "takes",
    "band that it narrows most",
    "width, now \u2192 after",
    "floor",
    "worth within limits",
    "by the planner",
)


def print_learning(answer: Mapping[str, Any]) -> None:
    screen = console()
    for line in answers(answer):
        screen.print(f"[bold]{line}[/bold]")
    for row in course_rows(answer):
        keeps = f", {row['keeps']}" if row["keeps"] else ""
        screen.print(f"course {row['place']}  {row['course']}: {row['gain']} in 8 of 10 draws{keeps}")
    rows = measured_rows(answer)
    shown = table(*_HEADS, title="What to measure, that which narrows most first; worth in points of gain")
    for row in rows:
        if not row["little"]:
            shown.add_row(*("0?" if row[key] == NONE else row[key] for key in _COLUMNS))
    screen.print(shown)
    screen.print(f"0?: {NONE}. All sizes and costs are assumed (rederm sources measurements).")
    ceiling = answer["ceiling"]
    screen.print(
        f"At most, with the law and the clinic known: {points(ceiling['within_limits'])} points within limits, "
        f"{points(ceiling['choosing'])} by the planner."
    )
    little = [f"{row['title']} of {row['course']}" for row in rows if row["little"]]
    if little:
        screen.print(f"Narrows no band by {100 * LITTLE:.0f} %, nor helps the choice by what can be told: {'; '.join(little)}.")
    for row in refused_rows(answer):
        screen.print(f"No figure for {row['title']} of {row['course']}: {row['why_not']}.")
    for note in notes(answer):
        screen.print(note)
    screen.print(f"\n[dim]{answer['statement']}[/dim]")
