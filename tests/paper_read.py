"""What tools of poppler read in a PDF, as a screen reader or a search would: its words, and whether it is tagged."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def words_of(paper: Path) -> set[str]:
    command = ["pdftotext", "-layout", str(paper), "-"]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def is_tagged(paper: Path) -> bool:
    told = subprocess.run(["pdfinfo", str(paper)], check=True, capture_output=True, text=True).stdout
    (line,) = [line for line in told.splitlines() if line.startswith("Tagged:")]
    return line.split()[1] == "yes"


def numbers(node: Any) -> Iterator[float]:
    """Every number below a node of JSON; true and false are none."""
    if isinstance(node, Mapping | list):
        for value in node.values() if isinstance(node, Mapping) else node:
            yield from numbers(value)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        yield node
