"""A course as JSON: its text, and every session in full with all dials and what was said of its aftercare."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rederm.course.model import Course
from rederm.course.parse import parse_course
from rederm.sources import InputError

SCHEMA = "rederm.course/1"


def course_json(course: Course) -> dict[str, Any]:
    """Keys in a fixed order; what was not said of aftercare is null."""
    sessions = [
        {
            "day": session.day,
            "device": session.setting.device.name,
            "sites": list(session.sites),
            "setting": {name: value for name, value in session.setting.values.items() if value is not None},
            "aftercare": asdict(session.aftercare),
        }
        for session in course.sessions
    ]
    return {"schema": SCHEMA, "course": course.text, "sessions": sessions}


def read_course(content: Mapping[str, Any]) -> Course:
    """The course that `course_json` told. Raises InputError where its sessions are not those that its text says."""
    if content.get("schema") != SCHEMA or not isinstance(content.get("course"), str):
        raise InputError(f'not a course: it needs "schema": "{SCHEMA}" and "course", a course text')
    course = parse_course(content["course"])
    if course_json(course)["sessions"] != content.get("sessions"):
        raise InputError(
            "the sessions are not those of the course text: one was changed without the other, or the device's dials have "
            "other defaults here; write the text anew and read that"
        )
    return course
