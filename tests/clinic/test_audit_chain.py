"""The audit log shows every row that was changed, taken out or cut off."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from rederm.clinic.accounts.models import Clinic, User
from rederm.clinic.audit.log import record as log
from rederm.clinic.audit.log import verify
from rederm.clinic.audit.models import Entry, Head


@pytest.fixture
def five(clinic: Clinic, person: Callable[..., User]) -> None:
    user = person("owner")
    for number in range(5):
        log(user, f"write {number}", clinic, after=[number])


def unguarded(statement: str) -> None:
    """As someone would who owns the database file."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_only_added ON audit_entry")
        cursor.execute(statement)


def test_a_whole_log_has_no_faults(five: None) -> None:
    assert verify() == []


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_row_taken_out_shows(five: None, seq: int) -> None:
    unguarded(f"DELETE FROM audit_entry WHERE seq = {seq}")
    assert verify()


def test_a_row_that_was_changed_shows(five: None) -> None:
    unguarded("UPDATE audit_entry SET actor = '' WHERE seq = 2")
    assert verify() == ["row 2 was changed, or the one before it"]


def test_an_end_that_was_cut_off_shows_even_where_the_head_was_put_back(five: None) -> None:
    fourth = Entry.objects.get(seq=4)
    unguarded("DELETE FROM audit_entry WHERE seq = 5")
    Head.objects.update(seq=4, mac=fourth.mac)
    assert verify() == ["the end of the chain was changed"]


def test_an_old_copy_of_the_whole_log_is_found_by_an_anchor(five: None) -> None:
    assert verify(((5, "0" * 64),)) == ["row 5 is not the one that was anchored"]
    assert verify(((9, "0" * 64),)) == ["row 9 was anchored and is missing"]


@pytest.mark.parametrize("statement", ["DELETE FROM audit_entry", "UPDATE audit_entry SET actor = 'x'"])
def test_the_database_itself_refuses_to_change_a_row(five: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_change_that_is_undone_leaves_no_row(five: None, clinic: Clinic) -> None:
    before = Entry.objects.count()
    with transaction.atomic():
        log(None, "write", clinic)
        transaction.set_rollback(True)
    assert Entry.objects.count() == before
    assert verify() == []
