"""The downtime of a course as a calendar: a row a week, Monday to Sunday, a word in each day on which something is seen.

    away           k < median of social downtime     k: whole days since a session
    perhaps-away   k < its high end
    pink           k < median of redness
    perhaps-pink   k < its high end

The first that holds for any session is told. Weeks in which nothing happens, and runs of weeks that are alike, are one line.
High end: 19 of 20 draws are done by then, as in the dates that `course_dates` tells.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from rederm.devices import load_device
from rederm.output.language import locale_now, tr, trn
from rederm.sources import mark

KINDS = ("away", "perhaps-away", "pink", "perhaps-pink")  # worst first
_BANDS = ("social_downtime_days", "erythema_days")
LABELS = {
    "away": mark("not presentable"),
    "perhaps-away": mark("may not be presentable"),
    "pink": mark("pink"),
    "perhaps-pink": mark("may be pink"),
}
LEGEND = {
    "away": mark("likely open, crusted or swollen"),
    "perhaps-away": mark("may be open, crusted or swollen still: for 19 of 20 people this ends within these days"),
    "pink": mark("likely pink, make-up covers it"),
    "perhaps-pink": mark("may be pink, make-up covers it: for 19 of 20 people this ends within these days"),
}
TINTS = {"away": "#dc98a4", "perhaps-away": "#ecc6cd", "pink": "#f7e0e4", "perhaps-pink": "#fdf3f5"}  # ink stands on each
_WEEK = 7


def downtime_calendar(plan: Mapping[str, Any]) -> dict[str, Any]:
    """The calendar of the first course of a plan (content of plan.json), as its renderers take it.

    {"caption", "weekdays": [{"short", "long"}], "rows": `downtime_weeks`, "legend": [{"kind", "label", "words", "tint"}]}
    """
    from babel.dates import get_day_names

    language, rows = locale_now(), downtime_weeks(plan)
    seen = {cell["kind"] for row in rows for cell in row["days"]} | {row["kind"] for row in rows}
    short, long = (get_day_names(width, locale=language) for width in ("abbreviated", "wide"))
    return {
        "caption": _caption(date.fromisoformat(plan["start"]), any(seen)),
        "weekdays": [{"short": short[day], "long": long[day]} for day in range(_WEEK)],
        "rows": rows,
        "legend": [
            {"kind": kind, "label": tr(LABELS[kind]), "words": tr(LEGEND[kind]), "tint": TINTS[kind]}
            for kind in KINDS
            if kind in seen
        ],
    }


def downtime_weeks(plan: Mapping[str, Any]) -> list[dict[str, Any]]:
    """{"head", "days", "gap", "kind", "tint"} a row: a week with its seven days, or a line `gap` for weeks that are alike.

    A day: {"date" (ISO), "day" (of the course), "number" ("1 Dec", "2"), "session", "colors", "kind", "label", "tint"}; what
    does not apply is empty. Of a course under way, weeks that are over are left out.
    """
    start = date.fromisoformat(plan["start"])
    visits = _visits(plan["first_outlook"]["sessions"])
    kinds = _kinds(visits)
    first, last = -start.weekday(), max([*kinds, *visits])
    seen = plan["adapted"]["seen_until_day"] if plan["adapted"] else 0
    weeks = [
        (number, range(monday, monday + _WEEK))
        for number, monday in enumerate(range(first, last + 1, _WEEK), 1)
        if monday + _WEEK > seen
    ]
    rows: list[dict[str, Any]] = []
    for alike, run in groupby(weeks, lambda week: _alike(week[1], visits, kinds)):
        group = list(run)
        if alike is not None and (alike == "" or len(group) > 1):
            rows.append({"head": "", "days": [], "gap": _gap(alike, len(group)), "kind": alike, "tint": TINTS.get(alike, "")})
        else:
            rows += [_week(number, days, start, visits, kinds) for number, days in group]
    return rows


def _caption(start: date, seen: bool) -> str:
    from babel.dates import format_date

    day = format_date(start, "long", locale=locale_now())
    if not seen:
        return tr("From the first session on {day}; no downtime is expected", day=day)
    return tr("From the first session on {day} until redness is over in 19 of 20 cases", day=day)


def _visits(sessions: Sequence[Mapping[str, Any]]) -> dict[int, list[Mapping[str, Any]]]:
    """Sessions by day, in order."""
    days = sorted({round(session["day"]) for session in sessions})
    return {day: [session for session in sessions if round(session["day"]) == day] for day in days}


def _kinds(visits: Mapping[int, Sequence[Mapping[str, Any]]]) -> dict[int, str]:
    """{day of the course: what is seen}."""
    found: dict[int, str] = {}
    for visit, sessions in visits.items():
        ends = [max(session[name][end] or 0.0 for session in sessions) for name in _BANDS for end in ("median", "high")]
        after = 0
        while any(after < end for end in ends):
            kind = next(kind for kind, end in zip(KINDS, ends, strict=True) if after < end)
            found[visit + after] = min(kind, found.get(visit + after, kind), key=KINDS.index)
            after += 1
    return found


def _alike(days: range, visits: Mapping[int, Any], kinds: Mapping[int, str]) -> str | None:
    """What is seen on every day of a week without a session; None where its days differ."""
    told = {kinds.get(day, "") for day in days}
    return told.pop() if len(told) == 1 and not any(day in visits for day in days) else None


def _gap(kind: str, weeks: int) -> str:
    if not kind:
        return trn("{count} quiet week", "{count} quiet weeks", weeks)
    return trn("{count} more week: {label}", "{count} more weeks: {label}", weeks, label=tr(LABELS[kind]))


def _week(
    number: int, days: range, start: date, visits: Mapping[int, Sequence[Mapping[str, Any]]], kinds: Mapping[int, str]
) -> dict[str, Any]:
    order = {day: place for place, day in enumerate(visits, 1)}
    cells = []
    for day in days:
        at, kind = start + timedelta(days=day), kinds.get(day, "")
        cells.append(
            {
                "date": at.isoformat(),
                "day": day,
                "number": _number(at, with_month=day == days[0] or at.day == 1),
                "session": tr("Session {number}", number=order[day]) if day in order else "",
                "colors": [load_device(session["device"]).color for session in visits.get(day, ())],
                "kind": kind,
                "label": tr(LABELS[kind]) if kind else "",
                "tint": TINTS.get(kind, ""),
            }
        )
    return {"head": tr("Week {number}", number=number), "days": cells, "gap": "", "kind": "", "tint": ""}


def _number(at: date, with_month: bool) -> str:
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", at, locale=locale_now()) if with_month else str(at.day)
