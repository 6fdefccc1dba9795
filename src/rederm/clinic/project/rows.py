"""Every row of the clinic's database as lines of JSON, for databases that are no file, each way in one transaction."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from rederm.sources import InputError


def models() -> list[Any]:
    """Every model that has a table, each after those it refers to where that can be."""
    from django.apps import apps
    from django.core.serializers import sort_dependencies

    whole = [(config, list(config.get_models(include_auto_created=True))) for config in apps.get_app_configs()]
    return [model for model in sort_dependencies(whole, allow_cycles=True) if not model._meta.proxy and model._meta.managed]


def _line(row: Any) -> bytes:
    """A row with its times to the microsecond: the codes of the audit log hold them, and Django's own JSON cuts them."""
    from datetime import datetime

    from django.core.serializers import serialize
    from django.core.serializers.json import DjangoJSONEncoder

    class Exact(DjangoJSONEncoder):
        def default(self, o: Any) -> Any:
            return o.isoformat() if isinstance(o, datetime) else super().default(o)

    return str(serialize("json", [row], cls=Exact)).strip().encode() + b"\n"


def dump(out: BinaryIO) -> None:
    """Write all rows as they were at one moment."""
    from django.db import connection, transaction

    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in models():
            for row in model._base_manager.order_by("pk").iterator(chunk_size=1000):
                out.write(_line(row))


def load(lines: Iterator[bytes]) -> None:
    """Fill a database that has its tables and nothing that a clinic wrote. Raises InputError where it holds a clinic."""
    from django.core.management.color import no_style
    from django.core.serializers import deserialize
    from django.db import connection, transaction

    from rederm.clinic.accounts.models import Clinic
    from rederm.clinic.audit.models import Entry

    with transaction.atomic():
        if Clinic.objects.exists() or Entry.objects.exists():
            raise InputError("--database-url: this database holds a clinic; give an empty one")
        for model in reversed(models()):
            if model is not Entry:  # empty, and the database refuses to delete from it
                model._base_manager.all().delete()
        for line in lines:
            for row in deserialize("json", line.decode()):
                row.save(force_insert=True)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models()):
                cursor.execute(statement)
