"""The `rederm` command: every verb reads plain input, answers in words or JSON, and refuses bad input in one line.

Nothing heavy is imported here: each verb imports the room it needs when it runs.
"""

from rederm.cli.run import main
from rederm.cli.verbs import app

__all__ = ["app", "main"]
