"""A comparison in words, for the terminal: side by side, then what sets each course apart from the first."""

from collections.abc import Mapping
from typing import Any

from rederm.output.against import apart_lines
from rederm.output.console import console, table
from rederm.output.text import RISK_KEYS, SESSION_ROWS, lines, print_findings, section
from rederm.output.words import concern, money, percent, percent_span, share_span, span


def print_comparison(comparison: Mapping[str, Any]) -> None:
    screen = console()
    outlooks = comparison["outlooks"]
    heads = [f"{place}  {outlook['course']}" for place, outlook in enumerate(outlooks, 1)]
    rows = table("", *heads)
    rows.add_row("gain in 8 of 10 draws", *(percent(gain) for gain in comparison["robust_gain"]))
    rows.add_row("gain over all goals", *(share_span(gain) for gain in comparison["weighted_gain"]))
    for key in outlooks[0]["gain"]:
        rows.add_row(f"{concern(key)}, gain at 6 months", *(share_span(o["gain"][key]["180"]) for o in outlooks))
    rows.add_row("downtime of the course", *(span(o["downtime_days_course"], "days") for o in outlooks))
    for key, words, unit in SESSION_ROWS:
        rows.add_row(f"{words}, worst session", *(span(o[f"{key}_per_session"], unit) for o in outlooks))
    for key, words in RISK_KEYS:
        rows.add_row(words, *(percent_span(o[key]) for o in outlooks))
    rows.add_row("price", *(money(o["price_course"], o["currency"]) for o in outlooks))
    screen.print(rows)
    for place, apart in enumerate(comparison["against_first"], 2):
        currency = outlooks[place - 1]["currency"]
        section(screen, f"{place} against 1, in the same draws", apart_lines(apart, currency))
    for place, outlook in enumerate(outlooks):
        screen.print(f"\n[bold]{place + 1}[/bold]  {outlook['course']}")
        misses, blocked = comparison["misses"][place], comparison["blocked"][place]
        lines(screen, misses, "misses: ")
        if not misses and comparison["chance_within"][place]:
            screen.print("Meets every limit." if not blocked else "Meets every limit, but a rule does not allow it.")
        print_findings(screen, comparison["findings"][place])
    screen.print(f"\n[dim]{comparison['statement']}[/dim]")
