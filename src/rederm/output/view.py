"""A plan as the sentences and cells that its report shows: one view for the HTML page and the PDF."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm import __version__
from rederm.output.language import tr, trn
from rederm.output.plan_words import adapted_lines, stopped_line, trade_lines
from rederm.output.view_answer import answer, best_figures, currency, headline, provisional
from rederm.output.view_course import course_view
from rederm.output.view_tables import chances, excluded_rows, goal_row, limit_row, reading_row
from rederm.sources import bibliography, mark

STOPPED = mark("No further session until a clinician has answered what was seen.")


def plan_view(plan: Mapping[str, Any], outlooks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Everything a report says, in the language of now. `outlooks` are the full outlooks of plan["plans"], in that order."""
    statement = tr(plan["statement"])
    plans = [course_view(entry, outlook) for entry, outlook in zip(plan["plans"], outlooks, strict=True)]
    return {
        "title": tr("rederm treatment plan"),
        "version": __version__,
        "start": plan["start"],
        "client_line": tr(plan["client"]["line"]),
        "headline": headline(plan),
        "answer": answer(plan),
        "partial": stopped_line(plan) if plan["partial"] else "",
        "provisional": provisional(plan),
        "stopped": tr(STOPPED) if plan["adapted"] and plan["adapted"]["stopped"] else "",
        "adapted": adapted_lines(plan),
        "readings": [reading_row(entry) for entry in plan["adapted"]["readings"]] if plan["adapted"] else [],
        "best": best_figures(plan) if plans else [],
        "statement": statement,
        "statement_short": statement.split(". ")[0] + ".",
        "rank_rule": tr(plan["rank_rule"]),
        "currency": currency(plan),
        "plans": plans,
        "trades": trade_lines(plan),
        "chances": chances(plan),
        "goals": [goal_row(goal) for goal in plan["goals"]],
        "limits": [limit_row(limit) for limit in plan["limits"]],
        "conditions": _conditions(plans),
        "gaps": _gaps(plans),
        "excluded": excluded_rows(plan["excluded"]),
        "questions": [tr(question) for question in plan["questions"]],
        "assumed": [tr(line) for line in plan["assumed"]],
        "price_note": tr(plan["price_note"]),
        "sources": sources_used(plan, outlooks),
        "seed": str(plan["seed"]),
        "draws": str(plan["draws"]),
        "simulated": str(sum(plan["simulated"].values())),
    }


def _gaps(plans: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What is not known, each once, with the courses of which it is not."""
    found = dict.fromkeys(gap for plan in plans for gap in plan["gaps"])
    told = [{"said": gap, "of": _of([p["rank"] for p in plans if gap in p["gaps"]], plans)} for gap in found]
    return sorted(told, key=lambda entry: entry["of"] != tr("every course"))


def _conditions(plans: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What safety rules say, each rule once: in full of the courses that share the first reason, the others named after it."""
    alike: dict[tuple[str, str], list[tuple[str, Mapping[str, str]]]] = {}
    for plan in plans:
        for finding in plan["findings"]:
            alike.setdefault((finding["strength"], finding["title"]), []).append((plan["rank"], finding))
    told = []
    for said in alike.values():
        first = said[0][1]
        same = list(dict.fromkeys(rank for rank, finding in said if finding == first))
        other = list(dict.fromkeys(rank for rank, finding in said if finding != first and rank not in same))
        courses = _of(same, plans)
        both = tr("{courses}; with other figures {others}", courses=courses, others=_of(other, plans)) if other else courses
        told.append({"said": first, "of": both})
    return told


def _of(ranks: Sequence[str], plans: Sequence[Any]) -> str:
    if len(ranks) == len(plans):
        return tr("every course")
    return trn("course {ranks}", "courses {ranks}", len(ranks), ranks=", ".join(ranks))


def sources_used(plan: Mapping[str, Any], outlooks: Sequence[Mapping[str, Any]]) -> list[str]:
    """The references behind these courses and rulings, each as one line to look up."""
    ids = {key for outlook in outlooks for key in outlook["sources"]}
    for entry in [*plan["excluded"], *(f for p in plan["plans"] for f in p["findings"])]:
        given = entry["source"]
        ids |= {given} if isinstance(given, str) and given else set(given or ())
    known = bibliography()  # a clinic's own rules may name its own documents
    return sorted(f"[{key}] {known[key].cite()}" if key in known else str(key) for key in ids)
