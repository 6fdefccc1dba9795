"""What planning hands over: the ranked courses, what was ruled out and why, and the trade between gain and limits."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rederm.devices import device_names
from rederm.outlook.units import UNITS
from rederm.planning.goal import HORIZON_DAYS, Goal
from rederm.planning.limits import Limit
from rederm.planning.planned import PlannedCourse
from rederm.planning.trade import Trade
from rederm.planning.trial import Trial
from rederm.skin.names import ROMAN, at_site
from rederm.sources import Sentence, joined, sentence, sentences_of

STATEMENT = sentence(
    "Simulation for trained clinicians. Not assessed or cleared by any regulator; check your local rules before clinical use. "
    "Settings come from published studies and are not the manufacturer's instructions, which prevail."
)
RANK_RULE = sentence(
    "Ranked by what holds in 8 of 10 draws: the gain over the untreated skin, {days} days after the last session, "
    "over all concerns by weight and severity. A second course of a device spares visits or downtime. Price never ranks.",
    days=HORIZON_DAYS,
)
EXCLUSION_KINDS = ("rule", "operator", "readiness", "no-evidence", "limit")
_ID_LENGTH = 12  # hexadecimal digits: short enough to read out, and no two plans of a clinic share them
_BY_RULE = ("rule", "operator", "readiness")


@dataclass(frozen=True)
class Exclusion:
    """Why a device is not among the plans. rule: id of the safety rule, or the limit that is missed; brief: the reason in a
    few words, "" where it is short."""

    device: str
    kind: str
    rule: str
    reason: str
    nearest: str
    source: tuple[str, ...]
    brief: str = ""

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
    """Courses for one client, best first. verdict: one sentence that answers the question the person came with.

    front: courses that no other beats in gain without asking more of a limit, within the limits or not. trades: what one more
    of each limit would buy. partial: the search was stopped before its end. simulated: courses that were followed.
    adapted: what was observed so far and what it changed, None where nothing was.
    """

    client: Any
    plans: tuple[PlannedCourse, ...]
    excluded: tuple[Exclusion, ...]
    verdict: str
    start: date
    seed: int
    draws: int
    goals: tuple[Goal, ...] = ()
    limits: tuple[Limit, ...] = ()
    front: tuple[Trial, ...] = ()
    trades: tuple[Trade, ...] = ()
    partial: bool = False
    simulated: Mapping[str, int] = field(default_factory=dict)
    adapted: Any = None

    @property
    def outlooks(self) -> tuple[Any, ...]:
        """The full outlooks of the plans, in their order."""
        return tuple(planned.outlook for planned in self.plans)

    @property
    def robust_gain(self) -> float:
        """What the best plan gains in 8 of 10 draws; 0 where there is none."""
        return max((planned.robust_gain for planned in self.plans), default=0.0)

    def to_json(self) -> dict[str, Any]:
        """The plan as the command line prints it, keys in a fixed order: all that is needed to follow the first course.

        sentences: what its texts are made of, so that a file of it can be said in another language; no part of the id.
        """
        told = self._told()
        digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
        return {"schema": "rederm.plan/1", "id": digest[:_ID_LENGTH], **told, "sentences": sentences_of(told)}

    def _told(self) -> dict[str, Any]:
        return {
            "partial": self.partial,
            "provisional": self.client.provisional,
            "questions": self.client.questions(),
            "assumed": self.client.assumed(),
            "client": client_summary(self.client) | {"file": self.client.to_json()},
            "start": self.start.isoformat(),
            "seed": self.seed,
            "draws": self.draws,
            "confidence": self.client.limits.confidence,
            "currency": self.client.limits.currency,
            "verdict": self.verdict,
            "rank_rule": RANK_RULE,
            "price_note": self._price_note(),
            "goals": [goal.to_json() for goal in self.goals],
            "limits": [limit.to_json() for limit in self.limits],
            "adapted": None if self.adapted is None else self.adapted.to_json(),
            "plans": [planned.to_json() for planned in self.plans],
            "first_outlook": self.plans[0].outlook.to_json() if self.plans else None,
            "trades": [trade.to_json() for trade in self.trades],
            "front": [_point(trial) for trial in self.front],
            "blocked_for_all": [
                {"rule": e.rule, "reason": e.reason, "nearest": e.nearest} for e in blocking_all(self.excluded)
            ],
            "excluded": [exclusion.to_json() for exclusion in self.excluded],
            "simulated": dict(self.simulated),
            "units": UNITS
            | {"weighted_gain": "1", "robust_gain": "1", "pain": "1", "price": "currency", "risks": "1", "interval_days": "d"},
            "statement": STATEMENT,
        }

    def _price_note(self) -> Sentence:
        sources = {o.price.source for o in self.outlooks}
        cautions = dict.fromkeys(caution for o in self.outlooks for caution in o.price.cautions)
        checked = [Sentence("{caution!c}.", {"caution": caution}) for caution in cautions]
        currencies = {o.price.currency for o in self.outlooks} - {self.client.limits.currency}
        if currencies:
            foreign = sentence(
                "Prices are in {currencies}, the budget in {own}: the budget was not applied.",
                currencies=", ".join(sorted(currencies)),
                own=self.client.limits.currency,
            )
            return joined(" ", [foreign, *checked])
        if "example" in sources:
            return sentence("Prices are examples, not a clinic's: they may exclude by budget, never rank.")
        return joined(" ", checked)


def _point(trial: Trial) -> dict[str, Any]:
    """One course of the front: its robust gain, and what it asks of each limit at the client's confidence."""
    return {
        "device": trial.candidate.name,
        "course": trial.candidate.course.text,
        "sessions": trial.candidate.visits,
        "robust_gain": trial.value,
        "fits": trial.fits,
        "asks": {v.limit: v.reached for v in trial.verdicts},
        "chance_within": {v.limit: v.share for v in trial.verdicts},
    }


def client_summary(client: Any) -> dict[str, Any]:
    """Who the plan is for, without anything that names a person."""
    concerns = [
        {"kind": c.kind, "subtype": c.subtype, "site": c.site, "severity": c.severity, "weight": c.weight}
        for c in client.concerns
    ]
    return {
        "age": client.age,
        "sex": client.sex,
        "fitzpatrick": client.fitzpatrick,
        "concerns": concerns,
        "line": sentence(
            "{sex}, {age} years, skin type {type}; {wishes}",
            sex=client.sex,
            age=f"{client.age:g}",
            type=ROMAN[client.fitzpatrick - 1],
            wishes=joined(", ", [at_site(c.kind, c.site) for c in client.concerns]),
        ),
    }
