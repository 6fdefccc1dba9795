"""What was exported and the list of schemas, in words for the terminal."""

from collections.abc import Mapping
from typing import Any

from rederm.output.console import console, table
from rederm.output.text import lines


def print_export(told: Mapping[str, Any]) -> None:
    screen = console()
    screen.print(f"Course {told['rank']} of the plan {told['id']}, the first: {told['course']}; first session {told['start']}.")
    if told["provisional"]:
        screen.print("Provisional: questions are open that may change the course; see the plan.")
    lines(screen, told["written"], "written: ")
    lines(screen, [f"{entry['kind']}: {entry['reason']}" for entry in told["skipped"]], "not written: ")
    screen.print(f"\n[dim]{told['statement']}[/dim]")


def print_schemas(names: Mapping[str, str]) -> None:
    screen, listed = console(), table("name", "$id")
    for name, identity in names.items():
        listed.add_row(name, identity)
    screen.print(listed)
    screen.print("rederm schema NAME prints one of them.")
