"""Files that are either whole or absent: written beside their place under another name, then renamed."""

import os
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from rederm.sources.errors import InputError

DATA = Path(__file__).resolve().parent.parent / "data"


def write_whole(path: Path, content: str | bytes, durable: bool = False) -> None:
    """Write `content` to `path` so that no reader ever meets half of it; folders are made as needed.

    durable: it is on the disk, name and all, when this returns: for what something else will refer to.
    """
    with writing_whole(path, durable) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def writing_whole(path: Path, durable: bool = False) -> Iterator[BinaryIO]:
    """A file to be written piece by piece, which stands at `path` once the block ends and never in part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if durable:
        hold(path.parent)
        hold(path.parent.parent)  # which may have got the folder just now


def hold(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system lets a folder be opened for that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def given_text(path: Path, what: str, form: str = "UTF-8") -> str:
    """The text of a file that a person named, without a byte order mark; every failure is an InputError that says what to give.

    what: for example "a price list"; form: how it is to be saved where its bytes are no text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; give the path of {what}") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder; give the path of {what}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; give the path of {what}, saved as {form}") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def read_toml(path: Path) -> dict[str, Any]:
    """Read one TOML file; every failure is an InputError that names the file and the remedy."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; give the path of a TOML file, for example examples/maria.toml") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder; give the path of a TOML file") from None
    except (PermissionError, OSError) as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; save it as a UTF-8 TOML file") from None
    except (ValueError, RecursionError) as error:  # ValueError covers what the TOML reader itself refuses
        raise InputError(f"{path} is not valid TOML: {error}") from None
