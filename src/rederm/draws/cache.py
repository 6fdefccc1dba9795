"""Results kept by content hash, so that a plan re-uses a lesion it has already solved.

The key hashes what was asked together with the text of the code and tables that answer it; an edit of either makes a new
key, so an old answer is never given to a new model. Kept below $REDERM_CACHE, or the user's cache folder.
"""

import contextlib
import hashlib
import io
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from rederm.sources import DATA, write_whole

Arrays = dict[str, NDArray[np.float64]]


@cache
def model_version(*parts: str) -> str:
    """Hash of the code and tables in these folders below the package, for example model_version("injury", "data/tissue")."""
    digest = hashlib.sha256()
    for part in parts:
        for path in sorted(DATA.parent.joinpath(part).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where results are kept on this machine."""
    base = os.environ.get("REDERM_CACHE")
    return Path(base) if base else Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "rederm"


def kept(question: dict[str, Any], version: str, answer: Callable[[], Arrays]) -> Arrays:
    """Return the arrays that answer this question, from disk where this version has answered it before.

    What a question holds is what JSON holds, and arrays of numbers, which count by their content.
    """
    text = json.dumps(question, sort_keys=True, default=_content) + version
    path = cache_folder() / f"{hashlib.sha256(text.encode()).hexdigest()}.npz"
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (OSError, ValueError, BadZipFile):
        pass  # not there, or spoiled: compute it anew
    arrays = answer()
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    with contextlib.suppress(OSError):  # a cache that cannot be written costs time, not the answer
        write_whole(path, buffer.getvalue())
    return arrays


def _content(array: NDArray[np.float64]) -> str:
    """Name of an array: its shape and the hash of its bytes."""
    return f"{array.dtype}{array.shape}{hashlib.sha256(array.tobytes()).hexdigest()}"
