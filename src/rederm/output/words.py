"""Figures in plain words: "redness, 3 to 5 days", never "erythema_days: 4.1"."""

from collections.abc import Mapping
from typing import Any

Band = Mapping[str, float | None]

CONCERNS = {
    "fine-lines": "Fine lines",
    "wrinkles": "Wrinkles",
    "texture": "Texture",
    "age-spots": "Age spots",
    "blotchiness": "Blotchiness",
    "redness": "Redness",
    "acne-scars": "Acne scars",
    "scars": "Scars",
    "stretch-marks": "Stretch marks",
    "laxity": "Laxity",
}
RISKS = {
    "pih": "Dark marks after healing (PIH)",
    "hypopigmentation": "Lasting pale patches (hypopigmentation)",
    "scar": "Scar",
    "infection": "Infection, cold sores included",
}
LIMITS = {
    "downtime_days": "downtime of the worst session",
    "downtime_days_course": "downtime of the whole course",
    "budget": "price",
    "pih_risk": "risk of dark marks",
    "scar_risk": "risk of a scar",
    "hypopigmentation_risk": "risk of pale patches",
    "pain": "pain",
    "visits": "visits",
    "ready_by": "time until ready",
}
SHORT_LIMITS = {
    "downtime_days": "session downtime",
    "downtime_days_course": "course downtime",
    "budget": "price",
    "pih_risk": "dark marks",
    "scar_risk": "scar",
    "hypopigmentation_risk": "pale patches",
    "pain": "pain",
    "visits": "visits",
    "ready_by": "ready in time",
}
KINDS = {
    "rule": "safety rule",
    "limit": "outside the client's limits",
    "readiness": "skin not ready",
    "operator": "needs another operator",
    "no-evidence": "no published use",
}


def concern(key: str) -> str:
    """Acne scars (cheek) for acne-scars@cheek."""
    kind, _, site = key.partition("@")
    return CONCERNS.get(kind, kind) + (f" ({site})" if site else "")


def number(value: float | None) -> str:
    """One decimal where small, whole where large, thousands with a thin gap."""
    if value is None:
        return "not applicable"
    if abs(value) < 0.005:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}".replace(",", "\u202f")
    if abs(value) >= 10 or value == round(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 0.05 else f"{value:.2f}"


def span(band: Band, unit: str = "") -> str:
    """4 (2 to 9) days."""
    if band["median"] is None:
        return "not applicable"
    low, high = number(band["low"]), number(band["high"])
    bounds = "" if low == high else f" ({low} to {high})"
    return f"{number(band['median'])}{bounds}{' ' + unit if unit else ''}"


def percent(value: float | None) -> str:
    """Per cent; what is below one in two hundred is said as such, never as zero."""
    if value is None:
        return "no data"
    if 0 < value < 0.005:
        return "< 0.5 %"
    if -0.005 < value <= 0:
        return "0 %"
    return f"{100 * value:.0f} %"


def percent_span(band: Band) -> str:
    """34 % (12 to 60)."""
    if band["median"] is None:
        return "no data"
    low, high = (percent(band[end]).removesuffix(" %") for end in ("low", "high"))
    return f"{percent(band['median'])} ({low} to {high})"


def money(amount: float | None, currency: str) -> str:
    return "no price" if amount is None else f"{currency} {number(amount)}"


def share_span(band: Band) -> str:
    """A gain as a share of today's severity: more than all of it is all of it; exactly none is outside the treated field."""
    if band["low"] == band["high"] == 0.0:
        return "not treated"
    return percent_span({end: None if value is None else min(value, 1.0) for end, value in band.items()})


QUANTITIES = {
    "gain": "Gain",
    "pih_risk_course": "Dark marks",
    "hypopigmentation_risk_course": "Pale patches",
    "scar_risk_course": "Scar",
    "infection_risk_course": "Infection",
    "pain_0_10_per_session": "Pain",
    "heat_hours_per_session": "Heat afterwards",
    "apparent_age_years": "Apparent age",
    "price_course": "Price",
}


def quantity(name: str) -> str:
    """Plain word for a quantity of an outlook."""
    return QUANTITIES.get(name, name.removesuffix("_per_session").removesuffix("_course").replace("_", " ").capitalize())


def priced(price: Band, currency: str) -> str:
    """USD 2 300 (1 500 to 3 800), or that there is none."""
    return "no price" if price["median"] is None else f"{currency} {span(price)}"


def dial(name: str, value: float | str) -> str:
    """60 W, 3 passes, insulated: a dial's value with the unit that its name ends in."""
    if isinstance(value, str):
        return value
    word, _, unit = name.rpartition("_")
    if not word or unit in ("pass", "coats"):
        return (
            f"{value:g} {name}"
            if value != 1
            else f"1 {name.removesuffix('es') if name == 'passes' else name.removesuffix('s')}"
        )
    units = {"pct": "%", "C": "C", "cm2": "per cm2"}
    if name.endswith("J_cm2"):
        return f"{value:g} J/cm2"
    if name.endswith("mm_s"):
        return f"{value:g} mm/s"
    return f"{value:g} {units.get(unit, unit)}"


def plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def capital(text: str) -> str:
    """The text with a capital at its head, the rest as it is."""
    return text[:1].upper() + text[1:]


def allowed(limit: Mapping[str, Any]) -> str:
    """What a limit of a plan allows: 7 days, 5 %, 6 of 10, USD 3 000, 4."""
    value, unit = limit["allowed"], limit["unit"]
    if unit == "%":
        return f"{number(100 * value)} %"
    return money(value, unit) if limit["limit"] == "budget" else f"{number(value)} {unit}".strip()
