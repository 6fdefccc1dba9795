"""Lesions, outlooks, plans and comparisons in words, for the terminal."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rederm.output.console import console, table
from rederm.output.words import (
    KINDS,
    RISKS,
    concern,
    dial,
    money,
    percent_span,
    plural,
    priced,
    quantity,
    share_span,
    span,
)
from rederm.planning import STATEMENT

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
    ("closure_hours", "closed after", "h"),
    ("crust_days", "crust", "days"),
    ("edema_days", "swelling", "days"),
    ("erythema_days", "redness", "days"),
    ("social_downtime_days", "social downtime", "days"),
    ("pain_0_10", "pain, 0 to 10", ""),
    ("heat_hours", "feels hot", "h"),
    ("treatment_minutes", "device on skin", "min"),
    ("chair_minutes", "door to door", "min"),
)
RISK_KEYS = (
    *((f"{name}_risk_course", label) for name, label in RISKS.items()),
    ("prolonged_redness_risk_course", "Redness still seen 90 days after the last session"),
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
    _lines(screen, report.get("notes", []))
    _lines(screen, report.get("warnings", []), "warning: ")


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
    _lines(screen, [f"{quantity(gap['quantity'])}: {gap['reason']}" for gap in outlook["no_data"]], "no data: ")
    _lines(screen, outlook.get("warnings", []), "warning: ")
    screen.print(f"\n[dim]{STATEMENT}[/dim]")


def print_findings(screen: Any, findings: Sequence[Mapping[str, Any]]) -> None:
    """What the safety rules say, the strictest first; notes are counted only."""
    for strength, word in (("block", "[bold red]Not allowed[/bold red]"), ("ask", "[bold]A clinician decides[/bold]")):
        for finding in (f for f in findings if f["strength"] == strength):
            screen.print(f"{word}: {finding['title']}. {finding['reason']}")
    notes = sum(f["strength"] == "note" for f in findings)
    if notes:
        screen.print(f"[dim]and {plural(notes, 'note')} (see --json)[/dim]")


GAIN_DAYS = ("30", "90", "180", "365", "730", "1825")


def print_plan(plan: Mapping[str, Any], written: Sequence[Path]) -> None:
    screen = console()
    screen.print(f"[bold]{plan['verdict']}[/bold]")
    if plan["provisional"]:
        screen.print(f"Provisional: {plural(len(plan['questions']), 'question')} open, see below.")
    if plan["plans"]:
        screen.print(_ranking(plan))
        screen.print(plan["plans"][0]["why"])
        print_findings(screen, plan["plans"][0]["findings"])
    excluded = table("ruled out", "kind", "why, and what comes nearest", title="Ruled out")
    for entry in plan["excluded"]:
        nearest = f"\n[dim]{entry['nearest']}[/dim]" if entry["nearest"] else ""
        excluded.add_row(entry["device"], KINDS[entry["kind"]], entry["reason"] + nearest)
    screen.print(excluded)
    screen.print(plan["price_note"], markup=False)
    _lines(screen, plan["questions"], "ask: ")
    _lines(screen, plan["assumed"], "assumed: ")
    _lines(screen, [str(path) for path in written], "written: ")
    screen.print(
        f"\n[dim]start {plan['start']}, seed {plan['seed']}, {plural(plan['draws'], 'draw')}. {plan['statement']}[/dim]"
    )


def _ranking(plan: Mapping[str, Any]) -> Any:
    ranking = table("", "course", "gain at 6 months", "downtime", "PIH", "pain", "price", right=("", "pain"))
    for entry in plan["plans"]:
        figures = (
            span(entry["outlook"]["social_downtime_days_per_session"], "d"),
            percent_span(entry["risks"]["pih"]),
            span(entry["pain"]),
            priced(entry["price"], entry["outlook"]["currency"]),
        )
        ranking.add_row(
            str(entry["rank"]),
            entry["course"],
            "\n".join(f"{concern(key)} {share_span(days['180'])}" for key, days in entry["gain"].items()),
            *(figure.replace(" (", "\n(", 1) for figure in figures),
        )
    return ranking


def print_comparison(comparison: Mapping[str, Any]) -> None:
    screen = console()
    outlooks = comparison["outlooks"]
    rows = table("", *(o["course"] for o in outlooks))
    for key in outlooks[0]["gain"]:
        rows.add_row(f"{concern(key)}, gain at 6 months", *(share_span(o["gain"][key]["180"]) for o in outlooks))
    for key, words, unit in SESSION_ROWS:
        rows.add_row(f"{words}, worst session", *(span(o[f"{key}_per_session"], unit) for o in outlooks))
    for key, label in RISK_KEYS:
        rows.add_row(label, *(percent_span(o[key]) for o in outlooks))
    rows.add_row("price", *(money(o["price_course"], o["currency"]) for o in outlooks))
    screen.print(rows)
    for outlook, findings in zip(outlooks, comparison["findings"], strict=True):
        screen.print(f"\n[bold]{outlook['course']}[/bold]")
        print_findings(screen, findings)
    screen.print(f"\n[dim]{comparison['statement']}[/dim]")


def _lines(screen: Any, lines: Sequence[str], head: str = "") -> None:
    for line in lines:
        screen.print(f"{head}{line}", markup=False)
