"""What a plan predicts, as FHIR: chances in a RiskAssessment, the gain of each concern with its Goal.

A prediction is never an Observation, which is what was seen. A RiskAssessment holds chances alone, in per cent (rules ras-1 and
ras-2 of R4B), one number or one range to a prediction: a risk is two of them, the median and the band. The gain is a share of
today's severity, no chance; as a target of the goal it would be what is aimed at; so it stands in an extension of the goal.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from rederm import __version__
from rederm.output.fhir_bundle import Entries
from rederm.output.fhir_codes import Part, concept, percent, percent_range, quantity
from rederm.output.fhir_sessions import course_days
from rederm.output.words import CONCERNS, LIMITS, allowed
from rederm.sources import load_table

if TYPE_CHECKING:
    from rederm.skin import Client

GAIN, WEIGHT = "urn:rederm:extension:predicted-gain", "urn:rederm:extension:weight"
_UNTIL_DAYS = {"pih": 180, "hypopigmentation": 730, "scar": 365}  # after the last session, as the outlook defines these risks


def add_goals(
    entries: Entries, client: "Client", plan: Mapping[str, Any], patient: Part, conditions: Mapping[str, Part]
) -> list[Part]:
    """Each concern, with the gain that is predicted for it."""
    gain = plan["plans"][0]["gain"]
    return [
        entries.add(
            {
                "resourceType": "Goal",
                "extension": _weight(concern) + _gains(gain[key]),
                "lifecycleStatus": "proposed",
                "description": {"text": f"{CONCERNS[concern.kind]} ({concern.site}): less severe"},
                "subject": patient,
                "addresses": [conditions[key]],
            },
            "simulation",
        )
        for key, concern in zip(client.keys(), client.concerns, strict=True)
    ]


def add_risks(entries: Entries, plan: Mapping[str, Any], patient: Part, basis: Sequence[Part]) -> Part:
    """Chances of harm, and of staying within each limit."""
    entry = plan["plans"][0]
    draws = f"{entry['outlook']['draws']} draws"
    start, last = course_days(plan)
    predicted: list[Part] = [
        {"outcome": concept(f"risk.{risk}")}
        | chance
        | {"whenPeriod": {"start": start.isoformat(), "end": (last + timedelta(days=_until(risk))).isoformat()}}
        for risk, band in entry["risks"].items()
        for chance in _chances(band, draws)
    ]
    limits = {limit["limit"]: limit for limit in plan["limits"]}
    predicted += [
        {
            "outcome": concept(f"limit.{name}", text=_limit_words(name, limits)),
            "probabilityDecimal": percent(share),
            "rationale": f"share of {draws} that stay within",
        }
        for name, share in entry["chance_within"].items()
    ]
    method = f"rederm {__version__}, {draws}, seed {entry['outlook']['seed']}"
    return entries.add(
        {
            "resourceType": "RiskAssessment",
            "status": "preliminary",
            "method": concept("method.simulation", text=method),
            "subject": patient,
            "basis": list(basis),
            "prediction": predicted,
            "note": [{"text": plan["statement"]}],
        },
        "simulation",
    )


def _chances(band: Mapping[str, float | None], draws: str) -> list[Part]:
    """A risk as FHIR can say it: a prediction holds a number or a range, so that a band is two of them."""
    if band["median"] is None:
        return []
    return [
        {"probabilityDecimal": percent(band["median"]), "rationale": f"median of {draws}"},
        {"probabilityRange": percent_range(band), "rationale": f"90 % of {draws} lie in this range"},
    ]


def _gains(gain: Mapping[str, Mapping[str, float | None]]) -> list[Part]:
    """Share of today's severity that is gone against the untreated skin, with its band, at days after the last session."""
    return [
        {
            "url": GAIN,
            "extension": [
                {"url": "after", "valueQuantity": quantity(float(day), "d", "days after the last session")},
                {"url": "median", "valueQuantity": quantity(percent(band["median"]), "%")},
                {"url": "band", "valueRange": percent_range(band)},
            ],
        }
        for day, band in gain.items()
        if band["median"] is not None
    ]


def _until(risk: str) -> float:
    """Days after the last session until which a risk is told."""
    return _UNTIL_DAYS.get(risk) or load_table("posterior/observed").number(f"{risk}.window", "d")


def _weight(concern: Any) -> list[Part]:
    """How much the concern counts beside the others, where that was said."""
    said = "weight" in concern.model_fields_set
    return [{"url": WEIGHT, "valueDecimal": concern.weight}] if said else []


def _limit_words(name: str, limits: Mapping[str, Mapping[str, Any]]) -> str:
    return f"{LIMITS[name]}: at most {allowed(limits[name])}" if name in limits else ""
