"""What was foretold of a course beside what was seen, ready for the chart and for the table below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from rederm.clinic.followups.models import Seen
from rederm.clinic.plans.models import ChosenCourse
from rederm.output.words import number
from rederm.planning.observed import FIGURES
from rederm.skin.names import concern_words

_STEP = 14  # days between the rows of the table
_LAST = 400  # days: later ones are in the plan's own report


def courses_of_scores(course: ChosenCourse, start: date) -> list[dict[str, Any]]:
    """One chart a concern: days, the band with and without treatment, sessions, and points by who read them."""
    seen = list(course.seen.order_by("on", "at"))
    return [
        {name: content for name, content in chart.items() if name != "key"}
        | {"seen": [point for row in seen if (point := _point(row, chart["key"], start))]}
        for chart in foretold(course.pk).charts
    ]


@dataclass(frozen=True)
class Foretold:
    """What the pages show of an outlook. concerns: keys of its scores; charts: one each; bands: of the worst session."""

    concerns: Sequence[str]
    charts: Sequence[dict[str, Any]]
    bands: Mapping[str, dict[str, Any]]


@lru_cache(maxsize=64)
def foretold(course: UUID) -> Foretold:
    """Of a chosen course; its outlook never changes."""
    outlook = ChosenCourse.objects.values_list("outlook", flat=True).get(pk=course)
    bands = {name: outlook[f"{name}_per_session"] for name in FIGURES if outlook.get(f"{name}_per_session") is not None}
    return Foretold(tuple(outlook["scores"]), _charts(outlook), bands)


def _charts(outlook: Mapping[str, Any]) -> list[dict[str, Any]]:
    days = [day for day in outlook["days"] if day <= _LAST]
    charts = []
    for place, (key, score) in enumerate(outlook["scores"].items()):
        untreated = outlook["scores_untreated"][key]
        cut = {end: score[end][: len(days)] for end in ("median", "low", "high")}
        charts.append(
            {
                "key": key,
                "id": f"chart-{place}",
                "title": str(concern_words(key)),
                "days": days,
                "sessions": [session["day"] for session in outlook["sessions"]],
                "untreated": untreated["median"][: len(days)],
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
    rows, readings = [], list(course.seen.filter(quantity__in=list(FIGURES)).order_by("on"))
    for name, band in foretold(course.pk).bands.items():
        unit, words = FIGURES[name]
        told = ", ".join(f"{seen.value} ({seen.on:%-d %b})" for seen in readings if seen.quantity == name)
        words_of_band = f"{number(band['median'])} ({number(band['low'])} to {number(band['high'])})"
        rows.append(
            {
                "words": str(words),
                "unit": unit if unit != "1" else "0 to 10",
                "foretold": words_of_band,
                "seen": told or "not seen",
            }
        )
    return rows
