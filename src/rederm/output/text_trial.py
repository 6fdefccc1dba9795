"""A trial in words, for the terminal."""

from collections.abc import Mapping
from typing import Any

from rederm.output.console import console, table
from rederm.output.trial_view import design, effect_rows

_RIGHT = ("d", "power")


def print_trial(answer: Mapping[str, Any]) -> None:
    screen = console()
    screen.print(f"[bold]{answer['name']}[/bold]")
    screen.print(", ".join(f"{label} {value}" for label, value, _ in design(answer)))
    for arm in answer["spec"]["arms"]:
        screen.print(f"[bold]{arm['name']}[/bold]  {arm['course']}")
    rows = effect_rows(answer)
    for arms in dict.fromkeys(row["arms"] for row in rows):
        other, _, first = arms.partition(" against ")
        shown = table("", first, other, "difference", "d", "power", "clients for 80 %", right=_RIGHT, title=arms)
        for row in rows:
            if row["arms"] == arms:
                shown.add_row(*(row[key] for key in ("endpoint", "first", "other", "difference", "d", "power", "needed")))
        screen.print(shown)
    screen.print("Bands hold 90 % of what single trials find: chance of sampling and what is not known of the law together.")
    for note in answer["notes"]:
        screen.print(note)
    if answer["assumed"]:
        screen.print(f"Assumed of the cohort, since the file does not say it: {', '.join(answer['assumed'])}.")
    screen.print(f"\n[dim]{answer['statement']}[/dim]")
