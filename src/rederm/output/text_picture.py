"""A series of pictures in words, for the terminal and for who cannot see them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rederm.output.console import console
from rederm.output.picture_sheet import WORDS, lit


def print_series(series: Mapping[str, Any], path: Path) -> None:
    screen = console()
    screen.print(f"{series['course']}, {series['site']}, {lit(series['light'])}\n", markup=False)
    last = ""
    for frame in series["frames"]:
        if frame["quantile"] != last:
            last = frame["quantile"]
            screen.print(f"[bold]{WORDS[last][0]}[/bold]")
        screen.print(f"  {frame['words']}", markup=False)
    if series["not_shown"]:
        screen.print(f"\nnot shown on a photograph: {', '.join(series['not_shown'])}", markup=False)
    screen.print(f"\ndrawn: {path}", markup=False)
    screen.print(f"[dim]{series['statement']} {series['model']}, seed {series['seed']}, id {series['id']}[/dim]")
