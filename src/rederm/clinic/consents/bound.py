"""The codes that bind a consent together, and whether those of a kept one still hold."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from rederm.clinic.audit.log import digest
from rederm.clinic.consents.models import Consent, ConsentText
from rederm.clinic.plans.models import ChosenCourse


def seen_of(course: ChosenCourse, texts: Sequence[ConsentText]) -> str:
    """What a page shows, as one code: another course or another version of a text makes another."""
    return digest([course.digest, [text.named for text in texts]])


def digest_of(
    course_digest: str,
    texts: Sequence[Mapping[str, Any]],
    answers: Sequence[Mapping[str, str]],
    signer: str,
    manner: str,
    signature: str,
    clinician: str,
    at: datetime,
) -> str:
    """SHA-256 over course, texts, answers, signature (its own code), who signed, before whom (an id) and when."""
    return digest(
        {
            "course": course_digest,
            "texts": list(texts),
            "answers": list(answers),
            "signer": signer,
            "manner": manner,
            "signature": signature,
            "clinician": clinician,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        }
    )


def intact(consent: Consent) -> bool:
    """Whether the row is what was signed."""
    found = digest_of(
        consent.course_digest,
        consent.texts,
        consent.answers,
        consent.signer,
        consent.manner,
        consent.signature.digest,
        str(consent.clinician_id),
        consent.at,
    )
    return found == consent.digest
