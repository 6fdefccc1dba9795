"""The course of rank 1 as a FHIR care plan: a draft and a proposal.

Its notes say what it is not, why this course, what was not asked yet, and every finding of the rules.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.fhir_bundle import Entries
from rederm.output.fhir_codes import Part
from rederm.output.fhir_sessions import course_days
from rederm.output.naming import named

_STRENGTHS = {"block": "Not unless resolved", "ask": "A clinician decides", "note": "Note"}


def add_care_plan(
    entries: Entries,
    plan: Mapping[str, Any],
    patient: Part,
    *,
    addresses: Sequence[Part],
    goals: Sequence[Part],
    activities: Sequence[Part],
    supporting: Sequence[Part],
) -> Part:
    """The course with the resources that belong to it."""
    entry = plan["plans"][0]
    start, last = course_days(plan)
    notes = [plan["statement"], entry["why"], *(f"Not asked yet: {question}" for question in plan["questions"])]
    notes += [_finding(finding) for finding in entry["findings"]]
    notes += [f"Not treated: {left['site']}. {left['reason']}" for left in entry["untreated_sites"]]
    return entries.add(
        {
            "resourceType": "CarePlan",
            "status": "draft",
            "intent": "proposal",
            "title": named(entry),
            "description": entry["course"],
            "subject": patient,
            "period": {"start": start.isoformat(), "end": last.isoformat()},
            "addresses": list(addresses),
            "supportingInfo": list(supporting),
            "goal": list(goals),
            "activity": list(activities),
            "note": [{"text": text} for text in notes],
        },
        "simulation",
    )


def _finding(finding: Mapping[str, Any]) -> str:
    do = f" {finding['do']}." if finding["do"] else ""
    return f"{_STRENGTHS[finding['strength']]}: {finding['title']}. {finding['reason']}{do}"
