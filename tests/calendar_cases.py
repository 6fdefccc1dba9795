"""An invented plan of three visits, one on each side of both changes of the clock, for tests of calendars.

    python tests/calendar_cases.py        writes the calendars that tests/regression holds; read them before they are kept

The first visit lies before the autumn change (in Sydney the spring change), the second between both, the third after the other.
"""

from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rederm.output.calendar import NAME, calendar_files

FILES = Path(__file__).parent / "regression" / "calendar"
RULES = ("stop-actives", "cold-sores-timing", "pigment-check", "infection-check", "pale-check")

START, INTERVAL_DAYS = "2026-09-28", 98
ZONES = {
    "europe-berlin": "Europe/Berlin",
    "america-new-york": "America/New_York",
    "australia-sydney": "Australia/Sydney",
    "asia-kolkata": "Asia/Kolkata",
}


def session(day: float, device: str = "fractional-co2", **upper: float) -> dict[str, Any]:
    """A session with the upper ends of what a calendar reads of it."""
    told = {"chair_minutes": 92.0, "closure_hours": 60.0, "crust_days": 6.2, "edema_days": 4.0, "erythema_days": 31.4}
    told |= {"social_downtime_days": 6.6} | upper
    return {"day": day, "device": device} | {name: {"low": 0.0, "median": 1.0, "high": high} for name, high in told.items()}


def finding(rule: str, device: str = "fractional-co2") -> dict[str, Any]:
    return {"rule": rule, "device": device}


def invented_course(*sessions: dict[str, Any], rules: tuple[str, ...] = (), **changed: Any) -> dict[str, Any]:
    """What a calendar reads of plan.json."""
    return {
        "id": "0123456789ab",
        "start": START,
        "adapted": None,
        "plans": [{"findings": [finding(rule) for rule in rules]}],
        "first_outlook": {"sessions": list(sessions) or [session(INTERVAL_DAYS * k) for k in range(3)]},
    } | changed


def kept(name: str) -> bytes:
    """The calendar that the tests hold for a zone."""
    return (FILES / f"{name}.ics").read_bytes()


def made(name: str) -> bytes:
    """The same calendar made anew."""
    return calendar_files(invented_course(rules=RULES), time(10), ZoneInfo(ZONES[name]))[NAME]


if __name__ == "__main__":
    for zone in ZONES:
        (FILES / f"{zone}.ics").write_bytes(made(zone))
