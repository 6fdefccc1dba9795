"""What all tests share: this folder on the path, no clinic of its own, and examples that do not
change from run to run on a build machine."""

import os
from pathlib import Path

from hypothesis import settings

os.environ["REDERM_HOME"] = str(Path(__file__).parent / "no-clinic")  # devices as published, whatever was measured here

if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("REDERM_WORKERS", "1")  # processes like this one already take every core
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy is imported: its threads would spin for the same cores

settings.register_profile("build", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("build")
