"""Write to the audit log, in the transaction of what is logged: neither stands without the other."""

import hashlib
import json
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from rederm.clinic.audit.chain import KEY_ID, faults, mac_of, seal_of
from rederm.clinic.audit.models import Entry, Head
from rederm.clinic.project.place import Place


def record(
    user: Any, action: str, found: models.Model | None = None, *, before: Any = None, after: Any = None, clinic: str = ""
) -> Entry:
    """One row. user: who, None for the system. before, after: JSON-like content, of which only the digest is kept."""
    key = Place.here().secret(KEY_ID)
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        entry = Entry(
            seq=head.seq + 1,
            at=timezone.now(),
            actor=str(user.pk) if user is not None and user.pk else "",
            clinic=clinic or str(getattr(user, "clinic_id", "") or ""),
            action=action,
            kind="" if found is None else str(found._meta.model_name),
            object="" if found is None else str(found.pk),
            before=digest(before),
            after=digest(after),
            key_id=KEY_ID,
            previous=head.mac,
        )
        entry.mac = mac_of(key, entry, head.mac)
        entry.save(force_insert=True)
        head.seq, head.mac, head.seal = entry.seq, entry.mac, seal_of(key, entry.seq, entry.mac)
        head.save()
    return entry


def visited(request: HttpRequest, right: str, found: models.Model) -> None:
    """Someone opens, or sends something to, the page of an object."""
    verb = "read" if request.method in ("GET", "HEAD") else "send"
    name = request.resolver_match.view_name if request.resolver_match else right
    record(request.user, f"{verb} {name}", found)


def digest(content: Any) -> str:
    """SHA-256 of JSON-like content or bytes, "" of None."""
    if content is None:
        return ""
    data = content if isinstance(content, bytes) else json.dumps(content, sort_keys=True, default=str).encode()
    return hashlib.sha256(data).hexdigest()


def verify(anchors: tuple[tuple[int, str], ...] = ()) -> list[str]:
    """What is wrong with the log, one line each."""
    rows = Entry.objects.order_by("seq").iterator(chunk_size=5000)
    return faults(Place.here().secret(KEY_ID), rows, Head.objects.filter(pk=1).first(), anchors)
