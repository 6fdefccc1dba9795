"""The course that a client and a clinician chose: fixed by its digest, so that a consent can be bound to it."""

import uuid

from django.conf import settings
from django.db import models

from rederm.course import Course, parse_course

CHOSEN, CONSENTED, UNDER_WAY, ENDED, REPLACED = "chosen", "consented", "under way", "ended", "replaced"
STATES = tuple((state, state) for state in (CHOSEN, CONSENTED, UNDER_WAY, ENDED, REPLACED))


class ChosenCourse(models.Model):
    """A course text with what was predicted of it at the time, for one version of the client file. Only `state` changes.

    planned: the entry of plan.json (setting, outlook, risks, findings, price, why), or the same made for a course of the dials;
    outlook: the whole of `Outlook.to_json`; digest: SHA-256 over text, planned and the version, which a consent is bound to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("charts.Record", on_delete=models.PROTECT, related_name="courses")
    version = models.ForeignKey("charts.FileVersion", on_delete=models.PROTECT)
    text = models.CharField(max_length=600)
    planned = models.JSONField()
    outlook = models.JSONField()
    plan_id = models.CharField(max_length=16, blank=True)
    seed = models.PositiveIntegerField()
    draws = models.PositiveIntegerField()
    start = models.DateField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=STATES, default=CHOSEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    clinic_path = "record__clinic_id"

    @property
    def course(self) -> Course:
        """The sessions, each with its sites."""
        return parse_course(self.text)
