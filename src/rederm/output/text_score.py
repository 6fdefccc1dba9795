"""The scores of a photograph in words, for the terminal."""

from collections.abc import Mapping
from typing import Any

from rederm.output.console import console, table
from rederm.output.text import lines
from rederm.output.words import concern


def print_score(found: Mapping[str, Any]) -> None:
    screen = console()
    screen.print(f"[bold]{found['photo']}[/bold]: skin on {100 * found['skin_share']:.0f} % of the picture")
    rows = table("score", "value", "give or take (sd)", "what it is", right=("value", "give or take (sd)"))
    for name, score in found["scores"].items():
        rows.add_row(concern(name), f"{score['value']:.2f}", f"{score['repeatability']:.2f}", score["meaning"])
    screen.print(rows)
    colour = found["colour"]
    screen.print(
        f"Skin angle (ITA) {colour['ita_deg']:.0f} degrees, give or take {colour['repeatability_deg']:.0f}: {colour['class']}"
    )
    lines(screen, found["notes"], "note: ")
    lines(screen, [found["use"]])
    screen.print(f"\n[dim]{found['statement']} {found['model']}[/dim]")
