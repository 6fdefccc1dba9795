"""What a sweep turns, from its tables [dials], [tips] and [covariates]: axes whose every value was tried."""

from collections.abc import Iterator
from typing import Any

from rederm.devices import studied_range
from rederm.devices.variant import PHYSICS, changeable
from rederm.outlook.sweep.axis import Axis, read_axis
from rederm.outlook.sweep.covariates import covariate_axis
from rederm.outlook.sweep.entry import SweepEntry
from rederm.outlook.sweep.treatment import COURSE, Treatment, dial_axis_of
from rederm.skin import Client, load_site
from rederm.sources import InputError, nearest

_STUDIED = "studied"


def axes_of(entry: SweepEntry, client: Client, treatment: Treatment) -> Iterator[Axis]:
    """Every axis, once each of its values was set. Raises InputError for a name or value that cannot be."""
    for name, given in entry.dials.items():
        yield treatment.checked(_dial(name, given, client, treatment))
    for name, given in entry.tips.items():
        known = changeable(treatment.device)
        if not name.startswith(PHYSICS):
            raise InputError(
                f"tips: {name!r} is no property of a device{nearest(name, known) or ';'} properties: {', '.join(known)}"
            )
        unit = treatment.device.values[name].unit if name in treatment.device.values else "1"
        yield treatment.checked(read_axis(name, "property", unit, given))
    for name, given in entry.covariates.items():
        yield covariate_axis(client, name, given)


def _dial(name: str, given: Any, client: Client, treatment: Treatment) -> Axis:
    if name in COURSE:
        return read_axis(name, "course", COURSE[name], given, whole=True)
    unit, whole = dial_axis_of(treatment.device, name)
    return read_axis(name, "dial", unit, _studied(name, client, treatment) if given == _STUDIED else given, whole)


def _studied(name: str, client: Client, treatment: Treatment) -> Any:
    """The published range of a dial on the first site in the client's type."""
    group = load_site(treatment.sites[0]).group
    others = {dial: value for dial, value in treatment.dials.items() if dial != name}
    found = studied_range(treatment.device, name, group, client.fitzpatrick, others)
    if found is None or found[0] == found[-1]:
        few = "no range" if found is None else f"the one value {found[0]}"
        who = f"on the {group} in type {client.fitzpatrick}"
        raise InputError(f'{name} = "studied": {few} was published {who}; give {{ low = .., high = .. }}')
    dial = treatment.device.dials[name]
    return list(found) if dial.choices else {"low": found[0], "high": found[1]}
