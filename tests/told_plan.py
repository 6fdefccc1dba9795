"""A plan with real words of every room: peels, which solve no heat, simulated and judged; what was ruled out, trades, front."""

from datetime import date
from functools import cache

from rederm.course import Course
from rederm.devices import load_device
from rederm.draws import Draws
from rederm.planning import Plan
from rederm.planning.candidates import Candidate
from rederm.planning.excluded import by_evidence, by_findings, by_trial
from rederm.planning.finalists import front
from rederm.planning.tell import told
from rederm.planning.trade import trades
from rederm.planning.trial import Case, run
from rederm.safety import check
from rederm.skin import Client

START = date(2027, 1, 4)
LIGHT = "2 sessions of glycolic-peel on cheek, 2 weeks apart"
DEEP = "2 sessions of tca-peel on cheek and hand at 35 %, 3 weeks apart"
REFUSED = "1 session of full-co2 on face"
CLIENT = Client.parse(
    {
        "age": 52,
        "sex": "female",
        "fitzpatrick": 6,
        "concerns": [
            {"kind": "wrinkles", "site": "cheek"},
            {"kind": "age-spots", "site": "hand", "severity": 3},
            {"kind": "wrinkles", "site": "upper-lip", "severity": 2},
        ],
        "history": {"allergies": ["lidocaine"]},
        "limits": {
            "downtime_days": 4,
            "budget": 900.0,
            "pih_risk": 0.2,
            "pain": 5.0,
            "visits": 2,
            "ready_by": date(2027, 3, 1),
        },
    }
)


@cache
def told_plan() -> Plan:
    case, draws = Case.of(CLIENT, START), Draws(4, 0)
    light, deep = (run(case, Candidate.of(Course.parse(text)), draws) for text in (LIGHT, DEEP))
    refused, never = load_device("full-co2"), load_device("helium-plasma")
    excluded = (
        *by_findings(refused, check(CLIENT, Course.parse(REFUSED))),
        by_evidence(CLIENT, never, ("cheek", "hand")),
        *by_trial(deep),
    )
    return Plan(
        client=CLIENT,
        **told(case, [light, deep], [light, deep], excluded, draws),
        excluded=excluded,
        start=START,
        seed=0,
        draws=draws.n,
        goals=case.goals,
        limits=case.limits,
        front=tuple(front([light, deep])),
        trades=tuple(trades(case.limits, [light, deep])),
    )
