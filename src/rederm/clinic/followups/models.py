"""What is seen after a treatment: scores by named raters, figures of a visit, answers to signs of trouble."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from rederm.planning.observed import FIGURES, SCORES
from rederm.skin.names import concern_words

RATERS = (("investigator", "Investigator, who knows the treatment"), ("blinded", "Blinded rater"), ("client", "Client"))


class Seen(models.Model):
    """One row of what was observed of a course, as `rederm plan --observed` reads it. Only added; a newer one takes its place.

    quantity: a figure (erythema_days), score.KEY or improvement_pct.KEY of a concern, or "answered". value: as
    written ("> 20").
    rater: whose eyes, for scores; by: whose account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey("plans.ChosenCourse", on_delete=models.PROTECT, related_name="seen")
    on = models.DateField()
    quantity = models.CharField(max_length=60)
    value = models.CharField(max_length=300)
    rater = models.CharField(max_length=12, choices=RATERS, blank=True)
    rater_name = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)

    clinic_path = "course__record__clinic_id"

    @property
    def words(self) -> str:
        """What was seen, in words: redness, or improvement of wrinkles."""
        kind, _, concern = self.quantity.partition(".")
        if kind not in FIGURES | SCORES:
            return "Looked at, and going on"
        said = str((FIGURES | SCORES)[kind][1])
        return f"{said} of {concern_words(concern)}" if concern else said
