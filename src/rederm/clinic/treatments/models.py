"""What is done to a client: the visits of a chosen course, what happened in each of them by the minute, and what went wrong."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

OPEN, DONE = "open", "done"
KINDS = (  # of what happens by the minute; each "on" is ended by its "off"
    "numbing-on",
    "numbing-off",
    "cooling-on",
    "cooling-off",
    "area-on",
    "area-off",
)
TIMERS = {"numbing": "Numbing", "cooling": "Cooling", "area": "Area"}
SEVERITIES = (("mild", "Mild"), ("moderate", "Moderate"), ("severe", "Severe"))
WHAT = (
    ("pigment_change", "Darker or paler skin"),
    ("blister", "Blister"),
    ("delayed_closure", "Skin that does not close"),
    ("infection", "Infection, or cold sore"),
    ("burn", "Burn deeper than meant"),
    ("allergy", "Reaction to cream, gel or dressing"),
    ("eye", "Eye"),
    ("other", "Other"),
)


class Visit(models.Model):
    """One visit of a chosen course: sessions of one day. A row is made as the visit is opened; `number` counts from 1."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey("plans.ChosenCourse", on_delete=models.PROTECT, related_name="visits")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    state = models.CharField(max_length=6, default=OPEN)
    screening = models.ForeignKey("consult.Screening", on_delete=models.PROTECT)  # by the answers of the day
    early = models.CharField(max_length=400, blank=True)  # why it comes sooner than the device's shortest interval
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    opened = models.DateTimeField(default=timezone.now)

    clinic_path = "course__record__clinic_id"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="one_visit_a_number")]


class Event(models.Model):
    """Something that happened in a visit, at its minute. Only added. what: the area or the cream."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    what = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)


class Done(models.Model):
    """The record of a visit, written once when it ends.

    sessions: [{"device", "sites", "setting", "lot", "endpoint"}], what was really done; departures: [{"device",
    "dial", "planned", "done", "reason"}]; note: for next time.
    """

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="done")
    sessions = models.JSONField()
    departures = models.JSONField()
    cream_g = models.FloatField(null=True)
    pain = models.FloatField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)


class AdverseEvent(models.Model):
    """Something that went wrong, in a visit or after it. Only added: what became of it is another row that names the first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("charts.Record", on_delete=models.PROTECT, related_name="adverse_events")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="adverse_events")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    what = models.CharField(max_length=20, choices=WHAT)
    severity = models.CharField(max_length=10, choices=SEVERITIES)
    seen = models.DateField()
    words = models.CharField(max_length=1000)
    over = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)

    clinic_path = "record__clinic_id"
