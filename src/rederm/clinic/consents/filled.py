"""What of the chosen course is filled into a text: its sessions, what to expect, and its risks as people out of 100."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rederm.clinic.consents.models import ConsentText
from rederm.clinic.consents.texts import blocks
from rederm.clinic.plans.models import ChosenCourse
from rederm.devices import load_device
from rederm.outlook import RISKS
from rederm.output.language import tr
from rederm.output.natural import natural
from rederm.output.site_words import site_list
from rederm.output.words import RISKS as RISK_WORDS
from rederm.output.words import span

_NO_DATA = {"low": None, "median": None, "high": None}
_UNKNOWN = "No figure is known. That does not mean that it cannot happen."
_GUESS = "No study speaks to this directly; the figures are a guess."
_OTHER_RISKS = {"prolonged_redness": "Redness that stays for months"}
_EXPECTED = {  # quantity of an outlook: what it is called, its unit
    "social_downtime_days_per_session": ("Until make-up can cover it, after the worst session", "days"),
    "crust_days_per_session": ("Crusts", "days"),
    "edema_days_per_session": ("Swelling", "days"),
    "erythema_days_per_session": ("Redness that others see", "days"),
    "pain_0_10_per_session": ("Pain while treated, with the planned numbing", "of 10"),
}


@dataclass(frozen=True)
class Part:
    """A paragraph as a page or a paper shows it. kind: heading, text, item or table; heads and rows: of a table."""

    kind: str
    words: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def parts(text: ConsentText, course: ChosenCourse) -> list[Part]:
    """The text with what belongs to this course."""
    makers = {"sessions": _sessions, "course": _expected, "risks": _risks}
    return [makers[kind](course) if kind in makers else Part(kind, words) for kind, words in blocks(text.body)]


def _sessions(course: ChosenCourse) -> Part:
    rows = tuple(
        (
            str(number),
            "first day" if session.day == 0 else f"{session.day:.0f} days after the first",
            load_device(session.setting.device.name).title,
            site_list(session.sites),
        )
        for number, session in enumerate(course.course.sessions, 1)
    )
    return Part("table", "The sessions", ("Session", "When", "What", "Where"), rows)


def _expected(course: ChosenCourse) -> Part:
    """Most likely and 9 of 10: a quantity without data says so."""
    rows = tuple(
        (name, span(course.outlook[key], unit) if _known(course.outlook.get(key)) else _UNKNOWN)
        for key, (name, unit) in _EXPECTED.items()
    )
    return Part("table", "What to expect: the middle figure, and where 9 of 10 people lie", ("What", "Figure"), rows)


def _risks(course: ChosenCourse) -> Part:
    """Each risk as people, with its band of 9 in 10. What no study speaks to says so; none is ever zero."""
    gaps = {gap["quantity"] for gap in course.outlook.get("no_data", ())}
    rows = []
    for risk in RISKS:
        band = course.outlook.get(f"{risk}_risk_course") or _NO_DATA
        label = tr(RISK_WORDS[risk]) if risk in RISK_WORDS else _OTHER_RISKS[risk]
        note = _UNKNOWN if not _known(band) else _GUESS if f"{risk}_risk_course" in gaps else "Computed from published studies."
        rows.append((label, natural(band) if _known(band) else "no data", note))
    return Part(
        "table",
        "Of people like you who have this course: the middle number, and where it lies in 9 of 10 computations",
        ("What", "How many people", "How well it is known"),
        tuple(rows),
    )


def _known(band: Mapping[str, Any] | None) -> bool:
    return band is not None and all(band[end] is not None for end in ("low", "median", "high"))
