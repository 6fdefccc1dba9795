"""What was foretold of a course beside what was seen, ready for the chart and for the table below it."""

from datetime import date
from typing import Any

from rederm.clinic.followups.models import Seen
from rederm.clinic.plans.models import ChosenCourse
from rederm.output.words import number
from rederm.planning.observed import FIGURES
from rederm.skin.names import concern_words

_STEP = 14  # days between the rows of the table
_LAST = 400  # days: later ones are in the plan's own report


def courses_of_scores(course: ChosenCourse, start: date) -> list[dict[str, Any]]:
    """One chart a concern: days, the band with and without treatment, sessions, and points by who read them."""
    outlook = course.outlook
    days = [day for day in outlook["days"] if day <= _LAST]
    charts = []
    for place, (key, score) in enumerate(outlook["scores"].items()):
        untreated = outlook["scores_untreated"][key]
        cut = {end: score[end][: len(days)] for end in ("median", "low", "high")}
        charts.append(
            {
                "id": f"chart-{place}",
                "title": str(concern_words(key)),
                "days": days,
                "sessions": [session["day"] for session in outlook["sessions"]],
                "untreated": untreated["median"][: len(days)],
                "seen": [point for seen in course.seen.order_by("on", "at") if (point := _point(seen, key, start))],
                **cut,
                "table": [
                    {"day": day, "untreated": untreated["median"][at], **{end: score[end][at] for end in cut}}
                    for at, day in enumerate(days)
                    if day % _STEP == 0
                ],
            }
        )
    return charts


def _point(seen: Seen, key: str, start: date) -> dict[str, Any] | None:
    """A reading of this concern as a share of the score of day 0."""
    kind, _, concern = seen.quantity.partition(".")
    if concern != key or kind not in ("score", "improvement_pct"):
        return None
    value = float(seen.value.lstrip("<> ").replace(",", "."))
    share = value if kind == "score" else 1 - value / 100
    return {"day": (seen.on - start).days, "value": share, "rater": seen.rater, "name": seen.rater_name}


def figures_of(course: ChosenCourse) -> list[dict[str, str]]:
    """Figures of the worst session: what was foretold, and every reading of it."""
    rows = []
    for name, (unit, words) in FIGURES.items():
        band = course.outlook.get(f"{name}_per_session")
        if band is None:
            continue
        told = ", ".join(f"{seen.value} ({seen.on:%-d %b})" for seen in course.seen.filter(quantity=name).order_by("on"))
        foretold = f"{number(band['median'])} ({number(band['low'])} to {number(band['high'])})"
        rows.append(
            {"words": str(words), "unit": unit if unit != "1" else "0 to 10", "foretold": foretold, "seen": told or "not seen"}
        )
    return rows
