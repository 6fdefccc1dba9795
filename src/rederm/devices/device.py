"""A device, its dials, and a setting of them. Read from data/devices/<name>.toml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rederm.sources import Value

FAMILIES = ("chemical", "heat", "mechanical", "light")
OPERATORS = ("nurse", "physician", "physician-monitored")
DialValue = float | str


@dataclass(frozen=True)
class StudiedRange:
    """Published human use of one dial: on which site group, in which skin types, from where to where."""

    site: str  # face, eyelid, neck-chest, body
    fitzpatrick: tuple[int, int]
    values: tuple[DialValue, ...]  # (low, high) for a numeric dial, the studied words for a choice
    source: tuple[str, ...]


@dataclass(frozen=True)
class Dial:
    """One dial: the default, the widest range any study used (`limits`), and where it was studied in people.

    A numeric dial has `limits` (low, high); a choice dial has `choices`. `default` None: the dial is optional and unset.
    """

    name: str
    unit: str
    meaning: str
    default: DialValue | None
    limits: tuple[float, float] | None = None
    choices: tuple[DialValue, ...] = ()
    whole: bool = False
    studied: tuple[StudiedRange, ...] = ()
    source: tuple[str, ...] = ()


@dataclass(frozen=True)
class Device:
    """What is used. `model` names the injury model that reads its setting (rederm.injury).

    values: sourced numbers by dotted name: physics.*, time.*, interval.*, care.*, price is elsewhere.
    """

    name: str
    title: str
    family: str
    model: str
    operator: str
    color: str
    feel: str
    summary: str
    dials: Mapping[str, Dial]
    values: Mapping[str, Value]
    numbing: str  # what is usual: "none", "cream"
    cooling: str  # what is usual: "none", "cold air", "contact cooling", "cool mask"
    sites: tuple[str, ...]  # site groups this device may treat
    simulation_only: bool
    provenance: str
    search: tuple[str, ...] = ()  # dials a plan turns together, from the low to the high end of what was studied
    aliases: Mapping[str, tuple[str, float]] = field(default_factory=dict)  # other name -> (dial, factor)

    def number(self, key: str, unit: str) -> float:
        return self.values[key].as_unit(unit)


@dataclass(frozen=True)
class Setting:
    """Chosen values of a device's dials, checked against `limits`; dials not named stand at the device's default."""

    device: Device
    values: Mapping[str, DialValue | None]

    def __getitem__(self, dial: str) -> Any:
        return self.values[dial]

    def key(self) -> dict[str, Any]:
        """What a cached lesion depends on."""
        return {"device": self.device.name, **{name: self.values[name] for name in sorted(self.values)}}
