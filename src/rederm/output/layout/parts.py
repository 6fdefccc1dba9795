"""What answers share: bands, curves, findings."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Exact types and finite numbers, as JSON holds them."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)


def named(schema: str) -> Any:
    """The key that names the layout of an answer and its version."""
    return Field(alias="schema", json_schema_extra={"const": schema})


class Band(Part):
    """Median and bounds of the draws; null throughout where the quantity does not apply."""

    median: float | None
    low: float | None
    high: float | None


class Curve(Part):
    """A band on each of the days."""

    median: list[float]
    low: list[float]
    high: list[float]


class Ends(Part):
    """A range without its middle."""

    low: float | None
    high: float | None


Share = Annotated[float, Field(ge=0, le=1)]
ByDay = dict[str, Band]  # "180": days after the last session
Setting = dict[str, float | str | None]


class Finding(Part):
    """What a safety rule says to a course."""

    rule: str
    strength: Literal["block", "ask", "note"]
    kind: str
    device: str
    site: str
    title: str
    reason: str
    do: str
    source: list[str]
    date: int
    question: str | None
    conflicts: list[str]
    changed_by: str | None
