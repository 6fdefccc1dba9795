"""The course that a client and a clinician chose: fixed by its digest, so that a consent can be bound to it."""

import uuid
from functools import lru_cache

from django.conf import settings
from django.db import models

from rederm.course import Course, parse_course

CHOSEN, CONSENTED, UNDER_WAY, ENDED, REPLACED = "chosen", "consented", "under way", "ended", "replaced"
STATES = tuple((state, state) for state in (CHOSEN, CONSENTED, UNDER_WAY, ENDED, REPLACED))


class Courses(models.Manager["ChosenCourse"]):
    """Leaves the outlook, a hundred kilobytes of JSON, in the database until a page asks for it: most only name the course."""

    def get_queryset(self) -> models.QuerySet["ChosenCourse"]:
        return super().get_queryset().defer("outlook")


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
    objects = Courses()

    class Meta:
        base_manager_name = "objects"  # visit.course too

    @property
    def course(self) -> Course:
        """The sessions, each with its sites."""
        return _parsed(self.text)


@lru_cache(maxsize=512)
def _parsed(text: str) -> Course:
    return parse_course(text)
