"""Is there a consent for exactly this course and the texts in force? Whoever treats asks this first."""

from dataclasses import dataclass

from rederm.clinic.consents.bound import intact
from rederm.clinic.consents.models import Consent, Withdrawal
from rederm.clinic.consents.texts import newest_of
from rederm.clinic.plans.models import ChosenCourse


@dataclass(frozen=True)
class Standing:
    """consent: the last one signed for the course, None where none was; why: what is against it, in words, "" where it stands.
    True where it stands."""

    consent: Consent | None
    why: str = ""

    def __bool__(self) -> bool:
        return self.consent is not None and not self.why


def standing(course: ChosenCourse) -> Standing:
    """Where the consent to this course stands today."""
    consent = Consent.objects.filter(course=course).select_related("signature").order_by("-at").first()
    if consent is None:
        return Standing(None, "not signed yet")
    if Withdrawal.objects.filter(consent=consent).exists():
        return Standing(consent, "the client took the consent back")
    if not intact(consent):
        return Standing(consent, "what is kept is not what was signed; tell the owner, and ask again")
    if consent.course_digest != course.digest:
        return Standing(consent, "the course is another than the one that was signed; ask again")
    signed = {text["modality"]: text["digest"] for text in consent.texts}
    now = newest_of(course)
    changed = [text.title for text in now if signed.get(text.modality) != text.digest]
    if changed:
        return Standing(consent, f"the text changed since it was signed ({', '.join(changed)}); ask again")
    return Standing(consent)
