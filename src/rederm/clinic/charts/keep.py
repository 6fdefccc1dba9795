"""Write to a chart: each in one transaction with its row of the audit log."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from rederm.clinic.accounts.models import Clinic, User
from rederm.clinic.audit.log import record as log
from rederm.clinic.charts.models import FileVersion, Record, content_of
from rederm.skin import Client
from rederm.sources import InputError


def new_record(user: User, name: str, born: date, **contact: Any) -> Record:
    """A new client of the user's clinic, with the next number."""
    with transaction.atomic():
        clinic = Clinic.objects.select_for_update().get(pk=user.clinic_id)
        last = clinic.records.aggregate(last=Max("number"))["last"] or 0
        record = Record(clinic=clinic, number=last + 1, name=name.strip(), born=born, **contact)
        record.full_clean()
        record.save(force_insert=True)
        log(user, "write record", record, after=[record.number])
    return record


def new_version(user: User, record: Record, content: dict[str, Any], seen: int | None) -> FileVersion:
    """The next version of a client file. seen: the number of the version that the writer had before them, None for the first.

    Raises InputError, and writes nothing, where the content cannot be used or somebody else wrote in between.
    """
    client = Client.parse(content | {"age": record.age(timezone.localdate())}, f"client {record.number}")
    with transaction.atomic():
        Record.objects.select_for_update().get(pk=record.pk)
        before = record.file
        if (before.number if before else None) != seen:
            raise InputError(
                "somebody else changed this client's file meanwhile; look at their version, then write yours again"
            )
        version = FileVersion(record=record, number=(seen or 0) + 1, content=content_of(client), by=user)
        version.save(force_insert=True)
        log(user, "write file", version, before=before.content if before else None, after=version.content)
    return version
