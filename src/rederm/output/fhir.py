"""A plan as a FHIR bundle (R4B, 4.3.0): the client, the history, the course of rank 1 and what is expected of it.

The bundle is a collection to be read, not a set of orders: the course is a draft and a proposal. Ids come from content and the
only day is the start of the plan, so that the same plan gives the same bytes.
"""

from collections.abc import Mapping
from typing import Any

from rederm.output.fhir_bundle import Entries
from rederm.output.fhir_check import check
from rederm.output.fhir_client import add_conditions, add_observations, add_patient, add_procedures
from rederm.output.fhir_codes import Part, code_system
from rederm.output.fhir_expected import add_goals, add_risks
from rederm.output.fhir_history import add_history
from rederm.output.fhir_plan import add_care_plan
from rederm.output.fhir_sessions import add_sessions
from rederm.skin import Client

NAME = "plan.fhir.json"


def fhir_files(plan: Mapping[str, Any]) -> dict[str, bytes]:
    """The bundle of the course of rank 1; plan: the content of plan.json."""
    return {NAME: written(bundle_of(plan))}


def bundle_of(plan: Mapping[str, Any]) -> Part:
    """The bundle as plain data, not checked yet."""
    client, entries = Client.parse(plan["client"]["file"]), Entries()
    patient = add_patient(entries, client)
    conditions = add_conditions(entries, client, patient)
    observed = add_observations(entries, client, patient, conditions)
    add_procedures(entries, client, patient)
    answers = add_history(entries, client, patient)
    goals = add_goals(entries, client, plan, patient, conditions)
    risks = add_risks(entries, plan, patient, [*observed, answers])
    activities = add_sessions(entries, client, plan, patient, conditions)
    add_care_plan(
        entries,
        plan,
        patient,
        addresses=list(conditions.values()),
        goals=goals,
        activities=activities,
        supporting=[risks, answers],
    )
    entries.add(code_system())
    return entries.bundle()


def written(bundle: Mapping[str, Any]) -> bytes:
    """The text of a bundle that is fit to be read by others. Raises BundleError, or the ValidationError of pydantic."""
    from fhir.resources.R4B.bundle import Bundle

    check(bundle)
    text: str = Bundle.model_validate(bundle).model_dump_json(indent=1)
    return (text + "\n").encode()
