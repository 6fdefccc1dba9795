"""A plan in words, for the terminal: the first screen answers the question, the report holds the rest."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rederm.output.cells import percent_cell, span_cell
from rederm.output.console import console, table
from rederm.output.naming import label
from rederm.output.plan_words import adapted_lines, limit_rows, setting_line, stopped_line, trade_lines
from rederm.output.text import lines, print_findings, section
from rederm.output.words import (
    KINDS,
    SHORT_LIMITS,
    allowed,
    capital,
    percent,
    plural,
)

_BREAK = "\n"
_WIDE = 108  # columns that a table with bands takes
_SHOWN = 10  # courses: more than a screen holds helps nobody to choose
_NAME = 34  # columns of a terminal for the names of devices


def print_plan(plan: Mapping[str, Any], written: Sequence[Path]) -> None:
    screen = console()
    if plan["partial"]:
        screen.print(f"[bold red]Partial.[/bold red] {stopped_line(plan)}")
    screen.print(f"[bold]{plan['verdict']}[/bold]")
    section(screen, "What was seen so far", adapted_lines(plan))
    if plan["provisional"]:
        screen.print(f"Provisional: {plural(len(plan['questions']), 'question')} open, see below.")
    if plan["plans"]:
        best = plan["plans"][0]
        wide = screen.width >= _WIDE
        screen.print(_ranking(plan, bands=wide))
        if len(plan["plans"]) > _SHOWN:
            screen.print(f"and {len(plan['plans']) - _SHOWN} more, in the report and with --json")
        screen.print(_RANKED.format("Below each median" if wide else "Below the gain"))
        screen.print(f"[bold]1[/bold]  {best['course']}")
        screen.print(best["why"])
        print_findings(screen, best["findings"])
    section(screen, "What one more would buy", trade_lines(plan))
    _chances(screen, plan)
    _ruled_out(screen, plan)
    lines(screen, [plan["price_note"]] if plan["price_note"] else [])
    lines(screen, plan["questions"], "ask: ")
    lines(screen, plan["assumed"], "assumed: ")
    lines(screen, [str(path) for path in written], "written: ")
    screen.print(
        f"\n[dim]start {plan['start']}, seed {plan['seed']}, {plural(plan['draws'], 'draw')}. {plan['statement']}[/dim]"
    )


def _ranking(plan: Mapping[str, Any], *, bands: bool) -> Any:
    """The courses, best first; without bands that of the gain stands alone."""
    currency = plan["plans"][0]["outlook"]["currency"]
    figures = ("in 8\nof 10", "gain", "downtime,\ndays", "pain", "dark\nmarks", f"price,\n{currency}")
    ranking = table("", "course", *figures, right=("", *figures))
    for column in ranking.columns[2:]:
        column.no_wrap = True
    for entry in plan["plans"][:_SHOWN]:
        told = (
            percent_cell(entry["weighted_gain"]),
            span_cell(entry["outlook"]["social_downtime_days_per_session"]),
            span_cell(entry["pain"]),
            percent_cell(entry["risks"]["pih"]),
            span_cell(entry["price"]),
        )
        ranking.add_row(
            str(entry["rank"]),
            f"[bold]{label(entry)}[/bold]\n[dim]{setting_line(entry)}[/dim]",
            percent(entry["robust_gain"]),
            *(f"{c['value']}\n[dim]{c['band'] if bands or k == 0 else ''}[/dim]" for k, c in enumerate(told)),
        )
    return ranking


_RANKED = (
    "[dim]in 8 of 10: gain that 8 of 10 draws reach, over all goals, 6 months after the last session; this ranks. "
    "Downtime: of the worst session. {} its 90 % band.[/dim]\n"
)


def _chances(screen: Any, plan: Mapping[str, Any]) -> None:
    """Courses by limits: in how many draws each is met. A limit that every course meets in all draws is named below."""
    rows, limits = limit_rows(plan, _SHOWN), plan["limits"]
    open_limits = [k for k in range(len(limits)) if any(row["cells"][k]["share"] < 1 for row in rows)]
    heads = [f"{SHORT_LIMITS[limits[k]['limit']].replace(' ', _BREAK, 1)}\n≤ {allowed(limits[k])}" for k in open_limits]
    if heads:
        first = "nearest, none fits" if not plan["plans"] else ""
        screen.print(f"\n[bold]Chance to stay within each limit[/bold]; it holds from {percent(plan['confidence'])} of draws")
        made = table(first, *heads, right=heads)
        for row in rows:
            cells = (row["cells"][k] for k in open_limits)
            made.add_row(row["label"], *(c["text"] if c["holds"] else f"[red]{c['text']}[/red]" for c in cells))
        screen.print(made)
    sure = [SHORT_LIMITS[limit["limit"]] for k, limit in enumerate(limits) if k not in open_limits]
    if rows and sure:
        screen.print(f"Met by each of these in all draws: {', '.join(sure)}.")


def _ruled_out(screen: Any, plan: Mapping[str, Any]) -> None:
    """Devices by the reason that they share; of a device outside the limits every limit that it misses."""
    shared: dict[tuple[str, str, str], list[str]] = {}
    missed: dict[str, list[Mapping[str, Any]]] = {}
    for entry in plan["excluded"]:
        device, kind = entry["device"], entry["kind"]
        if kind == "limit":
            missed.setdefault(device, []).append(entry)
            continue
        reason = f" {entry['reason']}".replace(f". {device} ", ". This device ").removeprefix(" ")
        reason = f"This device {reason.removeprefix(device).strip()}" if reason.startswith(f"{device} ") else reason
        shared.setdefault((kind, reason, entry["nearest"]), []).append(device)
    made = table("ruled out", "why, and what comes nearest")
    made.columns[0].max_width = _NAME
    for (kind, reason, nearest), devices in shared.items():
        _ruled_row(made, devices, [f"{capital(KINDS[kind])}: {reason}"], nearest)
    for device, entries in missed.items():
        told = [f"{capital(KINDS['limit'])}: {entries[0]['reason']}", *(entry["reason"] for entry in entries[1:])]
        course, _, needed = entries[0]["nearest"].partition("; ")
        _ruled_row(made, [device], told, "; ".join([course, needed, *(e["nearest"].partition("; ")[2] for e in entries[1:])]))
    if plan["excluded"]:
        screen.print(made)


def _ruled_row(made: Any, devices: Sequence[str], told: Sequence[str], nearest: str) -> None:
    made.add_row(", ".join(devices), "\n".join([*told, *([f"[dim]{nearest}[/dim]"] if nearest else [])]))
