"""How the client lives with their skin, and what was treated before.

A habit that was not stated is taken at the cautious common case, and `Habits.assumed` says so.
"""

from typing import Literal

from pydantic import Field

from rederm.skin.entry import Entry, Whole
from rederm.skin.names import SiteName
from rederm.sources import sentence

_ASSUMED = {
    "smoker": sentence("not stated, assumed: does not smoke"),
    "sunscreen": sentence("not stated, assumed: uses sunscreen sometimes"),
    "sun": sentence("not stated, assumed: gets a moderate amount of sun"),
    "moisturise": sentence("not stated, assumed: keeps the skin moisturised after treatment"),
    "skincare": sentence("not stated, assumed: uses no active skincare"),
    "nutrition": sentence("not stated, assumed: eats fairly well"),
}


class Habits(Entry):
    """Habits that change healing, pigment and ageing."""

    smoker: bool = Field(default=False, examples=[False])
    sunscreen: Literal["daily", "sometimes", "never"] = Field(default="sometimes", examples=["daily"])
    sun: Literal["low", "moderate", "high"] = Field(default="moderate", examples=["moderate"])
    moisturise: bool = Field(default=True, examples=[True])
    skincare: Literal["none", "retinoid", "hydroquinone", "vitamin-c"] = Field(default="none", examples=["none"])
    nutrition: Literal["good", "fair", "poor"] = Field(default="fair", examples=["good"])

    def assumed(self) -> list[str]:
        """What was not stated and is therefore assumed, in plain words."""
        return [words for key, words in _ASSUMED.items() if key not in self.model_fields_set]


class TreatmentBefore(Entry):
    """One earlier treatment of the client."""

    device: str = Field(min_length=1, examples=["fractional-co2"])
    site: SiteName | None = Field(default=None, examples=["cheek"])
    weeks_ago: float | None = Field(default=None, ge=0, le=6000, examples=[52])
    sessions: Whole | None = Field(default=None, ge=1, le=1000, examples=[3])
    result: str | None = Field(default=None, examples=["some improvement"])
    complication: str | None = Field(default=None, examples=["none"])
