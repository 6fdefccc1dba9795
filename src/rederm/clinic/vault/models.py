"""Files that hold a person's picture or signature: kept encrypted, each under a key of its own."""

import uuid

from django.db import models


class Sealed(models.Model):
    """One encrypted file. The bytes stand in the folder `vault` under its id; without this row nobody can read them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey("accounts.Clinic", on_delete=models.PROTECT)
    digest = models.CharField(max_length=64)  # SHA-256 of what is inside
    size = models.PositiveIntegerField()  # bytes inside
    media_type = models.CharField(max_length=40)
    key_id = models.CharField(max_length=16)
    wrapped = models.BinaryField()  # the file's own key, encrypted under the clinic's
    made = models.DateTimeField(auto_now_add=True)

    clinic_path = "clinic_id"
