"""What the first page of a report says: the answer, what stands behind it, and the figures of the best course."""

from collections.abc import Mapping
from typing import Any

from rederm.output.cells import fact
from rederm.output.naming import label
from rederm.output.words import concern, percent_span, plural, share_span, span

WORTH = 0.02  # a smaller gain is no headline
LONG = 90  # letters: a longer verdict is no headline


def headline(plan: Mapping[str, Any]) -> str:
    """The answer in one line: the best course by its short name, else what the verdict says first."""
    best = _best_named(plan)
    if best:
        return best
    first = str(plan["verdict"]).partition(". ")[0].rstrip(".")
    head, _, rest = first.partition(": ")
    return head if rest and len(first) > LONG and len(head) > LONG / 4 else first


def _best_named(plan: Mapping[str, Any]) -> str:
    """The best course of a new plan where it gains enough to be a headline, else nothing."""
    best = plan["plans"][0] if plan["plans"] and not plan["adapted"] else None
    if best is None or best["weighted_gain"]["median"] < WORTH:
        return ""
    return f"{label(best)} gives most {'of what was tried' if plan['partial'] else 'within these limits'}"


def answer(plan: Mapping[str, Any]) -> list[str]:
    """What stands below the headline: the verdict where that says more, and why the best course stands first."""
    verdict = str(plan["verdict"])
    said = [] if headline(plan) in (_best_named(plan), verdict.rstrip(".")) else [verdict]
    return [*said, *(entry["why"] for entry in plan["plans"][:1])]


def provisional(plan: Mapping[str, Any]) -> str:
    open_questions = plural(len(plan["questions"]), "question")
    return f"{open_questions} still open; an answer may rule a course out. See below." if plan["provisional"] else ""


def best_figures(plan: Mapping[str, Any]) -> list[dict[str, str]]:
    best = plan["plans"][0]
    facts = [
        fact(f"{concern(key)}, gone after 6 months", share_span(days["180"]))
        for key, days in best["gain"].items()
        if days["180"]["high"]
    ]
    price = {"unit": "", "of": "from the low to the high price"}
    return [
        *facts,
        fact("social downtime, worst session", span(best["outlook"]["social_downtime_days_per_session"]), "days"),
        fact("dark marks (PIH), whole course", percent_span(best["risks"]["pih"])),
        fact("pain, 0 to 10, while treated", span(best["pain"])),
        fact(f"price of the course, {currency(plan)}", span(best["price"]), **price),
    ]


def currency(plan: Mapping[str, Any]) -> str:
    """The currency that the prices are in, which need not be the client's."""
    return str(plan["plans"][0]["outlook"]["currency"] if plan["plans"] else plan["currency"])
