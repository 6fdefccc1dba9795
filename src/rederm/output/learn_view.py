"""A learning plan as people read it: what to measure, what it takes, narrows and is worth, in words and figures."""

from collections.abc import Iterator, Mapping
from typing import Any

from rederm.output.words import concern, number

Row = dict[str, str]
TO = "\u2192"
NONE = "cannot be told from zero"
LITTLE = 0.05  # of a band: what narrows none by as much is named, not tabled
_NAMES = {
    "downtime_days": "downtime, worst session",
    "pain": "pain, worst session",
    "pih": "chance of dark marks",
    "scar": "chance of a scar",
}
_SHARES = ("gain", "pih", "scar")
_MEANS = (
    "Expected values under this model and its draws, no more: where the form of the model is wrong, no figure here shows it.",
    "A band is narrowed by what is learned of the law and of the clinic. What differs between persons stays: that is the "
    "floor, which no measurement in other people can pass. A client's own readings are weighed by rederm plan --observed.",
    "A measurement at another clinic leaves that clinic's effect in its figure, however many clients it has.",
    "Measured are clients like this one, at the setting of the course. Weeks do not count the time to find them.",
    "Worth within limits: expected gain, counted only where every limit is met, of the best choice after the measurement less "
    "that of the best choice now. By the planner: its own ranking, what choosing otherwise adds to the gain held in 8 of 10 "
    "draws; a course on the edge of a limit can make that large for little.",
)


def outcome_words(outcome: str) -> str:
    """Gain in wrinkles, day 90."""
    kind, _, rest = outcome.partition(".")
    if kind == "gain":
        key, _, day = rest.rpartition(".")
        return f"gain, {concern(key).lower()}, day {day}"
    return _NAMES[outcome]


def unit(outcome: str) -> str:
    if outcome.partition(".")[0] in _SHARES:
        return "points"
    return "days" if outcome == "downtime_days" else "of 10"


def width(value: float, outcome: str) -> str:
    """A width of a band: a share in percentage points."""
    return number(max(value, 0.0) * (100 if unit(outcome) == "points" else 1))


def narrowed(each: Mapping[str, Any]) -> str:
    """52 -> 15 (14 to 17) points wide."""
    low, high = (width(each[end], each["outcome"]) for end in ("width_low", "width_high"))
    told = (
        f"{width(each['width_before'], each['outcome'])} {TO} {width(each['width_after'], each['outcome'])} ({low} to {high})"
    )
    return f"{told} {unit(each['outcome'])}"


def most(row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The band that a measurement narrows most, by share; None where none can be told."""
    told = [each for each in row["narrowing"] if each["told"]]
    return max(told, key=lambda each: float(1 - each["width_after"] / each["width_before"]), default=None)


def points(told: Mapping[str, Any]) -> str:
    """1.8 (1.1 to 2.5), in points of gain."""
    if not told["told"]:
        return NONE
    estimate, low, high = (number(100 * max(told[key], 0.0)) for key in ("worth", "worth_low", "worth_high"))
    return f"{estimate} ({low} to {high})"


def takes(row: Mapping[str, Any]) -> str:
    """20 clients, 80 visits, 29 weeks."""
    if row["samples"]:
        return f"{row['samples']} samples"
    weeks = f"{row['weeks']:.0f} weeks" if row["weeks"] >= 1 else "one session"
    return f"{row['clients']} clients, {row['visits_all']} visits, {weeks}"


def where(row: Mapping[str, Any]) -> str:
    """Which course, or which two on the same faces."""
    return " and ".join(f"course {place}" for place in row["courses"])


def measured_rows(answer: Mapping[str, Any]) -> list[Row]:
    """Every measurement that gave figures, the one that narrows most first."""
    return [
        {
            "course": where(row),
            "title": row["measurement_title"],
            "takes": takes(row),
            "cost": row["cost"],
            "outcome": outcome_words(band["outcome"]) if band else NONE,
            "narrowed": narrowed(band) if band else "",
            "floor": f"{width(band['floor'], band['outcome'])} {unit(band['outcome'])}" if band else "",
            "within": points(row["decision"]["within_limits"]),
            "planner": points(row["decision"]["choosing"]),
            "assumed": ", ".join(row["assumed_numbers"]),
            "little": "yes" if _little(row, band) else "",
        }
        for row, band in ((row, most(row)) for row in answer["measurements"] if row["decision"])
    ]


def _little(row: Mapping[str, Any], band: Mapping[str, Any] | None) -> bool:
    """Whether a measurement narrows no band by much and nothing of its worth within limits can be told."""
    much = band is not None and band["width_after"] <= (1 - LITTLE) * band["width_before"]
    return not much and not row["decision"]["within_limits"]["told"]


def detail_rows(answer: Mapping[str, Any]) -> list[Row]:
    """Every band of every measurement, also what cannot be told from zero."""
    return [
        {
            "course": where(row),
            "title": row["measurement_title"],
            "outcome": outcome_words(each["outcome"]),
            "narrowed": narrowed(each),
            "law_left": f"{100 * each['law_left']:.0f} %",
            "told": "" if each["told"] else NONE,
        }
        for row in answer["measurements"]
        for each in row["narrowing"]
    ]


def refused_rows(answer: Mapping[str, Any]) -> list[Row]:
    """Measurements without figures, each with the reason."""
    return [
        {"course": where(row), "title": row["measurement_title"], "why_not": row["no_figure"]}
        for row in answer["measurements"]
        if row["no_figure"]
    ]


def course_rows(answer: Mapping[str, Any]) -> list[Row]:
    """The courses that are chosen between."""
    return [
        {
            "place": str(place),
            "course": course["course"],
            "gain": f"{100 * course['robust_gain']:.0f} %",
            "keeps": "a rule blocks it"
            if course["blocked_by_rule"]
            else f"misses {', '.join(course['limits_missed'])}"
            if course["limits_missed"]
            else "",
        }
        for place, course in enumerate(answer["courses"], 1)
    ]


def answers(answer: Mapping[str, Any]) -> Iterator[str]:
    """The question that people came with, in a sentence or three."""
    for place in range(1, len(answer["courses"]) + 1):
        row = next((row for row in answer["measurements"] if row["courses"] == [place] and most(row)), None)
        band = row and most(row)
        if row and band:
            what = f"{row['measurement_title']} ({takes(row)})"
            yield f"Of course {place}, {what} narrows most: {outcome_words(band['outcome'])}, {narrowed(band)} wide."
        else:
            yield f"Of course {place}, no measurement of the table narrows a band by more than can be told from zero."
    ceiling = answer["ceiling"]["within_limits"]
    told = [row for row in answer["measurements"] if row["decision"] and row["decision"]["within_limits"]["told"]]
    yield f"For the choice, knowing the law and the clinic would be worth {points(ceiling)} points of gain within limits."
    if told:
        best = max(told, key=lambda row: float(row["decision"]["within_limits"]["worth"]))
        worth = points(best["decision"]["within_limits"])
        yield f"Of that, {best['measurement_title']} of {where(best)} is expected to give most: {worth} points."
    else:
        yield "What any single measurement gives of that cannot be told from zero."


def notes(answer: Mapping[str, Any]) -> list[str]:
    """What figures mean and do not mean."""
    draws = f"{answer['draws']} draws of the law, {answer['persons']} persons under each; seed {answer['seed']}."
    return [*_MEANS, f"Intervals hold 99 % of what the method may be off by: {draws}"]
