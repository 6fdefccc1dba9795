"""Files of the vault are unreadable without the keys, whole or absent, and bound to their rows."""

import pytest

from rederm.clinic.accounts.models import Clinic
from rederm.clinic.vault import vault
from rederm.sources import InputError

SECRET = b"a picture of a face " * 1000


def test_what_is_sealed_opens_as_it_was(clinic: Clinic) -> None:
    row = vault.seal(clinic, SECRET, "image/jpeg")
    assert vault.opened(row) == SECRET
    assert row.size == len(SECRET)


def test_nothing_of_it_stands_on_the_disk(clinic: Clinic) -> None:
    row = vault.seal(clinic, SECRET, "image/jpeg")
    kept = vault.path_of(row.id).read_bytes()
    assert b"picture" not in kept
    assert b"picture" not in bytes(row.wrapped)


def test_one_changed_bit_is_found(clinic: Clinic) -> None:
    row = vault.seal(clinic, SECRET, "image/jpeg")
    path = vault.path_of(row.id)
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="was changed"):
        vault.opened(row)


def test_a_file_in_place_of_another_is_found(clinic: Clinic) -> None:
    one, other = vault.seal(clinic, SECRET, "image/jpeg"), vault.seal(clinic, SECRET, "image/jpeg")
    vault.path_of(one.id).write_bytes(vault.path_of(other.id).read_bytes())
    with pytest.raises(InputError, match="was changed"):
        vault.opened(one)


def test_a_file_without_a_row_is_swept_away(clinic: Clinic) -> None:
    row = vault.seal(clinic, SECRET, "image/jpeg")
    kept = vault.seal(clinic, SECRET, "image/jpeg")
    row.delete()
    assert vault.sweep() == 0  # it may belong to a transaction that is still open
    assert vault.sweep(older_than=0) >= 1
    assert vault.opened(kept) == SECRET
