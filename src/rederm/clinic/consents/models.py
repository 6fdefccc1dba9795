"""Consent: the texts of a clinic, what was signed, and what was taken back. Rows are only added."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from rederm.clinic.consents.modality import modalities

DRAWN, TYPED = "drawn", "typed"
MANNERS = ((DRAWN, "drawn on the screen"), (TYPED, "typed by the client as their signature"))


class OnlyAdded(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"a {self._meta.model_name} is never changed; add a new one")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> Any:
        raise TypeError(f"a {self._meta.model_name} is never deleted")


class ConsentText(OnlyAdded):
    """A version of a clinic's text for a modality. by: None for the starting text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey("accounts.Clinic", on_delete=models.PROTECT, related_name="consent_texts")
    modality = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)

    clinic_path = "clinic_id"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clinic", "modality", "number"], name="one_consent_text_a_number")]

    @property
    def title(self) -> str:
        return modalities().get(self.modality, self.modality)

    @property
    def named(self) -> dict[str, Any]:
        """How a consent names the text that it is bound to."""
        return {"modality": self.modality, "number": self.number, "digest": self.digest}


class Consent(OnlyAdded):
    """What a client signed. digest: over everything beside the paper itself (`bound.digest_of`), which bears it in print.

    texts: `ConsentText.named` each; answers: [{"key", "text", "answer"}]; course_digest: the course as it was then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("charts.Record", on_delete=models.PROTECT, related_name="consents")
    course = models.ForeignKey("plans.ChosenCourse", on_delete=models.PROTECT, related_name="consents")
    course_digest = models.CharField(max_length=64)
    texts = models.JSONField()
    answers = models.JSONField()
    signer = models.CharField(max_length=120)
    manner = models.CharField(max_length=8, choices=MANNERS)
    signature = models.OneToOneField("vault.Sealed", on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField("vault.Sealed", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    clinician = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    clinic_path = "record__clinic_id"

    class Meta:
        indexes = [models.Index(fields=["course", "at"])]


class Withdrawal(OnlyAdded):
    """A consent that was taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    clinic_path = "consent__record__clinic_id"
