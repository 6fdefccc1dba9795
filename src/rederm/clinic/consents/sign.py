"""Sign a consent, or take it back. All of it stands, with its row of the audit log, or nothing does."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from rederm.clinic.accounts.models import Clinic, User
from rederm.clinic.audit.log import digest
from rederm.clinic.audit.log import record as log
from rederm.clinic.consents.bound import digest_of, seen_of
from rederm.clinic.consents.letters import printable
from rederm.clinic.consents.models import DRAWN, TYPED, Consent, Withdrawal
from rederm.clinic.consents.paper import paper
from rederm.clinic.consents.questions import answered
from rederm.clinic.consents.signature import drawn, typed
from rederm.clinic.consents.standing import standing
from rederm.clinic.consents.texts import kept, newest_of
from rederm.clinic.plans.models import CHOSEN, CONSENTED, ENDED, REPLACED, ChosenCourse
from rederm.clinic.vault.vault import seal
from rederm.sources import InputError

_LONGEST_NAME, _LONGEST_REASON = 120, 300


def sign(
    user: User,
    course: ChosenCourse,
    seen: str,
    answers: Mapping[str, str],
    signer: str,
    *,
    picture: str = "",
    written: str = "",
) -> Consent:
    """Keep what the client signed before this clinician. seen: `seen_of` what they read.

    picture: the signature as a data URL, else written: the name typed as a signature, which must be the signer's. Raises
    InputError, and keeps nothing, where an answer or the signature is missing, or a text or the course changed meanwhile.
    """
    said = answered(answers)
    signer = printable(" ".join(signer.split()), "the name")
    if not 0 < len(signer) <= _LONGEST_NAME:
        raise InputError(f"the client's full name is missing, or longer than {_LONGEST_NAME} letters")
    manner = DRAWN if picture else TYPED
    if manner == TYPED and " ".join(written.split()).casefold() != signer.casefold():
        raise InputError("the signature is missing: draw it, or type the same full name as the signature")
    image = drawn(picture) if picture else typed(signer)
    texts, at = newest_of(course), timezone.now()
    bound = digest_of(course.digest, [text.named for text in texts], said, signer, manner, digest(image), str(user.pk), at)
    printed = paper(course, texts, said, signer, manner, image, user, at, bound)  # before the lock: it takes its time
    with transaction.atomic():
        clinic = Clinic.objects.select_for_update().get(pk=course.record.clinic_id)
        now = ChosenCourse.objects.select_for_update().get(pk=course.pk)
        if not seen == seen_of(now, newest_of(now)) == seen_of(course, texts):
            raise InputError("the course or a text changed while it was read; read it again, then sign")
        if now.state in (ENDED, REPLACED):
            raise InputError(f"this course is {now.state}; a consent is signed for the course that was chosen last")
        if standing(now):
            raise InputError("this course is consented to already")
        for text in texts:
            kept(user, text)
        consent = Consent.objects.create(
            record=now.record,
            course=now,
            course_digest=now.digest,
            texts=[text.named for text in texts],
            answers=said,
            signer=signer,
            manner=manner,
            signature=seal(clinic, image, "image/png"),
            paper=seal(clinic, printed, "application/pdf"),
            digest=bound,
            clinician=user,
            at=at,
        )
        if now.state == CHOSEN:
            ChosenCourse.objects.filter(pk=now.pk).update(state=CONSENTED)
        log(user, "sign consent", consent, after=consent.digest)
    course.refresh_from_db()
    return consent


def withdraw(user: User, consent: Consent, reason: str) -> Withdrawal:
    """Take a consent back; the course is chosen again, not more. Raises InputError where it was taken back before."""
    if len(reason) > _LONGEST_REASON:
        raise InputError(f"the reason has {len(reason)} letters; {_LONGEST_REASON} is the most")
    with transaction.atomic():
        course = ChosenCourse.objects.select_for_update().get(pk=consent.course_id)
        if Withdrawal.objects.filter(consent=consent).exists():
            raise InputError("this consent was taken back before")
        withdrawal = Withdrawal.objects.create(consent=consent, reason=reason.strip(), by=user)
        if course.state == CONSENTED and not standing(course):
            ChosenCourse.objects.filter(pk=course.pk).update(state=CHOSEN)
        log(user, "withdraw consent", consent, before=consent.digest, after=withdrawal.reason)
    return withdrawal
