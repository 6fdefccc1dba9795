"""Encrypt and decrypt files: AES-256-GCM under a random key of each file, itself wrapped under the clinic's key.

The file is whole on the disk before its row is written: a row without a file cannot be, and a file without a row, which only a
stopped process leaves behind, is unreadable and swept away (`sweep`).
"""

import hashlib
import os
import time
import uuid
from pathlib import Path

from rederm.clinic.accounts.models import Clinic
from rederm.clinic.project.place import Place
from rederm.clinic.vault.models import Sealed
from rederm.sources import InputError, write_whole

KEY_ID = "vault-1"
_NONCE = 12  # bytes, as GCM takes it
_GRACE = 3600  # seconds after which a file without a row belongs to nobody


def seal(clinic: Clinic, data: bytes, media_type: str) -> Sealed:
    """Keep these bytes; call it inside the transaction that refers to them."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    row = Sealed(id=uuid.uuid4(), clinic=clinic, size=len(data), media_type=media_type, key_id=KEY_ID)
    row.digest = hashlib.sha256(data).hexdigest()
    key = AESGCM.generate_key(256)
    write_whole(path_of(row.id), _locked(AESGCM(key), data, row), durable=True)
    row.wrapped = _locked(AESGCM(Place.here().secret(KEY_ID)), key, row)
    row.save(force_insert=True)
    return row


def opened(row: Sealed) -> bytes:
    """The bytes inside. Raises InputError where the file is gone or was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        key = _unlocked(AESGCM(Place.here().secret(row.key_id)), bytes(row.wrapped), row)
        return _unlocked(AESGCM(key), path_of(row.id).read_bytes(), row)
    except FileNotFoundError:
        raise InputError(f"the file {row.id} is missing from the vault; restore it from a backup") from None
    except InvalidTag:
        raise InputError(f"the file {row.id} was changed, or is of another key; restore it from a backup") from None


def path_of(key: uuid.UUID) -> Path:
    """Where the encrypted bytes stand."""
    return folder() / key.hex[:2] / f"{key.hex}.sealed"


def folder() -> Path:
    """The folder of all of them."""
    return Place.here().folder / "vault"


def sweep(older_than: float = _GRACE) -> int:
    """Remove files that no row names, and what a killed process left half, older than this [s]; how many."""
    old = [path for path in folder().glob("*/*") if _age(path) >= older_than]  # looked for before the rows: none is newer
    known = {f"{key.hex}.sealed" for key in Sealed.objects.values_list("id", flat=True)}
    gone = [path for path in old if path.name not in known]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return -1.0  # it got its name meanwhile


def _bound(row: Sealed) -> bytes:
    return f"{row.id}:{row.digest}".encode()


def _locked(cipher, data: bytes, row: Sealed) -> bytes:  # type: ignore[no-untyped-def]
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, data, _bound(row))


def _unlocked(cipher, data: bytes, row: Sealed) -> bytes:  # type: ignore[no-untyped-def]
    return bytes(cipher.decrypt(data[:_NONCE], data[_NONCE:], _bound(row)))
