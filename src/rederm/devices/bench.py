"""A clinic's own bench test of its device, laid over the published device file.

`rederm calibrate device NAME FILE` writes  $REDERM_HOME/calibration/NAME.toml  (default ~/.rederm): sourced values that take
the place of those under the same names, what the test says of several together, and one line on where they come from. Without
that file the device is as published.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rederm.devices.device import Device
from rederm.sources import InputError, collect, nearest, read_toml

if TYPE_CHECKING:  # draws bring numpy, which reading a device does not need
    from rederm.draws.noise import Tie

CAN_BE_TESTED = ("opus-plasma",)
OWN = ("physics.depth_factor",)  # values that only a bench test has


def clinic_folder() -> Path:
    """Where a clinic keeps what is its own."""
    home = os.environ.get("REDERM_HOME")
    return Path(home).expanduser() if home else Path.home() / ".rederm"


def bench_path(name: str) -> Path:
    """Where the bench test of this device is kept."""
    return clinic_folder() / "calibration" / f"{name}.toml"


def overlaid(device: Device, path: Path) -> Device:
    """The device with the values of a bench test. Raises InputError, which names the file, for content that does not fit it."""
    content = read_toml(path)
    remedy = "; remove the file or run `rederm calibrate device` again"
    for key in content:
        if key not in ("device", "note", "physics", "tie"):
            raise InputError(f"{path}: unknown key {key!r}{remedy}")
    if content.get("device") != device.name:
        raise InputError(f"{path} is a bench test of {content.get('device')!r}, not of {device.name}{remedy}")
    note = content.get("note")
    if not isinstance(note, str) or not note:
        raise InputError(f"{path}: note is missing{remedy}")
    try:
        values = collect("", {"physics": content.get("physics", {})}, path.name)
    except InputError as error:
        raise InputError(f"{error}{remedy}") from None
    for name, value in values.items():
        if name not in (*device.values, *OWN):
            raise InputError(f"{path}: {device.name} has no {name}{nearest(name, device.values)}{remedy}")
        if name in device.values and value.unit != device.values[name].unit:
            raise InputError(
                f"{path}: {name} is in {value.unit}, {device.name} states it in {device.values[name].unit}{remedy}"
            )
    tie = _tie(content.get("tie"), device.name, {name.removeprefix("physics.") for name in values}, f"{path}: tie", remedy)
    provenance = f"{device.provenance} Calibrated by {note}."
    return replace(device, values={**device.values, **values}, tie=tie, bench=note, provenance=provenance)


def _tie(content: Any, device: str, known: set[str], where: str, remedy: str) -> "Tie | None":
    """The correlation of the values, names as the draws name them."""
    if content is None:
        return None
    from rederm.draws.noise import Tie

    try:
        names, rows = tuple(content["names"]), tuple(tuple(float(x) for x in row) for row in content["lower"])
    except (KeyError, TypeError, ValueError):
        raise InputError(f"{where}: give names = [..] and lower = [[1.0], ..]{remedy}") from None
    tie = Tie(tuple(f"{device}.{name}" for name in names), rows)
    fits = set(names) <= known and [len(row) for row in rows] == list(range(1, len(names) + 1))
    if not fits or any(row[-1] != 1 or not all(abs(x) <= 1 for x in row) for row in rows):
        raise InputError(f"{where}: lower is not the lower triangle of a correlation of {', '.join(map(str, names))}{remedy}")
    return tie
