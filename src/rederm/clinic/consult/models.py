"""What the consult keeps beside the client file: a file that is not complete yet, how the skin type was found, screenings."""

import uuid

from django.conf import settings
from django.db import models

from rederm.course import parse_course

PLAN, SESSION = "plan", "session"
MOMENTS = ((PLAN, "before a plan"), (SESSION, "at the start of a session"))


class Draft(models.Model):
    """What was asked before sex, skin type and a first concern were all known. It ends as the first version of the file."""

    record = models.OneToOneField("charts.Record", on_delete=models.PROTECT, related_name="draft", primary_key=True)
    content = models.JSONField()
    edits = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now=True)


class SkinTyping(models.Model):
    """How a skin type was found: answers, what they suggest, what the clinician took, and what was measured. Only added.

    answers: points by question; suggested: the type they make, None where some were not asked; readings: each L* and b*,
    or an angle; ita: their mean [deg], None where nothing was measured.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("charts.Record", on_delete=models.PROTECT, related_name="typings")
    answers = models.JSONField()
    suggested = models.PositiveSmallIntegerField(null=True)
    chosen = models.PositiveSmallIntegerField()
    readings = models.JSONField()
    ita = models.FloatField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    clinic_path = "record__clinic_id"


class Screening(models.Model):
    """What the safety rules said at one moment, to the client file as it stood and the answers of the day. Only added.

    course: the text of the course, "" where every device was asked about; day: history keys asked anew, with their answers;
    findings: `Finding.to_json` each, blocks first; questions: what was not asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("charts.Record", on_delete=models.PROTECT, related_name="screenings")
    version = models.ForeignKey("charts.FileVersion", on_delete=models.PROTECT)
    moment = models.CharField(max_length=8, choices=MOMENTS)
    course = models.CharField(max_length=600, blank=True)
    day = models.JSONField(default=dict)
    findings = models.JSONField()
    questions = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    clinic_path = "record__clinic_id"

    @property
    def sites(self) -> tuple[str, ...]:
        """Where the course treats; without one, the sites of the concerns that count."""
        if self.course:
            return parse_course(self.course).sites
        return tuple(concern["site"] for concern in self.version.content["concerns"] if concern.get("weight", 1) > 0)
