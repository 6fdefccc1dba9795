"""A rich console and table in the house style; plain text where the output is not a terminal."""

import os
import sys
from collections.abc import Sequence
from typing import Any


def console() -> Any:
    """A console as wide as the terminal, or 120 columns in a pipe."""
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            """The reader went away, as in `rederm devices | head`: nothing is left to say, and nothing went wrong."""
            os._exit(0)

    return Screen(highlight=False, width=None if sys.stdout.isatty() else 120)


def table(*columns: str, right: Sequence[str] = (), title: str | None = None) -> Any:
    """An empty table with these columns; those in `right` hold figures and are right-aligned."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return made
