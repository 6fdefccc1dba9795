"""One thing the client wants changed: what, where, how severe, how much it matters."""

from pydantic import Field, model_validator

from rederm.skin.entry import Entry
from rederm.skin.names import SUBTYPES, Kind, SiteName
from rederm.sources import nearest


class Concern(Entry):
    """One concern of the client file. severity: 0 none .. 4 severe. weight: how much it counts beside the others."""

    kind: Kind = Field(examples=["acne-scars"])
    subtype: str | None = Field(default=None, examples=["rolling"])
    site: SiteName = Field(examples=["cheek"])
    severity: float = Field(default=2.0, ge=0, le=4, examples=[3])
    weight: float = Field(default=1.0, ge=0, le=100, examples=[1.0])

    @model_validator(mode="after")
    def _subtype_fits_kind(self) -> "Concern":
        allowed = SUBTYPES.get(self.kind, ())
        if self.subtype is None or self.subtype in allowed:
            return self
        if not allowed:
            kinds = [kind for kind, subtypes in SUBTYPES.items() if self.subtype in subtypes]
            hint = f" ('{self.subtype}' goes with {kinds[0]})" if kinds else ""
            raise ValueError(f"{self.kind} has no subtypes{hint}; leave subtype out")
        close = nearest(self.subtype, allowed)
        head = f"{close} Allowed" if close else "; allowed"
        raise ValueError(f"subtype {self.subtype!r} does not go with {self.kind}{head}: {', '.join(allowed)}")

    @property
    def key(self) -> str:
        """The key of this concern where its kind occurs once in the client file (`Client.keys` knows the others)."""
        return self.kind
