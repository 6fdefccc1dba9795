"""What every table of a client file shares: known keys only, exact types, finite numbers."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Entry(BaseModel):
    """One table of a client file. Keys that are not named are refused, numbers are finite, no text becomes a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


def _whole(given: Any) -> Any:
    return int(given) if isinstance(given, float) and given.is_integer() else given


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number; 4.0 is read as 4."""
