"""One course followed once, under every draw of the law and in the same persons under each: what a plan reads of it, and what a
study would.

    gain      what a rater reads of all concerns together, by weight and severity, on the day of the reading
    diaries   of the first session, in ln(days + how finely they are counted), hours likewise; pain in points
    lesion    ln of depth or coagulation of the first session on the first site
    redness   rise of the erythema index of treated over untreated skin, some days after the first session

The errors of readings are those with which one client's own are weighed (`adapt_likelihood`); raters of one study have
`reading_sd` in common, on ln(-ln(1 - gain)), which is brought to the gain by its slope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course import Course
from rederm.draws import AnotherClinic, Crossed, Draws, Samples
from rederm.look import erythema_index, rated_score, rating_noise
from rederm.outlook import simulate
from rederm.outlook.days import HORIZONS
from rederm.planning.goal import weighted_gain
from rederm.planning.learning.deciding import STEPS_OF_GAIN, Option
from rederm.planning.learning.ladder import Ladder
from rederm.planning.learning.measurements import Measurement, measurements
from rederm.planning.learning.seen import Count, Mean, Seen
from rederm.planning.trial import Case
from rederm.safety import check
from rederm.sources import load_table

PERSONS = 16  # under each draw of the law: a block, in which each name is spread evenly
_TOLD_DAY = 90
_DAYS = 28  # the last day told: gains have horizons of their own
_SCALES = {"blinded": "points", "patient": "global"}
_COUNTED = ("closure_hours", "erythema_days", "social_downtime_days")
_LESION = ("ablation_depth_um", "coagulation_below_um")
OUTCOMES = {"downtime_days": "d", "pain": "1", "pih": "1", "scar": "1"}


@dataclass(frozen=True, eq=False)
class Read:
    """Gain over all goals as a rater reads it: figures (law, persons), variance of one reading (law,), slope (law,) by which
    what raters have in common moves it."""

    figures: Samples
    reading: Samples
    slope: Samples


@dataclass(frozen=True, eq=False)
class Followed:
    """course: what was followed. outcomes: bands that are to be narrowed. figures: {clinic: {quantity: (law, persons) or
    (law,)}}; read: {clinic: {rater: Read}}."""

    course: Course
    device: str
    outcomes: Mapping[str, Ladder]
    option: Option
    figures: Mapping[str, Mapping[str, Samples]]
    read: Mapping[str, Mapping[str, Read]]

    def seen(self, what: Measurement, rival: "Followed | None" = None) -> Seen | None:
        """What a measurement reads of this course, against a rival on the other side where it pairs; None where there is
        nothing to be read."""
        kind, _, rater = what.observes.partition("_")
        shared = what.shared.value if what.shared else 0.0
        if kind == "gain":
            beside = None if rival is None else rival.read[what.clinic][rater]
            found: Seen | None = _gain(self.read[what.clinic][rater], beside, shared)
        elif what.observes == "pih":
            found = Count(self.figures[what.clinic]["pih"].mean(axis=1))
        else:
            found = _mean(what, self.figures[what.clinic][what.observes], shared)
        return None if found is None or found.says_nothing else found


def follow(case: Case, course: Course, law: int, seed: int) -> Followed:
    """Simulate a course at the client's clinic and at another."""
    plain = Draws(law, seed)
    own, another = Crossed(plain, PERSONS), Crossed(AnotherClinic(law, seed), PERSONS)
    here = simulate(case.client, course, days=_DAYS, draws=own, prices=case.prices)
    there = simulate(case.client, course, days=_DAYS, draws=another, prices=case.prices)
    outcomes = {f"gain.{goal.key}.{_TOLD_DAY}": here.samples(f"gain.{goal.key}.{_TOLD_DAY}") for goal in case.goals}
    outcomes |= {name: here.samples(name) for name in OUTCOMES}
    limits = {limit.name: samples <= limit.allowed for limit in case.limits if (samples := limit.samples(here)) is not None}
    met = {name: np.broadcast_to(each, (law * PERSONS,)).reshape(law, PERSONS) for name, each in limits.items()}
    held = [each.mean(axis=1) for each in met.values()]
    gain = _by_law(weighted_gain(case.goals, here))
    within = np.mean(np.where(np.all([np.ones(gain.shape, bool), *met.values()], axis=0), gain, 0.0), axis=1)
    blocked = any(finding.strength == "block" for finding in check(case.client, course, _few(case, course, plain)))
    return Followed(
        course=course,
        device="+".join(dict.fromkeys(session.setting.device.name for session in course.sessions)),
        outcomes={name: Ladder(_by_law(samples)) for name, samples in outcomes.items()},
        option=Option(
            gain=Ladder(gain, STEPS_OF_GAIN),
            limits=tuple(limits),
            held=np.stack(held, axis=1) if held else np.ones((law, 0)),
            within=within,
            blocked=blocked,
        ),
        figures={"own": _figures(here, own), "another": _figures(there, another)},
        read={"own": _read(case, here, own), "another": _read(case, there, another)},
    )


def _few(case: Case, course: Course, plain: Draws) -> Any:
    """What rules look at: the draws of a plan."""
    return simulate(case.client, course, draws=plain.first(100), prices=case.prices)


def _by_law(samples: Samples) -> Samples:
    return np.nan_to_num(np.asarray(samples, float)).reshape(-1, PERSONS)


def _figures(outlook: Any, draws: Crossed) -> dict[str, Samples]:
    """What diaries, instruments and sections say of the first session, and the chance of dark marks."""
    region = next(iter(outlook.regions.values()))
    first = outlook.sessions[0].figures
    healed = region.healing.on(np.array([_photometer_day()]))
    rise = erythema_index(healed.states, draws) - erythema_index(healed.untreated, draws)
    found = {name: _by_law(first[name]) for name in (*_COUNTED, "pain_0_10")}
    found |= {"erythema_rise": _by_law(rise[:, 0]), "pih": _by_law(outlook.samples("pih"))}
    return found | {name: _by_law(getattr(region.injuries[0], name))[:, 0] for name in _LESION}


def _photometer_day() -> float:
    return next(what.day.value for what in measurements() if what.observes == "erythema_rise" and what.day)


def _read(case: Case, outlook: Any, draws: Crossed) -> dict[str, Read]:
    return {rater: _rated(case, outlook, draws, rater, scale) for rater, scale in _SCALES.items()}


def _rated(case: Case, outlook: Any, draws: Crossed, rater: str, scale: str) -> Read:
    at, whole = HORIZONS.index(_TOLD_DAY), sum(goal.share for goal in case.goals) or 1.0
    noise = _by_law(np.broadcast_to(rating_noise(rater, scale, draws), (draws.n,)))[:, 0]
    figures, reading, slope = np.zeros((draws.law.n, PERSONS)), np.zeros(draws.law.n), np.zeros(draws.law.n)
    for goal in case.goals:
        late, share = outlook.late[goal.key], goal.share / whole
        treated, untreated = late.treated[:, at : at + 1], late.untreated[:, at : at + 1]
        gain = _by_law((untreated - rated_score(treated, untreated, rater, scale, draws))[:, 0])
        mean = np.clip(gain.mean(axis=1), 0.0, 1 - np.finfo(float).eps)
        figures, reading = figures + share * gain, reading + (share * noise) ** 2
        slope = slope - share * (1 - mean) * np.log1p(-mean)
    return Read(figures, reading, slope)


def _gain(read: Read, rival: Read | None, shared: float) -> Mean:
    """Of one course; of two on the same faces the difference, in which what raters have in common cancels in part."""
    if rival is None:
        return Mean.of(read.figures, read.reading, (shared * read.slope) ** 2)
    apart = (shared * (read.slope - rival.slope)) ** 2
    return Mean.of(read.figures - rival.figures, read.reading + rival.reading, apart)


def _mean(what: Measurement, figures: Samples, shared: float) -> Mean | None:
    sd = what.sd.value if what.sd else 0.0
    if what.observes in _LESION:
        if np.any(figures <= 0):  # in some draws there is none: a peel has no hole
            return None
        figures = np.log(figures)
    if what.observes in _COUNTED:
        least = load_table("posterior/observed")[f"{what.observes}.least"].value
        figures = np.log(figures + least)
    return Mean.of(figures, sd**2, shared**2)
