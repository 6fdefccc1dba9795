"""An invented plan as JSON, with just what words and charts of a plan read."""

from typing import Any

LIMITS: list[dict[str, Any]] = [
    {"limit": "downtime_days_course", "allowed": 10.0, "unit": "days", "confidence": 0.8},
    {"limit": "budget", "allowed": 2000.0, "unit": "EUR", "confidence": 0.8},
    {"limit": "pih_risk", "allowed": 0.05, "unit": "%", "confidence": 0.8},
]


def point(device: str, gain: float, days: float, price: float, pih: float, *, sessions: int = 3) -> dict[str, Any]:
    """A course of the front. It fits where it asks no more than is allowed."""
    asks = {"downtime_days_course": days, "budget": price, "pih_risk": pih}
    within = {limit["limit"]: asks[limit["limit"]] <= limit["allowed"] for limit in LIMITS}
    return {
        "device": device,
        "course": f"{sessions} sessions of {device} for {days:g} days",
        "sessions": sessions,
        "robust_gain": gain,
        "fits": all(within.values()),
        "asks": asks,
        "chance_within": {name: 0.9 if held else 0.4 for name, held in within.items()} | {"budget": float(within["budget"])},
    }


FRONT = [
    point("fractional-co2", 0.60, 14.0, 2500.0, 0.09),
    point("full-eryag", 0.50, 10.4, 1900.0, 0.04),
    point("fractional-eryag", 0.40, 9.0, 1800.0, 0.03),
    point("opus-plasma+tca-peel", 0.35, 8.0, 2400.0, 0.03),
    point("opus-plasma", 0.30, 4.0, 1500.0, 0.02),
    point("glycolic-peel", 0.05, 0.0, 500.0, 0.01, sessions=1),
]


def trade(limit: str, gain: float = 0.0, course: str | None = None) -> dict[str, Any]:
    words = f"One more {limit} would buy {100 * gain:.0f} points"
    return {"limit": limit, "gain": gain, "course": course, "words": words}


def invented_plan(**changed: Any) -> dict[str, Any]:
    """Two courses fit and are ranked; one more day would buy five points. changed: keys to set otherwise."""
    plans = [entry | {"rank": rank} for rank, entry in enumerate((f for f in FRONT if f["fits"]), 1)][:2]
    return {
        "partial": False,
        "adapted": None,
        "confidence": 0.8,
        "limits": LIMITS,
        "plans": plans,
        "front": FRONT,
        "excluded": [],
        "trades": [trade("downtime_days_course", 0.05, "a course"), trade("budget"), trade("pih_risk")],
        "simulated": {"first answer": 5, "search": 37},
    } | changed
