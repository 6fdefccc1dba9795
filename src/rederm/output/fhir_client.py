"""The client as FHIR: who it is without a name, the concerns, what was measured, what was treated before.

Only what the client file gives is told: what it leaves to be assumed stays out, and no day is made up for what has none. The
age is an observation, since a birth date would be invented.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rederm.output.fhir_bundle import Entries, content_id
from rederm.output.fhir_codes import Part, codes, concept, quantity

if TYPE_CHECKING:
    from rederm.skin import Client, Concern
    from rederm.skin.habits import TreatmentBefore

_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_MEASURED = (("age", "age", "a", "years"), ("ita", "ita", "deg", "degrees"), ("weight_kg", "weight", "kg", "kg"))
_SINCE = ("menopause_years", "menopause", "a", "years")


def add_patient(entries: Entries, client: "Client") -> Part:
    """The client under a pseudonym that comes from the client file."""
    pseudonym = {"system": "urn:rederm:pseudonym", "value": str(content_id(client.to_json()))}
    return entries.add({"resourceType": "Patient", "identifier": [pseudonym], "gender": client.sex}, "as-given")


def add_conditions(entries: Entries, client: "Client", patient: Part) -> dict[str, Part]:
    """A condition for each concern, by its key."""
    return {
        key: entries.add(_condition(concern) | {"subject": patient}, "as-given")
        for key, concern in zip(client.keys(), client.concerns, strict=True)
    }


def add_observations(entries: Entries, client: "Client", patient: Part, conditions: dict[str, Part]) -> list[Part]:
    """What was measured or graded."""
    found = [*_of_person(client), *_of_concerns(client, conditions)]
    return [
        entries.add({"resourceType": "Observation", "status": "final", "subject": patient} | given, "as-given")
        for given in found
    ]


def add_procedures(entries: Entries, client: "Client", patient: Part) -> None:
    """What was treated before."""
    for before in client.treatments_before:
        entries.add(_procedure(before) | {"subject": patient}, "as-given")


def _condition(concern: "Concern") -> Part:
    code = f"concern.{concern.kind}"
    names = (code, f"{code}.{concern.subtype}") if concern.subtype else (code,)
    return {
        "resourceType": "Condition",
        "clinicalStatus": {"coding": [{"system": _CLINICAL, "code": "active"}]},
        "code": concept(*names),
        "bodySite": [concept(f"site.{concern.site}")],
    }


def _of_person(client: "Client") -> Iterator[Part]:
    skin_type = concept(f"fitzpatrick.{client.fitzpatrick}")
    yield {"code": concept("observation.fitzpatrick"), "valueCodeableConcept": skin_type}
    for key, code, unit, words in (*_MEASURED, _SINCE):
        value = getattr(client, key)
        if value is not None:
            yield {"code": concept(f"observation.{code}"), "valueQuantity": quantity(value, unit, words)}


def _of_concerns(client: "Client", conditions: dict[str, Part]) -> Iterator[Part]:
    for key, concern in zip(client.keys(), client.concerns, strict=True):
        if "severity" in concern.model_fields_set:
            yield {
                "code": concept("observation.severity"),
                "focus": [conditions[key]],
                "bodySite": concept(f"site.{concern.site}"),
                "valueQuantity": quantity(concern.severity, "grade", "grade, 0 to 4"),
            }


def _procedure(before: "TreatmentBefore") -> Part:
    """One earlier treatment; a device that we do not model stands in the words it was given in."""
    code = f"device.{before.device}"
    times = "" if before.sessions is None else f"{before.sessions} sessions"
    told: Part = {
        "resourceType": "Procedure",
        "status": "completed",
        "code": concept(code) if code in codes() else {"text": before.device},
        "bodySite": [] if before.site is None else [concept(f"site.{before.site}")],
        "performedString": None if before.weeks_ago is None else f"{before.weeks_ago:g} weeks before the plan",
        "outcome": None if before.result is None else {"text": before.result},
        "complication": [] if before.complication is None else [{"text": before.complication}],
        "note": [{"text": times}] if times else [],
    }
    return {name: given for name, given in told.items() if given}
