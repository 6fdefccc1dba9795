"""What planning hands over: the ranked courses, each with its outlook, and what was ruled out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rederm.course import Course
from rederm.devices import device_names
from rederm.draws import Samples, band
from rederm.outlook.units import UNITS
from rederm.planning.goal import HORIZON_DAYS
from rederm.safety import Finding

STATEMENT = (
    "Simulation for trained clinicians. Not assessed or cleared by any regulator; check your local rules before clinical use. "
    "Settings come from published studies and are not the manufacturer's instructions, which prevail."
)
RANK_RULE = (
    f"Ranked by what holds in 8 of 10 draws: the gain over the untreated skin, {HORIZON_DAYS} days after the last session, "
    "over all concerns by weight and severity. Of settings of one device within 5 % of its best the lightest is taken. "
    "Price never ranks."
)
EXCLUSION_KINDS = ("rule", "operator", "readiness", "no-evidence", "limit")
_BY_RULE = ("rule", "operator", "readiness")
_CURVES = (
    "days",
    "scores",
    "scores_untreated",
    "swelling",
    "scales",
    "skin",
    "skin_untreated",
    "skin_site",
    "sessions",
    "gain",
    "of_which_swelling",
    "schema",
    "course",
    "units",
)


@dataclass(frozen=True)
class PlannedCourse:
    """One recommended course. gain: over all concerns, (draws,). untreated: sites of concerns that it leaves alone, with
    the reason."""

    rank: int
    device: str
    course: Course
    interval_days: float
    outlook: Any
    gain: Samples
    chance_within: Mapping[str, float]
    findings: tuple[Finding, ...]
    untreated: tuple[tuple[str, str], ...]
    why: str

    def to_json(self) -> dict[str, Any]:
        told, price = self.outlook.to_json(), self.outlook.price
        return {
            "rank": self.rank,
            "device": self.device,
            "course": self.course.text,
            "setting": {k: v for k, v in self.course.sessions[0].setting.values.items() if v is not None},
            "sessions": len({s.day for s in self.course.sessions}),
            "interval_days": self.interval_days if len({s.day for s in self.course.sessions}) > 1 else None,
            "outlook": {key: value for key, value in told.items() if key not in _CURVES},
            "gain": told["gain"],
            "weighted_gain": band(self.gain),
            "downtime_days_course": band(self.outlook.downtime_days_course),
            "risks": {risk: band(self.outlook.samples(risk)) for risk in ("pih", "hypopigmentation", "scar", "infection")},
            "pain": band(self.outlook.samples("pain")),
            "price": {"median": price.total, "low": price.low, "high": price.high},
            "chance_within": dict(self.chance_within),
            "findings": [finding.to_json() for finding in self.findings],
            "untreated_sites": [{"site": site, "reason": reason} for site, reason in self.untreated],
            "why": self.why,
        }


@dataclass(frozen=True)
class Exclusion:
    """Why a device is not among the plans. rule: id of the safety rule, or the limit that is missed."""

    device: str
    kind: str
    rule: str
    reason: str
    nearest: str
    source: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "device": self.device,
            "kind": self.kind,
            "rule": self.rule,
            "reason": self.reason,
            "nearest": self.nearest,
            "source": list(self.source),
        }


def blocking_all(excluded: Sequence[Exclusion]) -> list[Exclusion]:
    """Of every rule that bars each of the devices, its first exclusion: what is to be said once."""
    first: dict[str, Exclusion] = {}
    barred: dict[str, set[str]] = {}
    for exclusion in excluded:
        if exclusion.kind in _BY_RULE:
            first.setdefault(exclusion.rule, exclusion)
            barred.setdefault(exclusion.rule, set()).add(exclusion.device)
    return [exclusion for rule, exclusion in first.items() if barred[rule] >= set(device_names())]


@dataclass(frozen=True)
class Plan:
    """Courses for one client, best first. verdict: one sentence that answers the question the person came with."""

    client: Any
    plans: tuple[PlannedCourse, ...]
    excluded: tuple[Exclusion, ...]
    verdict: str
    start: date
    seed: int
    draws: int

    @property
    def outlooks(self) -> tuple[Any, ...]:
        """The full outlooks of the plans, in their order."""
        return tuple(planned.outlook for planned in self.plans)

    def to_json(self) -> dict[str, Any]:
        """The plan as the command line prints it, keys in a fixed order."""
        return {
            "schema": "rederm.plan/1",
            "provisional": self.client.provisional,
            "questions": self.client.questions(),
            "assumed": self.client.assumed(),
            "client": client_summary(self.client),
            "start": self.start.isoformat(),
            "seed": self.seed,
            "draws": self.draws,
            "confidence": self.client.limits.confidence,
            "currency": self.client.limits.currency,
            "verdict": self.verdict,
            "rank_rule": RANK_RULE,
            "price_note": self._price_note(),
            "plans": [planned.to_json() for planned in self.plans],
            "blocked_for_all": [
                {"rule": e.rule, "reason": e.reason, "nearest": e.nearest} for e in blocking_all(self.excluded)
            ],
            "excluded": [exclusion.to_json() for exclusion in self.excluded],
            "units": UNITS | {"weighted_gain": "1", "pain": "1", "price": "currency", "risks": "1", "interval_days": "d"},
            "statement": STATEMENT,
        }

    def _price_note(self) -> str:
        sources = {o.price.source for o in self.outlooks}
        currencies = {o.price.currency for o in self.outlooks} - {self.client.limits.currency}
        if currencies:
            ours = self.client.limits.currency
            return f"Prices are in {', '.join(sorted(currencies))}, the budget in {ours}: the budget was not applied."
        return "Prices are examples, not a clinic's: they may exclude by budget, never rank." if "example" in sources else ""


def client_summary(client: Any) -> dict[str, Any]:
    """Who the plan is for, without anything that names a person."""
    concerns = [
        {"kind": c.kind, "subtype": c.subtype, "site": c.site, "severity": c.severity, "weight": c.weight}
        for c in client.concerns
    ]
    wishes = ", ".join(f"{c.kind.replace('-', ' ')} ({c.site})" for c in client.concerns)
    roman = ("I", "II", "III", "IV", "V", "VI")[client.fitzpatrick - 1]
    return {
        "age": client.age,
        "sex": client.sex,
        "fitzpatrick": client.fitzpatrick,
        "concerns": concerns,
        "line": f"{client.sex}, {client.age:g} years, skin type {roman}; {wishes}",
    }
