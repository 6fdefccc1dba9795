"""Claims on visits, care, money and time: each function returns its figures, and how they meet what was asked.

Words, evidence and verdicts stand in data/evidence/claims.toml.
"""

import numpy as np

from rederm.evidence.verdict_cases import COURSES, FRACTIONAL, FULL, PLASMA, Cases, gain, share, spaced
from rederm.evidence.verdict_figures import Figure, Found, median, outcome
from rederm.evidence.verdict_table import AFTER_TYPE, CARED, NEGLECTED, span_of

MOST = 0.8  # share of draws that must agree for "clearly"
NORMAL = 0.95  # of the barrier
CURSORY = 1e-9


def plasma_downtime(cases: Cases) -> Found:
    plasma, laser = (cases.table[name, AFTER_TYPE].samples("downtime_days") for name in (PLASMA, FRACTIONAL))
    figures = [Figure("plasma, worst session", plasma, "d"), Figure("fractional CO2, worst session", laser, "d")]
    return figures, outcome([median(plasma) <= 7.0, float(np.mean(plasma < laser)) >= MOST])


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
    return figures, outcome([median(pain) <= 5.0, 20.0 <= median(minutes) <= 30.0])


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
    return figures, outcome([bool(np.all(hours[0] <= hours[1])), median(day7) > NORMAL])


def sun(cases: Cases) -> Found:
    shaded = cases.face(f"{COURSES[FRACTIONAL]}, {CARED}", 4).risks.pih
    exposed = cases.face(f"{COURSES[FRACTIONAL]}, {NEGLECTED.replace('dry care', 'moist care')}", 4).risks.pih
    figures = [Figure("sun protected, type IV, dark patches", shaded), Figure("no sunscreen", exposed)]
    return figures, outcome([bool(np.all(shaded <= exposed + CURSORY)), median(exposed) > median(shaded)])


def four_weeks(cases: Cases) -> Found:
    found = {weeks: gain(cases.face(spaced("opus-plasma", weeks)), 180) for weeks in (1, 4, 12)}
    figures = [Figure(f"plasma x3, {weeks} weeks apart, gain", samples) for weeks, samples in found.items()]
    most, least = share(found[4], found[12]), share(found[4], found[1])
    return figures, outcome([median(most) >= 0.9, median(least) > 1.0])


def package(cases: Cases) -> Found:
    names = {
        "three plasma sessions": COURSES[PLASMA],
        "one full-field CO2": COURSES[FULL],
        "one fractional CO2": "1 session of fractional-co2 on face",
    }
    prices = [cases.face(text).price for text in names.values()]
    figures = [Figure(word, span_of(price), "currency") for word, price in zip(names, prices, strict=True)]
    plasma, full, fractional = (np.inf if price.total is None else price.total for price in prices)
    return figures, outcome([plasma < full, plasma < fractional])


def early_look(cases: Cases) -> Found:
    score = cases.table[PLASMA, AFTER_TYPE].scores["wrinkles"]
    hidden = {day: score.swelling[:, int(np.searchsorted(score.days, day))] for day in (3, 7, 30)}
    alone = cases.face("1 session of opus-plasma on face").scores["wrinkles"]
    left = alone.swelling[:, int(np.searchsorted(alone.days, 30))]
    figures = [Figure(f"hidden by swelling, day {day}", samples) for day, samples in hidden.items() if day < 30]
    figures.append(Figure("day 30 after a single session", left))
    return figures, outcome([median(hidden[3]) > 0.01, median(hidden[7]) > 0.0, median(left) < 0.005])


def bulk_after_third(cases: Cases) -> Found:
    course = cases.table[FRACTIONAL, AFTER_TYPE]
    final = np.maximum.reduce([gain(course, day) for day in (90, 180, 365)])
    there = {day: share(gain(course, day), final) for day in (30, 90)}
    figures = [Figure(f"fractional CO2 x3, share of the gain there after {day} days", x) for day, x in there.items()]
    return figures, outcome([median(there[30]) >= 0.6, median(there[30]) <= 0.85])


def lasting(cases: Cases) -> Found:
    course = cases.table[PLASMA, AFTER_TYPE]
    left = {year: share(gain(course, days), gain(course, 180)) for year, days in ((2, 730), (5, 1825))}
    figures = [Figure(f"plasma x3, share of the half-year gain left after {year} years", x) for year, x in left.items()]
    return figures, outcome([median(left[2]) < 1.0, median(left[5]) > 0.2])
