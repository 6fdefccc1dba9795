"""What the charts of a report show, in words, for who cannot see them: the same figures, the most telling first."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from rederm.output.language import tr, trn
from rederm.output.vector import fitting
from rederm.output.words import QUANTITIES, concern, number, percent, percent_span
from rederm.sources import mark

if TYPE_CHECKING:
    from rederm.output.chart_front import Point
    from rederm.output.charts import Line

STAGES = (
    ("closure_hours", mark("wound closes"), 1 / 24),
    ("crust_days", mark("crust"), 1.0),
    ("edema_days", mark("swelling"), 1.0),
    ("erythema_days", mark("redness"), 1.0),
    ("social_downtime_days", mark("social downtime"), 1.0),
)
_HALF_A_YEAR = 180  # days after the last session on which the time courses are told


def stage(outlook: Mapping[str, Any], key: str, factor: float) -> dict[str, float]:
    """Days of one stage of the worst session; 0 where it does not apply."""
    band = outlook[f"{key}_per_session"]
    return {end: factor * (band[end] or 0.0) for end in ("low", "median", "high")}


def courses_words(lines: Sequence["Line"], keys: Sequence[str]) -> str:
    """What is left of each concern half a year after the last session of the first course, concern by concern."""
    days = lines[0].outlook["days"]
    at = min(days, key=lambda day: abs(day - lines[0].outlook["sessions"][-1]["day"] - _HALF_A_YEAR))
    said = [
        tr(
            "Severity over {days} days. Left on day {day}, % of today with 90 % bands, in this order: {courses}.",
            days=f"{days[-1]:g}",
            day=f"{at:g}",
            courses=_named(lines),
        )
    ]
    for key in keys:
        left = "; ".join(percent_span(_on(line.outlook, "scores", key, at)) for line in lines)
        alone = percent(_on(lines[0].outlook, "scores_untreated", key, at)["median"])
        said.append(tr("{concern}: {figures}; untreated {alone}.", concern=concern(key), figures=left, alone=alone))
    return fitting(said)


def _named(lines: Sequence["Line"]) -> str:
    return "; ".join(line.label for line in lines)


def _on(outlook: Mapping[str, Any], scores: str, key: str, day: float) -> dict[str, float]:
    bands = outlook[scores][key]
    return {end: float(np.interp(day, outlook["days"], bands[end])) for end in ("low", "median", "high")}


def downtime_words(lines: Sequence["Line"]) -> str:
    """Days of every stage of the worst session, as the bars show them, stage by stage."""
    said = [
        tr(
            "Days after the worst session, from the typical case to 95 of 100 cases, in this order: {courses}.",
            courses=_named(lines),
        )
    ]
    for key, word, factor in reversed(STAGES):
        bands = [stage(line.outlook, key, factor) for line in lines]
        figures = [tr("{low} to {high}", low=number(band["median"]), high=number(band["high"])) for band in bands]
        said.append(tr("{stage!c}: {figures}.", stage=tr(word), figures="; ".join(figures)))
    return fitting(said)


def risks_words(lines: Sequence["Line"], keys: Sequence[str]) -> str:
    """Each risk of every course with its band."""
    said = [tr("Chance over the whole course with 90 % bands, in this order: {courses}.", courses=_named(lines))]
    for key in keys:
        figures = "; ".join(_chance(line.outlook[key]) for line in lines)
        said.append(tr("{risk}: {figures}.", risk=tr(QUANTITIES[key]), figures=figures))
    return fitting(said)


def _chance(band: Mapping[str, float | None]) -> str:
    """A chance with its band, or alone where the band reads the same."""
    ends = {percent(value) for value in band.values()}
    return ends.pop() if len(ends) == 1 else percent_span(band)


def front_words(points: Sequence["Point"], axis: str, most: str) -> str:
    """How many courses there are, and the one that gains most of all and within the limits. most: what is allowed, in words."""
    fit = [point for point in points if point.fits]
    said = [
        tr("Gain in 8 of 10 draws, % of today's severity, over {axis}; allowed: {most}.", axis=axis, most=most),
        trn(
            "{count} course, {fit} within every limit.", "{count} courses, {fit} within every limit.", len(points), fit=len(fit)
        ),
    ]
    best = max(points, key=lambda point: point.gain)
    said.append(_point(tr("Most gain of all"), best))
    if fit and best not in fit:
        said.append(_point(tr("Most gain within the limits"), max(fit, key=lambda point: point.gain)))
    return fitting(said)


def _point(what: str, point: "Point") -> str:
    figures = {"course": point.label, "gain": number(point.gain), "asks": number(point.asks)}
    return tr("{what}: {course}, {gain} % at {asks}.", what=what, **figures)
