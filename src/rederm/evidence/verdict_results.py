"""Claims on what resurfacing does and risks: each function returns its figures, and how they meet what was asked.

Words, evidence and verdicts stand in data/evidence/claims.toml.
"""

import numpy as np

from rederm.course import Course
from rederm.evidence.verdict_cases import ABRASION, COURSES, FRACTIONAL, FULL, PEEL, PLASMA, Cases, client, gain, share
from rederm.evidence.verdict_figures import Figure, Found, median, outcome
from rederm.evidence.verdict_table import AFTER_TYPE
from rederm.safety import check

MOST = 0.8  # share of draws that must agree for "clearly"


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
    return figures, outcome([median(later) > 0.0, median(grown) < 2.0])


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
    return figures, outcome([*leads, median(ratio) > 15.0, median(ahead) > 0.0])


def light_is_light(cases: Cases) -> Found:
    deep = cases.face("1 session of dermabrasion on face")
    light = [cases.table[name, AFTER_TYPE] for name in (PEEL, ABRASION)]
    mild = [median(x.samples("downtime_days")) < 3.0 and median(x.risks.pih) < 0.05 for x in light]
    figures = [
        Figure("light peel x6, gain", gain(light[0], 180)),
        Figure("microdermabrasion x6, gain", gain(light[1], 180)),
        Figure("light peel, downtime", light[0].samples("downtime_days"), "d"),
        Figure("dermabrasion x1, gain", gain(deep, 180)),
        Figure("dermabrasion, downtime", deep.samples("downtime_days"), "d"),
    ]
    return figures, outcome([*mild, median(deep.samples("downtime_days")) >= 7.0])


def plasma_like_co2(cases: Cases) -> Found:
    plasma, laser = gain(cases.scars("opus-plasma"), 90), gain(cases.scars("fractional-co2"), 90)
    lead = laser - plasma
    low, high = np.quantile(lead, [0.05, 0.95])
    figures = [
        Figure("plasma x3, acne scars", plasma),
        Figure("fractional CO2 x3, acne scars", laser),
        Figure("lead of fractional CO2, same person and clinic", lead, "points"),
    ]
    return figures, outcome([abs(median(lead)) < 0.10, low <= 0.0 <= high])


def plasma_risk(cases: Cases) -> Found:
    plasma, laser = cases.scars("opus-plasma").risks.pih, cases.scars("fractional-co2").risks.pih
    figures = [Figure("plasma x3, type IV, dark patches", plasma), Figure("fractional CO2 x3", laser)]
    return figures, outcome([median(plasma) <= 0.03, float(np.mean(plasma <= laser)) >= MOST])


def darker_skin(cases: Cases) -> Found:
    fourth, sixth = cases.table[PLASMA, 4], cases.table[PLASMA, 6]
    told = any("VI" in entry["reason"] and entry["quantity"].startswith("pih") for entry in sixth.no_data)
    width = [float(np.subtract(*np.quantile(x.risks.pih, [0.95, 0.05]))) for x in (fourth, sixth)]
    figures = [Figure("plasma x3, type IV, dark patches", fourth.risks.pih), Figure("type VI (no study)", sixth.risks.pih)]
    return figures, outcome([told, width[1] > width[0]])


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
    return figures, outcome([refused, median(gain(lid, 180)) > 0.1, median(neck.risks.scar) > median(face.risks.scar)])


def _roller_refused() -> bool:
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
    return figures, outcome([median(ratio) < 1 / 2, median(marks.risks.pih) > median(scars.risks.pih)])
