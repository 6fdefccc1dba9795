"""What all tests share: this folder on the path, and examples that do not change from run to run on a build machine."""

import os

from hypothesis import settings

settings.register_profile("build", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("build")
