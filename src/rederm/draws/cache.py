"""Results kept by content hash, so that a plan re-uses a lesion it has already solved.

The key hashes what was asked together with the text of the code and tables that answer it; an edit of either makes a new
key, so an old answer is never given to a new model. Kept below $REDERM_CACHE, or the user's cache folder.
"""

import contextlib
import hashlib
import io
import json
import math
import os
from collections.abc import Callable
from dataclasses import is_dataclass
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

    What a question holds is what JSON holds, dataclasses of that, and arrays of numbers, which count by their content.
    """
    text = json.dumps(question, sort_keys=True, default=_content) + version
    path = cache_folder() / f"{hashlib.sha256(text.encode()).hexdigest()}.npz"
    try:
        with np.load(path, allow_pickle=False) as file:
            return _parted(file["layout"].item(), file["numbers"])
    except (OSError, ValueError, KeyError, BadZipFile):
        pass  # not there, or spoiled: compute it anew
    arrays = answer()
    buffer = io.BytesIO()
    layout = json.dumps({name: values.shape for name, values in arrays.items()})
    np.savez(buffer, layout=np.array(layout), numbers=np.concatenate([np.ravel(values) for values in arrays.values()]))
    with contextlib.suppress(OSError):  # a cache that cannot be written costs time, not the answer
        write_whole(path, buffer.getvalue())
    return arrays


def _parted(layout: str, numbers: NDArray[np.float64]) -> Arrays:
    """The arrays that stand one after the other in these numbers: a file of one array is read much faster than one of many."""
    shapes = json.loads(layout)
    ends = np.cumsum([math.prod(shape) for shape in shapes.values()])
    parts = np.split(numbers, ends[:-1])
    return {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), parts, strict=True)}


def _content(thing: Any) -> str | dict[str, Any]:
    """A dataclass by its fields, an array by its shape and the hash of its bytes."""
    if is_dataclass(thing):
        return vars(thing)
    return f"{thing.dtype}{thing.shape}{hashlib.sha256(thing.tobytes()).hexdigest()}"
