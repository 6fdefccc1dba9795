"""What the first page of a report says: the answer, what stands behind it, and the figures of the best course."""

from collections.abc import Mapping
from typing import Any

from rederm.output.cells import fact, percent_cell, share_cell, span_cell
from rederm.output.language import tr, trn
from rederm.output.naming import label
from rederm.output.words import concern, measured

WORTH = 0.02  # a smaller gain is no headline
LONG = 90  # letters: a longer verdict is no headline


def headline(plan: Mapping[str, Any]) -> str:
    """The answer in one line: the best course by its short name, else what the verdict says first."""
    best = _best_named(plan)
    if best:
        return best
    first = tr(plan["verdict"]).partition(". ")[0].rstrip(".")
    head, _, rest = first.partition(": ")
    return head if rest and len(first) > LONG and len(head) > LONG / 4 else first


def _best_named(plan: Mapping[str, Any]) -> str:
    """The best course of a new plan where it gains enough to be a headline, else nothing."""
    best = plan["plans"][0] if plan["plans"] and not plan["adapted"] else None
    if best is None or best["weighted_gain"]["median"] < WORTH:
        return ""
    if plan["partial"]:
        return tr("{course} gives most of what was tried", course=label(best))
    return tr("{course} gives most within these limits", course=label(best))


def answer(plan: Mapping[str, Any]) -> list[str]:
    """What stands below the headline: the verdict where that says more, and why the best course stands first."""
    verdict = tr(plan["verdict"])
    said = [] if headline(plan) in (_best_named(plan), verdict.rstrip(".")) else [verdict]
    return [*said, *(tr(entry["why"]) for entry in plan["plans"][:1])]


def provisional(plan: Mapping[str, Any]) -> str:
    """How many questions are open, where any is."""
    if not plan["provisional"]:
        return ""
    return trn(
        "{count} question still open; an answer may rule a course out. See below.",
        "{count} questions still open; an answer may rule a course out. See below.",
        len(plan["questions"]),
    )


def best_figures(plan: Mapping[str, Any]) -> list[dict[str, str]]:
    best = plan["plans"][0]
    gains = [
        fact(tr("{concern}, gone after 6 months", concern=concern(key)), share_cell(days["180"]))
        for key, days in best["gain"].items()
        if days["180"]["high"]
    ]
    downtime = span_cell(best["outlook"]["social_downtime_days_per_session"])
    price = span_cell(best["price"])
    priced = tr("{bounds} from the low to the high price", bounds=price["band"]) if price["band"] else ""
    return [
        *gains,
        fact(tr("social downtime, worst session"), downtime | {"value": measured(downtime["value"], "days")}),
        fact(tr("dark marks (PIH), whole course"), percent_cell(best["risks"]["pih"])),
        fact(tr("pain, 0 to 10, while treated"), span_cell(best["pain"])),
        fact(tr("price of the course, {currency}", currency=currency(plan)), price) | {"detail": priced},
    ]


def currency(plan: Mapping[str, Any]) -> str:
    """The currency that the prices are in, which need not be the client's."""
    return str(plan["plans"][0]["outlook"]["currency"] if plan["plans"] else plan["currency"])
