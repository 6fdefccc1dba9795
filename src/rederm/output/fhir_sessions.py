"""The sessions of the course of rank 1 as FHIR: a request for each that is to come, a procedure for each that was done.

A request is a draft and a proposal, on the day that follows from the start of the plan. Its dials stand as words, and as
numbers with UCUM units in an extension of each detail. Care is told in full: what the course leaves open is the device's usual,
and the habit of the client.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from rederm.course import Course, Session, resolve
from rederm.course.aids import write_aids
from rederm.devices import show
from rederm.output.fhir_bundle import Entries
from rederm.output.fhir_codes import Part, concept, quantity
from rederm.skin import FACE_PARTS

if TYPE_CHECKING:
    from rederm.skin import Client

SETTING = "urn:rederm:extension:setting"


def add_sessions(
    entries: Entries, client: "Client", plan: Mapping[str, Any], patient: Part, conditions: Mapping[str, Part]
) -> list[Part]:
    """The activities of a care plan."""
    sites = [(conditions[key], concern.site) for key, concern in zip(client.keys(), client.concerns, strict=True)]
    done = 0 if plan["adapted"] is None else len(Course.parse(plan["adapted"]["done"]).sessions)
    found: list[Part] = []
    for place, session in enumerate(_course(plan).sessions):
        reasons = [condition for condition, site in sites if _reaches(session, site)]
        both = _session(session) | {"subject": patient} | ({"reasonReference": reasons} if reasons else {})
        day = _day(plan, session).isoformat()
        if place < done:
            procedure = _procedure(session) | {"performedDateTime": day}
            found.append({"outcomeReference": [entries.add(both | procedure, "as-given")]})
        else:
            request = _request(session, client, plan["statement"]) | {"occurrenceDateTime": day}
            found.append({"reference": entries.add(both | request, "simulation")})
    return found


def course_days(plan: Mapping[str, Any]) -> tuple[date, date]:
    """The first and the last day of the course."""
    days = [_day(plan, session) for session in _course(plan).sessions]
    return min(days), max(days)


def _session(session: Session) -> Part:
    return {
        "code": concept(f"device.{session.setting.device.name}"),
        "bodySite": [concept(f"site.{site}") for site in session.sites],
    }


def _procedure(session: Session) -> Part:
    dials = "; ".join(_words(session, dial) for dial in _dials(session))
    return {"resourceType": "Procedure", "status": "completed", "note": [{"text": dials}]}


def _request(session: Session, client: "Client", statement: str) -> Part:
    care = write_aids(resolve(session.aftercare, session.setting.device, client.habits, session.sites))
    return {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "orderDetail": [_detail(session, dial) for dial in _dials(session)],
        "performerType": concept(f"operator.{session.setting.operator}"),
        "note": [{"text": statement}, {"text": f"Care: {', '.join(care)}"}],
    }


def _detail(session: Session, dial: str) -> Part:
    """A dial at its value: as words, and as a number that a machine reads."""
    device, value = session.setting.device, session.setting[dial]
    given = {"valueString": value} if isinstance(value, str) else {"valueQuantity": quantity(value, device.dials[dial].unit)}
    return {"extension": [{"url": SETTING, **given}], **concept(f"dial.{device.name}.{dial}", text=_words(session, dial))}


def _words(session: Session, dial: str) -> str:
    """energy_mJ = 12.2 mJ."""
    unit = session.setting.device.dials[dial].unit
    return f"{dial} = {show(session.setting[dial])}" + ("" if unit == "1" else f" {unit}")


def _dials(session: Session) -> list[str]:
    return [dial for dial, value in session.setting.values.items() if value is not None]


def _reaches(session: Session, site: str) -> bool:
    """Whether a session treats a site, or a part of a face that is a concern as a whole."""
    return session.treats(site) or (site == "face" and any(part in session.sites for part in FACE_PARTS))


def _course(plan: Mapping[str, Any]) -> Course:
    return Course.parse(plan["plans"][0]["course"])


def _day(plan: Mapping[str, Any], session: Session) -> date:
    return date.fromisoformat(plan["start"]) + timedelta(days=session.day)
