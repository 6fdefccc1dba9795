"""The claims one by one: what the model computes for each, and whether its criterion is met.

Each function takes the cases and returns figures and one of "held", "partly", "failed"; the claims' words, their evidence
and sources stand in data/evidence/claims.toml, and a verdict there for each way in which it may come out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.evidence.verdict_cases import ABRASION, COURSES, FRACTIONAL, FULL, PEEL, PLASMA, Cases, client, gain, share, spaced
from rederm.evidence.verdict_table import AFTER_TYPE, CARED, NEGLECTED, span_of
from rederm.safety import check

MOST, LIKELY = 0.8, 0.95  # share of draws that must agree for "clearly", and for "in every respect"
CURSORY = 1e-9


@dataclass(frozen=True)
class Figure:
    """One computed figure: words, samples (n,), unit as in `verdict_table`."""

    words: str
    samples: Samples | None
    unit: str = "share"


Found = tuple[Sequence[Figure], str]


def _outcome(met: Sequence[bool]) -> str:
    return "held" if all(met) else "partly" if any(met) else "failed"


def _median(samples: Samples) -> float:
    return float(np.nanmedian(samples))


def controlled_damage(cases: Cases) -> Found:
    course = cases.table[FRACTIONAL, AFTER_TYPE]
    half = cases.face("3 sessions of fractional-co2 on face at density_pct=5, 4 weeks apart")
    twice = cases.face("3 sessions of fractional-co2 on face at density_pct=10, 4 weeks apart")
    later = gain(course, 180) - gain(course, 30)
    grown = share(gain(twice, 180), gain(half, 180))
    figures = [
        Figure("fractional CO2 x3, gain between one and six months", later),
        Figure("gain with 10 % of the skin hit, against 5 %", grown, "times"),
        Figure("chance of dark patches with 10 %, against 5 %", share(twice.risks.pih, half.risks.pih), "times"),
    ]
    return figures, _outcome([_median(later) > 0.0, _median(grown) < 2.0])


def full_co2_leads(cases: Cases) -> Found:
    full, others = cases.table[FULL, AFTER_TYPE], [cases.table[name, AFTER_TYPE] for name in list(COURSES)[1:]]
    fractional = others[0]
    ratio = share(full.per_session("erythema_days"), np.maximum(fractional.per_session("erythema_days"), 1.0))
    best = np.maximum.reduce([gain(other, 180) for other in others])
    leads = [
        float(np.mean(full.samples(name) >= np.maximum.reduce([other.samples(name) for other in others]))) > 1 / 2
        for name in ("downtime_days", "pih")
    ]
    ahead = gain(full, 180) - best
    figures = [
        Figure("full-field CO2 x1, gain at half a year", gain(full, 180)),
        Figure("its lead over the best of the other four", ahead, "points"),
        Figure("redness against fractional CO2", ratio, "times"),
        Figure("pale patches by two years", full.risks.hypopigmentation),
    ]
    return figures, _outcome([*leads, _median(ratio) > 15.0, _median(ahead) > 0.0])


def light_is_light(cases: Cases) -> Found:
    deep = cases.face("1 session of dermabrasion on face")
    light = [cases.table[name, AFTER_TYPE] for name in (PEEL, ABRASION)]
    mild = [_median(x.samples("downtime_days")) < 3.0 and _median(x.risks.pih) < 0.05 for x in light]
    figures = [
        Figure("light peel x6, gain", gain(light[0], 180)),
        Figure("microdermabrasion x6, gain", gain(light[1], 180)),
        Figure("light peel, downtime", light[0].samples("downtime_days"), "d"),
        Figure("dermabrasion x1, gain", gain(deep, 180)),
        Figure("dermabrasion, downtime", deep.samples("downtime_days"), "d"),
    ]
    return figures, _outcome([*mild, _median(deep.samples("downtime_days")) >= 7.0])


def plasma_like_co2(cases: Cases) -> Found:
    plasma, laser = gain(cases.scars("opus-plasma"), 90), gain(cases.scars("fractional-co2"), 90)
    lead = laser - plasma
    low, high = np.quantile(lead, [0.05, 0.95])
    figures = [
        Figure("plasma x3, acne scars", plasma),
        Figure("fractional CO2 x3, acne scars", laser),
        Figure("lead of fractional CO2, same person and clinic", lead, "points"),
    ]
    return figures, _outcome([abs(_median(lead)) < 0.10, low <= 0.0 <= high])


def plasma_downtime(cases: Cases) -> Found:
    plasma, laser = (cases.table[name, AFTER_TYPE].samples("downtime_days") for name in (PLASMA, FRACTIONAL))
    figures = [Figure("plasma, worst session", plasma, "d"), Figure("fractional CO2, worst session", laser, "d")]
    return figures, _outcome([_median(plasma) <= 7.0, float(np.mean(plasma < laser)) >= MOST])


def plasma_risk(cases: Cases) -> Found:
    plasma, laser = cases.scars("opus-plasma").risks.pih, cases.scars("fractional-co2").risks.pih
    figures = [Figure("plasma x3, type IV, dark patches", plasma), Figure("fractional CO2 x3", laser)]
    return figures, _outcome([_median(plasma) <= 0.03, float(np.mean(plasma <= laser)) >= MOST])


def darker_skin(cases: Cases) -> Found:
    fourth, sixth = cases.table[PLASMA, 4], cases.table[PLASMA, 6]
    told = any("VI" in entry["reason"] and entry["quantity"].startswith("pih") for entry in sixth.no_data)
    width = [float(np.subtract(*np.quantile(x.risks.pih, [0.95, 0.05]))) for x in (fourth, sixth)]
    figures = [Figure("plasma x3, type IV, dark patches", fourth.risks.pih), Figure("type VI (no study)", sixth.risks.pih)]
    return figures, _outcome([told, width[1] > width[0]])


def numbing(cases: Cases) -> Found:
    numbed = cases.face("3 sessions of opus-plasma on face, 4 weeks apart, with numbing 60 min")
    bare = cases.face("3 sessions of opus-plasma on face, 4 weeks apart, with no numbing")
    minutes = numbed.per_session("treatment_minutes")
    pain = numbed.samples("pain")
    figures = [
        Figure("pain with 60 minutes of cream, 0 to 10", pain, "1"),
        Figure("pain without", bare.samples("pain"), "1"),
        Figure("device on skin", minutes, "min"),
        Figure("door to door", numbed.per_session("chair_minutes"), "min"),
    ]
    return figures, _outcome([_median(pain) <= 5.0, 20.0 <= _median(minutes) <= 30.0])


def moist(cases: Cases) -> Found:
    cared = cases.face(f"{COURSES[FRACTIONAL]}, with moist care")
    dry = cases.face(f"{COURSES[FRACTIONAL]}, with dry care")
    hours = [x.per_session("closure_hours") for x in (cared, dry)]
    healing = cared.regions["face"].healing
    day7 = healing.states["barrier"][:, int(np.searchsorted(healing.days, healing.session_days[-1] + 7))]
    figures = [
        Figure("moist, closed after", hours[0], "h"),
        Figure("dry, closed after", hours[1], "h"),
        Figure("barrier a week after the session, 1 = normal", day7),
    ]
    return figures, _outcome([bool(np.all(hours[0] <= hours[1])), _median(day7) > LIKELY])


def sun(cases: Cases) -> Found:
    shaded = cases.face(f"{COURSES[FRACTIONAL]}, {CARED}", 4).risks.pih
    exposed = cases.face(f"{COURSES[FRACTIONAL]}, {NEGLECTED.replace('dry care', 'moist care')}", 4).risks.pih
    figures = [Figure("sun protected, type IV, dark patches", shaded), Figure("no sunscreen", exposed)]
    return figures, _outcome([bool(np.all(shaded <= exposed + CURSORY)), _median(exposed) > _median(shaded)])


def four_weeks(cases: Cases) -> Found:
    found = {weeks: gain(cases.face(spaced("opus-plasma", weeks)), 180) for weeks in (1, 4, 12)}
    figures = [Figure(f"plasma x3, {weeks} weeks apart, gain", samples) for weeks, samples in found.items()]
    most, least = share(found[4], found[12]), share(found[4], found[1])
    return figures, _outcome([_median(most) >= 0.9, _median(least) > 1.0])


def package(cases: Cases) -> Found:
    names = {
        "three plasma sessions": COURSES[PLASMA],
        "one full-field CO2": COURSES[FULL],
        "one fractional CO2": "1 session of fractional-co2 on face",
    }
    prices = [cases.face(text).price for text in names.values()]
    figures = [Figure(word, span_of(price), "currency") for word, price in zip(names, prices, strict=True)]
    plasma, full, fractional = (np.inf if price.total is None else price.total for price in prices)
    return figures, _outcome([plasma < full, plasma < fractional])


def early_look(cases: Cases) -> Found:
    score = cases.table[PLASMA, AFTER_TYPE].scores["wrinkles"]
    hidden = {day: score.swelling[:, int(np.searchsorted(score.days, day))] for day in (3, 7, 30)}
    alone = cases.face("1 session of opus-plasma on face").scores["wrinkles"]
    left = alone.swelling[:, int(np.searchsorted(alone.days, 30))]
    figures = [Figure(f"hidden by swelling, day {day}", samples) for day, samples in hidden.items() if day < 30]
    figures.append(Figure("day 30 after a single session", left))
    return figures, _outcome([_median(hidden[3]) > 0.01, _median(hidden[7]) > 0.0, _median(left) < 0.005])


def bulk_after_third(cases: Cases) -> Found:
    course = cases.table[FRACTIONAL, AFTER_TYPE]
    final = np.maximum.reduce([gain(course, day) for day in (90, 180, 365)])
    there = {day: share(gain(course, day), final) for day in (30, 90)}
    figures = [Figure(f"fractional CO2 x3, share of the gain there after {day} days", x) for day, x in there.items()]
    return figures, _outcome([_median(there[30]) >= 0.6, _median(there[30]) <= 0.85])


def lasting(cases: Cases) -> Found:
    course = cases.table[PLASMA, AFTER_TYPE]
    left = {year: share(gain(course, days), gain(course, 180)) for year, days in ((2, 730), (5, 1825))}
    figures = [Figure(f"plasma x3, share of the half-year gain left after {year} years", x) for year, x in left.items()]
    return figures, _outcome([_median(left[2]) < 1.0, _median(left[5]) > 0.2])


def any_area(cases: Cases) -> Found:
    who = client(2, "wrinkles", "eyelid")
    lid = cases.outlook("2 sessions of fractional-co2 on eyelid, 6 weeks apart", who)
    neck = cases.outlook("1 session of fractional-co2 on neck at energy_mJ=25, density_pct=25", client(2, "laxity", "neck"))
    face = cases.face("1 session of fractional-co2 on face at energy_mJ=25, density_pct=25")
    refused = _roller_refused()
    figures = [
        Figure("fractional CO2 x2 on the lid, gain", gain(lid, 180)),
        Figure("neck at 25 mJ and 25 %, chance of a scar", neck.risks.scar),
        Figure("face at the same setting", face.risks.scar),
    ]
    return figures, _outcome([refused, _median(gain(lid, 180)) > 0.1, _median(neck.risks.scar) > _median(face.risks.scar)])


def _roller_refused() -> bool:
    from rederm.course import Course

    course = Course.parse("1 session of opus-plasma on eyelid at tip=roller")
    return any(finding.strength == "block" for finding in check(client(2, "wrinkles", "eyelid"), course))


def scars_and_marks(cases: Cases) -> Found:
    marks = cases.outlook("3 sessions of fractional-co2 on abdomen, 6 weeks apart", client(4, "stretch-marks", "abdomen", 30))
    scars = cases.scars("fractional-co2")
    ratio = share(gain(marks, 180), gain(scars, 180))
    figures = [
        Figure("fractional CO2 x3, stretch marks", gain(marks, 180)),
        Figure("acne scars", gain(scars, 180)),
        Figure("dark patches, stretch marks", marks.risks.pih),
        Figure("dark patches, acne scars", scars.risks.pih),
    ]
    return figures, _outcome([_median(ratio) < 1 / 2, _median(marks.risks.pih) > _median(scars.risks.pih)])


CLAIMS: Mapping[int, Callable[[Cases], Found]] = dict(
    enumerate(
        (
            controlled_damage,
            full_co2_leads,
            light_is_light,
            plasma_like_co2,
            plasma_downtime,
            plasma_risk,
            darker_skin,
            numbing,
            moist,
            sun,
            four_weeks,
            package,
            early_look,
            bulk_after_third,
            lasting,
            any_area,
            scars_and_marks,
        ),
        start=1,
    )
)
