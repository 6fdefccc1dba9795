"""The check on bare numbers: a float literal in a model is a number without a source, unless it is a unit factor.

Allowed: 0, 1, 2, powers of ten, and the factors between units of time and temperature. Modules whose name begins with
`numerics` hold numbers of methods (tableaux, tolerances) and are left out.
"""

import ast
import math
from collections.abc import Iterator
from pathlib import Path

UNIT_FACTORS = (60.0, 3600.0, 24.0, 86400.0, 273.15, 365.25)


def is_allowed(number: float) -> bool:
    """True for 0, 1, 2, a power of ten, and unit factors."""
    if number in (0.0, 1.0, 2.0) or number in UNIT_FACTORS:
        return True
    exponent = math.log10(abs(number))
    return math.isclose(exponent, round(exponent), abs_tol=1e-12)


def bare_numbers(folder: Path) -> Iterator[tuple[Path, int, float]]:
    """Yield (file, line, number) of every float literal in a model below `folder` that needs a source."""
    for path in sorted(folder.rglob("*.py")):
        if path.name.startswith("numerics"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, float) and not is_allowed(node.value):
                yield path, node.lineno, node.value
