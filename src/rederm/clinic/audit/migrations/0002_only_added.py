"""Rows of the audit log are only added: the database itself refuses to change or delete one."""

from django.db import migrations

_SQLITE = """CREATE TRIGGER audit_no_{verb} BEFORE {VERB} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;"""
_POSTGRES = (
    """CREATE FUNCTION audit_only_added() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$;""",
    """CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added();""",
)


def guard(apps, schema_editor):
    head = apps.get_model("audit", "Head")
    head.objects.get_or_create(pk=1)
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(_SQLITE.format(verb=verb, VERB=verb.upper()))
    else:
        for statement in _POSTGRES:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
