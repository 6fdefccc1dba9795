"""Figures in plain words: "redness, 3 to 5 days", never "erythema_days: 4.1". What is said is in the language of now."""

from collections.abc import Mapping
from typing import Any

from rederm.output.language import tr, trn
from rederm.output.site_words import site_words
from rederm.sources import mark

Band = Mapping[str, float | None]

CONCERNS = {
    "fine-lines": mark("Fine lines"),
    "wrinkles": mark("Wrinkles"),
    "texture": mark("Texture"),
    "age-spots": mark("Age spots"),
    "blotchiness": mark("Blotchiness"),
    "redness": mark("Redness"),
    "acne-scars": mark("Acne scars"),
    "scars": mark("Scars"),
    "stretch-marks": mark("Stretch marks"),
    "laxity": mark("Laxity"),
}
RISKS = {
    "pih": mark("Dark marks after healing (PIH)"),
    "hypopigmentation": mark("Lasting pale patches (hypopigmentation)"),
    "scar": mark("Scar"),
    "infection": mark("Infection, cold sores included"),
}
LIMITS = {
    "downtime_days": mark("downtime of the worst session"),
    "downtime_days_course": mark("downtime of the whole course"),
    "budget": mark("price"),
    "pih_risk": mark("risk of dark marks"),
    "scar_risk": mark("risk of a scar"),
    "hypopigmentation_risk": mark("risk of pale patches"),
    "pain": mark("pain"),
    "visits": mark("visits"),
    "ready_by": mark("time until ready"),
}
SHORT_LIMITS = {
    "downtime_days": mark("session downtime"),
    "downtime_days_course": mark("course downtime"),
    "budget": mark("price"),
    "pih_risk": mark("dark marks"),
    "scar_risk": mark("scar"),
    "hypopigmentation_risk": mark("pale patches"),
    "pain": mark("pain"),
    "visits": mark("visits"),
    "ready_by": mark("ready in time"),
}
KINDS = {
    "rule": mark("safety rule"),
    "limit": mark("outside the client's limits"),
    "readiness": mark("skin not ready"),
    "operator": mark("needs another operator"),
    "no-evidence": mark("no published use"),
}


def concern(key: str) -> str:
    """Acne scars (cheek) for acne-scars@cheek."""
    kind, _, site = key.partition("@")
    words = tr(CONCERNS.get(kind, kind))
    return tr("{concern} ({site})", concern=words, site=site_words(site)) if site else words


def number(value: float | None) -> str:
    """One decimal where small, whole where large, thousands with a thin gap."""
    if value is None:
        return tr("not applicable")
    if abs(value) < 0.005:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}".replace(",", "\u202f")
    if abs(value) >= 10 or value == round(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 0.05 else f"{value:.2f}"


def span(band: Band, unit: str = "") -> str:
    """4 (2 to 9) days. unit: as it is said."""
    if band["median"] is None:
        return tr("not applicable")
    low, median, high = (number(band[end]) for end in ("low", "median", "high"))
    figure = median if low == high else tr("{median} ({low} to {high})", median=median, low=low, high=high)
    return f"{figure} {unit}".rstrip()


def percent(value: float | None) -> str:
    """Per cent; what is below one in two hundred is said as such, never as zero."""
    if value is None:
        return tr("no data")
    if 0 < value < 0.005:
        return "< 0.5 %"
    if -0.005 < value <= 0:
        return "0 %"
    return f"{100 * value:.0f} %"


def percent_span(band: Band) -> str:
    """34 % (12 to 60)."""
    if band["median"] is None:
        return tr("no data")
    low, high = (percent(band[end]).removesuffix(" %") for end in ("low", "high"))
    return tr("{median} ({low} to {high})", median=percent(band["median"]), low=low, high=high)


def money(amount: float | None, currency: str) -> str:
    return tr("no price") if amount is None else f"{currency} {number(amount)}"


def share_span(band: Band) -> str:
    """A gain as a share of today's severity: more than all of it is all of it; exactly none is outside the treated field."""
    return tr("not treated") if untreated(band) else percent_span(at_most_all(band))


def untreated(gain: Band) -> bool:
    return gain["low"] == gain["high"] == 0.0


def at_most_all(gain: Band) -> dict[str, float | None]:
    return {end: None if value is None else min(value, 1.0) for end, value in gain.items()}


QUANTITIES = {
    "gain": mark("Gain"),
    "pih_risk_course": mark("Dark marks"),
    "hypopigmentation_risk_course": mark("Pale patches"),
    "scar_risk_course": mark("Scar"),
    "infection_risk_course": mark("Infection"),
    "pain_0_10_per_session": mark("Pain"),
    "heat_hours_per_session": mark("Heat afterwards"),
    "apparent_age_years": mark("Apparent age"),
    "price_course": mark("Price"),
    "scores": mark("Scores"),
}


def quantity(name: str) -> str:
    """Plain words for a quantity of an outlook: Pain for pain_0_10_per_session; Gain, age spots for gain.age-spots."""
    kind, _, of = name.partition(".")
    words = tr(QUANTITIES.get(kind, kind))
    return tr("{quantity}, {concern!l}", quantity=words, concern=concern(of)) if of else words


def priced(price: Band, currency: str) -> str:
    """USD 2 300 (1 500 to 3 800), or that there is none."""
    return tr("no price") if price["median"] is None else f"{currency} {span(price)}"


def plural(count: int, word: str) -> str:
    """3 courses, in English, for the terminal."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def capital(text: str) -> str:
    """The text with a capital at its head, the rest as it is."""
    return text[:1].upper() + text[1:]


def measured(shown: str, unit: str) -> str:
    """A figure in the unit of a limit: 7 days, 5 %, 6 of 10, 4."""
    if unit == "days":
        return trn("{shown} day", "{shown} days", 1 if shown == "1" else 2, shown=shown)
    if unit == "of 10":
        return tr("{shown} of 10", shown=shown)
    return f"{shown} {unit}".rstrip()


def allowed(limit: Mapping[str, Any]) -> str:
    """What a limit of a plan allows: 7 days, 5 %, 6 of 10, USD 3 000, 4."""
    value, unit = limit["allowed"], limit["unit"]
    if limit["limit"] == "budget":
        return money(value, unit)
    return measured(number(100 * value if unit == "%" else value), unit)
