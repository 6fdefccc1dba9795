"""Photographs of a client: made once, never changed, never deleted; one may be withdrawn."""

import uuid

from django.conf import settings
from django.db import models

from rederm.clinic.photos.shots import BY_NAME, VIEWS, Shot

CLEAN, MADE_UP, UNSAID = "clean", "made-up", "unsaid"
STATES = ((CLEAN, "Clean, no make-up"), (MADE_UP, "Made up"), (UNSAID, "Not recorded"))


class Photo(models.Model):
    """One photograph: pixels alone, in the vault, with a small copy beside it. quality: what `quality_of` said.

    day_of_course: days after the first session, None outside a course.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("charts.Record", on_delete=models.PROTECT, related_name="photos")
    view = models.CharField(max_length=10, choices=[(view.name, view.title) for view in VIEWS])
    site = models.CharField(max_length=20, blank=True)
    taken_on = models.DateField()
    day_of_course = models.IntegerField(null=True, blank=True)
    skin_state = models.CharField(max_length=8, choices=STATES, default=UNSAID)
    image = models.OneToOneField("vault.Sealed", on_delete=models.PROTECT, related_name="+")
    thumb = models.OneToOneField("vault.Sealed", on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    quality = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    clinic_path = "record__clinic_id"

    class Meta:
        indexes = [models.Index(fields=["record", "view", "site", "taken_on"])]

    def __str__(self) -> str:
        return f"photograph of {self.record}"

    @property
    def shot(self) -> Shot:
        return Shot(BY_NAME[self.view], self.site)

    @property
    def withdrawn(self) -> "Withdrawal | None":
        """Why it is not shown any more, None where it is."""
        return getattr(self, "withdrawal", None)


class Withdrawal(models.Model):
    """Why a photograph is not shown any more: its row and its file stay."""

    photo = models.OneToOneField(Photo, on_delete=models.PROTECT)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
