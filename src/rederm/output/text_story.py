"""A story in words, for the terminal and for who cannot see it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rederm.output.console import console


def print_story(story: Mapping[str, Any], written: Sequence[Path]) -> None:
    screen = console()
    screen.print(f"{story['course']}, inside the skin of the {story['site'].replace('-', ' ')}\n", markup=False)
    for frame in story["frames"]:
        screen.print(f"[bold]{frame['title']}[/bold]  [dim]{frame['when']}[/dim]", highlight=False)
        screen.print(f"  {frame['said']}", markup=False, highlight=False)
    screen.print(f"\nSimulation: median of {story['draws']} draws, seed {story['seed']}.", highlight=False)
    stills = [path for path in written if path.name.startswith("frame-")]
    others = [str(path) for path in written if path not in stills]
    screen.print(f"written: {stills[0]} to {stills[-1].name}, {', '.join(others)}", markup=False, highlight=False)
