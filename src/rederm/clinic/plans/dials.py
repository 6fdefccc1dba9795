"""The dials of a device as the page draws them: where each may stand, where it was studied, where it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass

from rederm.clinic.plans.asked import Asked
from rederm.devices import Device, Dial, DialValue, show, studied_range
from rederm.skin import Client, load_site

_STOPS = 40  # of a slider that is no count
_WIDE = 25.0  # a dial whose limits are this far apart is drawn by ratios


@dataclass(frozen=True)
class Knob:
    """One dial. stops: the values that its slider stands at, texts; at: which of them now.

    track: (from, width) of what was studied, in hundredths of the slider; studied: the same in words, "" where nothing was
    published for this client's site and skin type. outside: that it now stands outside.
    """

    name: str
    label: str
    unit: str
    meaning: str
    value: str
    choices: tuple[str, ...]
    low: str
    high: str
    step: str
    stops: tuple[str, ...]
    at: int
    track: tuple[float, float] | None
    studied: str
    within: tuple[str, ...]  # (low, high) of a number, the words of a choice
    turned: bool  # a dial that plans turn; the others stand folded away
    outside: bool


def knobs(asked: Asked, client: Client) -> list[Knob]:
    """The dials of the chosen device, those that a plan turns first."""
    device = asked.device
    group = load_site(asked.sites[0]).group
    now: dict[str, DialValue | None] = {name: asked.dials.get(name, dial.default) for name, dial in device.dials.items()}
    order = sorted(device.dials.values(), key=lambda dial: dial.name not in device.search)
    return [_knob(device, dial, group, client.fitzpatrick, now) for dial in order]


def _knob(device: Device, dial: Dial, group: str, fitzpatrick: int, now: Mapping[str, DialValue | None]) -> Knob:
    others = {name: value for name, value in now.items() if name != dial.name and value is not None}
    range_ = studied_range(device, dial.name, group, fitzpatrick, others) or ()
    value, unit = now[dial.name], _unit(dial)
    low, high = dial.limits or (0.0, 0.0)
    places = () if dial.choices else stops(dial, [float(v) for v in (value, *range_) if isinstance(v, int | float)])
    ends = [places.index(float(v)) / max(len(places) - 1, 1) * 100 for v in range_] if places else []
    inside = value is None or not range_ or (value in range_ if dial.choices else range_[0] <= value <= range_[-1])  # type: ignore[operator]
    return Knob(
        name=dial.name,
        label=_label(dial),
        unit=unit,
        meaning=dial.meaning,
        value="" if value is None else show(value),
        choices=tuple(map(show, dial.choices)),
        low=show(low),
        high=show(high),
        step="1" if dial.whole else "any",
        stops=tuple(f"{v:.6g}" for v in places),
        at=places.index(float(value)) if places and isinstance(value, int | float) and float(value) in places else 0,
        track=(round(ends[0], 2), round(max(ends[1] - ends[0], 1.5), 2)) if ends else None,
        studied=_studied(range_, dial, unit),
        within=tuple(map(show, range_)),
        turned=dial.name in device.search,
        outside=not inside,
    )


def stops(dial: Dial, also: list[float]) -> tuple[float, ...]:
    """The values of a slider, from the low to the high limit, with those that must be among them."""
    low, high = dial.limits or (0.0, 0.0)
    if dial.whole:
        return tuple(float(v) for v in range(int(low), int(high) + 1))
    ratio = high / low if low > 0 else 0.0
    shares = [place / _STOPS for place in range(_STOPS + 1)]
    spread = [low * ratio**share if ratio >= _WIDE else low + (high - low) * share for share in shares]
    given = {v for v in (dial.default, *also) if isinstance(v, int | float) and low <= v <= high}
    return tuple(sorted({low, high, *map(float, given), *(float(f"{v:.2g}") for v in spread[1:-1])}))


def _studied(values: tuple[DialValue, ...], dial: Dial, unit: str) -> str:
    if not values:
        return ""
    if dial.choices:
        return ", ".join(map(show, values))
    ends = dict.fromkeys(map(show, values))
    return f"{' to '.join(ends)} {unit}".rstrip()


def _unit(dial: Dial) -> str:
    return {"1": "", "1/cm^2": "per cm²", "J/cm^2": "J/cm²", "um": "µm", "us": "µs"}.get(dial.unit, dial.unit)


def _label(dial: Dial) -> str:
    """Energy per lesion for energy_per_lesion_mJ: the name without its unit."""
    suffix = {"%": "pct", "1/cm^2": "per_cm2"}.get(dial.unit, dial.unit.replace("/", "_").replace("^", ""))
    words = dial.name.removesuffix(f"_{suffix}").replace("_", " ")
    return words if words == "pH" else words[:1].upper() + words[1:]
