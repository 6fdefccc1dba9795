"""What the client accepts. A limit that is absent does not bind; planning gives the limits their meaning."""

import re
from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from rederm.skin.entry import Entry, Whole


class Limits(Entry):
    """Limits of the client file. confidence: share of draws that must meet a limit. Risks are shares 0..1, pain 0..10."""

    confidence: float = Field(default=0.8, ge=0.5, le=0.99, examples=[0.8])
    operator: Literal["nurse", "physician", "physician-monitored"] = Field(default="nurse", examples=["nurse"])
    downtime_days: float | None = Field(default=None, ge=0, le=1000, examples=[7])
    downtime_days_course: float | None = Field(default=None, ge=0, le=1000, examples=[21])
    budget: float | None = Field(default=None, ge=0, le=1e12, examples=[3000.0])
    currency: str = Field(default="USD", examples=["USD"])
    pih_risk: float | None = Field(default=None, ge=0, le=1, examples=[0.05])
    scar_risk: float | None = Field(default=None, ge=0, le=1, examples=[0.01])
    hypopigmentation_risk: float | None = Field(default=None, ge=0, le=1, examples=[0.01])
    pain: float | None = Field(default=None, ge=0, le=10, examples=[6.0])
    visits: Whole | None = Field(default=None, ge=1, le=100, examples=[4])
    ready_by: date | None = Field(default=None, examples=["2027-06-12"])

    @field_validator("currency")
    @classmethod
    def _three_letters(cls, given: str) -> str:
        if not re.fullmatch("[A-Z]{3}", given):
            raise ValueError('must be three capital letters, for example currency = "USD"')
        return given

    @field_validator("ready_by", mode="before")
    @classmethod
    def _read_date(cls, given: Any) -> Any:
        """A TOML date, or the same as text (which is how JSON and forms hold it)."""
        if given is None or type(given) is date:
            return given
        try:
            return date.fromisoformat(given)
        except (TypeError, ValueError):
            raise ValueError("must be a date, for example ready_by = 2027-06-12") from None

    @model_validator(mode="after")
    def _downtime_fits(self) -> "Limits":
        worst, total = self.downtime_days, self.downtime_days_course
        if worst is not None and total is not None and total < worst:
            raise ValueError(
                f"downtime_days_course = {total:g} is below downtime_days = {worst:g}; "
                "the whole course cannot take less than its worst session: raise the first or lower the second"
            )
        return self
