"""A plan that was found, as its page shows it: the verdict, the courses by rank, the trade between gain and a limit."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.clinic.plans.front import front_view
from rederm.output.cells import percent_cell, span_cell
from rederm.output.naming import colors, label
from rederm.output.plan_words import limit_rows, setting_line, stopped_line, trade_lines
from rederm.output.site_words import site_words
from rederm.output.view_answer import answer, headline, provisional
from rederm.output.view_course import finding_view
from rederm.output.view_tables import excluded_rows, goal_row, limit_row
from rederm.output.words import SHORT_LIMITS, allowed
from rederm.sources import with_sentences


def plan_page(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of a plan says. content: of plan.json, as the job keeps it."""
    plan = with_sentences(content, content.get("sentences", {}))
    chances = limit_rows(plan, len(plan["plans"]))
    return {
        "id": plan["id"],
        "headline": headline(plan),
        "answer": answer(plan),
        "partial": stopped_line(plan) if plan["partial"] else "",
        "provisional": provisional(plan),
        "questions": plan["questions"],
        "assumed": plan["assumed"],
        "price_note": plan["price_note"],
        "rank_rule": plan["rank_rule"],
        "plans": [_card(entry, row["cells"], plan["limits"]) for entry, row in zip(plan["plans"], chances, strict=False)],
        "nearest": [] if plan["plans"] else chances,
        "limit_heads": [str(SHORT_LIMITS[limit["limit"]]) for limit in plan["limits"]],
        "trades": trade_lines(plan),
        "goals": [goal_row(goal) for goal in plan["goals"]],
        "limits": [limit_row(limit) for limit in plan["limits"]],
        "excluded": excluded_rows(plan["excluded"]),
        "front": front_view(plan),
        "draws": plan["draws"],
        "seed": plan["seed"],
        "start": plan["start"],
        "simulated": sum(plan["simulated"].values()),
        "currency": plan["plans"][0]["outlook"]["currency"] if plan["plans"] else plan["currency"],
        "examples": any(entry["outlook"]["price_source"] == "example" for entry in plan["plans"]),
    }


def _card(entry: Mapping[str, Any], chances: Sequence[Any], limits: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    findings = [finding_view(finding) for finding in entry["findings"]]
    return {
        "rank": entry["rank"],
        "label": label(entry),
        "color": colors(entry["device"])[0],
        "text": entry["course"],
        "setting": setting_line(entry),
        "why": entry["why"],
        "gain": percent_cell(entry["weighted_gain"]),
        "downtime": span_cell(entry["outlook"]["social_downtime_days_per_session"]),
        "pih": percent_cell(entry["risks"]["pih"]),
        "pain": span_cell(entry["pain"]),
        "price": span_cell(entry["price"]),
        "within": [
            cell | {"limit": SHORT_LIMITS[limit["limit"]], "most": allowed(limit)}
            for cell, limit in zip(chances, limits, strict=True)
        ],
        "asks": [f for f in findings if f["strength"] != "note"],
        "notes": [f for f in findings if f["strength"] == "note"],
        "untreated": [f"{site_words(left['site'])}: {left['reason']}" for left in entry["untreated_sites"]],
        "gaps": [gap["reason"] for gap in entry["outlook"]["no_data"]],
    }


def texts_of(content: Mapping[str, Any]) -> set[str]:
    """Every course that a plan tells of."""
    return {entry["course"] for kind in ("plans", "front") for entry in content[kind]}
