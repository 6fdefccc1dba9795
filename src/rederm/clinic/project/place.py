"""Where a clinic lives: its folder, its database and its secrets. Set by `rederm serve`, read by the settings.

REDERM_CLINIC      folder of the clinic: database file, photographs, keys
REDERM_DATABASE    database URL; SQLite in that folder where it is not set
REDERM_HTTPS       1 where a proxy in front speaks HTTPS: cookies are then sent over HTTPS alone
"""

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rederm.sources import InputError

FOLDER, DATABASE, HTTPS, HOSTS = "REDERM_CLINIC", "REDERM_DATABASE", "REDERM_HTTPS", "REDERM_HOSTS"
KEY_BYTES = 32


@dataclass(frozen=True)
class Place:
    """folder: all that the clinic keeps; database: its URL; https: whether browsers reach it over HTTPS."""

    folder: Path
    database: str
    https: bool
    hosts: tuple[str, ...]

    @classmethod
    def here(cls) -> "Place":
        """The place that the environment names. Raises InputError where it names none."""
        given = os.environ.get(FOLDER, "")
        if not given:
            raise InputError(f"{FOLDER} is not set; give the folder of the clinic, or start it with: rederm serve --data DIR")
        folder = Path(given).resolve()
        hosts = tuple(host for host in os.environ.get(HOSTS, "").split(",") if host)
        return cls(
            folder=folder,
            database=os.environ.get(DATABASE) or f"sqlite:///{folder / 'clinic.sqlite3'}",
            https=os.environ.get(HTTPS) == "1",
            hosts=(*hosts, "localhost", "127.0.0.1", "[::1]"),
        )

    @property
    def keys(self) -> Path:
        """Folder of the keys; whoever has it and the rest can read every photograph."""
        return self.folder / "keys"

    def secret(self, name: str) -> bytes:
        """The 32 secret bytes of this name, made on first use and readable by the owner of the process alone."""
        path = self.keys / name
        if not path.exists():
            self._make(path)
        found = path.read_bytes()
        if len(found) != KEY_BYTES:
            raise InputError(f"{path} holds {len(found)} bytes where a key has {KEY_BYTES}; put it back from a backup")
        return found

    def _make(self, path: Path) -> None:
        """A new key, unless somebody made it meanwhile: a key that is replaced would close what was locked with the first."""
        self.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=self.keys, prefix=f".{path.name}.")  # readable by its owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(handle)
            with suppress(FileExistsError):
                os.link(temporary, path)
        finally:
            Path(temporary).unlink()
