"""Clients drawn at random: any type, age, concern, site, answer and limit that a client file can hold, and plans of them.

Client number k is the same on every machine. Contradictions are left out: stretch marks off the body, acne on an eyelid.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

import rederm as rd
from rederm.planning import Plan
from rederm.skin import Client, load_site
from rederm.skin.names import CONCERN_KINDS, SITE_NAMES

START = date(2027, 1, 4)
DRAWS = 20
HEALTHY: dict[str, Any] = {
    "isotretinoin_stopped_months": "never",
    "keloids": False,
    "pregnant": False,
    "breastfeeding": False,
    "active_infection": False,
    "cold_sores": False,
    "pacemaker": False,
    "metal_implant_in_field": False,
    "recent_tan": False,
    "photosensitising_drugs": False,
    "immunosuppressed": False,
    "diabetes": "none",
    "connective_tissue_disease": False,
    "vitiligo_or_psoriasis": False,
    "bleeding_or_anticoagulant": False,
    "heart_rhythm_disease": False,
    "kidney_or_liver_disease": False,
    "methaemoglobin_risk": False,
    "radiotherapy_in_field": False,
    "tattoo_or_permanent_makeup_in_field": False,
    "melasma": False,
    "pih_history": False,
    "pigmented_lesions_examined": True,
    "lax_lower_lid": False,
    "filler_or_toxin_weeks": "never",
    "surgery_in_field_months": "never",
    "last_resurfacing_weeks": "never",
    "allergies": [],
    "medications": [],
}
ADVERSE: dict[str, Any] = {
    **dict.fromkeys((key for key, answer in HEALTHY.items() if answer is False), True),
    "isotretinoin_stopped_months": 2,
    "diabetes": "uncontrolled",
    "pigmented_lesions_examined": False,
    "filler_or_toxin_weeks": 1,
    "surgery_in_field_months": 2,
    "last_resurfacing_weeks": 2,
    "allergies": ["lidocaine", "salicylate"],
    "medications": ["amiodarone"],
}
LOOSER = {  # how each limit is loosened
    "downtime_days": lambda days: days + 7,
    "downtime_days_course": lambda days: days + 14,
    "budget": lambda price: 2 * price,
    "pih_risk": lambda share: min(2 * share, 1.0),
    "scar_risk": lambda share: min(2 * share, 1.0),
    "hypopigmentation_risk": lambda share: min(2 * share, 1.0),
    "pain": lambda level: min(level + 2, 10.0),
    "visits": lambda count: count + 2,
    "ready_by": lambda day: (date.fromisoformat(day) + timedelta(days=60)).isoformat(),
}
_SITES = ("cheek", "face", "periorbital", "upper-lip", "eyelid", "neck", "decollete", "hand", "abdomen", "thigh")


@cache
def entries(number: int) -> dict[str, Any]:
    """The client file of client `number` as a mapping. A fifth of the clients has adverse answers."""
    rng = np.random.default_rng([2027, number])

    def one_of(values: Any) -> Any:
        return values[int(rng.integers(len(values)))]

    sex, site = one_of(("female", "male")), one_of(_SITES if rng.random() < 0.8 else SITE_NAMES)
    kinds = [kind for kind in CONCERN_KINDS if _fits(kind, site)]
    concerns = [
        {"kind": str(kind), "site": site, "severity": int(rng.integers(1, 5))}
        for kind in rng.choice(kinds, size=int(rng.integers(1, 3)), replace=False)
    ]
    history = dict(HEALTHY)
    if rng.random() < 0.2:
        history |= {key: answer for key, answer in ADVERSE.items() if rng.random() < 0.1}
    if sex == "male":
        history |= {"pregnant": False, "breastfeeding": False}
    limits: dict[str, Any] = {
        "downtime_days": int(rng.integers(2, 15)),
        "downtime_days_course": int(rng.integers(15, 50)),
        "budget": float(rng.integers(5, 60) * 100),
        "pih_risk": round(float(rng.uniform(0.05, 0.5)), 2),
        "scar_risk": round(float(rng.uniform(0.005, 0.05)), 3),
        "hypopigmentation_risk": round(float(rng.uniform(0.005, 0.05)), 3),
        "pain": float(rng.integers(3, 9)),
        "visits": int(rng.integers(1, 7)),
        "ready_by": (START + timedelta(days=int(rng.integers(20, 300)))).isoformat(),
    }
    limits = {key: value for key, value in limits.items() if rng.random() < 0.6}
    limits |= {"operator": one_of(("nurse", "physician", "physician-monitored")), "confidence": one_of((0.6, 0.8, 0.9))}
    return {
        "age": int(rng.integers(18, 90)),
        "sex": sex,
        "fitzpatrick": int(rng.integers(1, 7)),
        "weight_kg": float(rng.integers(50, 100)),
        "concerns": concerns,
        "history": history,
        "limits": limits,
    }


def client(number: int, *, history: dict[str, Any] | None = None, limits: dict[str, Any] | None = None) -> Client:
    """Client `number`, with these answers and limits in place of its own."""
    base = entries(number)
    changed = {"history": base["history"] | (history or {}), "limits": base["limits"] | (limits or {})}
    return Client.parse(base | changed, f"client {number}")


@cache
def planned(number: int) -> Plan:
    """The plan of client `number` as drawn: made once for every property."""
    return replanned(client(number))


def replanned(person: Client, before: Plan | None = None) -> Plan:
    """A plan with the same draws. before: the plan whose courses are to be tried again."""
    return rd.plan(person, draws=DRAWS, seed=0, start=START, **({} if before is None else {"seeds": before}))


def _fits(kind: str, site: str) -> bool:
    if kind == "stretch-marks":
        return load_site(site).group in ("neck-chest", "body")
    return kind != "acne-scars" or site != "eyelid"
