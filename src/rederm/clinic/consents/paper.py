"""The signed consent as a PDF: what was read, every answer, the signature itself, and the codes that bind them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rederm.clinic.accounts.models import User
from rederm.clinic.audit.log import digest
from rederm.clinic.consents.filled import parts
from rederm.clinic.consents.models import MANNERS, ConsentText
from rederm.clinic.plans.models import ChosenCourse
from rederm.output.language import tr
from rederm.output.paper import pdf
from rederm.planning import STATEMENT

_UNUSED: dict[str, Any] = {
    "stopped": "",
    "partial": "",
    "provisional": "",
    "story": [],
    "look": None,
    "calendar": None,
    "risks": [],
}


def paper(
    course: ChosenCourse,
    texts: Sequence[ConsentText],
    answers: Sequence[Mapping[str, str]],
    signer: str,
    manner: str,
    image: bytes,
    clinician: User,
    at: datetime,
    bound: str,
) -> bytes:
    """The PDF. image: PNG of the signature; bound: the digest of the consent."""
    clinic = course.record.clinic
    local = at.astimezone(ZoneInfo(clinic.zone))
    statement = tr(STATEMENT)
    view = _UNUSED | {
        "title": f"Consent, client {course.record.number}",
        "start": local.date().isoformat(),
        "statement": statement,
        "statement_short": statement.split(". ")[0] + ".",
        "clinic": clinic.name,
        "course": course.text,
        "texts": [
            {
                "title": text.title,
                "number": text.number,
                "parts": [asdict(p) for p in parts(text, course)],
            }
            for text in texts
        ],
        "answers": list(answers),
        "signer": signer,
        "manner": dict(MANNERS)[manner],
        "clinician": clinician.name,
        "at": f"{local:%d %B %Y, %H:%M} ({clinic.zone})",
        "hashes": [
            {"name": "Course", "code": course.digest},
            *({"name": f"Text: {text.title}, version {text.number}", "code": text.digest} for text in texts),
            {"name": "Answers", "code": digest(list(answers))},
            {"name": "Signature", "code": digest(image)},
            {"name": "This consent", "code": bound},
        ],
    }
    return pdf("consent.typ", view, {"signature.png": image})
