"""The chart of a client: who they are, and the versions of their client file."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models

from rederm.skin import Client

_YEAR = 365.25  # days


class Record(models.Model):
    """One client of a clinic. What the simulation reads stands in the newest `FileVersion`; the name stays here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey("accounts.Clinic", on_delete=models.PROTECT, related_name="records")
    number = models.PositiveIntegerField()  # what is written on a run sheet instead of the name
    name = models.CharField(max_length=120)
    born = models.DateField()
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    invented = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    clinic_path = "clinic_id"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clinic", "number"], name="one_number_a_client")]
        indexes = [models.Index(fields=["clinic", "name"])]

    def __str__(self) -> str:
        return f"client {self.number}"  # never the name: this stands in logs

    @property
    def file(self) -> "FileVersion | None":
        """The newest version of the client file, None before the intake."""
        return self.versions.order_by("-number").first()

    def age(self, on: date) -> float:
        """Years on that day."""
        return round((on - self.born).days / _YEAR, 1)


class FileVersion(models.Model):
    """A client file as it was written at one time: only added, never changed. content is laid out like the file (keys that were
    not asked are absent), without the age, which follows from the birth date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    clinic_path = "record__clinic_id"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_version_a_number")]

    def client(self, on: date) -> Client:
        """The client as the simulation takes them, at their age on that day. Raises InputError where it cannot be used."""
        return Client.parse(self.content | {"age": self.record.age(on)}, f"client {self.record.number}")


def content_of(client: Client) -> dict[str, Any]:
    """What a version keeps of a client."""
    content = client.to_json()
    content.pop("age", None)
    return content
