"""Work that takes longer than a page: what was asked, how far it is, what came of it."""

import uuid

from django.conf import settings
from django.db import models

WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"
ENDED = (DONE, FAILED, STOPPED)


class Job(models.Model):
    """One piece of work for one client. kind: which work (jobs/kinds.py); asked: its input; answer: what it made, as JSON."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("charts.Record", on_delete=models.PROTECT, related_name="jobs")
    kind = models.CharField(max_length=20)
    asked = models.JSONField()
    state = models.CharField(max_length=10, default=WAITING)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=200, blank=True)  # what it is doing, or why it failed, in plain words
    answer = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    clinic_path = "record__clinic_id"
