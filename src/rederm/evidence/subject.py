"""Who was treated in a study, and what was done: a typical person of such a trial, with nothing in the history."""

from dataclasses import replace

from rederm.course import Session, resolve
from rederm.evidence.observations import Observation
from rederm.look import FAMILY
from rederm.skin import Client
from rederm.sources import load_table


def client_of(observation: Observation) -> Client:
    """A typical person of the study, usual habits; one concern where the observation is of one."""
    detail, table = observation.detail, load_table("posterior/observation")
    scars = FAMILY.get(detail.get("concern", ""), "") == "scars"
    concern = {"kind": detail.get("concern", "wrinkles"), "site": observation.site, "severity": 2}
    return Client.parse(
        {
            "age": table.number("age.scars" if scars else "age.other", "a"),
            "sex": "female",
            "fitzpatrick": detail.get("fitzpatrick", round(detail.get("mean_type", 3))),
            "concerns": [concern],
        },
        observation.study,
    )


def sessions_of(observation: Observation, client: Client) -> list[Session]:
    """The sessions of the observed course, aftercare resolved."""
    course = observation.course()
    return [replace(s, aftercare=resolve(s.aftercare, s.setting.device, client.habits, s.sites)) for s in course.sessions]
