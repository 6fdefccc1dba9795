"""A file that only its passphrase opens, written and read as a stream.

    head = MAGIC | salt | prefix of nonces        key = scrypt(passphrase, salt; N, r, p)
    chunk i = AES-256-GCM(key, nonce = prefix | i | last, text of CHUNK bytes, bound to head)

The number of the chunk and whether it is the last stand in its nonce, so that a chunk can neither be changed, nor moved, nor
left out, nor the end cut off (the STREAM construction: Hoang, Reyhanitabar, Rogaway and Vizar 2015).
"""

import io
import os
import struct
from typing import Any, BinaryIO

from rederm.sources import InputError

MAGIC = b"REDERMB1"
SALT, PREFIX, TAG, CHUNK = 16, 7, 16, 1 << 20  # bytes
SCRYPT_N, SCRYPT_R, SCRYPT_P = 1 << 16, 8, 1  # 64 MB and some 0.2 s for each guess
LEAST_LETTERS = 12


def _cipher(passphrase: str, salt: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return AESGCM(Scrypt(salt=salt, length=32, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P).derive(passphrase.encode()))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


class Sealing(io.RawIOBase):
    """Write into it; what goes on to `out` is encrypted. Close it, or there is no end and nothing can be read."""

    def __init__(self, out: BinaryIO, passphrase: str) -> None:
        super().__init__()
        salt, self._prefix = os.urandom(SALT), os.urandom(PREFIX)
        self._out, self._head, self._cipher = out, MAGIC + salt + self._prefix, _cipher(passphrase, salt)
        self._number, self._kept = 0, bytearray()
        out.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._kept += data
        while len(self._kept) > CHUNK:  # the last chunk is kept back: it is sealed as such
            self._seal(bytes(self._kept[:CHUNK]), last=False)
            del self._kept[:CHUNK]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._kept), last=True)
        super().close()

    def _seal(self, text: bytes, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last), text, self._head))
        self._number += 1


class Opening(io.RawIOBase):
    """Read from it what was sealed. Raises InputError where the passphrase is wrong or anything was changed."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        super().__init__()
        self._head = source.read(len(MAGIC) + SALT + PREFIX)
        if len(self._head) < len(MAGIC) + SALT + PREFIX or not self._head.startswith(MAGIC):
            raise InputError("this is no backup of a clinic; give the file that rederm clinic backup wrote")
        self._source, self._prefix = source, self._head[-PREFIX:]
        self._cipher = _cipher(passphrase, self._head[len(MAGIC) : -PREFIX])
        self._number, self._ahead, self._open, self._ended = 0, source.read(CHUNK + TAG), b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._open and not self._ended:
            self._next()
        size = min(len(buffer), len(self._open))
        buffer[:size] = self._open[:size]
        self._open = self._open[size:]
        return size

    def _next(self) -> None:
        from cryptography.exceptions import InvalidTag

        sealed, self._ahead = self._ahead, self._source.read(CHUNK + TAG)
        try:
            self._open = self._cipher.decrypt(_nonce(self._prefix, self._number, not self._ahead), sealed, self._head)
        except InvalidTag:
            why = "the passphrase is another" if self._number == 0 else "it was changed or ends early"
            raise InputError(f"the backup cannot be opened: {why}") from None
        self._ended, self._number = not self._ahead, self._number + 1
