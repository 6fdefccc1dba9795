"""Lesions and outlooks in words, for the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.console import console, table
from rederm.output.dials import dial
from rederm.output.words import (
    RISKS,
    concern,
    money,
    percent_span,
    plural,
    quantity,
    share_span,
    span,
)
from rederm.planning import STATEMENT
from rederm.sources import mark

LESION_ROWS = (
    ("ablation_depth_um", "hole, depth", "um"),
    ("ablation_diameter_um", "hole, diameter", "um"),
    ("coagulation_below_um", "dead cells below the hole", "um"),
    ("coagulation_beside_um", "dead cells beside the hole", "um"),
    ("collagen_below_um", "denatured collagen below", "um"),
    ("collagen_beside_um", "denatured collagen beside", "um"),
    ("necrosis_depth_um", "deepest dead cell", "um"),
    ("removed_depth_um", "gone once wiped or shed", "um"),
    ("lesions_per_cm2", "lesions", "per cm2"),
    ("coverage", "share of the field hit", ""),
)
SESSION_ROWS = (
    ("closure_hours", mark("closed after"), mark("h")),
    ("crust_days", mark("crust"), mark("days")),
    ("edema_days", mark("swelling"), mark("days")),
    ("erythema_days", mark("redness"), mark("days")),
    ("social_downtime_days", mark("social downtime"), mark("days")),
    ("pain_0_10", mark("pain, 0 to 10"), ""),
    ("heat_hours", mark("feels hot"), mark("h")),
    ("treatment_minutes", mark("device on skin"), mark("min")),
    ("chair_minutes", mark("door to door"), mark("min")),
)
GAIN_DAYS = ("30", "90", "180", "365", "730", "1825")
RISK_KEYS = (
    *((f"{name}_risk_course", label) for name, label in RISKS.items()),
    ("prolonged_redness_risk_course", mark("Redness still seen 90 days after the last session")),
)


def print_lesion(report: Mapping[str, Any]) -> None:
    screen = console()
    dials = ", ".join(dial(name, value) for name, value in report["setting"].items() if value is not None)
    cooling = "" if report["cooling"] == "none" else f", under {report['cooling']}"
    screen.print(f"[bold]{report['device']}[/bold] on {report['site']}: {dials}{cooling}")
    rows = table("quantity", "median (90 % band)", "unit", right=("median (90 % band)",))
    for key, words, unit in LESION_ROWS:
        if report[key] is not None:
            rows.add_row(words, percent_span(report[key]) if key == "coverage" else span(report[key]), unit)
    screen.print(rows)
    error = report["energy_balance_error"]
    if error is not None:
        screen.print(f"energy balance closes to {100 * error:.3f} %")
    lines(screen, report.get("notes", []))
    lines(screen, report.get("warnings", []), "warning: ")


def print_outlook(outlook: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> None:
    screen = console()
    screen.print(f"[bold]{outlook['course']}[/bold]")
    print_findings(screen, findings)
    gains = table("gain over the same skin untreated", *(f"day {d}" for d in GAIN_DAYS), right=[f"day {d}" for d in GAIN_DAYS])
    for key, by_day in outlook["gain"].items():
        gains.add_row(concern(key), *(share_span(by_day[d]) for d in GAIN_DAYS))
    screen.print(gains)
    screen.print("[dim]days after the last session; share of today's severity, median (90 % band)[/dim]\n")
    sessions = table("each session", *(f"day {s['day']:g}" for s in outlook["sessions"]))
    for key, words, unit in SESSION_ROWS:
        sessions.add_row(words, *(span(s[key], unit) for s in outlook["sessions"]))
    screen.print(sessions)
    screen.print(
        "[dim]social downtime: until the skin is closed, crust-free and not swollen, so that make-up covers it[/dim]\n"
    )
    risks = table("risk over the course", "chance (90 % band)", right=("chance (90 % band)",))
    for key, label in RISK_KEYS:
        risks.add_row(label, percent_span(outlook[key]))
    screen.print(risks)
    screen.print(f"Price: {money(outlook['price_course'], outlook['currency'])} ({outlook['price_source']} prices)")
    lines(screen, outlook["price_notes"], "  ")
    lines(screen, [f"{quantity(gap['quantity'])}: {gap['reason']}" for gap in outlook["no_data"]], "no data: ")
    lines(screen, outlook.get("warnings", []), "warning: ")
    screen.print(f"\n[dim]{STATEMENT}[/dim]")


def print_findings(screen: Any, findings: Sequence[Mapping[str, Any]]) -> None:
    """What the safety rules say, the strictest first; notes are counted only."""
    for strength, word in (("block", "[bold red]Not allowed[/bold red]"), ("ask", "[bold]A clinician decides[/bold]")):
        said = {f["title"]: f for f in reversed(findings) if f["strength"] == strength}  # of several alike the first
        for finding in reversed(said.values()):
            screen.print(f"{word}: {finding['title']}. {finding['reason']}")
    notes = sum(f["strength"] == "note" for f in findings)
    if notes:
        screen.print(f"[dim]and {plural(notes, 'note')} (see --json)[/dim]")


def lines(screen: Any, told: Sequence[str], head: str = "") -> None:
    """Sentences, one a line, each after a word that says what they are."""
    for line in told:
        screen.print(f"{head}{line}", markup=False)


def section(screen: Any, title: str, told: Sequence[str]) -> None:
    """Sentences under a title; nothing where there are none."""
    if told:
        screen.print(f"\n[bold]{title}[/bold]")
        lines(screen, told, "  ")
