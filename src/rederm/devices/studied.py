"""Where a setting stands against what was published in people.

A range speaks to a site group and skin types (and, where it says so, to a tip or profile). Outside every range `simulate`
warns and widens its bands; planning and adaptation turn only dials that have one.
"""

from collections.abc import Iterable, Mapping

from rederm.devices.device import Device, Dial, DialValue, PublishedUse, Setting, StudiedRange
from rederm.devices.setting import show
from rederm.skin.names import ROMAN
from rederm.sources import Sentence, joined, reference, sentence


def published(device: Device, site_group: str, fitzpatrick: int) -> bool:
    """Whether the device was used in people of this type on this site group, at known settings or not."""
    return any(_speaks(use, site_group, fitzpatrick) for use in _uses(device))


def studied_range(
    device: Device, dial: str, site_group: str, fitzpatrick: int, chosen: Mapping[str, DialValue | None] | None = None
) -> tuple[DialValue, ...] | None:
    """What was published for one dial: (low, high) over all ranges that apply, the words of a choice dial, or None.

    chosen: values of the other dials; a range that needs another tip than the chosen one then does not apply. A dial without
    a published range on a published site is not searched: it stands at its default.
    """
    found = device.dials[dial]
    ranges = [r for r in found.studied if _speaks(r, site_group, fitzpatrick) and _fits(r, chosen or {})]
    if not ranges:
        return None
    if found.choices:
        return tuple(choice for choice in found.choices if any(choice in r.values for r in ranges))
    return _hull(ranges)


def outside_studied(setting: Setting, site_group: str, fitzpatrick: int) -> list[Sentence]:
    """One sentence for each way in which the setting leaves published use; empty where it does not."""
    device = setting.device
    on_site = [use for use in _uses(device) if use.site == site_group]
    if not on_site:
        return [
            sentence("{device} has no published use on the {site} that rederm knows of.", device=device.name, site=site_group)
        ]
    said = []
    if not any(_speaks(r, site_group, fitzpatrick) for r in on_site):
        said.append(
            sentence(
                "{device} on the {site} was not studied in skin type {type} (studied: {types}).",
                device=device.name,
                site=site_group,
                type=ROMAN[fitzpatrick - 1],
                types=_types(on_site),
            )
        )
    for name, dial in device.dials.items():
        value = setting.values[name]
        outside = None if value is None else _outside(dial, value, setting, site_group, fitzpatrick)
        if outside:
            said.append(outside)
    return said


def _outside(dial: Dial, value: DialValue, setting: Setting, site_group: str, fitzpatrick: int) -> Sentence | None:
    if value == dial.default and (not dial.studied or dial.name not in setting.device.search):
        return None  # what studies leave unsaid is taken at the default; only a dial that is turned leaves published use
    if not dial.studied:
        return sentence(
            "{dial} = {value}: no study states this dial; the default {default} is an assumption.",
            dial=dial.name,
            value=show(value),
            default=show(dial.default),
        )
    here = [r for r in dial.studied if r.site == site_group and _fits(r, setting.values)]
    if not here:
        elsewhere = [r for r in dial.studied if _fits(r, setting.values)] or list(dial.studied)
        return sentence(
            "{dial} = {value}: no published figure on the {site} ({places}: {range}).",
            dial=dial.name,
            value=show(value),
            site=site_group,
            places=joined(", ", dict.fromkeys(r.site for r in elsewhere)),
            range=_range(dial, elsewhere),
        )
    typed = [r for r in here if _speaks(r, site_group, fitzpatrick)]
    ranges = typed or here
    if (value in {v for r in ranges for v in r.values}) if dial.choices else _within(float(value), ranges):
        if typed or dial.name not in setting.device.search:
            return None
        return sentence(
            "{dial} = {value} was published on the {site} in skin types {types} only ({sources}).",
            dial=dial.name,
            value=show(value),
            site=site_group,
            types=_types(ranges),
            sources=_cited(ranges),
        )
    own = sentence("skin type {type}", type=ROMAN[fitzpatrick - 1])
    return sentence(
        "{dial} = {value} is outside published use on the {site} in {people}: {range} ({sources}).",
        dial=dial.name,
        value=show(value),
        site=site_group,
        people=own if typed else sentence("skin types {types}", types=_types(ranges)),
        range=_range(dial, ranges),
        sources=_cited(ranges),
    )


def _uses(device: Device) -> list[StudiedRange | PublishedUse]:
    return [*(published for dial in device.dials.values() for published in dial.studied), *device.used]


def _speaks(use: StudiedRange | PublishedUse, site_group: str, fitzpatrick: int) -> bool:
    return use.site == site_group and use.fitzpatrick[0] <= fitzpatrick <= use.fitzpatrick[1]


def _fits(published: StudiedRange, chosen: Mapping[str, DialValue | None]) -> bool:
    return all(chosen.get(dial, value) == value for dial, value in published.when.items())


def _hull(ranges: Iterable[StudiedRange]) -> tuple[float, float]:
    ends = [float(v) for r in ranges for v in r.values]
    return min(ends), max(ends)


def _within(value: float, ranges: Iterable[StudiedRange]) -> bool:
    low, high = _hull(ranges)
    return low <= value <= high


def _range(dial: Dial, ranges: list[StudiedRange]) -> str:
    if dial.choices:
        return ", ".join(dict.fromkeys(show(v) for r in ranges for v in r.values))
    low, high = _hull(ranges)
    unit = "" if dial.unit == "1" else f" {dial.unit}"
    return f"{low:g}{unit}" if low == high else sentence("{low} to {high}", low=f"{low:g}", high=f"{high:g}{unit}")


def _types(ranges: Iterable[StudiedRange | PublishedUse]) -> str:
    low, high = min(r.fitzpatrick[0] for r in ranges), max(r.fitzpatrick[1] for r in ranges)
    return ROMAN[low - 1] if low == high else sentence("{low} to {high}", low=ROMAN[low - 1], high=ROMAN[high - 1])


def _cited(ranges: Iterable[StudiedRange]) -> str:
    return "; ".join(reference(key).cite() for key in dict.fromkeys(key for r in ranges for key in r.source))
