"""How answers are laid out, with versions: JSON schemas for other programs, and models that check a file when it is read.

Within a version keys are only ever added, so a reader passes over what it does not know; a key that changes its meaning makes
a new version. A client file alone refuses unknown keys: there a misspelt answer must not pass unseen.
"""

from rederm.output.layout.plan import PlanFile
from rederm.output.layout.schemas import schema, schema_names

__all__ = ["PlanFile", "schema", "schema_names"]
