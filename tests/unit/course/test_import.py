"""Plain data costs little to import."""

import subprocess
import sys


def test_courses_and_skin_are_imported_without_heavy_packages() -> None:
    heavy = {"numpy", "pydantic", "numba", "scipy", "pint"}
    code = f"import sys, rederm.course, rederm.skin; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
