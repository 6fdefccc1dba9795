"""A device, its dials, and a setting of them. Read from data/devices/<name>.toml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rederm.sources import Sentence, Value, joined, sentence

if TYPE_CHECKING:  # draws bring numpy, which reading a device does not need
    from rederm.draws.noise import Tie

FAMILIES = ("chemical", "heat", "mechanical", "light")
MODELS = ("plasma", "flux", "electrode", "fractional", "full-field", "scattered", "peel", "abrasion", "needle")
OPERATORS = ("nurse", "physician", "physician-monitored")
OPERATOR_WORDS = {
    "nurse": sentence("nurse"),
    "physician": sentence("physician"),
    "physician-monitored": sentence("physician with monitoring"),
}
NUMBING = ("none", "cream", "nerve block", "sedation")
COOLING = ("none", "cold air", "contact cooling", "cool mask")
DialValue = float | str


@dataclass(frozen=True)
class StudiedRange:
    """Published human use of one dial: on which site group, in which skin types, from where to where.

    when: other dials that must stand so for this range to apply, for example {"tip": "single-spark"}.
    note: what is weak about it, for example skin types that the abstract does not state.
    """

    site: str  # face, eyelid, neck-chest, body
    fitzpatrick: tuple[int, int]
    values: tuple[DialValue, ...]  # (low, high) for a numeric dial, the studied words for a choice
    source: tuple[str, ...]
    when: Mapping[str, DialValue] = field(default_factory=dict)
    note: str = ""


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
class PublishedUse:
    """Published human use whose settings are not known here: it shows that the site and types were treated, not at what."""

    site: str
    fitzpatrick: tuple[int, int]
    source: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Never:
    """A value of a choice dial that must not be used on a site group, whoever treats."""

    dial: str
    choice: DialValue
    site: str
    reason: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class OperatorAbove:
    """Over this value of a numeric dial, another operator must treat (a clinic edits it to its law)."""

    dial: str
    over: float
    operator: str


@dataclass(frozen=True)
class Device:
    """What is used. `model` names the injury model that reads its setting (rederm.injury).

    values: sourced numbers by dotted name: physics.*, time.*, interval.*, sessions.*; price is elsewhere.
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
    numbing: str  # what is usual: NUMBING
    cooling: str  # what is usual: COOLING
    sites: tuple[str, ...]  # site groups this device may treat
    simulation_only: bool
    provenance: str
    search: tuple[str, ...] = ()  # dials a plan turns together, from the low to the high end of what was studied
    aliases: Mapping[str, tuple[str, float]] = field(default_factory=dict)  # other name -> (dial, factor)
    used: tuple[PublishedUse, ...] = ()
    never: tuple[Never, ...] = ()
    operator_above: tuple[OperatorAbove, ...] = ()
    bench: str = ""  # the clinic's bench test that some values come from, in words; empty: as published
    tie: "Tie | None" = None  # what that test says of several values together

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

    @property
    def operator(self) -> str:
        """Who may treat at this setting: the strictest of the device's operator and its `operator_above` rules."""
        needed = [self.device.operator]
        for rule in self.device.operator_above:
            value = self.values[rule.dial]
            if isinstance(value, int | float) and value > rule.over:
                needed.append(rule.operator)
        return max(needed, key=OPERATORS.index)

    def refused_on(self, site_group: str) -> Sentence | None:
        """Why this setting must not be used on the site group: a site the device never treats, a tip kept off it; or None."""
        device = self.device
        if site_group not in device.sites:
            allowed = joined(", ", device.sites)
            return sentence(
                "{device} is not used on the {site} (allowed: {allowed})", device=device.name, site=site_group, allowed=allowed
            )
        for rule in device.never:
            if rule.site == site_group and self.values[rule.dial] == rule.choice:
                return sentence(
                    "{device} with {dial} = {choice} is never used on the {site}: {reason}",
                    device=device.name,
                    dial=rule.dial,
                    choice=rule.choice,
                    site=site_group,
                    reason=rule.reason,
                )
        return None
